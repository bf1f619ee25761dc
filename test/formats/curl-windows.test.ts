/** The commands of toCurl for Windows, read by the documented rules of cmd.exe, of the C run-time and of PowerShell. */
import { bex, type HttpRequest } from 'credwire';
import { toCurl } from 'credwire/clients';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { get } from '../support/http-messages.js';
import { callUntyped, codeOf } from '../support/thrown.js';
import { readAtCmdPrompt, readHereString, splitLikeCRunTime } from '../support/windows-rules.js';

const url = 'https://vendor.example/a?b=%2B&c=%';
const post = (body: string, headers: HttpRequest['headers'] = { 'Content-Type': 'text/plain' }): HttpRequest => ({
  method: 'POST',
  url,
  headers,
  body,
});

const cmdWords = (request: HttpRequest) => splitLikeCRunTime(readAtCmdPrompt(toCurl(request, { shell: 'cmd' })));

/** The options of a curl configuration: `name`, or `name = "value"` with its escapes undone. */
const configWords = (request: HttpRequest) =>
  readHereString(toCurl(request, { shell: 'powershell' }))
    .split('\r\n')
    .slice(0, -1)
    .map((line) => {
      const [, name, value] = /^([a-z-]+)(?: = "(.*)")?$/.exec(line) ?? [];
      const unescaped = value?.replace(/\\(.)/g, (_, char: string) => ({ n: '\n', r: '\r' })[char] ?? char);
      return value === undefined ? [name] : [name, unescaped];
    });

const HARD = [
  '%PATH%',
  '%PATH:~0,3% %%PATH%% %',
  '100% "sure" ^ & | < > ( ) !x! %',
  '\\ \\\\ \\" "\\',
  'ends in backslashes\\\\',
  "'@ @' '' $x $(x) `n",
  '@file',
  '--output x',
  '',
];

describe('toCurl for cmd', () => {
  it('writes one option per line, joined by carets', () => {
    expect(toCurl(post('a "b"', { Accept: '*/*' }), { shell: 'cmd' }).split(' ^\n  ')).toEqual([
      'curl --disable',
      '--globoff',
      '--path-as-is',
      '--request POST',
      '--header ^"Accept: */*^"',
      '--header ^"Content-Type:^"',
      '--data-raw ^"a \\^"b\\^"^"',
      '^"https://vendor.example/a?b=^%^2B^&c=^%^"',
    ]);
  });

  it.each(HARD)('hands curl the body %s', (body) => {
    expect(cmdWords(post(body)).slice(-3)).toEqual(['--data-raw', body, url]);
  });

  it('hands curl any body and header of visible ASCII', () => {
    const visible = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((unit) => String.fromCharCode(unit)) });
    fc.assert(
      fc.property(visible, visible, (body, value) => {
        const words = cmdWords(post(body, { 'X-A': `a${value}`, 'Content-Type': 'a' }));
        expect(words).toContain(`X-A: a${value}`);
        expect(words.slice(-3)).toEqual(['--data-raw', body, url]);
      }),
    );
  });

  it('refuses control characters, which the prompt would take for keys', () => {
    for (const control of ['\n', '\r', '\x1b', '\x03', '\0']) {
      expect(codeOf(() => toCurl(post(`a${control}b`), { shell: 'cmd' }))).toBe('ERR_ARGUMENT_VALUE');
    }
    expect(cmdWords(post('a\tb'))).toContain('a\tb');
  });
});

describe('toCurl for PowerShell', () => {
  it('pipes a configuration into curl', () => {
    expect(toCurl(post('{"a":1}', { Accept: 'x' }), { shell: 'powershell' }).split('\n')).toEqual([
      "@'",
      'globoff',
      'path-as-is',
      'request = "POST"',
      'header = "Accept: x"',
      'header = "Content-Type:"',
      'data-raw = "{\\"a\\":1}"',
      `url = "${url}"`,
      "'@ | curl.exe --disable --config -",
    ]);
  });

  it.each([...HARD, 'a\nb\r\n', "\n'@\n", '\t\x1b'])('hands curl the body %s', (body) => {
    expect(configWords(post(body)).slice(-2)).toEqual([
      ['data-raw', body],
      ['url', url],
    ]);
  });

  it('refuses NUL', () => {
    expect(codeOf(() => toCurl(post('a\0'), { shell: 'powershell' }))).toBe('ERR_ARGUMENT_VALUE');
  });
});

describe.each(['cmd', 'powershell'] as const)('toCurl for %s', (shell) => {
  it('spells what is not ASCII by escapes of JSON', () => {
    const password = 'p\u00E9\u{1F600}\x7F';
    const request = bex.tokenRequest({ username: 'u', password });
    const command = toCurl(request, { shell });
    expect(command).toMatch(/^[\n -~]*$/);
    const words = shell === 'cmd' ? cmdWords(request) : configWords(request).flat();
    const body = words[words.indexOf(shell === 'cmd' ? '--data-raw' : 'data-raw') + 1] ?? '';
    expect(body).toBe('{"username":"u","password":"p\\u00e9\\ud83d\\ude00\\u007f"}');
    expect(JSON.parse(body).password).toBe(password);
  });

  it('refuses a body that is neither ASCII nor JSON', () => {
    expect(codeOf(() => toCurl(post('p\u00E9'), { shell }))).toBe('ERR_ARGUMENT_VALUE');
    expect(codeOf(() => toCurl(post('{"p\u00E9'), { shell }))).toBe('ERR_ARGUMENT_VALUE');
  });

  it('hides the credentials if told to', () => {
    const request = bex.tokenRequest({ username: 'sentinel', password: 'sentinel', transport: 'query' });
    expect(toCurl(request, { shell })).toContain('sentinel');
    expect(toCurl(request, { shell, redact: true })).not.toContain('sentinel');
  });

  it('asks for just the head with HEAD', () => {
    expect(toCurl({ ...get(url), method: 'HEAD' }, { shell })).toMatch(/^(?:--)?head\b|\n +--head /m);
  });
});

describe('toCurl', () => {
  it('refuses a shell that it does not know', () => {
    expect(codeOf(() => callUntyped(toCurl, get(url), { shell: 'fish' }))).toBe('ERR_ARGUMENT_VALUE');
    expect(codeOf(() => callUntyped(toCurl, get(url), { shell: 1 }))).toBe('ERR_ARGUMENT_TYPE');
  });
});
