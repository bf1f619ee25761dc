import { bex, type HttpRequest, ifactory, jacada, smartconnect } from 'credwire';
import { toCurl } from 'credwire/clients';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Echo, headerOf, startEcho } from '../support/echo-server.js';
import { get } from '../support/http-messages.js';
import { argumentsOf, CURL_IS_HERE, runCurl } from '../support/shell.js';
import { callUntyped, codeOf } from '../support/thrown.js';

const url = 'https://mes.example/';
const post = (body: string, headers: HttpRequest['headers'] = {}): HttpRequest => ({
  method: 'POST',
  url,
  headers,
  body,
});

describe('toCurl', () => {
  it('writes one option per line, headers in their order, and the URL last', () => {
    const command = toCurl(post('{"a":1}', { Accept: 'a', 'Content-Type': 'application/json' }));
    expect(command.split(' \\\n  ')).toEqual([
      'curl --disable',
      '--globoff',
      '--path-as-is',
      '--request POST',
      "--header 'Accept: a'",
      "--header 'Content-Type: application/json'",
      `--data-raw '{"a":1}'`,
      "'https://mes.example/'",
    ]);
  });

  it('shows the credentials, unless it is told to hide them', () => {
    const request = bex.tokenRequest({ username: 'sentinel-user', password: 'sentinel-password' });
    expect(toCurl(request)).toContain('sentinel-password');
    expect(toCurl(request, {})).toContain('sentinel-password');
    expect(toCurl(request, { redact: false })).toContain('sentinel-password');
    expect(toCurl(request, { redact: true })).not.toContain('sentinel');
    expect(argumentsOf(toCurl(request, { redact: true }))).toContain('{"username":"***","password":"***"}');
  });

  it('asks for just the head with HEAD', () => {
    expect(argumentsOf(toCurl({ ...get(url), method: 'HEAD' }))).toEqual([
      '--disable',
      '--globoff',
      '--path-as-is',
      '--head',
      url,
    ]);
  });

  it('sends an empty body with the methods that have one, and none with the others', () => {
    for (const method of ['POST', 'PUT', 'PATCH'] as const) {
      expect(argumentsOf(toCurl({ ...get(url), method })).slice(-3)).toEqual(['--data-raw', '', url]);
    }
    for (const method of ['GET', 'DELETE', 'HEAD'] as const) {
      expect(argumentsOf(toCurl({ ...get(url), method }))).not.toContain('--data-raw');
    }
  });

  it("keeps curl's own Content-Type away from a body that has none", () => {
    expect(argumentsOf(toCurl(post('a')))).toContain('Content-Type:');
    expect(argumentsOf(toCurl(post('a', { 'content-TYPE': 'b' })))).not.toContain('Content-Type:');
  });

  it('writes a header without a value the way that curl sends it', () => {
    expect(argumentsOf(toCurl(get(url, { A: '', B: ' \t' })))).toEqual(expect.arrayContaining(['A;', 'B;']));
  });

  it('refuses what curl cannot send', () => {
    expect(codeOf(() => toCurl(post('a\0b')))).toBe('ERR_ARGUMENT_VALUE');
    expect(codeOf(() => toCurl({ ...post(''), method: 'HEAD' }))).toBe('ERR_ARGUMENT_VALUE');
  });

  it('refuses anything but a request, and anything but options', () => {
    expect(codeOf(() => toCurl(get('mes.example')))).toBe('ERR_URL');
    expect(codeOf(() => toCurl(get(url, { A: 'b\n' })))).toBe('ERR_HEADER_VALUE');
    expect(codeOf(() => callUntyped(toCurl, get(url), { redact: 1 }))).toBe('ERR_ARGUMENT_TYPE');
    expect(codeOf(() => callUntyped(toCurl, get(url), { hide: true }))).toBe('ERR_UNKNOWN_OPTION');
    expect(codeOf(() => callUntyped(toCurl, get(url), null))).toBe('ERR_ARGUMENT_TYPE');
  });
});

/** What a shell, or curl, could read in a way of its own. */
const HARD_BODIES = [
  ['single quotes', `'it''s'`],
  ['single quotes and backslashes', `'\\''\\'`],
  ['double quotes', '"a" "b"'],
  ['a dollar sign', `$HOME \${HOME} $(echo a) $$ $?`],
  ['backticks', '`echo a`'],
  ['backslashes', '\\ \\\\ \\n \\0 \\'],
  ['line feeds', '\na\n\nb\n'],
  ['CR LF and tabs', 'a\r\nb\tc'],
  ['an exclamation mark', 'a!b !! !$'],
  ['patterns', '* ? [a-z] {a,b} ~'],
  ['operators', 'a; b & c | d > e < f && g || h # i'],
  ['a leading @, which curl would read as a file', '@/etc/hostname'],
  ['a leading -, which could be an option', '--output /tmp/a'],
  ['a leading =', '=a'],
  ['percent signs', '%s %d %% %n'],
  ['non-ASCII text', '\u00E9\u20AC\u{1F600}\u2028'],
  ['control characters', '\x01\x07\x1b[31m\x7f'],
  ['JSON', JSON.stringify({ password: `p'"$\`\\\n` })],
  ['nothing', ''],
] as const;

