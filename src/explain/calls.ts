/** Calls with a token: whether it's where the vendor reads it. */

import { fieldsOf } from './fields.js';
import { type Fault, fault } from './findings.js';
import { type Seen, seenHeader } from './seen/seen.js';
import { isUnescaped, placeholderFault, received } from './values.js';

/** Where a vendor reads its token. */
export type TokenPlace = 'bearer' | 'authorization' | 'security-token' | 'token' | 'query';

/** Where the token goes. */
const EXAMPLES: Readonly<Record<TokenPlace, string>> = {
  bearer: 'in the header "Authorization: Bearer TOKEN"',
  authorization: 'in the header "Authorization: TOKEN", without "Bearer"',
  'security-token': 'in the header "Security-Token: TOKEN"',
  token: 'in the header "token: TOKEN"',
  query: 'in the query, as "?token=TOKEN", percent-encoded',
};

const HEADERS = ['authorization', 'security-token', 'token', 'x-token', 'application-key'];

/** Whether a request has a place for a token anywhere, even if it's empty. */
export function isCall(seen: Seen): boolean {
  return HEADERS.some((name) => seenHeader(seen, name).length > 0) || cookieToken(seen) || queryToken(seen).length > 0;
}

function hasToken(seen: Seen): boolean {
  const isFilled = (name: string) => seenHeader(seen, name).some((value) => bare(value) !== '');
  return HEADERS.some(isFilled) || cookieToken(seen) || queryToken(seen).some(({ value }) => value.raw !== '');
}

const bare = (value: string) => value.replace(/^bearer(?:\s+|$)/i, '');
const cookieToken = (seen: Seen) => seenHeader(seen, 'cookie').some((line) => /(?:^|;)\s*token=/.test(line));
const queryToken = (seen: Seen) => fieldsOf(seen).query.filter(({ name }) => name.toLowerCase() === 'token');

/** What's wrong with the token of a call, or with its place; `undefined` if nothing of a token can be known. */
export function callFaults(seen: Seen, place: TokenPlace): readonly Fault[] | undefined {
  if (place !== 'query' && seen.headers === undefined && !hasToken(seen)) return undefined;
  const unread = seen.faults.filter(({ code, detail }) => code === 'FILE_BODY' && detail !== undefined);
  const faults = place === 'query' ? queryFaults(seen) : headerFaults(seen, place);
  // Headers from a file can have the token.
  return unread.length > 0 && faults.some(({ code }) => code === 'TOKEN_MISSING') ? unread : faults;
}

function headerFaults(seen: Seen, place: Exclude<TokenPlace, 'query'>): readonly Fault[] {
  const isHeader = place === 'bearer' || place === 'authorization';
  const name = isHeader ? 'authorization' : place;
  const [value = ''] = seenHeader(seen, name);
  const token = bare(value);
  if (token === '') {
    if (isElsewhereRight(seen, place)) return [];
    if (hasToken(seen)) return [misplaced(place, name)];
    return [missing(place, value === '' ? undefined : 'there is nothing after "Bearer"')];
  }
  const hasBearer = token !== value;
  const faults: Fault[] = [...unset(seen, token)];
  if (/^["'“]/.test(token)) faults.push(fault('QUOTED_VALUE', { stage: 'request' }));
  if (place === 'bearer' && !hasBearer)
    faults.push(/^basic\s/i.test(value) ? misplaced(place, name) : fault('BEARER_MISSING'));
  if (place === 'bearer' ? /^bearer\s/i.test(token) : hasBearer)
    faults.push(fault('BEARER_EXTRA', { fix: `send the token ${EXAMPLES[place]}` }));
  return faults.map((each) => ({ ...each, field: name }));
}

const misplaced = (place: TokenPlace, field: string) =>
  fault('TOKEN_HEADER', { field, fix: `send it ${EXAMPLES[place]}` });

const missing = (place: TokenPlace, detail?: string) =>
  fault('TOKEN_MISSING', {
    fix: `sign in first, then send the token ${EXAMPLES[place]}`,
    ...(detail === undefined ? {} : { detail }),
  });

// A token can be hidden here, since its value isn't checked. The shell fills in a variable outside single quotes.
function unset(seen: Seen, token: string): readonly Fault[] {
  const found = placeholderFault(token);
  const isExpanded = seen.faults.some(({ code }) => code === 'SHELL_EXPANDED');
  return found?.code === 'VALUE_UNSET' && !isExpanded ? [found] : [];
}

// IDscan also takes a cookie, Jacada's newer servers an application key, BEX's downloads a token in the body.
function isElsewhereRight(seen: Seen, place: TokenPlace): boolean {
  if (place === 'authorization') return cookieToken(seen);
  if (place === 'security-token') return seenHeader(seen, 'application-key').length > 0;
  return place === 'token' && fieldsOf(seen).body.some(({ name }) => name === 'token');
}

function queryFaults(seen: Seen): readonly Fault[] {
  const [token] = queryToken(seen);
  if (token === undefined || token.value.raw === '')
    return [hasToken(seen) ? misplaced('query', 'token') : missing('query')];
  const { value } = token;
  const text = received(value);
  const placeholder = unset(seen, text);
  if (placeholder.length > 0) return placeholder.map((each) => ({ ...each, field: 'token' }));
  const faults = [
    // A token can contain a "%" of its own; only Base64 that ends like encoded Base64 gives it away.
    ...(/^[\w+/#%]{4,}%3D$/i.test(text) ? [fault('ENCODED_TWICE')] : []),
    ...(text.includes(' ') ? [fault('PLUS_LOST')] : isUnescaped(value, true) ? [fault('NOT_ENCODED')] : []),
  ];
  return faults.map((each) => ({ ...each, field: 'token' }));
}
