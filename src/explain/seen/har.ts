/** HAR: a whole archive, an entry, or an entry's request, as browsers and proxies save them. */

import { formUrlEncode } from '../../codecs/url.js';
import { isObject, ownMember } from '../../core/json.js';
import { fault } from '../findings.js';
import { type Seen, type SeenHeader, splitSeenUrl } from './seen.js';

/** The requests in something that looks like HAR; none for anything else. */
export function harRequests(value: object): readonly object[] {
  const log = ownMember(value, 'log');
  const entries = isObject(log) ? ownMember(log, 'entries') : undefined;
  if (Array.isArray(entries)) return entries.filter(isObject).flatMap(harRequests);
  const request = ownMember(value, 'request');
  if (isObject(request)) return [request];
  return Array.isArray(ownMember(value, 'headers')) && typeof ownMember(value, 'url') === 'string' ? [value] : [];
}

/** Reads a HAR entry's request. */
export function readHar(request: object): Seen {
  const headers = pairs(ownMember(request, 'headers'));
  const postData = ownMember(request, 'postData');
  const method = ownMember(request, 'method');
  const target = ownMember(request, 'url');
  const url = splitSeenUrl(typeof target === 'string' ? target : '');
  const body = bodyOf(postData);
  return {
    ...url,
    method: typeof method === 'string' ? method.toUpperCase() : undefined,
    headers: url.host === '' ? undefined : headers,
    body: body ?? '',
    faults: url.host === '' ? [fault('UNREADABLE', { detail: 'the entry has no URL' })] : [],
  };
}

function bodyOf(postData: unknown): string | undefined {
  if (!isObject(postData)) return undefined;
  const text = ownMember(postData, 'text');
  if (typeof text === 'string' && text !== '') return text;
  const fields = pairs(ownMember(postData, 'params'));
  // Some browsers encode them, some don't; decoding plain text here changes nothing.
  return fields.length === 0 ? undefined : formUrlEncode(fields.map(([name, value]) => [name, wellFormed(value)]));
}

const wellFormed = (text: string) => text.replace(/[\uD800-\uDFFF]/gu, '\uFFFD');

function pairs(list: unknown): readonly SeenHeader[] {
  if (!Array.isArray(list)) return [];
  return list.filter(isObject).flatMap((pair): readonly SeenHeader[] => {
    const name = ownMember(pair, 'name');
    const value = ownMember(pair, 'value');
    return typeof name === 'string' && typeof value === 'string' ? [[wellFormed(name), value]] : [];
  });
}
