/** Requests by fetch, and its responses as plain data. Only loaded when fetch is used. */
import { InputError } from '../core/errors.js';
import { type FetchResponse as FetchHead, readFetchResponse } from '../http/fetch-response.js';
import type { HttpResponse } from '../http/message.js';
import type { Signal } from './platform.js';
import type { Call } from './settings.js';

/** The parts of the standard's Response that are used. */
export interface FetchResponse extends FetchHead {
  /** The body as a stream, or whatever the client has. */
  readonly body?: unknown;
  /** A copy of the response, to read it a second time. */
  clone(): FetchResponse;
}

/** Headers in any of the standard's forms, as a record. */
export function plainHeaders(headers: unknown): Readonly<Record<string, string>> {
  const plain: Record<string, string> = {};
  const add = (value: unknown, name: string): void => {
    const known = Object.keys(plain).find((other) => other.toLowerCase() === name.toLowerCase());
    if (known === undefined) plain[name] = String(value);
    else plain[known] = `${plain[known]}, ${value}`;
  };
  if (Array.isArray(headers)) for (const [name, value] of headers) add(value, name);
  else if (hasForEach(headers)) headers.forEach(add);
  else for (const [name, value] of Object.entries(headers ?? {})) plain[name] = String(value);
  return plain;
}

function hasForEach(headers: unknown): headers is { forEach(add: (value: unknown, name: string) => void): void } {
  return typeof (headers as { readonly forEach?: unknown } | null | undefined)?.forEach === 'function';
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
export function lasting(end: Signal, signals: readonly (Signal | null | undefined)[]): Signal {
  const { AbortSignal } = globalThis as {
    AbortSignal?: { new (): unknown; any?(signals: readonly unknown[]): Signal };
  };
  if (AbortSignal?.any === undefined) return end;
  const all = [end, ...signals].filter((signal) => signal instanceof AbortSignal);
  return all.length > 1 ? AbortSignal.any(all) : end;
}

/** Sends a call. A redirect isn't followed: a token must not follow it anywhere. */
export async function sendByFetch(own: unknown, call: Call, end?: Signal): Promise<HttpResponse> {
  const owner = 'connection.send';
  const { url, ...init } = { redirect: 'manual', ...defined(call) };
  const { signal } = init as { readonly signal?: Signal };
  const response = await fetchOf(owner, own)(url, end ? { ...init, signal: lasting(end, [signal]) } : init);
  return readFetchResponse(owner, init.redirect === 'manual' ? url : undefined, response);
}
