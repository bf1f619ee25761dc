/** What the five stand-ins share: routing, decoding, comparing, answering. */

import { sha256 } from '@noble/hashes/sha2.js';
import { encodeBase64Url } from '../codecs/base64.js';
import { encodeUtf8 } from '../core/bytes.js';
import { optional, text } from '../core/check.js';
import { headerValues } from '../core/headers.js';
import { isObject, parseJson } from '../core/json.js';
import { decodePairs, splitTarget } from '../core/url.js';
import { type HttpRequest, type HttpResponse, makeRequest, readRequest } from '../http/message.js';

/** One server's side of the contract: a pure function from request to answer. */
export type Handler = (request: HttpRequest) => HttpResponse;

/** Options that every stand-in takes. */
export interface SandboxOptions<Account> {
  /** Who may sign in. */
  readonly accounts: readonly Account[];
  /** Tokens follow from this text and the account, so that tests repeat. Default: a fixed text. */
  readonly seed?: string | undefined;
}

/** Makes a handler that refuses what is no request with a coded error before it looks at it. */
export function makeHandler(owner: string, handle: Handler): Handler {
  return (request) => {
    const { method, url, headers, body } = readRequest(owner, request);
    return handle(makeRequest(method, url, headers, body));
  };
}

/** What tokens follow from where no `seed` is given. */
export const DEFAULT_SEED = 'credwire sandbox';

/** The check of `seed`. */
export const SEED = { seed: optional(text, DEFAULT_SEED) };

/** An answer with a JSON body. */
export function jsonAnswer(status: number, value: unknown, headers: HttpResponse['headers'] = {}): HttpResponse {
  return Object.freeze({
    status,
    headers: Object.freeze({ 'content-type': 'application/json; charset=utf-8', ...headers }),
    body: JSON.stringify(value),
  });
}

/** The token of an account: the same for the same seed and parts, and nothing that a client could guess. */
export function tokenOf(seed: string, ...parts: readonly string[]): string {
  return encodeBase64Url(sha256(encodeUtf8(JSON.stringify([seed, ...parts]))));
}

/** The header's value, whatever the case of its name; an empty string where there is none. */
export function header(request: HttpRequest, name: string): string {
  return headerValues(request.headers, name)[0] ?? '';
}

/** The path of the request and the parameters of its query. */
export function route(request: HttpRequest): { readonly path: string; readonly query: ReadonlyMap<string, string> } {
  const { path, query } = splitTarget(request.url);
  return { path, query: decodeForm(query ?? '') };
}

/**
 * The parameters of a form or a query, the last of each name. This is where a password that was not encoded arrives as
 * another one.
 */
export function decodeForm(form: string): ReadonlyMap<string, string> {
  return new Map(decodePairs(form));
}

/** The body as a JSON object, empty where it is none or not labelled as one. */
export function decodeJson(request: HttpRequest): ReadonlyMap<string, unknown> {
  if (!/^application\/json\b/i.test(header(request, 'content-type'))) return new Map();
  const value = parseJson(String(request.body)); // "undefined" is no JSON
  return isObject(value) ? new Map(Object.entries(value)) : new Map();
}

/**
 * What is compared in place of secrets that belong together: a hash of each, so that no length tells. Stand-ins make that
 * of what they store when they are made, and at a request hash only what it holds.
 */
export function digestOf(...secrets: readonly (string | Uint8Array)[]): Uint8Array {
  const hashes = secrets.map((secret) => sha256(typeof secret === 'string' ? encodeUtf8(secret) : secret));
  return Uint8Array.from(hashes.flatMap((hash) => [...hash]));
}

/** The account that a test holds for; all are tried, so that the time does not tell which. */
export function findAccount<A>(accounts: readonly A[], fits: (account: A) => boolean): A | undefined {
  return accounts.filter(fits)[0];
}
