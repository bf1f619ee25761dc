/**
 * Requests without their secrets, for logs.
 *
 * It shows what's known to be harmless, and doesn't rely on knowing what's secret: anything that isn't on the lists
 * below is hidden.
 */
import { headerValues } from '../core/headers.js';
import { splitTarget } from '../core/url.js';
import type { CheckedRequest, HttpRequest, SendableRequest } from './message.js';
import { makeRequest, readRequest } from './message.js';

const HIDDEN = '***';

/** JSON that's nested deeper than this is hidden, before the stack overflows. */
const MOST_LEVELS = 100;

/** Headers, parameters and JSON fields, in lower case, with their harmless values. */
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
 * Replaces everything that could be a credential, a token or personal data with `***`: every header, every query
 * parameter, every value in a form or JSON body, and any other body entirely. The method, host, path and names stay,
 * and so do the usual values of `Accept`, `Content-Type`, `grant_type` and `area`, and the `ClientName`. If a query or
 * form could contain bare text, such as Base64, its names are hidden too. Redacting twice changes nothing.
 *
 * @param request - Any request.
 * @returns A new frozen request with the same shape, to log but not to send.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_URL`,
 * `ERR_HEADER_VALUE`, `ERR_TEXT_NOT_WELL_FORMED` if it isn't a request.
 * @see The guide "Use your HTTP client": a `send` logs nothing else.
 *
 * @example
 * ```ts
 * import { bex, redact } from 'credwire';
 *
 * const request = bex.tokenRequest({ username: 'demo', password: 'secret', transport: 'query' });
 * redact(request).url; // => 'https://api.bex.co.za/api/service/login?username=***&password=***'
 * ```
 */
export function redact(request: SendableRequest): HttpRequest {
  return redactChecked(readRequest('redact', request));
}

/** The same, for a checked request. @internal */
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

/** The five vendors' parameters, in lower case: their names are shown even without a value. */
const KNOWN_NAMES = /* @__PURE__ */ new Set([
  ...['grant_type', 'username', 'password', 'area', 'action', 'login-form-type', 'client_id', 'client_secret'],
  ...['userlogin', 'user', 'email', 'companyid', 'clientname', 'ipaddress', 'token', 'mapkey', 'waybillnumber'],
]);

// Base64 that ends in "=" or "==" looks like a name without a value, by itself or cut at a "&". If any pair looks like
// that, all of them are hidden.
function redactPairs(pairs: string): string {
  const parts = pairs.split('&').map((pair) => ({ pair, at: pair.indexOf('=') }));
  const isBare = parts.some(({ pair, at }) => at > 0 && /^=+$/.test(pair.slice(at)) && !isKnown(pair.slice(0, at)));
  if (isBare) return HIDDEN;
  return parts
    .map(({ pair, at }) => {
      if (pair === '') return '';
      const name = pair.slice(0, Math.max(at, 0));
      if (at < 0 || !isName(name)) return HIDDEN;
      return isPlain(name, pair.slice(at + 1)) ? pair : `${name}=${HIDDEN}`;
    })
    .join('&');
}

function isKnown(name: string): boolean {
  return KNOWN_NAMES.has(name.toLowerCase());
}

// A word, as programs name their parameters, or an empty name. Upper- and lower-case letters mixed with digits are more
// likely part of some Base64.
function isName(name: string): boolean {
  return /^[\w.$[\]-]{0,64}$/.test(name) && !(/[a-z]/.test(name) && /[A-Z]/.test(name) && /\d/.test(name));
}

const FORM_PAIR = /^[\w.*+%-]*=[\w.*+%-]*$/;

// Judged by its label and by its content: Base64 that ends in one "=" looks like a form too, and a label can be wrong.
function isForm(headers: HttpRequest['headers']): boolean {
  return headerValues(headers, 'content-type').some((value) =>
    /^\s*application\/x-www-form-urlencoded\s*(?:;|$)/i.test(value),
  );
}

function redactBody(body: string, form: boolean): string {
  if (form)
    return body.split('&').every((pair) => pair === HIDDEN || FORM_PAIR.test(pair)) ? redactPairs(body) : HIDDEN;
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return HIDDEN;
  }
  return JSON.stringify(redactJson(json, '', 0));
}

// The items of a list are judged by the list's name; an object has its own names.
function redactJson(value: unknown, name: string, depth: number): unknown {
  if (typeof value === 'object' && value !== null && depth < MOST_LEVELS) {
    if (Array.isArray(value)) return value.map((item) => redactJson(item, name, depth + 1));
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactJson(item, key, depth + 1)]));
  }
  return typeof value === 'string' && isPlain(name, value) ? value : HIDDEN;
}
