/** Fields of IDscan's answer: expiry, numbers, the CSRF token. */
import { LAST_TIME } from '../../core/check.js';
import type { AnswerHeaders } from '../../core/headers.js';
import { firstString, isObject, ownMember } from '../../core/json.js';
import { cookieValue, parseHttpDate } from '../../http/cookies.js';

const TEN_HOURS = 36_000_000;
const TEN_YEARS = 315_360_000;

/**
 * When the session expires: `.expires`, as ASP.NET's OWIN server writes it; else `.issued` or `now`, plus `expires_in`;
 * else ten hours after `now`, or the cookie's expiry if that's earlier. A field that makes no sense counts as missing.
 *
 * @param cookieEnd - When the cookie that contained the token expires.
 * @internal
 */
export function expiry(body: unknown, now: number | undefined, cookieEnd?: number): number | undefined {
  const end = dateOf(body, '.expires');
  if (end !== undefined) return end;
  const issued = dateOf(body, '.issued');
  const seconds = wholeNumber(body, 'expires_in');
  if (seconds !== undefined && issued !== undefined) return issued + seconds * 1000;
  const told = (now ?? Number.POSITIVE_INFINITY) + (seconds === undefined ? TEN_HOURS : seconds * 1000);
  const first = seconds === undefined ? Math.min(told, cookieEnd ?? told) : told;
  return first <= LAST_TIME ? first : undefined;
}

function dateOf(body: unknown, name: string): number | undefined {
  const date = firstString(body, name);
  return date === undefined ? undefined : parseHttpDate(date);
}

/** A number, or digits: the document has both. More than ten years in seconds makes no sense. @internal */
export function wholeNumber(body: unknown, name: string): number | undefined {
  const value = isObject(body) ? ownMember(body, name) : undefined;
  const isDigits = typeof value === 'string' && /^\d{1,9}$/.test(value);
  const number = typeof value === 'number' || isDigits ? Number(value) : Number.NaN;
  return Number.isInteger(number) && number >= 0 && number <= TEN_YEARS ? number : undefined;
}

/**
 * The value of `x-csrftoken`. The cookie is percent-encoded, the header isn't: published clients decode `%2B`, `%2F`
 * and `%3D`. A value that doesn't fit into a header counts as missing: only the token matters. @internal
 */
export function csrfToken(headers: AnswerHeaders): string | undefined {
  const value = cookieValue(headers, 'csrftoken');
  if (value === undefined) return undefined;
  let decoded = value;
  try {
    decoded = decodeURIComponent(value);
  } catch {
    // a stray percent sign, so it isn't percent-encoded
  }
  return /^[!-~]+$/.test(decoded) ? decoded : undefined;
}
