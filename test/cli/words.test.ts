/** The library's errors, as the command says them. */
import { ResponseError, TransportError } from 'credwire';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../src/cli/words.js';
import { errorsOfAll } from '../messages/subjects.js';
import { credwire } from './in-process.js';
import { serveVendor } from './servers.js';

/** Functions that the command calls with a user's options. */
const CALLED =
  /^(?:run|viaFetch|connection\.fetch|diagnose|explain|\w+\.(?:signIn|restSignIn|tokenRequest|parse\w+|authorize)):/;

/** What only a program can do. */
const OF_PROGRAMS =
  /"cause"|vendorMessage|credwire\/|allowInsecureHttp|(?:in|or|use|pass) "(?:origins|choose|apiHosts|apiUrl)"|parseCompanies/;

const ENV = { CREDWIRE_PASSWORD: 'hunter2', CREDWIRE_USERNAME: 'demo' };

describe('an error of the library', () => {
  it('never advises what only a program can do', async () => {
    const errors = (await errorsOfAll()).filter(({ message }) => CALLED.test(message) && OF_PROGRAMS.test(message));
    expect(errors.length).toBeGreaterThan(8);
    const words = errors
      .map((error) => wordsOf(error, { vendor: 'bex' }))
      .map((text) => text.replace(/^[\w.]+:/, '')) // the function that failed
      .filter((text) => !/CORS/.test(text)); // of browsers
    expect(words.filter((text) => OF_PROGRAMS.test(text))).toEqual([]);
  });

  it('names the command and the option', () => {
    const refused = new ResponseError(
      'ERR_SIGN_IN_REFUSED',
      'bex.parseTokenResponse: the vendor refused (HTTP 401); its message is in vendorMessage; to find out why, use diagnose from credwire/explain',
    );
    expect(wordsOf(refused, { vendor: 'bex' })).toMatch(/\(HTTP 401\); to find out why, use credwire diagnose bex$/);
    expect(wordsOf(refused, {})).toMatch(/use credwire diagnose VENDOR$/);
    const host = { host: 'api.other.example' };
    const untrusted = new ResponseError(
      'ERR_UNTRUSTED_HOST',
      'a: see this error\'s "host", and list it in "apiHosts" if it is correct',
      host,
    );
    expect(wordsOf(untrusted, {})).toBe('a: if you trust api.other.example, pass it with --api-hosts');
  });

  it('says how to see its cause, unless that follows', () => {
    const late = new TransportError('ERR_TIMEOUT', 'run: request 1 got no response; see "cause"', { cause: 1 });
    expect(wordsOf(late, {})).toBe('run: request 1 got no response; --verbose shows more');
    expect(wordsOf(late, { showsCauses: true })).toBe('run: request 1 got no response');
    const failed = new TransportError('ERR_TRANSPORT', 'no answer from a.example');
    expect(wordsOf(failed, {})).toBe('no answer from a.example'); // it has none
  });
});

describe('a server that is not there', () => {
  const signIn = (url: string, ...more: readonly string[]) =>
    credwire(['sign-in', 'bex', '--base-url', url, ...more], { env: ENV });

  it('is named, with what to do', async () => {
    const server = await serveVendor('bex');
    await server.close();
    const { exit, err } = await signIn(`${server.url}/a/b`);
    const words = `no answer from ${new URL(server.url).host} (ECONNREFUSED): nothing listens there`;
    expect([exit, err]).toEqual([4, `credwire: ${words}; --verbose shows more [ERR_TRANSPORT]\n`]);
    expect((await signIn(server.url, '--verbose')).err).toMatch(/nothing listens there \[[\s\S]*caused by/);
  });

  it('is asked over plain HTTP with an option', async () => {
    const { exit, err } = await signIn('http://bex.example');
    expect([exit, err]).toEqual([2, expect.stringContaining('pass --allow-insecure-http ')]);
  });
});

describe('options of every command', () => {
  it('can precede the command and the vendor', async () => {
    const args = ['--base-url', 'http://127.0.0.1:9'];
    const last = await credwire(['sign-in', 'bex', ...args, '--verbose', '--no-color'], { env: ENV });
    expect(last.err).toContain('caused by');
    for (const first of [
      ['--verbose', 'sign-in', 'bex'],
      ['sign-in', '--verbose', 'bex'],
      ['--no-color', '--verbose', 'sign-in', 'bex'],
    ]) {
      expect(await credwire([...first, ...args], { env: ENV })).toEqual(last);
    }
    expect((await credwire(['--verbose'])).out).toBe((await credwire([])).out);
  });
});

describe('a variable', () => {
  it('that is named after an option but not read is reported once', async () => {
    const args = ['request', 'bex', '--show-secrets'];
    const { exit, out, err } = await credwire(args, { env: { ...ENV, CREDWIRE_OUTPUT: 'curl' } });
    expect([exit, err]).toEqual([0, "credwire: CREDWIRE_OUTPUT isn't read; use --output\n"]);
    expect(JSON.parse(out).method).toBe('POST');
    const file = await credwire(args, { env: { ...ENV, CREDWIRE_PASSWORD_FILE: 'secret.txt' } });
    expect(file.err).toBe("credwire: CREDWIRE_PASSWORD_FILE isn't read; use --password-file\n");
  });

  it.each([
    ['an option that is given', { CREDWIRE_OUTPUT: 'curl' }, ['--output', 'json']],
    ['nothing', { CREDWIRE_OUTPUT: '' }, []],
    ["another vendor's option", { CREDWIRE_PUBLIC_KEY_FILE: 'key.xml' }, []],
    ['a session that was printed', { CREDWIRE_TOKEN: 'abc', CREDWIRE_ORIGIN: 'https://a.example' }, []],
    ['a folder that is read', { CREDWIRE_CACHE_DIR: 'a' }, []],
  ])('is not reported for %s', async (_, env, args) => {
    const { err } = await credwire(['request', 'bex', '--show-secrets', ...args], { env: { ...ENV, ...env } });
    expect(err).toBe('');
  });

  it('is reported by commands without a vendor, too', async () => {
    const { err } = await credwire(['vendors'], { env: { CREDWIRE_OUTPUT: 'json' } });
    expect(err).toBe("credwire: CREDWIRE_OUTPUT isn't read; use --output\n");
  });
});
