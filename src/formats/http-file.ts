/** A request as a `.http` file, which editors send at a click. */

import { flag, optional, readOptions } from '../core/check.js';
import { InputError } from '../core/errors.js';
import { parseJson } from '../core/json.js';
import { readRequest, type SendableRequest } from '../http/message.js';
import { redactChecked } from '../http/redact.js';
import { escapeJson } from './json.js';

/** Options of {@link toHttpFile}. */
export interface HttpFileOptions {
  /** Hides the credentials: the file then shows the request but does not work. Default: `false`. */
  readonly redact?: boolean | undefined;
}

/** What the tools are told; each obeys those that it knows. */
const SETTINGS = ['no-redirect', 'no-cookie-jar', 'no-log', 'no-auto-encoding'];

/**
 * Writes a request as a `.http` file, for JetBrains' HTTP Client, REST Client of VS Code, and httpYac. It begins with the
 * separator `###`, so that files can be joined. Comments tell the tool to follow no redirect, to keep no cookies, to log
 * nothing and to encode nothing again, as far as it knows how.
 *
 * The tools take `{{name}}` for a variable: where a JSON body holds `{{`, the first brace is spelled `\u007b`, which means
 * the same.
 *
 * The file works as it is, so it **holds the credentials**: pass `redact: true` wherever it is shown or shared, and keep it
 * out of version control.
 *
 * @param request - Any request.
 * @param options - Whether to hide the credentials.
 * @returns The file's text.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE` (also for what such a file cannot hold: `{{`
 * elsewhere than in JSON; a body with CR or other control characters, with white space at either end, or in it where it is
 * no JSON, or that begins like a line of the tools), `ERR_UNKNOWN_OPTION`, `ERR_URL`, `ERR_HEADER_VALUE`, `ERR_TEXT_NOT_WELL_FORMED`.
 * @see JetBrains HTTP Client, HTTP request syntax; REST Client, README; httpYac, guide.
 *
 * @example
 * ```ts
 * import { bex } from 'credwire';
 * import { toHttpFile } from 'credwire/clients';
 *
 * const file = toHttpFile(bex.tokenRequest({ username: 'demo', password: 'secret' }), { redact: true });
 * file.split('\n').slice(5);
 * // => ['POST https://api.bex.co.za/api/service/login HTTP/1.1', 'Accept: application/json', 'Content-Type: application/json', '', '{"username":"***","password":"***"}', '']
 * ```
 */
export function toHttpFile(request: SendableRequest, options: HttpFileOptions = {}): string {
  const { redact } = readOptions('toHttpFile', options, { redact: optional(flag, false) });
  const plain = readRequest('toHttpFile', request);
  const { method, url, headers, body } = redact ? redactChecked(plain) : plain;
  const head = [
    '###',
    ...SETTINGS.map((name) => `# @${name}`),
    `${method} ${url} HTTP/1.1`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  if (head.some((line) => line.includes('{{'))) throw refuse('a URL and headers without "{{"');
  const lines = body === undefined ? head : [...head, '', holdable(body)];
  return `${lines.join('\n')}\n`;
}

function holdable(body: string): string {
  const spelled = body.includes('{{') ? escapeJson(body, /\{(?=\{)/g) : body;
  if (spelled === undefined) throw refuse('a body without "{{", or one of JSON');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\0-\x08\x0B-\x1F]/.test(spelled)) throw refuse('a body without control characters but tab and line feed');
  if (spelled !== spelled.trim()) throw refuse('a body without white space at its ends');
  // Separators, comments, variables, tests, files to read or to write.
  if (/^(?:#|\/\/|@|\?\?|>|<[ \t@])/.test(spelled)) throw refuse('a body that does not begin like lines of tools');
  // "GET /a" is a request of its own to them, "query { a }" one of GraphQL, in any line. None of JSON begins so.
  if (/\s/.test(spelled) && parseJson(spelled) === undefined)
    throw refuse('a body without white space, or one of JSON');
  return spelled;
}

function refuse(expected: string): InputError {
  return new InputError('ERR_ARGUMENT_VALUE', `toHttpFile: expected ${expected}: such a file cannot hold them`);
}
