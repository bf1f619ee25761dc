/** Requests by fetch, and its responses as plain data. Only loaded when fetch is used. */

import { InputError } from '../core/errors.js';
import { isObject } from '../core/json.js';
import { type FetchResponse as FetchHead, readFetchResponse } from '../http/fetch-response.js';
import type { HttpResponse } from '../http/message.js';
import type { AbortSignalLike, PlatformSignal } from '../http/signals.js';
import type { Call } from './settings.js';

/** The parts of the standard's Response that are used. */
export interface FetchResponse extends FetchHead {
  /** The body as a stream, or whatever the client has. */
  readonly body?: unknown;
  /** A copy of the response, to read it a second time. */
  clone(): FetchResponse;
}

/** Headers in any of the standard's forms, as a record; what repeats is joined, as in `Headers`. */
export function plainHeaders(headers: unknown): Readonly<Record<string, string>> {
  const plain: Record<string, string> = {};
  for (const [name, value] of pairsOf(headers)) {
    const known = Object.keys(plain).find((other) => other.toLowerCase() === name.toLowerCase());
    if (known === undefined) plain[name] = String(value);
    else plain[known] = `${plain[known]}, ${value}`;
  }
  return plain;
}

// Pairs, Headers and Map are iterable.
function pairsOf(headers: unknown): Iterable<readonly [string, unknown]> {
  const isIterable = isObject(headers) && Symbol.iterator in headers;
  if (isIterable || Array.isArray(headers)) return headers as Iterable<readonly [string, unknown]>; // by fetch's contract
  return Object.entries(headers ?? {});
}

/** An object without the members that are `undefined`: for fetch, they aren't there. */
export function defined<T extends object>(object: T): T {
  const members = Object.entries(object).filter(([, value]) => value !== undefined);
  return Object.fromEntries(members) as T; // what's missing was undefined
}

type Fetch = (url: string, init: unknown) => Promise<FetchResponse>;

/** The fetch to use: the caller's own, or the platform's. */
export function fetchOf(owner: string, own: unknown): Fetch {
  const { fetch } = globalThis as { fetch?: unknown };
  const client = own ?? fetch;
  if (typeof client === 'function') return client as Fetch; // by its contract
  throw new InputError('ERR_NO_FETCH', `${owner}: the platform has no fetch; pass one as "fetch", or a "send"`);
}

/**
 * A signal for a client whose response comes before its body, as with fetch. `end` ends the wait for the response; the
 * caller's own signals also end the body.
 */
export function lasting(
  end: AbortSignalLike,
  signals: readonly (AbortSignalLike | null | undefined)[],
): AbortSignalLike {
  const { AbortSignal } = globalThis as {
    AbortSignal?: { new (): unknown; any?(signals: readonly unknown[]): AbortSignalLike };
  };
  if (AbortSignal?.any === undefined) return end;
  const all = [end, ...signals].filter((signal) => signal instanceof AbortSignal);
  return all.length > 1 ? AbortSignal.any(all) : end;
}

/** Sends a call. A redirect isn't followed: a token must not follow it anywhere. */
export async function sendByFetch(own: unknown, call: Call, end?: PlatformSignal): Promise<HttpResponse> {
  const owner = 'connection.send';
  const { url, ...init } = { redirect: 'manual', ...defined(call) };
  const { signal } = init as { readonly signal?: AbortSignalLike };
  const response = await fetchOf(owner, own)(url, end ? { ...init, signal: lasting(end, [signal]) } : init);
  return readFetchResponse(owner, init.redirect === 'follow' ? undefined : url, response);
}
