import { describe, expect, it } from 'vitest';
import { headOf, readFetchResponse } from '../../src/http/fetch-response.js';
import { rejectionOf } from '../support/thrown.js';

const from = (url: string, redirected?: boolean) =>
  Object.defineProperties(new Response('body', { headers: { a: 'b' } }), {
    url: { value: url },
    redirected: { value: redirected },
  });

describe('readFetchResponse', () => {
  const asked = 'https://a.example/x';

  it('reads status, headers and body', async () => {
    const expected = { status: 200, headers: { a: 'b', 'content-type': 'text/plain;charset=UTF-8' }, body: 'body' };
    expect(await readFetchResponse('f', asked, from('https://a.example/y'))).toEqual(expected);
    expect(await readFetchResponse('f', asked, from('https://b.example/', false))).toEqual(expected);
  });

  it('rejects what comes from another origin, unless the caller wants redirects to be followed', async () => {
    const error = await rejectionOf(readFetchResponse('f', asked, from('https://b.example/')));
    expect(error).toMatchObject({ code: 'ERR_TRANSPORT', message: expect.stringMatching(/^f: /) });
    expect((await readFetchResponse('f', undefined, from('https://b.example/'))).status).toBe(200);
  });
});

describe('headOf', () => {
  it('has no body, and leaves it unread', () => {
    const response = new Response('body', {
      status: 401,
      headers: [
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
      ],
    });
    expect(headOf(response)).toMatchObject({ status: 401, headers: { 'set-cookie': ['a=1', 'b=2'] }, body: '' });
    expect(response.bodyUsed).toBe(false);
  });
});
