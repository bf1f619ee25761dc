/** Answers and requests as tests write them down: short, with only what matters to the test. */
import type { HttpRequest, HttpResponse } from 'credwire';

/** HTTP 200 with a JSON body. */
export function json(value: unknown, status = 200): HttpResponse {
  return text(JSON.stringify(value), status);
}

/** An answer with this body, unchanged. */
export function text(body: string, status = 200, headers: HttpResponse['headers'] = {}): HttpResponse {
  return { status, headers, body };
}

/** A GET request, to be signed. */
export function get(url: string, headers: HttpRequest['headers'] = {}): HttpRequest {
  return { method: 'GET', url, headers };
}

/** Header values by their names in lower case, as a server sees them. */
export function lowerCased(headers: HttpRequest['headers']): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** The headers of Jacada's newer servers, written out: `User-Id` and `User-Password` are Base64 of UTF-8. */
export function jacadaHeaders(user: string, password: string): HttpRequest['headers'] {
  const base64 = (value: string) => Buffer.from(value).toString('base64');
  return { 'Tenant-Id': 't', 'Application-Key': 'k', 'User-Id': base64(user), 'User-Password': base64(password) };
}
