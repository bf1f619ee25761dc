/** What all adapters have in common, tested with fake clients. test/contract has the real ones. */
import { bex, type HttpResponse, run } from 'credwire';
import { viaFetch, viaGot } from 'credwire/clients';
import { describe, expect, it } from 'vitest';
import { doubles } from '../support/client-doubles.js';
import { get } from '../support/http-messages.js';
import { codeOf, rejectionOf } from '../support/thrown.js';

const request = get('https://vendor.example/a?b=%2B');
const hostileClient = new Proxy(
  {},
  {
    get: () => {
      throw new Error('hostile');
    },
  },
);
const cookies = ['a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT', 'b=2'];

describe.each(doubles)('$name', ({ answering, failing, withClient }) => {
  it.each([200, 204, 302, 401, 429, 503])('resolves to an answer of status %i', async (status) => {
    const answer: HttpResponse = { status, headers: { 'retry-after': '1' }, body: status === 204 ? '' : '{ "a": 1 }' };
    const { headers, ...got } = await answering(answer)(request);
    expect(got).toEqual({ status, body: answer.body });
    expect(headers['retry-after']).toBe('1');
  });

  it('carries a sign-in', async () => {
    const send = answering({ status: 200, headers: {}, body: '{"value":"abc"}' });
    expect((await run(bex.signIn({ username: 'u', password: 'p' }), send)).token).toBe('abc');
  });

  it('lets the client’s own error through, and run makes it the cause', async () => {
    const failure = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    await expect(failing(failure)(request)).rejects.toBe(failure);
    const error = await rejectionOf(run(bex.signIn({ username: 'u', password: 'p' }), failing(failure)));
    expect([error.code, error.cause]).toEqual(['ERR_TRANSPORT', failure]);
  });

  it('refuses anything but such a client', () => {
    for (const client of [null, 1, 'got', {}, [], { request: 1, ajax: 1, post: 1 }, hostileClient]) {
      expect(codeOf(() => withClient(client))).toBe('ERR_ARGUMENT_TYPE');
    }
  });

  it('sends nothing but requests', async () => {
    const send = answering({ status: 200, headers: {}, body: '' });
    expect((await rejectionOf(send({ ...request, url: 'vendor.example' }))).code).toBe('ERR_URL');
    expect((await rejectionOf(send({ ...request, headers: { a: 'b\nc' } }))).code).toBe('ERR_HEADER_VALUE');
  });
});

describe('an answer that a hook has made into something else', () => {
  const hostile = {
    get headers() {
      throw new Error('hostile');
    },
  };
  const wrong = [undefined, null, {}, { status: 200, statusCode: 200, headers: {}, data: {}, body: {} }, hostile];

  it.each(doubles.flatMap(({ name, answeringWith }) => (answeringWith === undefined ? [] : [{ name, answeringWith }])))(
    'is refused by $name',
    async ({ answeringWith }) => {
      for (const answer of wrong) {
        expect((await rejectionOf(answeringWith(answer)(request))).code).toBe('ERR_ARGUMENT_TYPE');
      }
    },
  );
});

describe('headers of an answer', () => {
  it.each(doubles.filter(({ name }) => !['viaXhr', 'viaJQuery'].includes(name)))(
    'keep every Set-Cookie apart by $name',
    async ({ answering }) => {
      const { headers } = await answering({ status: 200, headers: { 'set-cookie': cookies }, body: '' })(request);
      expect(headers['set-cookie']).toEqual(cookies);
    },
  );

  it('keep them apart by the way of node-fetch too', async () => {
    const headers = { forEach: () => {}, raw: () => ({ 'set-cookie': cookies }) };
    const answer = await viaFetch(async () => ({ status: 200, headers, text: async () => '' }))(request);
    expect(answer.headers).toEqual({ 'set-cookie': cookies });
  });

  it('are text, and those without a value are left out', async () => {
    const headers = { a: undefined, b: null, c: 1, d: ['x', 2] };
    const answer = await viaGot(async () => ({ statusCode: 200, headers, body: '' }))(request);
    expect(answer.headers).toEqual({ c: '1', d: ['x', '2'] });
  });
});
