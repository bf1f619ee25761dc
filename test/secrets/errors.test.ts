/** No error shows a secret, whatever is wrong with whatever argument, however it is logged. */
import * as credwire from 'credwire';
import { CredwireError, ERROR_CODES } from 'credwire';
import * as clients from 'credwire/clients';
import * as codecs from 'credwire/codecs';
import * as sandbox from 'credwire/sandbox';
import { describe, expect, it, vi } from 'vitest';
import { KEY_2048 } from '../support/rsa-keys.js';
import { SECRET_KEY, SECRETS, SecretFinder } from '../support/sentinels.js';
import { facesOf, withoutPlaces } from '../support/shown.js';
import { ciphertext, encryptedPassword, SECRET_CALLS, type SecretCall } from './calls/index.js';
import { isOfCallback, variantsOf } from './variants.js';

const finder = new SecretFinder([...Object.values(SECRETS), SECRET_KEY, encryptedPassword, ciphertext]);

/** What the error of a call is: undefined if it returned, or if the caller's code threw. */
async function errorOf({ name, call }: SecretCall, args: readonly unknown[]): Promise<CredwireError | undefined> {
  try {
    const result = await call(args);
    // An adapter returns a function that sends.
    if (name.startsWith('via') && typeof result === 'function') await result(args[0]);
    return undefined;
  } catch (error) {
    if (error instanceof CredwireError) return error;
    if (isOfCallback(error)) return undefined;
    throw error;
  }
}

function partsShownBy(error: CredwireError): Readonly<Record<string, readonly string[]>> {
  const shown = Object.entries(facesOf(error)).map(
    ([face, text]) => [face, finder.partsIn(withoutPlaces(text))] as const,
  );
  return Object.fromEntries(shown.filter(([, parts]) => parts.length > 0));
}

/** An error's own properties, and nothing else. */
const MEMBERS = ['name', 'code', 'message', 'retryable', 'status', 'retryAfter', 'cause', 'stack'];

const codesSeen = new Set<string>();

describe.each(SECRET_CALLS)('$name', (subject) => {
  it('shows no secret in any error, in whole or in part, in any encoding', async () => {
    const seen = new Set<string>();
    for (const args of variantsOf(subject.args)) {
      const error = await errorOf(subject, args);
      if (error === undefined || seen.has(error.message)) continue;
      expect(finder.partsIn(error.message), error.message).toEqual([]);
      expect(MEMBERS).toEqual(expect.arrayContaining(Reflect.ownKeys(error)));
      if ('cause' in error) expect(error.code).toMatch(/^ERR_(?:TRANSPORT|TIMEOUT|ABORTED)$/); // the client's own error, see the tests of causes
      // Besides its message, an error shows what its kind shows.
      if (!seen.has(error.code)) expect(partsShownBy(error)).toEqual({});
      seen.add(error.message).add(error.code);
      codesSeen.add(error.code);
    }
    expect(seen.size).toBeGreaterThan(0);
  });
});

describe('the tables of these tests', () => {
  it('name every public function', () => {
    const vendors = Object.entries(credwire.vendors).flatMap(([vendor, module]) =>
      namesOf(module).map((name) => `${vendor}.${name}`),
    );
    const modules = [credwire, codecs, clients, sandbox].flatMap(namesOf);
    const named = new Set(SECRET_CALLS.map(({ name }) => name.replace(/,.*$/, '')));
    const errors = /Error$/;
    expect([...vendors, ...modules].filter((name) => !named.has(name) && !errors.test(name))).toEqual([]);
  });

  it('make over 16,000 calls', () => {
    const calls = SECRET_CALLS.map(({ args }) => [...variantsOf(args)].length);
    expect(calls.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(16_000);
  });

  it('provoke every code with a secret at hand', async () => {
    // Those that depend on the platform, and on a client.
    vi.stubGlobal('crypto', undefined);
    vi.stubGlobal('fetch', undefined);
    const random = () => credwire.systemRandom(4);
    const send = () => clients.viaFetch()({ method: 'GET', url: 'https://a', headers: { token: SECRETS.token } });
    const failing = () =>
      credwire.run(credwire.bex.signIn({ username: SECRETS.user, password: SECRETS.password }), () =>
        Promise.reject(SECRETS),
      );
    const mismatch = () =>
      credwire.idscan.authorize(
        { method: 'GET', url: 'https://a', headers: {} },
        { vendor: 'idscan', area: 'scanning', token: SECRETS.token },
        { action: 'retrieval' as never }, // the types forbid it
      );
    const signed = {
      method: 'GET',
      url: `https://a/?token=${SECRETS.token}`,
      headers: { token: SECRETS.token },
    } as const;
    const timeout = () => clients.viaFetch(() => new Promise(() => undefined), { timeout: 1 })(signed);
    const aborted = () =>
      clients.viaFetch(() => new Promise(() => undefined), { signal: AbortSignal.abort(SECRETS) })(signed);
    const withoutBigInt = () => {
      vi.stubGlobal('BigInt', undefined);
      const random = (length: number) => new Uint8Array(length).fill(7);
      return codecs.encryptPkcs1(KEY_2048.key, new Uint8Array(Buffer.from(SECRETS.password)), { random });
    };
    for (const call of [random, send, failing, mismatch, timeout, aborted, withoutBigInt]) {
      const error = await errorOf({ name: '', args: [], call }, []);
      codesSeen.add(error?.code ?? '');
      expect(error && partsShownBy(error)).toEqual({});
    }
    vi.unstubAllGlobals();
    expect(
      Object.keys(ERROR_CODES)
        .filter((code) => !codesSeen.has(code))
        .join(' '),
    ).toEqual('');
  });
});

function namesOf(module: object): string[] {
  return Object.entries(module).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));
}