const HARD_HEADERS = { 'X-Quotes': `it's "a" \`b\``, 'X-Dollar': '$HOME \\ @a', 'X-Colon': 'a: b; c=d' };

describe('the command of toCurl reaches curl through a shell', () => {
  it.each(HARD_BODIES)('with a body that has %s', (_, body) => {
    const words = argumentsOf(toCurl(post(body)));
    expect(words[words.indexOf('--data-raw') + 1]).toBe(body);
  });

  it('with headers and a URL of every visible character', () => {
    const visible = String.fromCharCode(...Array.from({ length: 0x7f - 0x20 }, (_, index) => 0x20 + index));
    const target = `${url}${visible.replace(/[ #\\]/g, '')}?a=b&c='d'`;
    const words = argumentsOf(toCurl(get(target, { 'X-All': visible })));
    expect(words).toContain(`X-All: ${visible}`);
    expect(words.at(-1)).toBe(target);
  });

  it('as one command, with every option before the URL and nothing after it', () => {
    const command = toCurl(post("a'b\n", HARD_HEADERS));
    expect(argumentsOf(command)).toEqual([
      ...['--disable', '--globoff', '--path-as-is', '--request', 'POST'],
      ...Object.entries(HARD_HEADERS).flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
      ...['--header', 'Content-Type:', '--data-raw', "a'b\n", url],
    ]);
  });
});

// On a machine without curl the tests above still show what it would get; these then say so in their names, and look at
// the same arguments again.
const title = CURL_IS_HERE ? 'curl sends what toCurl writes:' : 'NO CURL HERE, its arguments alone are looked at:';

describe(title, () => {
  let echo: Echo;
  beforeAll(async () => {
    echo = await startEcho();
  });
  afterAll(() => echo.close());

  /** The request as it reached the server by curl; without curl, as its arguments tell. */
  async function sent(request: HttpRequest) {
    const command = toCurl(request);
    if (CURL_IS_HERE) {
      await runCurl(command);
      const received = echo.received.at(-1);
      const { method, target, body } = received ?? { method: '', target: '', body: '' };
      const header = (name: string) => headerOf(received, name);
      return { method, url: `${echo.url}${target}`, body: body.toString(), header };
    }
    const words = argumentsOf(command);
    const behind = (option: string) => words.flatMap((word, at) => (words[at - 1] === option ? [word] : []));
    const header = (name: string) =>
      behind('--header')
        .filter((line) => line.toLowerCase().startsWith(`${name}: `))
        .map((line) => line.slice(name.length + 2));
    const method = words.includes('--head') ? 'HEAD' : (behind('--request')[0] ?? '');
    return { method, url: words.at(-1), body: behind('--data-raw')[0] ?? '', header };
  }

  it.each(HARD_BODIES)('a body that has %s', async (_, body) => {
    const received = await sent({ ...post(body), url: `${echo.url}/` });
    expect(received).toMatchObject({ method: 'POST', body });
    expect(received.header('content-type')).toEqual([]);
  });

  it.each(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD'] as const)('the method %s', async (method) => {
    expect((await sent({ ...get(`${echo.url}/`), method })).method).toBe(method);
  });

  it('and nothing of a .curlrc', async () => {
    const received = await sent({ ...post('a'), url: `${echo.url}/` });
    expect([received.body, received.header('x-of-curlrc')]).toEqual(['a', []]);
  });

  it('headers of any value', async () => {
    const received = await sent(get(`${echo.url}/`, HARD_HEADERS));
    for (const [name, value] of Object.entries(HARD_HEADERS)) {
      expect(received.header(name.toLowerCase())).toEqual([value]);
    }
  });

  it('a URL with what curl would expand or shorten', async () => {
    const target = `${echo.url}/a/../b/./c?x=[1-3]&y={a,b}&z='d'&%41=%2e`;
    expect((await sent(get(target))).url).toBe(target);
  });

  it.each([
    ['iFactory', (baseUrl: string) => ifactory.tokenRequest({ baseUrl, userLogin: "it's", password: 'p+w' })],
    ['Jacada', (baseUrl: string) => jacada.tokenRequest({ baseUrl, accountId: '1', user: 'u', password: '$p`' })],
    ['BEX', (baseUrl: string) => bex.tokenRequest({ baseUrl, username: "it's", password: '\u00E9"$`\\' })],
    [
      'SmartConnect',
      (apiUrl: string) =>
        smartconnect.tokenRequest({
          apiUrl,
          email: 'a@b',
          encryptedPassword: `${'a+b/'.repeat(42)}A+8=`,
          companyId: '1',
        }),
    ],
  ])('a sign-in of %s', async (_, build) => {
    const request = build(echo.url);
    const received = await sent(request);
    expect(received).toMatchObject({ method: request.method, url: request.url, body: request.body ?? '' });
    expect(received.header('accept')).toEqual([request.headers.Accept]);
  });
});
