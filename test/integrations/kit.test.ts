/** What the kits for API tools share: options from variables, the kept session, and a sign-in step by step. */
import { bex, type HttpRequest, type HttpResponse, InputError, vendors } from 'credwire';
import { bexSandbox, type Handler, idscanSandbox, revokeTokens, smartconnectSandbox, toSend } from 'credwire/sandbox';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { COMMON, environment, FOLDERS } from '../../integrations/shared/collection.mjs';
import { currentSession, lineOf, repeatIfOver, sign, type Tool } from '../../integrations/shared/kit.js';
import { randomFrom } from '../../integrations/shared/random.js';
import { readSignInOptions, SIGN_INS } from '../../integrations/shared/sign-ins.js';
import { stepRequest, takeStep } from '../../integrations/shared/steps.js';

/** A tool whose variables are a Map, and whose client is a sandbox. */
function toolFor(sandbox: Handler, variables: Readonly<Record<string, string>>) {
  const kept = new Map(Object.entries(variables));
  const sent: string[] = [];
  const send = toSend(sandbox);
  const tool: Tool = {
    read: (name) => kept.get(name),
    write: (name, value) => void (value === undefined ? kept.delete(name) : kept.set(name, value)),
    note: (name, value) => void kept.set(name, value),
    send: (request: HttpRequest): Promise<HttpResponse> => {
      sent.push(request.url.replace(/^.*\/|\?.*$/g, ''));
      return send(request);
    },
  };
  return { tool, kept, sent };
}

const user = { bex_baseUrl: 'http://localhost', bex_username: 'demo', bex_password: 'p+ss' };
const account = { username: 'demo', password: 'p+ss' };
const call = () => ({ url: 'http://localhost/api/service/track', headers: {} });

const codeOf = (task: Promise<unknown>): Promise<unknown> =>
  task.then(
    () => 'resolved',
    (error: unknown) => lineOf(error),
  );

describe('options from variables', () => {
  it('become what the vendor takes, and empty ones are left out', () => {
    const variables: Record<string, unknown> = {
      apiHosts: 'a.example, b.example',
      email: 'demo@example.com',
      companyId: '',
      pin: null,
    };
    const options = readSignInOptions(SIGN_INS.smartconnect, (name) => variables[name]);
    expect(options).toEqual({ apiHosts: ['a.example', 'b.example'], email: 'demo@example.com' });
    const read = (values: Record<string, unknown>) => readSignInOptions(SIGN_INS.jacada, (name) => values[name]);
    expect(read({ prefixLength: '13', allowInsecureHttp: 'true', accountId: 12345678 })).toEqual({
      prefixLength: 13,
      allowInsecureHttp: true,
      accountId: '12345678',
    });
  });

  it("stay as they are if they can't be converted, so that the vendor says what it expects", () => {
    const values: Record<string, unknown> = { prefixLength: 'many', allowInsecureHttp: 'yes' };
    expect(readSignInOptions(SIGN_INS.jacada, (name) => values[name])).toEqual(values);
  });

  it('have a variable in the collections for every required field, and secret ones are marked', () => {
    const all = new Map(environment().map(({ name, secret }) => [name, secret]));
    for (const { profile } of Object.values(vendors)) {
      for (const { name, secret, required } of profile.fields) {
        const variable = `${profile.id}_${name}`;
        if (required) expect(all.has(variable), variable).toBe(true);
        if (all.has(variable)) expect(all.get(variable), variable).toBe(secret);
      }
    }
    for (const name of ['smartconnectRest_clientSecret', 'bex_session', 'credwire_seed'])
      expect(all.get(name)).toBe(true);
    expect(FOLDERS.map(({ id }) => id)).toEqual(Object.keys(SIGN_INS));
    expect(Object.keys(COMMON).every((name) => all.has(name))).toBe(true);
  });
});

