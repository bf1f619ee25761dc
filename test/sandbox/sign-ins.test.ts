/** All five sign-ins against their sandboxes, over the bare handlers and over real HTTP. */
import http from 'node:http';
import { ResponseError, run } from 'credwire';
import { viaFetch } from 'credwire/clients';
import { type Handler, listen } from 'credwire/sandbox';
import { describe, expect, it } from 'vitest';
import { get } from '../support/http-messages.js';
import { SANDBOXES, signedCall } from '../support/sandboxes.js';
import { rejectionOf } from '../support/thrown.js';

// Every character that has been lost on some way: encoded twice, once too little, or in another charset.
const user = { name: 'd+e mo&=%2B@example.com', password: 'p+ss w/rd=&%20#?\'"\\ \u00E9\u20AC\u{1F600}' };
const other = { name: 'other', password: 'p' };
const BASE = 'http://localhost/base';
const BELOW = { basePath: '/base' };

const over = (handle: Handler) => async (request: Parameters<Handler>[0]) => handle(request);

describe.each(SANDBOXES)('$name', ({ start, signIn, path }) => {
  it('signs in over the handler, and makes a call with the session', async () => {
    const handle = start([other, user], BELOW);
    const session = await run(signIn(BASE, user), over(handle));
    const answer = handle(signedCall(BASE + path, session));
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({ authorised: true, user: user.name });
  });

  it('signs in over real HTTP, and makes a call with the session', async () => {
    const server = await listen(http, start([other, user]));
    try {
      const send = viaFetch();
      const session = await run(signIn(server.url, user), send);
      const answer = await send(signedCall(server.url + path, session));
      expect(JSON.parse(answer.body)).toEqual({ authorised: true, user: user.name });
    } finally {
      await server.close();
    }
  });

  it.each([
    ['another password', { ...user, password: `${user.password}x` }],
    ['an empty password', { ...user, password: '' }],
    ['the password in other case', { ...user, password: user.password.toUpperCase() }],
    ['the password of another user', { ...user, password: other.password }],
    ['an unknown user', { ...user, name: 'nobody' }],
  ])("refuses %s in the vendor's own shape, which its parser understands", async (_, wrong) => {
    const error = await rejectionOf(run(signIn(BASE, wrong), over(start([other, user], BELOW))));
    expect(error).toBeInstanceOf(ResponseError);
    expect(error).toMatchObject({ code: 'ERR_SIGN_IN_REFUSED', vendorMessage: expect.stringMatching(/\w/) });
  });

  it('refuses everybody where it knows nobody', async () => {
    expect((await rejectionOf(run(signIn(BASE, user), over(start([], BELOW))))).code).toBe('ERR_SIGN_IN_REFUSED');
  });

  it('refuses a call without a session, and one with a token from a different sandbox', async () => {
    const handle = start([user], { ...BELOW, seed: 'one' });
    const session = await run(signIn(BASE, user), over(start([user], { ...BELOW, seed: 'another' })));
    for (const request of [get(BASE + path), signedCall(BASE + path, session)]) {
      expect(handle(request).body).not.toContain('authorised');
    }
  });

  it('gives the token of its seed and user, each time', async () => {
    const tokenOf = async (seed: string, who = user) =>
      (await run(signIn(BASE, who), over(start([other, user], { ...BELOW, seed })))).token;
    expect(await tokenOf('one')).toBe(await tokenOf('one'));
    expect(await tokenOf('one')).not.toBe(await tokenOf('two'));
    expect(await tokenOf('one')).not.toBe(await tokenOf('one', other));
  });

  it('answers the same request the same way', async () => {
    const handle = start([user], BELOW);
    const answers: unknown[] = [];
    const send = async (request: Parameters<Handler>[0]) => {
      const answer = handle(request);
      answers.push(handle(request), answer);
      return answer;
    };
    await run(signIn(BASE, user), send);
    for (let at = 0; at < answers.length; at += 2) expect(answers[at]).toEqual(answers[at + 1]);
  });
});
