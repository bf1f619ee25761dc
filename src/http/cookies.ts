/** Header fields with their own syntax: cookies and dates. */

import { InputError } from '../core/errors.js';
import { headerValues, replaceHeader, withoutHeaders } from '../core/headers.js';
import type { HttpRequest } from './message.js';

export { type Cookie, cookieOf, cookieValue } from './set-cookie.js';

/** Headers without the cookies of these names, in lower case, however they're capitalized; the other cookies stay. */
export function withoutCookies(headers: HttpRequest['headers'], ...names: readonly string[]): HttpRequest['headers'] {
  const pairs = cookiesOf(headers);
  const others = pairs.filter((pair) => !names.includes(cookieName(pair)));
  if (others.length === pairs.length) return headers;
  return others.length === 0 ? withoutHeaders(headers, 'cookie') : replaceHeader(headers, 'Cookie', others.join('; '));
}

/** Headers with one cookie set; the other cookies stay. If its value is invalid, the message starts with `label`. */
export function replaceCookie(
  label: string,
  headers: HttpRequest['headers'],
  name: string,
  value: string,
): HttpRequest['headers'] {
  // RFC 6265 section 4.1.1, cookie-octet
  if (/[",;\\]/.test(value)) {
    throw new InputError('ERR_HEADER_VALUE', `${label}: expected none of the characters " , ; \\ in a cookie`);
  }
  const others = cookiesOf(headers).filter((pair) => cookieName(pair) !== name);
  return replaceHeader(headers, 'Cookie', [...others, `${name}=${value}`].join('; '));
}

function cookiesOf(headers: HttpRequest['headers']): readonly string[] {
  const pairs = headerValues(headers, 'cookie').flatMap((line) => line.split(';'));
  return pairs.map((pair) => pair.trim()).filter((pair) => pair !== '');
}

// Cookies that only differ in case are different ones, but a server that ignores case takes either.
const cookieName = (pair: string): string => pair.split('=', 1).join().trim().toLowerCase();

/** Milliseconds since the Unix epoch for an IMF-fixdate (RFC 9110 section 5.6.7); `undefined` for any other string. */
export function parseHttpDate(text: string): number | undefined {
  const time = Date.parse(text); // in the format of toUTCString, ECMA-262 section 21.4.3.2; anything else that it reads is rejected below
  // A day, month or hour that doesn't exist gives a different date, which then prints differently, and so does any
  // other format. A wrong day of the week does no harm.
  const isDate =
    /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),/.test(text) && new Date(time).toUTCString().slice(4) === text.slice(4);
  return isDate ? time : undefined;
}