describe('a kept session', () => {
  it('is created once, and goes into each request', async () => {
    const { tool, sent } = toolFor(bexSandbox({ accounts: [account] }), user);
    const { signed } = await sign(tool, 'bex', call);
    expect((await sign(tool, 'bex', call)).signed).toEqual(signed);
    expect(sent).toEqual(['login']);
    expect(Object.keys(signed.headers)).toEqual(['token']);
  });

  it("isn't sent to a foreign origin unless a variable lists it", async () => {
    const { tool, kept } = toolFor(bexSandbox({ accounts: [account] }), user);
    const other = () => ({ url: 'https://other.example/api/x', headers: {} });
    expect(await codeOf(sign(tool, 'bex', other))).toMatch(/^ERR_ORIGIN_MISMATCH: /);
    kept.set('bex_origins', 'https://a.example https://other.example');
    expect((await sign(tool, 'bex', other)).signed.headers).toHaveProperty('token');
  });

  it("is renewed once when a response says that it's over", async () => {
    const sandbox = bexSandbox({ accounts: [account] });
    const { tool, sent } = toolFor(sandbox, user);
    const resend = async ({ url, headers }: { url: string; headers: Readonly<Record<string, string>> }) =>
      toSend(sandbox)({ method: 'GET', url, headers });
    const first = await resend((await sign(tool, 'bex', call)).signed);
    expect(await repeatIfOver(tool, 'bex', call, first, resend)).toBeUndefined();
    const before = await sign(tool, 'bex', call);
    revokeTokens(sandbox);
    const over = await resend(before.signed);
    expect(bex.isSessionOver(over)).toBe(true);
    const repeat = await repeatIfOver(tool, 'bex', call, over, resend);
    expect(repeat).toMatchObject({ isOver: false, response: { status: 200 } });
    expect(sent).toEqual(['login', 'login']);
    const always = async () => over;
    expect(await repeatIfOver(tool, 'bex', call, over, always)).toMatchObject({ isOver: true });
  });

  it("isn't requested again after a refusal until the password changes", async () => {
    const { tool, kept, sent } = toolFor(bexSandbox({ accounts: [account] }), { ...user, bex_password: 'wrong' });
    expect(await codeOf(currentSession(tool, 'bex'))).toMatch(/^ERR_SIGN_IN_REFUSED: /);
    expect(await codeOf(currentSession(tool, 'bex'))).toMatch(
      /^ERR_SIGN_IN_REFUSED: .*\(not sent again in this run\)$/,
    );
    expect(sent).toEqual(['login']);
    kept.set('bex_password', 'p+ss');
    expect((await currentSession(tool, 'bex')).vendor).toBe('bex');
    expect(sent).toEqual(['login', 'login']);
  });

  it('must have a known name', async () => {
    const { tool } = toolFor(bexSandbox({ accounts: [account] }), {});
    for (const id of ['bexx', '', 'constructor']) {
      expect(await codeOf(currentSession(tool, id)), id).toMatch(/^ERR_ARGUMENT_VALUE: connect: "vendor": /);
    }
  });

  it('takes the options of calls from variables, too', async () => {
    const sandbox = idscanSandbox({ accounts: [account] });
    const variables = {
      idscan_baseUrl: 'http://localhost',
      idscan_username: 'demo',
      idscan_password: 'p+ss',
      idscan_area: 'scanning',
    };
    const { tool, kept } = toolFor(sandbox, { ...variables, idscan_via: 'cookie' });
    expect((await sign(tool, 'idscan', call)).signed.headers).toHaveProperty('Cookie');
    kept.set('idscan_action', 'retrieval');
    expect(await codeOf(sign(tool, 'idscan', call))).toMatch(/^ERR_AREA_MISMATCH: /);
  });
});

describe('a sign-in step by step', () => {
  const sandbox = smartconnectSandbox({
    accounts: [{ email: 'demo@example.com', password: 'p+ss', companies: [{ id: '1', name: 'Test' }] }],
    seed: 'steps',
    bits: 1024,
  });
  const variables = {
    smartconnect_loginUrl: 'http://localhost',
    smartconnect_email: 'demo@example.com',
    smartconnect_password: 'p+ss',
  };
  const id = 'smartconnect';

  it('makes the requests in turn, and ends in a kept session', async () => {
    const { tool, kept, sent } = toolFor(sandbox, variables);
    for (const [step, isLast] of [
      ['publicKey', false],
      ['companies', false],
      ['token', true],
    ] as const) {
      const request = stepRequest(tool, id, step);
      expect(request?.url).toContain('http://localhost/');
      if (request) expect(await takeStep(tool, id, step, await toSend(sandbox)(request)), step).toBe(isLast);
    }
    expect(kept.has(`${id}_steps`)).toBe(false);
    expect(await currentSession(tool, id)).toMatchObject({ vendor: 'smartconnect', companyId: '1' });
    expect(sent).toEqual([]);
  });

  it("says which step comes first, and which isn't needed", async () => {
    const { tool, kept } = toolFor(sandbox, variables);
    expect(() => stepRequest(tool, id, 'companies')).toThrow('run the step "publicKey"');
    const key = stepRequest(tool, id, 'publicKey');
    if (key) await takeStep(tool, id, 'publicKey', await toSend(sandbox)(key));
    kept.set(`${id}_apiUrl`, 'http://localhost/API').set(`${id}_companyId`, '1');
    expect(stepRequest(tool, id, 'companies')).toBeUndefined();
    expect(stepRequest(tool, id, 'token')?.url).toContain('/GetToken?');
  });

  it("refuses a response that doesn't belong to the step", async () => {
    const { tool, kept } = toolFor(sandbox, variables);
    const page = { status: 200, headers: { 'content-type': 'text/html' }, body: '<!doctype html>' };
    expect(await codeOf(takeStep(tool, id, 'publicKey', page))).toMatch(/^ERR_RESPONSE_FORMAT: .*HTML/);
    expect(kept.has(`${id}_steps`)).toBe(false);
  });
});

describe('randomness', () => {
  afterEach(() => void vi.unstubAllGlobals());

  it("is the platform's own if it has one, whatever the seed", () => {
    expect(randomFrom('0123456789abcdef0123456789abcdef')).toBeUndefined();
  });

  it('comes from the seed if the platform has no source, and differs from call to call', () => {
    vi.stubGlobal('crypto', undefined);
    const seed = '0123456789abcdef0123456789abcdef';
    expect(randomFrom('')).toBeUndefined();
    expect(randomFrom(seed)?.(16)).toHaveLength(16);
    expect(randomFrom(seed)?.(16)).not.toEqual(randomFrom(seed)?.(16));
    expect(() => randomFrom('short')).toThrow(InputError);
  });
});

it('shows only the name of a foreign error', () => {
  expect(lineOf(new TypeError('the password is p+ss'))).toBe('credwire: unexpected TypeError in the kit');
  expect(lineOf('p+ss')).toBe('credwire: unexpected string in the kit');
  expect(lineOf(undefined)).toBe('credwire: unexpected undefined in the kit');
});
