/**
 * The cookies that an answer sets (RFC 6265 sections 4.1 and 5). No package is used: the library has three run-time
 * dependencies, and the well-maintained parsers of this header don't handle deletions, or which of several cookies
 * applies.
 */
import { LAST_TIME } from '../core/check.js';
import { type AnswerHeaders, headerValues } from '../core/headers.js';

/** A cookie that remains after an answer. */
export interface Cookie {
  /** Its value, without quotes around it. */
  readonly value: string;
  /**
   * When it expires, in milliseconds since the Unix epoch; absent if the cookie doesn't say, or if there's no clock to
   * compare with.
   */
  readonly expires?: number;
}

/** Without a clock, a cookie that expired before this date counts as a deletion by the server. */
const LONG_AGO = /* @__PURE__ */ Date.UTC(2015, 0);

/**
 * The cookie with this name that remains after an answer. The last of several applies. A cookie that has expired, or
 * has no value, deletes the earlier ones; cookies with different paths are separate. The time is linear in the length
 * of the headers.
 *
 * @param headers - The answer's headers: `Set-Cookie` as an array of lines, which can contain commas, as several
 * headers, or as one string in which the client has joined the lines with commas.
 * @param name - The cookie's name, which is case-sensitive.
 * @param now - Milliseconds since the Unix epoch. `Max-Age` counts from it, or from the answer's `Date` without it.
 * `Expires` is compared with the answer's `Date`, because both come from the server's clock, otherwise with `now`,
 * otherwise with the year 2015.
 */
export function cookieOf(headers: AnswerHeaders, name: string, now?: number): Cookie | undefined {
  const date = parseCookieDate(headerValues(headers, 'date')[0] ?? '');
  const byPath = new Map<string, Cookie>();
  for (const line of linesOf(headers)) {
    const cookie = parseLine(line);
    if (cookie?.name !== name) continue;
    const { path, value, maxAge } = cookie;
    const expires = endOf(cookie, now ?? date);
    const isOver = maxAge === undefined ? (expires ?? LAST_TIME) <= (date ?? now ?? LONG_AGO) : maxAge <= 0;
    // A cookie without a path has one that only the request knows, so it can match any of these.
    if (isOver || value === '') {
      if (path === '') byPath.clear();
      else for (const deleted of ['', path]) byPath.delete(deleted);
      continue;
    }
    byPath.delete(path); // set again, so it's now the last one
    byPath.set(path, expires === undefined ? { value } : { value, expires });
  }
  return [...byPath.values()].pop(); // not .at(), which Hermes 0.12 lacks
}

/** The cookie's value. */
export function cookieValue(headers: AnswerHeaders, name: string, now?: number): string | undefined {
  return cookieOf(headers, name, now)?.value;
}

// An array has one line in each item. A string can be several lines, joined: there's no "=" after a comma in a date.
function linesOf(headers: AnswerHeaders): readonly string[] {
  return Object.entries(headers)
    .filter(([name]) => name.toLowerCase() === 'set-cookie')
    .flatMap(([, value]) => (typeof value === 'string' ? value.split(/,(?=[ \t]*[^;,=\s]+=)/) : value));
}

interface Line {
  readonly name: string;
  readonly value: string;
  /** Empty if the cookie has none. */
  readonly path: string;
  readonly maxAge: number | undefined;
  readonly expires: number | undefined;
}

function parseLine(line: string): Line | undefined {
  const [[name = '', content] = [], ...attributes] = line.split(';').map(splitPair);
  if (content === undefined) return undefined; // a value without a name
  let path = '';
  let maxAge: number | undefined;
  let expires: number | undefined;
  // If an attribute is repeated, the last one counts; an attribute with a nonsensical value is ignored.
  for (const [attribute, value = ''] of attributes) {
    const kind = attribute.toLowerCase();
    if (kind === 'path') path = value.startsWith('/') ? value : '';
    else if (kind === 'max-age' && /^-?\d+$/.test(value)) maxAge = Number(value);
    else if (kind === 'expires') expires = parseCookieDate(value) ?? expires;
  }
  return { name, value: content.replace(/^"(.*)"$/s, '$1'), path, maxAge, expires };
}

function splitPair(part: string): readonly [name: string, value?: string] {
  const equals = part.indexOf('=');
  return equals < 0 ? [part.trim()] : [part.slice(0, equals).trim(), part.slice(equals + 1).trim()];
}

// An expiry that a Date can't represent is ignored.
function endOf({ maxAge, expires }: Line, now: number | undefined): number | undefined {
  if (maxAge === undefined) return expires;
  const end = (now ?? Number.NaN) + maxAge * 1000;
  return Math.abs(end) <= LAST_TIME ? end : undefined; // false for NaN
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Milliseconds since the Unix epoch for a cookie's date, in any of the formats that servers write: by its parts, in any
 * order (RFC 6265 section 5.1.1, but years before 1601 too). `undefined` for any other string.
 */
export function parseCookieDate(text: string): number | undefined {
  let clock: readonly number[] | undefined;
  let day: number | undefined;
  let month: number | undefined;
  let year = '';
  for (const token of text.split(/[\t -/;-@[-`{-~]+/)) {
    const time = clock === undefined ? /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?!\d)/.exec(token) : null;
    const number = /^\d+/.exec(token)?.[0] ?? '';
    const monthAt = MONTHS.indexOf(token.slice(0, 3).toLowerCase());
    if (time !== null) clock = time.slice(1).map((part) => Number(part));
    else if (day === undefined && (number.length === 1 || number.length === 2)) day = Number(number);
    else if (month === undefined && monthAt >= 0) month = monthAt;
    else if (year === '' && number.length >= 2 && number.length <= 4) year = number;
  }
  if (clock === undefined || day === undefined || month === undefined || year === '') return undefined;
  const [hour = 0, minute = 0, second = 0] = clock;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  // Longer years are taken literally: 0001 is .NET's DateTime.MinValue, with which some servers delete a cookie.
  const century = year.length > 2 ? 0 : Number(year) < 70 ? 2000 : 1900;
  const date = new Date(0);
  date.setUTCFullYear(century + Number(year), month, day); // unlike Date.UTC, this knows the first century
  const time = date.setUTCHours(hour, minute, second);
  return date.getUTCDate() === day ? time : undefined; // a day that the month doesn't have
}
