/** The path of a request: whether it's the endpoint's, or meant to be, and how it differs. */
import { nearest } from '../core/check.js';
import { decodePart } from '../core/url.js';
import type { Expected } from './expected.js';
import { type Fault, fault } from './findings.js';
import { type Seen, splitSeenUrl } from './seen/seen.js';

/** Whether a request goes to the endpoint's path, ignoring case. */
export function isEndpoint(seen: Seen, { url }: Expected): boolean {
  return plainPath(seen.path) === plainPath(splitSeenUrl(url).path);
}

/**
 * Whether a path that isn't the endpoint's is meant to be: it's part of that path or contains it, its last word has a
 * typing error, or it's another name for a sign-in.
 */
export function isNearEndpoint(seen: Seen, { url }: Expected): boolean {
  const [path, right] = [plainPath(seen.path), plainPath(splitSeenUrl(url).path)];
  if (path.includes(right) || right.startsWith(path) || right.endsWith(path)) return true;
  return isNearName(lastOf(path), lastOf(right)) || SIGN_IN.test(lastOf(path));
}

/** Whether a word of a path is the right one, or was meant to be. Both are in lower case. */
export function isNearName(word: string, right: string): boolean {
  return nearest(word, [right], TYPING_ERROR) !== undefined || sorted(word) === sorted(right);
}

/** Of six letters, two can be wrong, missing or too many. Swapped letters are looked for separately. */
const TYPING_ERROR = 0.34;

const SIGN_IN = /^(?:o?auth2?|authenticat(?:e|ion)|authoriz(?:e|ation)|log-?[io]n|sign-?in|(?:get|access)?-?tokens?)$/;

const plainPath = (path: string) =>
  decodePart(path)
    .toLowerCase()
    .replace(/\/{2,9}/g, '/')
    .replace(/\/$/, '');

/** The last word of a path, in lower case. */
export const lastOf = (path: string): string => plainPath(path).replace(/^.*\//s, '');

const sorted = (word: string) => [...word].sort().join('');

/** What's wrong with the path. */
export function pathFaults(seen: Seen, { url, endpoint, base, caseSensitive = false }: Expected): readonly Fault[] {
  const spelled = (path: string) => (caseSensitive ? decodePart(path) : decodePart(path).toLowerCase());
  const [path, right] = [spelled(seen.path), spelled(splitSeenUrl(url).path)];
  if (path === right) return [];
  const isOtherBase = path.endsWith(spelled(endpoint)) && right.endsWith(spelled(endpoint));
  const difference = differenceOf(path, right);
  if (difference === undefined && isOtherBase) {
    return [
      fault('WRONG_PATH', {
        detail: `what comes before "${endpoint}" differs from ${base}`,
        fix: 'correct the address, in your code or in your options',
      }),
    ];
  }
  const expected = `expected "${endpoint}" after ${base}`;
  return [fault('WRONG_PATH', { detail: difference === undefined ? expected : `${difference}; ${expected}` })];
}

function differenceOf(seen: string, right: string): string | undefined {
  if (seen.startsWith(right) && seen.length > right.length) {
    if (/^\/+$/.test(seen.slice(right.length))) return 'one slash too many at the end';
    return "the endpoint's path continues, or is repeated";
  }
  if (right === `${seen}/`) return 'the slash at the end is missing';
  if (seen.includes('//')) return 'two slashes in a row';
  if (seen.toLowerCase() === right.toLowerCase()) return 'the path is case-sensitive';
  return right.endsWith(seen) ? 'the beginning is missing' : undefined;
}
