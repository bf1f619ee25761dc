/** A request as a curl command, to try it by hand. */

import { flag, oneOf, optional, readOptions } from '../core/check.js';
import { InputError } from '../core/errors.js';
import { contentTypeOf, type HttpRequest, readRequest, type SendableRequest } from '../http/message.js';
import { redactChecked } from '../http/redact.js';
import { type CurlOption, cmdCommand, posixCommand, powershellCommand } from './curl-shells.js';
import { escapeJson } from './json.js';

/** Options of {@link toCurl}. */
export interface CurlOptions {
  /** Hides the credentials: the command then shows the request but doesn't work. Default: `false`. */
  readonly redact?: boolean | undefined;
  /**
   * The shell for the command: a `posix` shell (default), the prompt of Windows' `cmd` (in a batch file, double each
   * `%`), or any version of `powershell`.
   */
  readonly shell?: 'posix' | 'cmd' | 'powershell' | undefined;
}

const COMMANDS = { posix: posixCommand, cmd: cmdCommand, powershell: powershellCommand } as const;

/**
 * Writes a request as a curl command. It sends the method, URL, headers and body byte for byte; curl adds `Host`,
 * `User-Agent` and, if the request has none, `Accept`. A `.curlrc` is ignored.
 *
 * On Windows, the charset in which curl reads non-ASCII text depends on its build. There, such characters in a JSON
 * body are written as `\u` escapes, which is equivalent; any other body must be ASCII.
 *
 * The command works as it is, so it **contains the credentials**: pass `redact: true` before you show or share it.
 *
 * @param request - Any request.
 * @param options - Whether to hide the credentials, and the shell.
 * @returns A command on several lines.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE` (also for a body that a command line can't
 * contain: one with NUL; on Windows one that isn't ASCII or JSON; for `cmd` one with any control character but tab; and
 * any body with `HEAD`), `ERR_UNKNOWN_OPTION`, `ERR_URL`, `ERR_HEADER_VALUE`, `ERR_TEXT_NOT_WELL_FORMED`.
 * @see curl(1); POSIX Shell Command Language, section 2.2.2 (single quotes).
 *
 * @example
 * ```ts
 * import { bex } from 'credwire';
 * import { toCurl } from 'credwire/clients';
 *
 * const request = bex.tokenRequest({ username: 'demo', password: "it's", transport: 'query', method: 'GET' });
 * toCurl(request, { redact: true }).split(' \\\n  ');
 * // => ['curl --disable', '--globoff', '--path-as-is', '--request GET', "--header 'Accept: application/json'", "'https://api.bex.co.za/api/service/login?username=***&password=***'"]
 * ```
 */
export function toCurl(request: SendableRequest, options: CurlOptions = {}): string {
  const { redact, shell } = readOptions('toCurl', options, {
    redact: optional(flag, false),
    shell: optional(oneOf('posix', 'cmd', 'powershell'), 'posix'),
  });
  const plain = readRequest('toCurl', request);
  const shown = redact ? redactChecked(plain) : plain;
  const body = shown.body === undefined ? undefined : holdable(shown.body, shell);
  if (shown.method === 'HEAD' && body !== undefined) {
    throw new InputError('ERR_ARGUMENT_VALUE', 'toCurl: expected no body with HEAD, because curl sends none');
  }
  return COMMANDS[shell](curlOptions(shown, body));
}

function curlOptions(request: Omit<HttpRequest, 'body'>, body: string | undefined): CurlOption[] {
  const { method, url, headers } = request;
  // globoff and path-as-is: curl must not interpret [ ] { } or .. in the URL.
  const options: CurlOption[] = [['globoff'], ['path-as-is'], method === 'HEAD' ? ['head'] : ['request', method]];
  for (const [name, value] of Object.entries(headers)) {
    options.push(['header', value.trim() === '' ? `${name};` : `${name}: ${value}`]);
  }
  const sendsLength = body !== undefined || ['POST', 'PUT', 'PATCH'].includes(method);
  if (sendsLength) {
    // curl labels any data as a form unless told otherwise; without data it doesn't send Content-Length: 0.
    if (contentTypeOf(request) === undefined) options.push(['header', 'Content-Type:']);
    options.push(['data-raw', body ?? '']);
  }
  return [...options, ['url', url]];
}

// The body, written so that the shell and curl pass it on unchanged.
function holdable(body: string, shell: keyof typeof COMMANDS): string {
  const refuse = (expected: string) =>
    new InputError('ERR_ARGUMENT_VALUE', `toCurl: expected a body ${expected} for the shell "${shell}"`);
  if (body.includes('\0')) throw refuse('without NUL');
  if (shell === 'posix') return body;
  const ascii = /[^\0-~]/.test(body) ? escapeJson(body, /[^\0-~]/g) : body;
  if (ascii === undefined) throw refuse('of ASCII or JSON');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (shell === 'cmd' && /[\x01-\x08\x0A-\x1F]/.test(ascii)) throw refuse('without control characters');
  return ascii;
}
