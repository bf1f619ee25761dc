/** A request as a curl command, to try it by hand. */
import { flag, optional, readOptions } from '../../check.js';
import { InputError } from '../../errors.js';
import { type HttpRequest, readRequest } from '../message.js';
import { redact as redactRequest } from '../redact.js';

/** Options of {@link toCurl}. */
export interface CurlOptions {
  /** Hides the credentials: the command then shows the request but does not work. Default: `false`. */
  readonly redact?: boolean;
}

/**
 * Writes a request as a curl command for a POSIX shell. It sends the method, URL, headers and body byte for byte; curl
 * adds `Host`, `User-Agent` and, where the request has none, `Accept`.
 *
 * The command runs as it is, so it **holds the credentials**: pass `redact: true` wherever it is shown or shared.
 *
 * @param request - Any request.
 * @param options - Whether to hide the credentials.
 * @returns A command of several lines.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE` (also for a body with NUL, which no command line
 * can hold, and for one with `HEAD`), `ERR_UNKNOWN_OPTION`, `ERR_URL`, `ERR_HEADER_VALUE`, `ERR_TEXT_NOT_WELL_FORMED`.
 * @see curl(1); POSIX Shell Command Language, section 2.2.2 (single quotes).
 *
 * @example
 * ```ts
 * import { bex } from 'credwire';
 * import { toCurl } from 'credwire/clients';
 *
 * const request = bex.tokenRequest({ username: 'demo', password: "it's", transport: 'query', method: 'GET' });
 * toCurl(request, { redact: true }).split(' \\\n  ');
 * // => ['curl', '--globoff', '--path-as-is', '--request GET', "--header 'Accept: application/json'", "'https://api.bex.co.za/api/service/login?username=***&password=***'"]
 * ```
 */
export function toCurl(request: HttpRequest, options: CurlOptions = {}): string {
  const { redact } = readOptions('toCurl', options, { redact: optional(flag, false) });
  const plain = readRequest('toCurl', request);
  const { method, url, headers, body } = redact ? redactRequest(plain) : plain;
  if (body?.includes('\0')) {
    throw new InputError('ERR_ARGUMENT_VALUE', 'toCurl: expected a body without NUL: a command line cannot hold it');
  }
  if (method === 'HEAD' && body !== undefined) {
    throw new InputError('ERR_ARGUMENT_VALUE', 'toCurl: expected no body with HEAD: curl sends none');
  }
  // --globoff and --path-as-is: curl must not read [ ] { } or .. in the URL its own way.
  const words = ['curl', '--globoff', '--path-as-is', method === 'HEAD' ? '--head' : `--request ${method}`];
  for (const [name, value] of Object.entries(headers)) {
    words.push(`--header ${quote(value.trim() === '' ? `${name};` : `${name}: ${value}`)}`);
  }
  const sendsLength = body !== undefined || ['POST', 'PUT', 'PATCH'].includes(method);
  if (sendsLength) {
    // curl labels any data as a form unless told not to; without data it sends no Content-Length: 0.
    const typed = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
    if (!typed) words.push(`--header 'Content-Type:'`);
    words.push(`--data-raw ${quote(body ?? '')}`);
  }
  return [...words, quote(url)].join(' \\\n  ');
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
