/** A request as a `.http` file, which editors send with a click. */

import { flag, optional, readOptions } from '../core/check.js';
import { InputError } from '../core/errors.js';
import { parseJson } from '../core/json.js';
import { readRequest, type SendableRequest } from '../http/message.js';
import { redactChecked } from '../http/redact.js';
import { escapeJson } from './json.js';

/** Options of {@link toHttpFile}. */
export interface HttpFileOptions {
  /** Hides the credentials: the file then shows the request but doesn't work. Default: `false`. */
  readonly redact?: boolean | undefined;
}

/** Settings for the tools; each tool follows the ones that it knows. */
const SETTINGS = ['no-redirect', 'no-cookie-jar', 'no-log', 'no-auto-encoding'];

/**
 * Writes a request as a `.http` file, for JetBrains' HTTP Client, VS Code's REST Client, and httpYac. It starts with
 * the separator `###`, so you can concatenate files. Comments tell the tool not to follow redirects, store cookies,
 * log, or encode anything again, if the tool supports that.
 *
 * The tools treat `{{name}}` as a variable. In a JSON body, the first brace of `{{` is written as `\u007b`, which is
 * equivalent.
 *
 * The file works as it is, so it **contains the credentials**: pass `redact: true` before you show or share it, and
 * keep it out of version control.
 *
 * @param request - Any request.
 * @param options - Whether to hide the credentials.
 * @returns The file's text.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE` (also for a request that such a file can't
 * contain: `{{` anywhere but in JSON; a body with CR or other control characters, with whitespace at either end, with
 * whitespace inside if it isn't JSON, or one that starts like a line with a meaning to the tools),
 * `ERR_UNKNOWN_OPTION`, `ERR_URL`, `ERR_HEADER_VALUE`, `ERR_TEXT_NOT_WELL_FORMED`.
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
  if (spelled === undefined) throw refuse('a body without "{{", or a JSON body');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\0-\x08\x0B-\x1F]/.test(spelled)) throw refuse('a body without control characters except tab and line feed');
  if (spelled !== spelled.trim()) throw refuse('a body without whitespace at either end');
  // Separators, comments, variables, tests, files to read or write.
  if (/^(?:#|\/\/|@|\?\?|>|<[ \t@])/.test(spelled))
    throw refuse('a body that does not start like a line with a meaning to the tools');
  // On any line, the tools read "GET /a" as a new request and "query { a }" as GraphQL. JSON never starts like that.
  if (/\s/.test(spelled) && parseJson(spelled) === undefined) throw refuse('a body without whitespace, or a JSON body');
  return spelled;
}

function refuse(expected: string): InputError {
  return new InputError(
    'ERR_ARGUMENT_VALUE',
    `toHttpFile: expected ${expected}, because a .http file cannot contain anything else`,
  );
}
