/** HTTP messages as plain data: what builders make, clients send and parsers read. */
import { oneOf, optional, readOptions, recordEntries, text, unexpected } from '../check.js';
import { InputError } from '../errors.js';
import { requestUrl } from './url.js';

/** A method of {@link HttpRequest}. */
export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH' | 'HEAD';

/**
 * A request, fully encoded: whatever sends it must not encode it again. Frozen, and equal requests have equal
 * `JSON.stringify`.
 */
export type HttpRequest = Readonly<{
  /** In upper case. */
  method: HttpMethod;
  /** Absolute; percent-encoded where needed. */
  url: string;
  /** Names as the vendor spells them, values in visible ASCII and spaces. */
  headers: Readonly<Record<string, string>>;
  /** Text that is sent as UTF-8; absent where nothing is sent. */
  body?: string;
}>;

/** An answer, as a client hands it on. */
export type HttpResponse = Readonly<{
  /** HTTP status code. */
  status: number;
  /** Header names in any case; several `Set-Cookie` lines as an array. */
  headers: Readonly<Record<string, string | readonly string[]>>;
  /** The body as text, not parsed. */
  body: string;
}>;

/** Header `Accept` of a request whose answer is JSON. @internal */
export const ACCEPT_JSON = { Accept: 'application/json' } as const;

/** Headers of a request that sends and receives JSON. @internal */
export const JSON_BOTH_WAYS = { ...ACCEPT_JSON, 'Content-Type': 'application/json' } as const;

/** Builds a request of checked parts. @internal */
export function makeRequest(
  method: HttpMethod,
  url: string,
  headers: Readonly<Record<string, string>>,
  body?: string,
): HttpRequest {
  const frozen = Object.freeze({ ...headers });
  return Object.freeze(body === undefined ? { method, url, headers: frozen } : { method, url, headers: frozen, body });
}

/** A request whose `body` is always a member of its own: a polluted Object.prototype cannot lend it one. */
export type CheckedRequest = Omit<HttpRequest, 'body'> & { readonly body: string | undefined };

/** Checks a request that came from the caller. @internal */
export function readRequest(owner: string, request: unknown): CheckedRequest {
  return readOptions(`${owner}: request`, request, {
    method: oneOf<HttpMethod>('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD'),
    url: requestUrl,
    headers: optional(headersCheck, {}),
    body: optional(text),
  });
}

/** The same request with one header set: an older one of that name, in whatever case, makes room. @internal */
export function withHeader(request: CheckedRequest, name: string, value: string): HttpRequest {
  return makeRequest(request.method, request.url, replaceHeader(request.headers, name, value), request.body);
}

/** Headers with one of them set. @internal */
export function replaceHeader(headers: HttpRequest['headers'], name: string, value: string): HttpRequest['headers'] {
  const others = Object.entries(headers).filter(([other]) => other.toLowerCase() !== name.toLowerCase());
  return Object.fromEntries([...others, [name, value]]);
}

/** The values of a header whose name stands in any case. @internal */
export function headerValues(headers: HttpResponse['headers'], name: string): readonly string[] {
  return Object.entries(headers)
    .filter(([other]) => other.toLowerCase() === name)
    .flatMap(([, value]) => value);
}

/** A secret that goes into a header: visible ASCII without spaces, so that it can end no line. @internal */
export function headerToken(label: string, value: unknown): string {
  const token = text(label, value);
  if (/^[!-~]+$/.test(token)) return token;
  throw unexpected('ERR_HEADER_VALUE', label, 'visible ASCII without spaces, at least one character', value);
}

function headersCheck(label: string, value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    recordEntries(label, 'an object of strings', value).map(([name, content], position) => {
      const at = `${label}: header ${position + 1}`;
      if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) {
        throw new InputError('ERR_HEADER_VALUE', `${at}: expected a name that is a token of RFC 9110`);
      }
      const line = text(at, content);
      if (!/^[\t -~]*$/.test(line)) {
        throw unexpected('ERR_HEADER_VALUE', at, 'visible ASCII, spaces and tabs only', content);
      }
      return [name, line];
    }),
  );
}
