/** Header fields with a syntax of their own: cookies and dates. */

import { InputError } from '../core/errors.js';
import { headerValues, replaceHeader, withoutHeaders } from '../core/headers.js';
import type { HttpRequest, HttpResponse } from './message.js';

/**
 * The value of a cookie that an answer sets: of several, the last (RFC 6265 section 5.3), but none that is empty or ends
 * at once. `Set-Cookie` may come as an array, as several headers, or joined by commas as some clients hand it on.
 */
export function cookieValue(headers: HttpResponse['headers'], name: string): string | undefined {
  return headerValues(headers, 'set-cookie')
    .flatMap((line) => line.split(/,(?=[ \t]*[^;,=\s]+=)/)) // a comma inside a date has no "=" behind it
    .map((line) => {
      const pair = line.replace(/;.*/s, '');
      const equals = pair.indexOf('=');
      return {
        name: pair.slice(0, Math.max(equals, 0)).trim(),
        value: pair
          .slice(equals + 1)
          .trim()
          .replace(/^"(.*)"$/, '$1'),
        ends: /;[ \t]*max-age[ \t]*=[ \t]*(?:0|-)/i.test(line),
      };
    })
    .filter((cookie) => cookie.name === name && cookie.value !== '' && !cookie.ends)
    .pop()?.value;
}

/** Headers without the cookies of some names; the other cookies stay. */
export function withoutCookies(headers: HttpRequest['headers'], ...names: readonly string[]): HttpRequest['headers'] {
  const lines = headerValues(headers, 'cookie');
  if (lines.length === 0) return headers;
  const others = lines
    .flatMap((line) => line.split(';'))
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '' && !names.includes(pair.split('=', 1).join().trim()));
  return others.length === 0 ? withoutHeaders(headers, 'cookie') : replaceHeader(headers, 'Cookie', others.join('; '));
}

/** Headers with one cookie set; the other cookies stay. */
export function replaceCookie(headers: HttpRequest['headers'], name: string, value: string): HttpRequest['headers'] {
  // RFC 6265 section 4.1.1, cookie-octet
  if (/[",;\\]/.test(value)) {
    throw new InputError('ERR_HEADER_VALUE', `cookie "${name}": expected none of the characters " , ; \\`);
  }
  const others = headerValues(withoutCookies(headers, name), 'cookie');
  return replaceHeader(headers, 'Cookie', [...others, `${name}=${value}`].join('; '));
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Milliseconds since the Unix epoch of an IMF-fixdate (RFC 9110 section 5.6.7); `undefined` for any other text. */
export function parseHttpDate(text: string): number | undefined {
  const match = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d) [A-Z][a-z]{2} (\d{4}) (\d\d):(\d\d):(\d\d) GMT$/.exec(text);
  if (match === null) return undefined;
  const [, day, year, hour, minute, second] = match;
  const month = MONTHS.indexOf(text.slice(8, 11));
  const time = Date.UTC(Number(year), month, Number(day), Number(hour), Number(minute), Number(second));
  // A day, month or hour that does not exist makes another date, which then prints differently; so does any other text
  // in front or behind.
  return new Date(time).toUTCString().slice(5) === text.slice(5) ? time : undefined;
}
