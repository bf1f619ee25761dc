/**
 * URLs, checked by a grammar of their own. Engines without `URL` (Hermes, QuickJS) run this too, and nothing is
 * repaired on the way: what cannot be sent as it stands is refused.
 */
import { text, unexpected } from './check.js';
import { InputError } from './errors.js';

const MOST_CHARACTERS = 8192;

// scheme, host, port, the rest; RFC 3986 without userinfo, IPvFuture and zone identifiers, and with the registered
// names that DNS and intranets use.
const ORIGIN = /^https?:\/\/(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?(?=[/?#]|$)/i;
const PATH = /^[a-z0-9._~!$&'()*+,;=:@/%-]*$/i;
const STRAY_PERCENT = /%(?![0-9a-f]{2})/i;
const DOT_SEGMENT = /\/(?:\.|%2e){1,2}(?:\/|$)/i;

interface Target {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  /** Scheme, host in lower case and port, if one was given. */
  readonly origin: string;
  readonly rest: string;
}

/**
 * The part of a request's URL that the caller sets, without a slash at the end.
 *
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_TEXT_NOT_WELL_FORMED`, `ERR_URL`, `ERR_INSECURE_URL`
 */
export function baseUrl(label: string, value: unknown, allowInsecureHttp = false): string {
  if (typeof value === 'string' && value.length > MOST_CHARACTERS) {
    throw unexpected('ERR_URL', label, `at most ${MOST_CHARACTERS} characters`, value);
  }
  const target = split(label, value);
  if (!PATH.test(target.rest) || STRAY_PERCENT.test(target.rest) || DOT_SEGMENT.test(target.rest)) {
    throw unexpected('ERR_URL', label, 'a path of unreserved or percent-encoded characters, no query, no "#"', value);
  }
  if (!allowInsecureHttp) refusePlainHttp(label, value);
  return target.origin + withoutTrailingSlashes(target.rest);
}

/** Refuses plain HTTP to a host that is not loopback. */
export function refusePlainHttp(label: string, value: unknown): void {
  const { scheme, host } = split(label, value);
  if (scheme === 'https' || isLoopback(host)) return;
  throw new InputError(
    'ERR_INSECURE_URL',
    `${label}: expected https (plain http only to a loopback host, or with allowInsecureHttp where that is an option)`,
  );
}

/** The URL of a whole request: absolute, in visible ASCII, without credentials and fragment. */
export function requestUrl(label: string, value: unknown): string {
  const { rest } = split(label, value);
  if (/^[!-~]*$/.test(rest) && !/[#\\]/.test(rest)) return value as string; // `split` has refused everything else
  throw unexpected('ERR_URL', label, 'visible ASCII without "\\" and "#"', value);
}

/** The path of a request's URL and its query, without the "?". */
export function splitTarget(url: string): { readonly path: string; readonly query: string | undefined } {
  const { rest } = split('url', url);
  const mark = rest.indexOf('?');
  return mark < 0 ? { path: rest, query: undefined } : { path: rest.slice(0, mark), query: rest.slice(mark + 1) };
}

/**
 * The pairs of a query or a form, decoded the way servers do: a bare `+` is a space, and a part with a broken percent
 * sign stays as it is.
 */
export function decodePairs(encoded: string): readonly (readonly [name: string, value: string])[] {
  const pairs = encoded.split('&').filter((pair) => pair !== '');
  return pairs.map((pair) => {
    const spaced = pair.replaceAll('+', ' ');
    const equals = spaced.indexOf('=');
    if (equals < 0) return [decodePart(spaced), ''];
    return [decodePart(spaced.slice(0, equals)), decodePart(spaced.slice(equals + 1))];
  });
}

/** Percent-decodes a part of a URL; one that cannot be decoded stays as it is. */
export function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function split(label: string, value: unknown): Target {
  const url = text(label, value);
  const origin = ORIGIN.exec(url)?.[0].toLowerCase() ?? '';
  const scheme = origin.startsWith('https:') ? 'https' : 'http';
  const host = origin.slice(scheme.length + '://'.length).replace(/:[0-9]+$/, '');
  const port = origin.slice(`${scheme}://${host}:`.length); // empty where there is none
  if (origin === '' || Number(port) > 65_535) {
    throw unexpected('ERR_URL', label, 'an absolute http or https URL with an ASCII host and no credentials', value);
  }
  return { scheme, host, origin, rest: url.slice(origin.length) };
}

// RFC 6761 section 6.3, RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3; no other spelling of an address.
function isLoopback(host: string): boolean {
  if (host === 'localhost' || host.endsWith('.localhost') || host === '[::1]') return true;
  const numbers = /^127\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(host)?.slice(1) ?? ['256'];
  return numbers.every((number) => Number(number) <= 255);
}

function withoutTrailingSlashes(path: string): string {
  let end = path.length;
  while (path.charAt(end - 1) === '/') end--;
  return path.slice(0, end);
}
