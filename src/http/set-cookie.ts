/**
 * The cookies that an answer sets (RFC 6265 sections 4.1 and 5). No package: the library has three run-time dependencies,
 * and the well-kept parsers of this header know neither a deletion nor which of several cookies stays.
 */
import { LAST_TIME } from '../core/check.js';
import type { AnswerHeaders } from '../core/headers.js';

/** A cookie that an answer leaves behind. */
export interface Cookie {
  /** Its value, without quotes around it. */
  readonly value: string;
  /** When it ends, in milliseconds since the Unix epoch; absent where nothing says, or no clock is there to tell by. */
  readonly expires?: number;
}

/** Without a clock, a cookie that ended before this is taken for one that the server deletes. */
const LONG_AGO = /* @__PURE__ */ Date.UTC(2000, 0);

/**
 * The cookie of a name that an answer leaves behind. Of several the last stays, and one that has ended, or has no value,
 * deletes those before it; paths that differ keep cookies apart. Time is linear in the length of the headers.
 *
 * @param headers - The answer's headers: `Set-Cookie` as an array of lines, which may hold commas, as several headers, or
 * as one text, in which clients join the lines by commas.
 * @param name - The cookie's name, in its case.
 * @param now - Milliseconds since the Unix epoch. `Max-Age` counts from it, else from the answer's `Date`. `Expires` is
 * judged by the answer's `Date`, for both are of the server's clock, else by `now`, else by the year 2000.
 */
export function cookieOf(headers: AnswerHeaders, name: string, now?: number): Cookie | undefined {
  const date = parseCookieDate(linesOf(headers, 'date')[0] ?? '');
  const byPath = new Map<string, Cookie>();
  for (const line of linesOf(headers, 'set-cookie')) {
    const cookie = parseLine(line);
    if (cookie?.name !== name) continue;
    const { path, value, maxAge } = cookie;
    const expires = endOf(cookie, now ?? date);
    const isOver = maxAge === undefined ? (expires ?? LAST_TIME) <= (date ?? now ?? LONG_AGO) : maxAge <= 0;
    // Without a path of its own a cookie has one that only the request knows: it may be any of these.
    if (isOver || value === '') {
      if (path === '') byPath.clear();
      else for (const deleted of ['', path]) byPath.delete(deleted);
      continue;
    }
    byPath.delete(path); // set again, it is the last
    byPath.set(path, expires === undefined ? { value } : { value, expires });
  }
  return [...byPath.values()].pop(); // not .at(), which Hermes 0.12 lacks
}

/** The value of that cookie. */
export function cookieValue(headers: AnswerHeaders, name: string, now?: number): string | undefined {
  return cookieOf(headers, name, now)?.value;
}

// An array has one line in each item. A text may be several, joined: a comma within a date has no "=" behind it.
function linesOf(headers: AnswerHeaders, name: string): readonly string[] {
  return Object.entries(headers)
    .filter(([other]) => other.toLowerCase() === name)
    .flatMap(([, value]) => {
      if (typeof value !== 'string') return value;
      return name === 'set-cookie' ? value.split(/,(?=[ \t]*[^;,=\s]+=)/) : value;
    });
}

interface Line {
  readonly name: string;
  readonly value: string;
  /** Empty where the cookie has none of its own. */
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
  // Of an attribute that comes twice the last counts; one whose value makes no sense is not there.
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

// An end that no Date can hold is none.
function endOf({ maxAge, expires }: Line, now: number | undefined): number | undefined {
  if (maxAge === undefined) return expires;
  const end = (now ?? Number.NaN) + maxAge * 1000;
  return Math.abs(end) <= LAST_TIME ? end : undefined; // false for NaN
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Milliseconds since the Unix epoch of a date as cookies have it, in any of the forms that servers write: by parts, in
 * whatever order (RFC 6265 section 5.1.1). `undefined` for any other text.
 */
export function parseCookieDate(text: string): number | undefined {
  let clock: readonly number[] | undefined;
  let day: number | undefined;
  let month: number | undefined;
  let year: number | undefined;
  for (const token of text.split(/[\t -/;-@[-`{-~]+/)) {
    const time = clock === undefined ? /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?!\d)/.exec(token) : null;
    const number = /^\d+/.exec(token)?.[0] ?? '';
    const monthAt = MONTHS.indexOf(token.slice(0, 3).toLowerCase());
    if (time !== null) clock = time.slice(1).map((part) => Number(part));
    else if (day === undefined && (number.length === 1 || number.length === 2)) day = Number(number);
    else if (month === undefined && monthAt >= 0) month = monthAt;
    else if (year === undefined && number.length >= 2 && number.length <= 4) year = Number(number);
  }
  if (clock === undefined || day === undefined || month === undefined || year === undefined) return undefined;
  const [hour = 0, minute = 0, second = 0] = clock;
  const fullYear = year < 70 ? year + 2000 : year < 100 ? year + 1900 : year;
  if (fullYear < 1601 || hour > 23 || minute > 59 || second > 59) return undefined;
  const time = Date.UTC(fullYear, month, day, hour, minute, second);
  return new Date(time).getUTCDate() === day ? time : undefined; // a day that the month does not have
}
