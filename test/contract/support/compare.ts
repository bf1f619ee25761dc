/** Compares what arrived with the request object, byte for byte. */
import type { HttpRequest } from 'credwire';
import { expect } from 'vitest';
import type { Recorded } from './raw-server.js';

/** Headers that every client must write itself. */
const FRAMING = ['host', 'connection', 'content-length', 'transfer-encoding'];

/** The request target of a URL: everything after the host, with a slash if there is no path. */
export function targetOf(url: string): string {
  const target = url.replace(/^https?:\/\/[^/?]*/, '');
  return target.startsWith('/') ? target : `/${target}`;
}

/**
 * Method, target, headers and body are those of the request, and no header came with them but those that the client is
 * known to add.
 */
export function expectAsItIs(arrived: Recorded, request: HttpRequest, adds: readonly string[]): void {
  expect(`${arrived.method} ${arrived.target} ${arrived.version}`).toBe(
    `${request.method} ${targetOf(request.url)} HTTP/1.1`,
  );
  const wanted = Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]);
  const names = wanted.map(([name]) => name);
  const all = arrived.headers.map(([name, value]) => [name.toLowerCase(), value]);
  // A name that comes twice is there twice, and so does not equal what is wanted.
  expect(sorted(all.filter(([name]) => names.includes(name)))).toEqual(sorted(wanted));
  const strangers = all.filter(([name = '']) => !names.includes(name) && ![...FRAMING, ...adds].includes(name));
  expect(strangers).toEqual([]);
  expect(arrived.body.equals(Buffer.from(request.body ?? ''))).toBe(true);
}

/**
 * The request with the body that came, where the two are the same JSON spelled in two ways: for tools that do not hold
 * every character. Any other body must have arrived unchanged.
 */
export function asSpelled(request: HttpRequest, arrived: Recorded): HttpRequest {
  const came = arrived.body.toString();
  if (request.body === undefined || came === request.body) return request;
  expect(JSON.parse(came)).toEqual(JSON.parse(request.body));
  return { ...request, body: came };
}

function sorted<T>(pairs: readonly T[]): T[] {
  return [...pairs].sort((one, other) => (String(one) < String(other) ? -1 : 1));
}
