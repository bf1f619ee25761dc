/** What a server reads from a request: headers, query, form, JSON. */
import { headerValues } from '../core/headers.js';
import { isObject, parseJson } from '../core/json.js';
import { decodePairs } from '../core/url.js';
import type { HttpRequest } from '../http/message.js';

/** The value of a header, whose name is case-insensitive; an empty string if there is none. */
export function header(request: HttpRequest, name: string): string {
  return headerValues(request.headers, name)[0] ?? '';
}

/** The token in `Authorization: Bearer {token}`; an empty string if there is none. RFC 6750, section 2.1. */
export function bearerToken(request: HttpRequest): string {
  return /^bearer (.*)/i.exec(header(request, 'authorization'))?.[1]?.trimStart() ?? '';
}

/**
 * The parameters of a form or a query; the last one if a name is repeated. This is where an unencoded password turns
 * into a different one.
 */
export function decodeForm(form: string): ReadonlyMap<string, string> {
  return new Map(decodePairs(form));
}

/** The same parameters with their names in lower case, for servers that ignore the case of names. */
export function foldNames<T>(parameters: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return new Map([...parameters].map(([name, value]) => [name.toLowerCase(), value]));
}

/** Whether the body has this media type, with or without parameters. */
export function isLabelled(request: HttpRequest, mediaType: string): boolean {
  const [label = ''] = header(request, 'content-type').split(';');
  return label.trim().toLowerCase() === mediaType;
}

/** The body as a JSON object; empty if it isn't one or isn't labelled as one. */
export function decodeJson(request: HttpRequest): ReadonlyMap<string, unknown> {
  if (!isLabelled(request, 'application/json')) return new Map();
  const value = parseJson(String(request.body)); // "undefined" is not JSON
  return isObject(value) ? new Map(Object.entries(value)) : new Map();
}

/** A member as text; an empty string for anything else. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
