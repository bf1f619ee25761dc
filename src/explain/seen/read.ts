/** Finds out what was passed, and reads it. Nothing is executed, opened or fetched. */
import { guarded, unexpected } from '../../core/check.js';
import { isObject, ownMember, parseJson } from '../../core/json.js';
import { fault } from '../findings.js';
import { readAccessLog } from './access-log.js';
import { isCurlText, readCurl } from './curl.js';
import { harRequests, readHar } from './har.js';
import { readHttp } from './http.js';
import { type Seen, type SeenHeader, splitSeenUrl } from './seen.js';
import { isUrlText, readUrl } from './url.js';

/** A longer string is a whole archive, or not a request at all. */
const MOST_CHARACTERS = 16_777_216;

/** More commands or entries aren't read. */
const MOST_REQUESTS = 1000;

/**
 * Reads what was passed: one request, or several from which the caller picks the right one.
 *
 * @throws `ERR_ARGUMENT_TYPE` for a value that's neither a string nor an object.
 */
export function readSeen(label: string, value: unknown): readonly Seen[] {
  if (typeof value === 'string') return readText(value).slice(0, MOST_REQUESTS);
  return guarded(label, () => {
    if (isObject(value)) return readObject(value);
    throw unexpected('ERR_ARGUMENT_TYPE', label, 'a request, as an object or a string', value);
  });
}

function readText(given: string): readonly Seen[] {
  if (given.length > MOST_CHARACTERS) return [unreadable('it is too long')];
  const text = given.replace(/^\uFEFF/, '').trim();
  if (text === '') return [unreadable('it is empty')];
  if (text.includes('\0')) return [unreadable("it contains NUL, so it's binary")];
  if (/^[{[]/.test(text)) {
    const json = parseJson(text);
    if (isObject(json)) return readObject(json);
    if (Array.isArray(json)) return json.filter(isObject).flatMap(readObject);
  }
  if (isUrlText(text)) return [readUrl(text)];
  const http = readHttp(text);
  if (http !== undefined) return [http];
  const logged = readAccessLog(text);
  if (logged.length > 0) return logged;
  if (/^(?:await\s+)?fetch\s*\(/.test(text)) return [readFetchCall(text)];
  if (isCurlText(text)) {
    const commands = readCurl(text);
    return commands.length > 0 ? commands : [unreadable('it mentions curl, but contains no command')];
  }
  return [unreadable(undefined)];
}

function readObject(value: object): readonly Seen[] {
  const archived = harRequests(value);
  if (archived.length > 0) return archived.map(readHar);
  const { href: whole } = value as { readonly href?: unknown };
  if (typeof whole === 'string' && !Object.hasOwn(value, 'url')) return [readUrl(whole)]; // a URL object
  const url: unknown = ownMember(value, 'url');
  const href: unknown = isObject(url) ? (url as { href?: unknown }).href : url; // a URL object, or there's no such member
  if (typeof href !== 'string') return [unreadable('the object has no "url"')];
  const method = ownMember(value, 'method');
  const body = ownMember(value, 'body');
  const isText = body === undefined || body === null || typeof body === 'string';
  return [
    {
      ...splitSeenUrl(href),
      method: typeof method === 'string' ? method.toUpperCase() : undefined,
      headers: headersOf(ownMember(value, 'headers')),
      body: isText ? String(body ?? '') : undefined,
      faults: isText
        ? []
        : [fault('UNREADABLE', { detail: "the body isn't a string; pass it as it's sent over the wire" })],
    },
  ];
}

function headersOf(headers: unknown): readonly SeenHeader[] {
  if (!isObject(headers)) return [];
  return Object.entries(headers).flatMap(([name, value]): readonly SeenHeader[] =>
    typeof value === 'string' ? [[name, value]] : [],
  );
}

// What browsers copy as fetch: a call with JSON arguments.
function readFetchCall(text: string): Seen {
  const call = text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'));
  const json = parseJson(`[${call}]`);
  const [url, init]: readonly unknown[] = Array.isArray(json) ? json : [];
  if (typeof url !== 'string') return unreadable("the arguments of fetch aren't plain JSON");
  const [seen = unreadable(undefined)] = readObject({ ...(isObject(init) ? init : {}), url });
  return { ...seen, method: seen.method ?? 'GET' };
}

function unreadable(detail: string | undefined): Seen {
  const unread = detail === undefined ? fault('UNREADABLE') : fault('UNREADABLE', { detail });
  return { ...readUrl(''), faults: [unread] };
}
