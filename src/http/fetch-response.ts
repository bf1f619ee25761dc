/** Responses of fetch, and of clients built on it, as plain data. */
import { InputError } from '../core/errors.js';
import type { HttpResponse } from './message.js';
import { refuseForeignAnswer } from './redirects.js';

/** The parts of the standard's Response that `viaFetch` reads. */
export interface FetchResponse {
  /** HTTP status code. */
  readonly status: number;
  /** Where the response came from; empty if the client doesn't say. */
  readonly url?: string;
  /** Whether a redirect was followed, if the client knows. */
  readonly redirected?: boolean;
  /** The headers; `getSetCookie`, if there is one, keeps cookies apart. */
  readonly headers: {
    /** Calls back with each header. */
    forEach(callback: (value: string, name: string) => void): void;
    /** The `Set-Cookie` lines. */
    getSetCookie?(): string[];
    /** node-fetch's equivalent, since it has no `getSetCookie`. */
    raw?(): Readonly<Record<string, readonly string[]>>;
  };
  /** The body, decoded as UTF-8. */
  text(): Promise<string>;
}

/**
 * A response from fetch, or from a client built on it, as plain data.
 *
 * @param asked - The URL of the request; `undefined` if the caller wants redirects to be followed.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`
 * @throws {@link TransportError} `ERR_TRANSPORT` if a redirect to another origin was followed.
 * @internal
 */
export async function readFetchResponse(
  owner: string,
  asked: string | undefined,
  response: FetchResponse,
): Promise<HttpResponse> {
  if (typeof response?.text !== 'function' || typeof response.headers?.forEach !== 'function') {
    throw new InputError('ERR_ARGUMENT_TYPE', `${owner}: expected the client to resolve to a Response`);
  }
  // The caller's own function may have called somewhere else; React Native's fetch doesn't know what it followed.
  if (asked !== undefined && response.redirected !== false) refuseForeignAnswer(owner, asked, response.url);
  return { ...headOf(response), body: await response.text() };
}

/** The same without the body, which stays unread. @internal */
export function headOf({ status, headers: given }: Pick<FetchResponse, 'status' | 'headers'>): HttpResponse {
  const headers: Record<string, string | readonly string[]> = {};
  given.forEach((value, name) => {
    headers[name] = value;
  });
  const cookies = given.getSetCookie?.() ?? given.raw?.()['set-cookie'] ?? [];
  if (cookies.length > 0) headers['set-cookie'] = [...cookies];
  return { status, headers, body: '' };
}
