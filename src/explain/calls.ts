/** Calls with a token: whether it's where the vendor reads it. */

import { fieldsOf } from './fields.js';
import { type Fault, fault } from './findings.js';
import { type Seen, seenHeader } from './seen/seen.js';
import { isUnescaped, received } from './values.js';

/** Where a vendor reads its token. */
export type TokenPlace = 'bearer' | 'authorization' | 'security-token' | 'token' | 'query';

/** Whether a request carries a token anywhere. */
export function isCall(seen: Seen): boolean {
  const names = ['authorization', 'security-token', 'token', 'x-token', 'application-key'];
  return names.some((name) => seenHeader(seen, name).length > 0) || cookieToken(seen) || queryToken(seen).length > 0;
}

const cookieToken = (seen: Seen) => seenHeader(seen, 'cookie').some((line) => /(?:^|;)\s*token=/.test(line));
const queryToken = (seen: Seen) => fieldsOf(seen).query.filter(({ name }) => name.toLowerCase() === 'token');

/** What's wrong with the place of the token. */
export function callFaults(seen: Seen, place: TokenPlace): readonly Fault[] {
  if (place === 'query') return queryFaults(seen);
  const isHeader = place === 'bearer' || place === 'authorization';
  const name = isHeader ? 'authorization' : place;
  const [value] = seenHeader(seen, name);
  if (value === undefined) return isElsewhereRight(seen, place) ? [] : [fault('TOKEN_HEADER', { field: name })];
  const token = value.replace(/^bearer\s+/i, '');
  const hasBearer = token !== value;
  const faults: Fault[] = [];
  if (/^["'“]/.test(token)) faults.push(fault('QUOTED_VALUE', { stage: 'request' }));
  if (place === 'bearer' && !hasBearer)
    faults.push(/^basic\s/i.test(value) ? fault('TOKEN_HEADER') : fault('BEARER_MISSING'));
  if (place === 'bearer' ? /^bearer\s/i.test(token) : hasBearer) faults.push(fault('BEARER_EXTRA'));
  return faults.map((each) => ({ ...each, field: name }));
}

// IDscan also takes a cookie, Jacada's newer servers an application key, BEX's downloads a token in the body.
function isElsewhereRight(seen: Seen, place: TokenPlace): boolean {
  if (place === 'authorization') return cookieToken(seen);
  if (place === 'security-token') return seenHeader(seen, 'application-key').length > 0;
  return place === 'token' && fieldsOf(seen).body.some(({ name }) => name === 'token');
}

function queryFaults(seen: Seen): readonly Fault[] {
  const [token] = queryToken(seen);
  if (token === undefined) return [fault('TOKEN_HEADER', { field: 'token' })];
  const { value } = token;
  const text = received(value);
  const faults = [
    // A token can contain a "%" of its own; only Base64 that ends like encoded Base64 gives it away.
    ...(/^[\w+/#%]{4,}%3D$/i.test(text) ? [fault('ENCODED_TWICE')] : []),
    ...(text.includes(' ') ? [fault('PLUS_LOST')] : isUnescaped(value, true) ? [fault('NOT_ENCODED')] : []),
  ];
  return faults.map((each) => ({ ...each, field: 'token' }));
}
