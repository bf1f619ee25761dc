/** The error of an HTTP client holds the request, password and all. It stays reachable, and is shown nowhere. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bex, CredwireError, type HttpRequest, run } from 'credwire';
import { describe, expect, it } from 'vitest';
import { SECRETS, SecretFinder } from '../support/sentinels.js';
import { facesOf, withoutPlaces } from '../support/shown.js';
import { rejectionOf } from '../support/thrown.js';

const finder = new SecretFinder(Object.values(SECRETS));
const { user: username, password, token } = SECRETS;
const flow = () => bex.signIn({ username, password, transport: 'query' });

/** Errors as clients throw them: with the request inside, in words, or no error at all. */
const FAILURES: readonly (readonly [string, (request: HttpRequest) => unknown])[] = [
  ['axios', (request) => Object.assign(new Error('Network Error'), { config: request, code: 'ERR_NETWORK' })],
  ['got', ({ url }) => Object.assign(new Error(`getaddrinfo ENOTFOUND ${url}`), { options: { url, password } })],
  [
    'fetch',
    ({ url }) => new TypeError('fetch failed', { cause: Object.assign(new Error(url), { code: 'ECONNREFUSED' }) }),
  ],
  ['a code that is a secret', () => Object.assign(new Error('failed'), { code: token })],
  ['a name that is a secret', () => Object.assign(new Error('failed'), { name: password })],
  ['a string', ({ url }) => url],
  ['an aggregate', ({ url }) => new AggregateError([new Error(url)], password)],
];

describe.each(FAILURES)('a client that fails like %s', (_client, failure) => {
  it('leaves its error as the cause, for a program to look at, and shows nothing of it', async () => {
    let thrown: unknown;
    const send = (request: HttpRequest) => {
      thrown = failure(request);
      return Promise.reject(thrown);
    };
    const error = await rejectionOf(run(flow(), send));
    expect(error.code).toBe('ERR_TRANSPORT');
    expect(error.cause).toBe(thrown);
    for (const [face, text] of Object.entries(facesOf(error)))
      expect(finder.partsIn(withoutPlaces(text)), face).toEqual([]);
  });
});

describe('an error that nobody catches', () => {
  const program = fileURLToPath(new URL('./uncaught.mjs', import.meta.url));

  it.each(['rejection', 'exception', 'as a cause', 'aggregate', 'console', 'wrong argument'])(
    'shows Node no secret: %s',
    (how) => {
      const { stderr, stdout } = spawnSync(process.execPath, [program, how, username, password], { encoding: 'utf8' });
      expect(stderr).toMatch(/CredwireError|TransportError|InputError/); // it is this error that was printed
      expect(finder.partsIn(withoutPlaces(stdout + stderr))).toEqual([]);
    },
  );
});

describe('an error with a cause', () => {
  it('has no enumerable member that leads to it', () => {
    const error = new CredwireError('ERR_TRANSPORT', 'failed', { cause: password });
    expect(Object.keys(error)).toEqual(['code', 'retryable']);
    expect(JSON.stringify(Object.entries(error))).toBe('[["code","ERR_TRANSPORT"],["retryable",true]]');
    expect('cause' in error).toBe(true);
  });
});
