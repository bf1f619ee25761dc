/** `connection.fetch`: what a call by fetch holds, and what its response says of the session. */
import { isObject } from '../core/json.js';
import type { HttpResponse } from '../http/message.js';
import type { Signal } from './platform.js';

/** The parts of the standard's Headers that are used. */
export interface FetchHeaders {
  /** Calls back with each header. */
  forEach(callback: (value: string, name: string) => void): void;
}

/** The parts of the standard's Response that are used. */
export interface FetchResponse {
  /** HTTP status code. */
  readonly status: number;
  /** The headers. */
  readonly headers: FetchHeaders;
  /** The body, decoded as UTF-8. */
  text(): Promise<string>;
  /** The same response, to be read a second time. */
  clone(): FetchResponse;
}

/** The second argument of fetch, as far as it is used; whatever else it holds goes along. */
export interface FetchInit {
  /** The method. Default: `GET`. */
  readonly method?: string | undefined;
  /** The headers: a record, pairs, or `Headers`. */
  readonly headers?: unknown;
  /** The body, of any kind. */
  readonly body?: unknown;
  /** Gives the call up. */
  readonly signal?: Signal | null | undefined;
}

/** A function of fetch's shape, in an environment whose types have none. */
export type FetchLike = (input: string | { readonly href: string }, init?: FetchInit) => Promise<FetchResponse>;

/** Any function of fetch's shape. */
export type AnyFetch = (input: never, init?: never) => Promise<unknown>;

/** The type of the platform's fetch, where the program's types know it. */
export type PlatformFetch = typeof globalThis extends { readonly fetch: infer F extends AnyFetch } ? F : FetchLike;

/** The init of a fetch with what every call has. */
export type Init = FetchInit & { readonly headers: Readonly<Record<string, string>> };

// The standard's Request, as far as it is read.
interface RequestLike extends FetchInit {
  readonly url: string;
  readonly arrayBuffer?: () => Promise<ArrayBuffer>;
}

/** The members of a Request that fetch is told again, for another URL. Some engines lack some. */
const OF_REQUEST = [
  'method',
  'mode',
  'credentials',
  'cache',
  'redirect',
  'referrer',
  'referrerPolicy',
  'integrity',
  'keepalive',
  'signal',
];

/**
 * Takes the arguments of fetch apart. The body of a Request is read, so that it can be sent again; an `init` goes before
 * what a Request says.
 */
export async function readFetch(
  input: unknown,
  init: FetchInit = {},
): Promise<{ readonly url: string; readonly init: Init }> {
  const request =
    isObject(input) && typeof (input as RequestLike).url === 'string' ? (input as RequestLike) : undefined;
  const own: Record<string, unknown> = { redirect: 'manual' }; // a token must not follow it to another place
  if (request !== undefined) {
    for (const name of OF_REQUEST) {
      const value = (request as unknown as Record<string, unknown>)[name]; // looked at by name
      // A Request can only be made by a page with this mode, not asked for; and its default goes after ours.
      if (value !== undefined && value !== 'navigate' && !(name === 'redirect' && value === 'follow'))
        own[name] = value;
    }
    const mayHaveBody = !/^(?:GET|HEAD)$/i.test(String(own.method)) && init.body === undefined;
    const body = mayHaveBody ? await request.arrayBuffer?.() : undefined;
    if (body?.byteLength) own.body = body;
  }
  const headers = plainHeaders(init.headers ?? request?.headers);
  return { url: request?.url ?? String(input), init: { ...own, ...init, headers } };
}

/** Headers in any form of the standard, as a record. */
function plainHeaders(headers: unknown): Readonly<Record<string, string>> {
  const plain: Record<string, string> = {};
  if (Array.isArray(headers)) for (const [name, value] of headers) plain[name] = value;
  else if (typeof (headers as FetchHeaders | undefined)?.forEach === 'function') {
    (headers as FetchHeaders).forEach((value, name) => {
      plain[name] = value;
    });
  } else for (const [name, value] of Object.entries(headers ?? {})) plain[name] = String(value);
  return plain;
}

/** Whether a body can be sent only once: streams, and what is read from one end to the other. */
export function isOneShot(body: unknown): boolean {
  return isObject(body) && ('getReader' in body || 'pipe' in body || 'next' in body || Symbol.asyncIterator in body);
}

/** A response as plain data, its body read. */
export async function readResponse(response: FetchResponse): Promise<HttpResponse> {
  return { ...headOf(response), body: await response.text() };
}

function headOf({ status, headers }: FetchResponse): HttpResponse {
  return { status, headers: plainHeaders(headers), body: '' };
}

/** JSON of more characters is data, and no word about a session. */
const MOST_CHARACTERS = 65_536;

/** Whether a response says that the session is over; the caller can still read its body. */
export async function saysOver(response: FetchResponse, isOver: (response: HttpResponse) => boolean): Promise<boolean> {
  const head = headOf(response);
  if (isOver(head)) return true;
  const { 'content-type': type = '', 'content-length': length = '0' } = head.headers;
  if (!/^(?:application\/(?:problem\+)?json|text\/plain)\b/i.test(String(type)) || Number(length) > MOST_CHARACTERS)
    return false;
  return isOver({ ...head, body: await response.clone().text() });
}
