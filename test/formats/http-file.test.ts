import { bex, type HttpRequest } from 'credwire';
import { toHttpFile } from 'credwire/clients';
import { describe, expect, it } from 'vitest';
import { get } from '../support/http-messages.js';
import { callUntyped, codeOf } from '../support/thrown.js';

const url = 'https://vendor.example/a?b=%2B';
const post = (body: string): HttpRequest => ({ method: 'POST', url, headers: { 'Content-Type': 'text/plain' }, body });
const bodyOf = (file: string) => file.slice(file.indexOf('\n\n') + 2, -1);

describe('toHttpFile', () => {
  it('writes separator, settings, request line, headers and body', () => {
    const settings = ['# @no-redirect', '# @no-cookie-jar', '# @no-log', '# @no-auto-encoding'];
    const head = ['###', ...settings];
    expect(toHttpFile(post('body')).split('\n')).toEqual([
      ...head,
      `POST ${url} HTTP/1.1`,
      'Content-Type: text/plain',
      '',
      'body',
      '',
    ]);
    expect(toHttpFile(get(url)).split('\n')).toEqual([...head, `GET ${url} HTTP/1.1`, '']);
  });

  it('spells the first of two braces by an escape of JSON', () => {
    const password = '{{a}} {{{b}}} { {';
    const file = toHttpFile(bex.tokenRequest({ username: 'u', password }));
    expect(file).not.toContain('{{');
    expect(bodyOf(file)).toBe('{"username":"u","password":"\\u007b{a}} \\u007b\\u007b{b}}} { {"}');
    expect(JSON.parse(bodyOf(file)).password).toBe(password);
  });

  it.each([
    ['a form', 'a=%23+//&b=@*c'],
    ['XML', '<a><b/></a>'],
    ['JSON over several lines', '{\n  "a": [\n\n1\n]}'],
    ['an empty text', ''],
  ])('holds %s as it is', (_, body) => {
    expect(bodyOf(toHttpFile(post(body)))).toBe(body);
  });

  it.each([
    ['a variable where it is no JSON', '{{a}} '],
    ['CR', 'a\r\nb'],
    ['NUL', 'a\0b'],
    ['another control character', 'a\x1bb'],
    ['white space in front', ' a'],
    ['white space behind', 'a\n'],
    ['a separator', '### b'],
    ['a comment', '# b'],
    ['a comment of the other kind', '// a'],
    ['a variable of the file', '@b = c'],
    ['a test', '?? status == 200'],
    ['a file to read', '< ./secret'],
    ['a file to read, with variables', '<@ ./secret'],
    ['a handler of the answer', '> {% %}'],
    ['a further request', 'a\nGET http://evil.example/ HTTP/1.1\nX-A: b\n\nc'],
    ['an answer', 'a\n\nHTTP/1.1 200 OK'],
    ['lines that may mean anything, as it is no JSON', 'a\n  b'],
    ['nothing but the line of a request', 'POST /a'],
    ['nothing but the line of an answer', 'HTTP/1.1 200 OK'],
  ])('refuses a body with %s', (_, body) => {
    expect(codeOf(() => toHttpFile(post(body)))).toBe('ERR_ARGUMENT_VALUE');
  });

  it('refuses variables in URL and headers', () => {
    expect(codeOf(() => toHttpFile(get('https://vendor.example/{{a}}')))).toBe('ERR_ARGUMENT_VALUE');
    expect(codeOf(() => toHttpFile(get(url, { token: '{{a}}' })))).toBe('ERR_ARGUMENT_VALUE');
  });

  it('holds the credentials, unless it is told to hide them', () => {
    const request = bex.tokenRequest({ username: 'sentinel', password: 'sentinel' });
    expect(toHttpFile(request)).toContain('sentinel');
    expect(toHttpFile(request, { redact: true })).not.toContain('sentinel');
  });

  it('refuses anything but a request, and anything but options', () => {
    expect(codeOf(() => toHttpFile(get('vendor.example')))).toBe('ERR_URL');
    expect(codeOf(() => callUntyped(toHttpFile, get(url), { redact: 'yes' }))).toBe('ERR_ARGUMENT_TYPE');
    expect(codeOf(() => callUntyped(toHttpFile, get(url), { tool: 'x' }))).toBe('ERR_UNKNOWN_OPTION');
  });
});
