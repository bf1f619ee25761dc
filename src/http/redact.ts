/**
 * Requests without their secrets, for logs.
 *
 * It goes by what is known to be harmless, not by what is known to be secret: a header, parameter or field that is not
 * on the lists below is hidden.
 */
import { headerValues } from '../core/headers.js';
import { splitTarget } from '../core/url.js';
import type { CheckedRequest, HttpRequest } from './message.js';
import { makeRequest, readRequest } from './message.js';

const HIDDEN = '***';

/** JSON that is nested deeper than this is hidden, before the stack ends. */
const MOST_LEVELS = 100;

/** Headers, parameters and JSON fields, in lower case, with the values that are no secret there. */
const PLAIN_HEADERS = new Set(['accept', 'content-type']);
const PLAIN_TYPE =
  /^(?:\*\/\*|application\/(?:json|octet-stream|x-www-form-urlencoded|xml)|text\/(?:html|plain|xml))(?:; ?charset=utf-8)?$/i;
const PLAIN_FIELDS: ReadonlyMap<string, RegExp> = new Map([
  ['grant_type', /^(?:client_credentials|password|refresh_token)$/],
  ['area', /^(?:investigation|scanning)$/],
  ['clientname', /^/], // the program's name, whatever it is
]);

const isPlain = (name: string, value: string) => PLAIN_FIELDS.get(name.toLowerCase())?.test(value) === true;

/**
 * Replaces everything that may be a credential, a token or personal by `***`: every header, every query parameter, every
 * value of a form or JSON body, and any other body as a whole. Method, host, path and all names stay, the usual values of
 * `Accept`, `Content-Type`, `grant_type` and `area`, and the `ClientName`. Redacting twice changes nothing.
 *
 * @param request - Any request.
 * @returns A new frozen request of the same shape, good for logs and not for sending.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_URL`,
 * `ERR_HEADER_VALUE`, `ERR_TEXT_NOT_WELL_FORMED` where it is no request.
 *
 * @example
 * ```ts
 * import { bex, redact } from 'credwire';
 *
 * const request = bex.tokenRequest({ username: 'demo', password: 'secret', transport: 'query' });
 * redact(request).url; // => 'https://api.bex.co.za/api/service/login?username=***&password=***'
 * ```
 */
export function redact(request: HttpRequest): HttpRequest {
  return redactChecked(readRequest('redact', request));
}

/** The same, of a request that has been checked. @internal */
export function redactChecked({ method, url, headers, body }: CheckedRequest): HttpRequest {
  const shown = Object.entries(headers).map(([name, value]) => [
    name,
    PLAIN_HEADERS.has(name.toLowerCase()) && PLAIN_TYPE.test(value) ? value : HIDDEN,
  ]);
  return makeRequest(method, redactUrl(url), Object.fromEntries(shown), body && redactBody(body, isForm(headers)));
}

function redactUrl(url: string): string {
  const { query } = splitTarget(url);
  return query === undefined ? url : url.slice(0, url.length - query.length) + redactPairs(query);
}

function redactPairs(pairs: string): string {
  if (/^[^&=]+=$/.test(pairs)) return HIDDEN; // more likely Base64 with one "=" than a name without a value
  return pairs
    .split('&')
    .map((pair) => {
      const equals = pair.indexOf('=');
      if (equals < 0) return pair === '' ? '' : HIDDEN; // a bare value has no name that could be shown
      const name = pair.slice(0, equals);
      return isPlain(name, pair.slice(equals + 1)) ? pair : `${name}=${HIDDEN}`;
    })
    .join('&');
}

const FORM_PAIR = /^[\w.*+%-]*=[\w.*+%-]*$/;

// By its label and its looks: Base64 with one "=" behind it looks like a form too, and a label may be wrong.
function isForm(headers: HttpRequest['headers']): boolean {
  return headerValues(headers, 'content-type').some((value) =>
    /^\s*application\/x-www-form-urlencoded\s*(?:;|$)/i.test(value),
  );
}

function redactBody(body: string, form: boolean): string {
  if (form) return body.split('&').every((pair) => FORM_PAIR.test(pair)) ? redactPairs(body) : HIDDEN;
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return HIDDEN;
  }
  return JSON.stringify(redactJson(json, '', 0));
}

// A list under a name is judged by that name, item by item; an object has names of its own.
function redactJson(value: unknown, name: string, depth: number): unknown {
  if (typeof value === 'object' && value !== null && depth < MOST_LEVELS) {
    if (Array.isArray(value)) return value.map((item) => redactJson(item, name, depth + 1));
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactJson(item, key, depth + 1)]));
  }
  return typeof value === 'string' && isPlain(name, value) ? value : HIDDEN;
}
