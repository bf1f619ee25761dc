/** What the adapters share: outgoing bodies and incoming headers. */

import { encodeText } from '../codecs/text.js';
import { type Bytes, guarded, unexpected } from '../core/check.js';
import { InputError } from '../core/errors.js';
import { type CheckedRequest, contentTypeOf, type HttpResponse } from '../http/message.js';
import type { PlatformSignal } from '../http/signals.js';
import type { Wait } from './limit.js';

/**
 * The body for clients that write their own labels: text if the request has a plain `Content-Type`; bytes if it has
 * none, because the client would make one up, or one with a charset, because XMLHttpRequest would correct it.
 */
export function textOrBytes(request: CheckedRequest): string | Bytes | undefined {
  const { body } = request;
  if (body === undefined) return undefined;
  return /charset/i.test(contentTypeOf(request) ?? 'charset') ? encodeText(body) : body;
}

/** The body as bytes, so that no client reads a charset into it. */
export function bodyBytes(request: CheckedRequest): Bytes | undefined {
  return request.body === undefined ? undefined : encodeText(request.body);
}

/**
 * A client's response as plain data. `read` picks its parts. A response without them (because a hook or interceptor
 * changed it) is rejected.
 *
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`
 */
export function plainResponse(
  owner: string,
  read: () => { readonly status: unknown; readonly headers: unknown; readonly body: unknown },
): HttpResponse {
  const label = `${owner}: the client's response`;
  const { status, headers, body } = guarded(label, read);
  if (typeof status === 'number' && typeof headers === 'object' && headers !== null && typeof body === 'string') {
    return guarded(label, () => ({ status, headers: plainHeaders(headers), body }));
  }
  throw new InputError('ERR_ARGUMENT_TYPE', `${label}: expected a status, headers and a body as text`);
}

function plainHeaders(headers: object): HttpResponse['headers'] {
  const present = Object.entries(headers).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(
    present.map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)]),
  );
}

/** The header lines that XMLHttpRequest returns as one string; `null` if there are none. */
export function parseHeaderLines(lines: string | null): HttpResponse['headers'] {
  const values = new Map<string, string[]>();
  for (const line of String(lines).split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    const others = values.get(name);
    if (others === undefined) values.set(name, [value]);
    else others.push(value);
  }
  // Browsers join the lines of a name; React Native's XMLHttpRequest and the ones for Node might not.
  return Object.fromEntries([...values].map(([name, all]) => [name, all.length > 1 ? all : all.join()]));
}

/** Checks that a client has the method that the adapter calls. */
export function requireMethod(label: string, client: unknown, name: string): void {
  const isThere = guarded(label, () => typeof (client as Record<string, unknown> | undefined | null)?.[name]);
  if (isThere !== 'function') {
    throw unexpected('ERR_ARGUMENT_TYPE', label, `an object with a method "${name}"`, client);
  }
}

/** The signal for a client's instance; `undefined` if the instance has its own, which must stay in force. */
export function signalFor(client: unknown, { signal }: Wait): { readonly signal?: PlatformSignal } {
  if (signal === undefined) return {};
  try {
    // axios has its defaults there, got one level deeper.
    const { defaults } = client as { defaults?: { signal?: unknown; options?: { signal?: unknown } } };
    return (defaults?.signal ?? defaults?.options?.signal) ? {} : { signal };
  } catch {
    return { signal }; // an instance whose getters throw
  }
}
