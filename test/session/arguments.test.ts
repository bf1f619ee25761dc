/** What connect and its calls refuse, and in whose name. */
import { ifactory } from 'credwire';
import { connect } from 'credwire/session';
import { describe, expect, it } from 'vitest';
import { rejectionOf } from '../support/thrown.js';
import { gateway, USER } from './support.js';

describe('arguments', () => {
  const code = (run: () => unknown) => {
    try {
      run();
    } catch (error) {
      return error as { code?: unknown; message?: unknown };
    }
    return expect.fail('did not throw');
  };
  const wrong = (value: unknown) => value as never;

  it.each([
    ['a vendor that is none', () => connect(wrong('acme'), wrong({})), 'ERR_ARGUMENT_VALUE', /^connect: "vendor": /],
    [
      'no vendor',
      () => connect(wrong(undefined), wrong({})),
      'ERR_ARGUMENT_TYPE',
      /^connect: "vendor": expected a vendor/,
    ],
    [
      'half a vendor',
      () => connect(wrong({ signIn: () => {} }), wrong({})),
      'ERR_ARGUMENT_TYPE',
      /^connect: "vendor": /,
    ],
    ['no options', () => connect('bex', wrong(undefined)), 'ERR_ARGUMENT_TYPE', /^connect: "options": .*object/],
    [
      'an unknown setting',
      () => connect(ifactory, USER, wrong({ sent: 1 })),
      'ERR_UNKNOWN_OPTION',
      /did you mean "send"/,
    ],
    [
      'a store that is none',
      () => connect(ifactory, USER, { store: wrong({ get: 1 }) }),
      'ERR_ARGUMENT_TYPE',
      /"store"/,
    ],
    ['no time', () => connect(ifactory, USER, { timeout: 0 }), 'ERR_ARGUMENT_VALUE', /"timeout"/],
    ['a signal that is none', () => connect(ifactory, USER, { signal: wrong({}) }), 'ERR_ARGUMENT_TYPE', /"signal"/],
    [
      'a renewal after the end',
      () => connect(ifactory, USER, { renewBefore: -1 }),
      'ERR_ARGUMENT_VALUE',
      /"renewBefore"/,
    ],
  ])('refuses %s', (_, run, expected, message) => {
    const error = code(run);
    expect(error.code).toBe(expected);
    expect(error.message).toMatch(message);
  });

  it('refuses wrong calls', async () => {
    const connection = connect(ifactory, USER, { send: gateway().send });
    await expect(connection.send(wrong('/a'))).rejects.toThrow(/^connection\.send: call: .*object/);
    await expect(connection.send(wrong('/a'))).rejects.toMatchObject({ code: 'ERR_ARGUMENT_TYPE' });
    const unreadable = new Proxy({ url: '/a' }, { ownKeys: () => expect.fail('of the proxy') });
    await expect(connection.send(unreadable)).rejects.toThrow(/^connection\.send: call: /);
    await expect(connection.send(wrong({}))).rejects.toThrow(/^connection\.send: "url": .*string/);
    await expect(connection.send({ url: '/' }, wrong({ time: 1 }))).rejects.toThrow(/^connection\.send: .*"timeout"/);
    await expect(connection.session(wrong({ timeout: 1 }))).rejects.toThrow(/^connection\.session: .*\bsignal\b/);
  });

  it('says which call it was that cannot be signed, whatever the vendor calls it', async () => {
    const connection = connect(ifactory, USER, { send: gateway().send, fetch: async (_: string) => new Response() });
    for (const [url, headers, expected] of [
      ['https://attacker.example/a', {}, /"url": .*"origins"/],
      ['http://a b/', {}, /"url": /],
      ['/a', { 'a b': 'sentinel' }, /"headers": header 1: /],
      ['/a', { a: 'senti\nnel' }, /"headers": header 1: /],
    ] as const) {
      const error = await rejectionOf(connection.send({ url, headers: { ...headers } }));
      expect(error.message).toMatch(new RegExp(`^connection\\.send: ${expected.source}`));
      expect(error.message).not.toMatch(/senti|attacker/);
    }
    await expect(connection.fetch('https://attacker.example/a')).rejects.toMatchObject({
      name: 'InputError',
      code: 'ERR_ORIGIN_MISMATCH',
      message: expect.stringMatching(/^connection\.fetch: "url": /),
    });
  });

  it('blames connect for options of authorize that are wrong', async () => {
    for (const [authorize, expected] of [
      [{ origins: [1] }, /^connect: "authorize": "origins"\[0\]: /],
      [{ orgins: [] }, /^connect: "authorize": .*"origins"/],
    ] as const) {
      const connection = connect(ifactory, USER, { send: gateway().send, authorize: wrong(authorize) });
      expect((await rejectionOf(connection.send({ url: '/a' }))).message).toMatch(expected);
    }
  });

  it('rejects calls where the sign-in options are wrong, by the words of the vendor', async () => {
    const connection = connect(ifactory, wrong({ ...USER, username: 'x' }), { send: gateway().send });
    await expect(connection.session()).rejects.toThrow(/^ifactory\.signIn: .*\buserLogin\b/);
  });

  it('takes the options as they are at first', async () => {
    const server = gateway();
    const options = { ...USER };
    const connection = connect(ifactory, options, { send: server.send });
    options.baseUrl = 'https://evil.example';
    await connection.session();
    expect(server.requests[0]?.url).toMatch(/^https:\/\/mes\.example\//);
  });
});
