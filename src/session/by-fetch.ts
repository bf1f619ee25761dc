/** Requests by fetch, and its responses as plain data. Only loaded when fetch is used. */
import { InputError } from '../core/errors.js';
import type { HttpResponse } from '../http/message.js';
import type { Signal } from './platform.js';
import type { Call } from './settings.js';

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
  /** A copy of the response, to read it a second time. */
  clone(): FetchResponse;
}

/** Headers in any of the standard's forms, as a record. */
export function plainHeaders(headers: unknown): Readonly<Record<string, string>> {
  const plain: Record<string, string> = {};
  if (Array.isArray(headers)) for (const [name, value] of headers) plain[name] = value;
  else if (typeof (headers as FetchHeaders | undefined)?.forEach === 'function') {
    (headers as FetchHeaders).forEach((value, name) => {
      plain[name] = value;
    });
  } else for (const [name, value] of Object.entries(headers ?? {})) plain[name] = String(value);
  return plain;
}

type Fetch = (url: string, init: unknown) => Promise<FetchResponse>;

/** The fetch to use: the caller's own, or the platform's. */
export function fetchOf(owner: string, own: unknown): Fetch {
  const { fetch } = globalThis as { fetch?: unknown };
  const client = own ?? fetch;
  if (typeof client === 'function') return client as Fetch; // by its contract
  throw new InputError('ERR_NO_FETCH', `${owner}: the platform has no fetch; pass one as "fetch", or a "send"`);
}

/** Sends a call. A redirect isn't followed: a token must not follow it anywhere. */
export async function sendByFetch(own: unknown, { url, ...rest }: Call, signal?: Signal): Promise<HttpResponse> {
  const response = await fetchOf('connection.send', own)(url, { redirect: 'manual', ...rest, signal });
  return { ...headOf(response), body: await response.text() };
}

/** A response without its body. */
export function headOf({ status, headers }: FetchResponse): HttpResponse {
  return { status, headers: plainHeaders(headers), body: '' };
}
