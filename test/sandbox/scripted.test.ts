import { bex, type HttpRequest, idscan, ifactory, jacada, smartconnect } from 'credwire';
import { bexSandbox, refusal, type ScriptOptions, scripted } from 'credwire/sandbox';
import { describe, expect, it } from 'vitest';
import { callUntyped, codeOf, refusedBy } from '../support/thrown.js';

const standIn = bexSandbox({ accounts: [{ username: 'u', password: 'p' }] });
const request: HttpRequest = bex.tokenRequest({ username: 'u', password: 'p' });
const own = standIn(request);

describe('scripted', () => {
  it('answers the first requests by its steps, and the others by the handler', () => {
    const handle = scripted(standIn, {
      steps: [
        { answer: { status: 503, headers: { 'retry-after': '1' }, body: 'busy' } },
        {},
        { answer: { status: 429 } },
      ],
    });
    expect([1, 2, 3, 4, 5].map(() => handle(request))).toEqual([
      { status: 503, headers: { 'retry-after': '1' }, body: 'busy' },
      own,
      { status: 429, headers: {}, body: '' },
      own,
      own,
    ]);
  });

  it('does not ask the handler where a step answers', () => {
    const handle = scripted(
      () => {
        throw new Error('asked');
      },
      { steps: [{ answer: { status: 200 } }] },
    );
    expect(handle(request).status).toBe(200);
    expect(() => handle(request)).toThrow('asked');
  });

  it('gives each answer its delay, that of the step before that of all', () => {
    const handle = scripted(standIn, { delay: 5, steps: [{ delay: 100 }, { delay: 0 }, { answer: { status: 500 } }] });
    expect([1, 2, 3, 4].map(() => handle(request))).toEqual([
      { ...own, delay: 100 },
      own,
      { status: 500, headers: {}, body: '', delay: 5 },
      { ...own, delay: 5 },
    ]);
  });

  it('counts for itself, so that two of one handler do not meddle', () => {
    const options: ScriptOptions = { steps: [{ answer: { status: 500 } }] };
    const [one, two] = [scripted(standIn, options), scripted(standIn, options)];
    expect([one(request).status, two(request).status, one(request).status]).toEqual([500, 500, 200]);
  });

  it('keeps its script, whatever the caller does to the options', () => {
    const headers = { a: ['b'] };
    const step = { answer: { status: 500, headers } };
    const steps = [step];
    const handle = scripted(standIn, { steps });
    steps.length = 0;
    step.answer.status = 200;
    headers.a.push('c');
    expect(handle(request)).toEqual({ status: 500, headers: { a: ['b'] }, body: '' });
  });

  it.each([
    ['a handler that is none', {}, {}, 'ERR_ARGUMENT_TYPE'],
    ['no options', standIn, undefined, 'ERR_ARGUMENT_TYPE'],
    ['an unknown option', standIn, { latency: 1 }, 'ERR_UNKNOWN_OPTION'],
    ['steps that are no list', standIn, { steps: {} }, 'ERR_ARGUMENT_TYPE'],
    ['an unknown member of a step', standIn, { steps: [{ status: 500 }] }, 'ERR_UNKNOWN_OPTION'],
    ['a negative delay', standIn, { delay: -1 }, 'ERR_ARGUMENT_VALUE'],
    ['a delay of an hour', standIn, { steps: [{ delay: 3_600_000 }] }, 'ERR_ARGUMENT_VALUE'],
    ['a delay as text', standIn, { delay: '1' }, 'ERR_ARGUMENT_TYPE'],
    ['a status that ends nothing', standIn, { steps: [{ answer: { status: 100 } }] }, 'ERR_ARGUMENT_VALUE'],
    ['a body that is no text', standIn, { steps: [{ answer: { status: 200, body: {} } }] }, 'ERR_ARGUMENT_TYPE'],
    ['headers that are a list', standIn, { steps: [{ answer: { status: 200, headers: [] } }] }, 'ERR_ARGUMENT_TYPE'],
    [
      'a header that is a number',
      standIn,
      { steps: [{ answer: { status: 200, headers: { a: 1 } } }] },
      'ERR_ARGUMENT_TYPE',
    ],
    [
      'a header line that is none',
      standIn,
      { steps: [{ answer: { status: 200, headers: { a: [1] } } }] },
      'ERR_ARGUMENT_TYPE',
    ],
  ])('refuses %s', (_, handler, options, code) => {
    expect(codeOf(() => callUntyped(scripted, handler, options))).toBe(code);
  });
});

describe('refusal', () => {
  it.each([
    ['ifactory', ifactory.parseTokenResponse, 401],
    [
      'idscan',
      (response: ReturnType<typeof refusal>) => idscan.parseTokenResponse(response, { area: 'scanning' }),
      400,
    ],
    ['jacada', jacada.parseTokenResponse, 401],
    ['bex', bex.parseTokenResponse, 200],
    ['smartconnect', smartconnect.parseTokenResponse, 401],
  ] as const)('is what the parser of %s reads as a refusal, with its words', (vendor, parse, status) => {
    const error = refusedBy(() => parse(refusal(vendor, 'The account is "locked".')));
    expect([error.code, error.vendorMessage, error.status]).toEqual([
      'ERR_SIGN_IN_REFUSED',
      'The account is "locked".',
      status,
    ]);
  });

  it("refuses a vendor that it does not know, and words that aren't a string", () => {
    expect(codeOf(() => callUntyped(refusal, 'acme', 'no'))).toBe('ERR_ARGUMENT_VALUE');
    expect(codeOf(() => callUntyped(refusal, undefined, 'no'))).toBe('ERR_ARGUMENT_TYPE');
    expect(codeOf(() => callUntyped(refusal, 'bex', 1))).toBe('ERR_ARGUMENT_TYPE');
    expect(codeOf(() => callUntyped(refusal, 'bex', '\uD800'))).toBe('ERR_TEXT_NOT_WELL_FORMED');
  });
});
