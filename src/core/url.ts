/**
 * URLs, checked with a custom grammar. It also runs on engines without `URL` (Hermes, QuickJS), and nothing is
 * repaired: a URL that can't be sent as written is rejected.
 */
import { type Check, guarded, text, unexpected } from './check.js';
import { InputError } from './errors.js';

const MOST_CHARACTERS = 8192;

// Scheme, host and port, and the rest after them: RFC 3986 without userinfo, IPvFuture and zone identifiers, and with
// registered names as used by DNS and intranets. No label of a name is empty.
const AUTHORITY = /^(https?):\/\/([a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\])(?::([0-9]{1,5}))?(?=[/?#]|$)/i;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const PATH = /^[a-z0-9._~!$&'()*+,;=:@/%-]*$/i;
const STRAY_PERCENT = /%(?![0-9a-f]{2})/i;
const DOT_SEGMENT = /\/(?:\.|%2e){1,2}(?:\/|$)/i;

/** A platform `URL` object: the only member that's read. */
export interface UrlObject {
  /** The URL as a string. */
  readonly href: string;
}

/** A URL, split once. */
export interface SplitUrl {
  readonly scheme: 'http' | 'https';
  /** In lower case; an IPv6 address keeps its brackets. */
  readonly host: string;
  /** The port as written; empty if it was left out. */
  readonly port: string;
  /** Scheme, host and port as written, in lower case. */
  readonly prefix: string;
  /** The origin (WHATWG URL): like `prefix`, without the port that the scheme implies. */
  readonly origin: string;
  /** Everything after the origin. */
  readonly rest: string;
  /** Plain HTTP to a host that isn't loopback: anyone on the network can read it. */
  readonly isInsecure: boolean;
}

/** Splits an absolute http or https URL; anything else is `ERR_URL`. */
export const splitUrl: Check<SplitUrl> = (label, value) => {
  const url = text(label, value);
  const split = splitText(url);
  if (split) return split;
  if (!url.includes('://') && !/^https?:/i.test(url)) {
    throw unexpected('ERR_URL', label, 'a URL that starts with https:// or http://', value);
  }
  const expected = SCHEME.test(url)
    ? 'an absolute http or https URL with an ASCII host, a port from 1 to 65535 if any, and no credentials'
    : 'a URL that starts with https:// or http://';
  throw unexpected('ERR_URL', label, expected, value);
};

/** Splits checked text; undefined if it isn't such a URL. */
export function splitText(url: string): SplitUrl | undefined {
  const [prefix = '', scheme = '', host = '', port = ''] =
    AUTHORITY.exec(url)?.map((part = '') => part.toLowerCase()) ?? [];
  const isHost = host.startsWith('[') ? isIpv6(host.slice(1, -1)) : true;
  const isPort = port === '' || (Number(port) >= 1 && Number(port) <= 65_535);
  if (prefix === '' || !isHost || !isPort) return undefined;
  const number = port === '' || Number(port) === (scheme === 'https' ? 443 : 80) ? '' : `:${Number(port)}`;
  return {
    scheme: scheme === 'https' ? 'https' : 'http',
    host,
    port,
    prefix,
    origin: `${scheme}://${host}${number}`,
    rest: url.slice(prefix.length),
    isInsecure: scheme === 'http' && !isLoopback(host),
  };
}

/** The URL of a whole request: where it goes, and everything after the origin. */
export interface Target extends Pick<SplitUrl, 'origin' | 'rest' | 'isInsecure'> {
  readonly url: string;
}

/**
 * Splits the URL of a whole request: absolute, in visible ASCII, without credentials and fragment.
 *
 * @param known - An origin that's already checked: a URL that starts with it isn't parsed a second time.
 */
export function targetOf(label: string, value: unknown, known?: string): Target {
  if (known !== undefined && typeof value === 'string' && value.startsWith(known)) {
    const rest = value.slice(known.length);
    const goesOn = rest.startsWith('/') || rest.startsWith('?'); // a host, a port or a user does not
    if (goesOn && SENDABLE.test(rest)) return { url: value, origin: known, rest, isInsecure: false };
  }
  const { origin, rest, isInsecure } = splitUrl(label, value);
  if (SENDABLE.test(rest)) return { url: value as string, origin, rest, isInsecure }; // it was split
  throw unexpected('ERR_URL', label, 'visible ASCII without "\\" and "#"', value);
}

const SENDABLE = /^[!"$-[\]-~]*$/; // visible ASCII without "#" and "\"

/** The URL of a whole request. */
export const requestUrl: Check<string> = (label, value) => targetOf(label, value).url;

/** The origin of a URL or an origin; a path, query or fragment is rejected. */
export const originOf: Check<string> = (label, value) => {
  const { origin, rest } = splitUrl(label, isUrl(value) ? hrefOf(label, value) : value);
  if (rest === '' || rest === '/') return origin;
  throw unexpected('ERR_URL', label, 'an origin: only scheme, host and port', value);
};

/** What the caller put before a vendor's paths. */
export interface BaseUrl {
  /** Without a slash at the end. */
  readonly base: string;
  readonly origin: string;
  /** Plain HTTP to a host that isn't loopback: anyone on the network can read it. */
  readonly isInsecure: boolean;
}

/** The end of a base URL that belongs to the vendor's endpoint, and what a message calls it. */
export type EndpointEnd = readonly [pattern: RegExp, name: string];

/**
 * The check of a base URL: a string or a `URL` object.
 *
 * @param ends - Parts of the vendor's endpoint: a base URL that ends in one of them would repeat it.
 */
// @__NO_SIDE_EFFECTS__
export const baseUrl =
  (...ends: readonly EndpointEnd[]): Check<BaseUrl> =>
  (label, value) => {
    const url: unknown = isUrl(value) ? hrefOf(label, value) : value;
    if (typeof url === 'string' && url.length > MOST_CHARACTERS) {
      throw unexpected('ERR_URL', label, `at most ${MOST_CHARACTERS} characters`, url);
    }
    const { prefix, origin, rest, isInsecure } = splitUrl(label, url);
    if (!PATH.test(rest) || STRAY_PERCENT.test(rest) || DOT_SEGMENT.test(rest)) {
      throw unexpected('ERR_URL', label, 'a path of unreserved or percent-encoded characters, no query, no "#"', url);
    }
    const path = withoutTrailingSlashes(rest);
    // Servers read a path decoded, and most of them merge slashes.
    const read = /%|\/\//.test(path) ? withoutTrailingSlashes(decodePart(path).replace(/\/+/g, '/')) : path;
    const end = ends.find(([pattern]) => pattern.test(read));
    if (end !== undefined) throw doubled(label, end[1]);
    return { base: prefix + path, origin, isInsecure };
  };

/** The error for a base URL that ends in something that is added to it. */
export function doubled(label: string, end: string): InputError {
  return new InputError('ERR_URL', `${label}: leave out "${end}" at the end, because it is added here`);
}

/**
 * Rejects plain HTTP to a host that isn't loopback.
 *
 * @param remedy - What the caller can do, apart from using HTTPS.
 */
export function refuseInsecure(label: string, isInsecure: boolean, remedy: 'allowInsecureHttp' | 'https'): void {
  if (!isInsecure) return;
  const hint = remedy === 'https' ? 'use https' : 'use https, or pass allowInsecureHttp: true';
  throw new InputError('ERR_INSECURE_URL', `${label}: plain http to a host that is not loopback; ${hint}`);
}

/**
 * Rejects what no request can be built on: plain HTTP to a host that isn't loopback, and a host that clients refuse, or
 * replace with a different one.
 *
 * @param isAllowed - Whether the caller allows plain HTTP; `undefined` if there is no such option.
 */
export function refuseUnsendable(label: string, { isInsecure, origin }: BaseUrl, isAllowed?: boolean): void {
  refuseInsecure(label, isInsecure && isAllowed !== true, isAllowed === undefined ? 'https' : 'allowInsecureHttp');
  if (!ODD_LABEL.test(origin) || IPV4.test(origin.replace(/^.*\/|:\d+$/g, ''))) return;
  throw new InputError('ERR_URL', `${label}: expected a host name, or a complete IP address without leading zeros`);
}

// WHATWG URL: a host whose last label is a number is an IPv4 address, and clients rewrite every form of it but one. In
// Punycode, nothing that IDNA allows takes fewer than three characters.
const ODD_LABEL = /[/.](?:(?:\d+|0x[\da-f]*)\.?(?::\d+)?$|xn--[^.:]{0,2}(?:[.:]|$))/;
const IPV4 = /^(?:(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])(?:\.(?=.)|$)){4}$/;

/** The path of a request's URL and its query, without the "?". */
export function splitTarget(url: string): { readonly path: string; readonly query: string | undefined } {
  return splitRest(splitUrl('url', url).rest);
}

/** The path and the query in the part after an origin. */
export function splitRest(rest: string): { readonly path: string; readonly query: string | undefined } {
  const mark = rest.indexOf('?');
  return mark < 0 ? { path: rest, query: undefined } : { path: rest.slice(0, mark), query: rest.slice(mark + 1) };
}

/**
 * The pairs of a query or a form, decoded like servers do: a bare `+` is a space, and a part with an invalid percent
 * sign stays unchanged.
 */
export function decodePairs(encoded: string): readonly (readonly [name: string, value: string])[] {
  const pairs = encoded.split('&').filter((pair) => pair !== '');
  return pairs.map((pair) => {
    const equals = pair.indexOf('=');
    if (equals < 0) return [decodeFormPart(pair), ''];
    return [decodeFormPart(pair.slice(0, equals)), decodeFormPart(pair.slice(equals + 1))];
  });
}

/** Decodes a name or a value in a form. */
export function decodeFormPart(part: string): string {
  return decodePart(part.replaceAll('+', ' '));
}

/** Percent-decodes part of a URL; if that fails, it stays unchanged. */
export function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

// RFC 6761 section 6.3, RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3; no other spelling of an address. Names under
// "localhost" go to DNS on many systems.
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || (host.startsWith('127.') && IPV4.test(host));
}

// RFC 4291 section 2.2: eight groups, one run of which can be written as "::"; the last two can be an IPv4 address.
function isIpv6(address: string): boolean {
  const ipv4 = /(?:^|:)(\d{1,3}(?:\.\d{1,3}){3})$/.exec(address)?.[1];
  if (ipv4 !== undefined && !IPV4.test(ipv4)) return false;
  const plain = ipv4 === undefined ? address : `${address.slice(0, address.length - ipv4.length)}0:0`;
  const halves = plain.split('::');
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/.test(group))) return false;
  return halves.length === 1 ? groups.length === 8 : halves.length === 2 && groups.length < 8;
}

// `URL` objects from any realm. The tag can be forged; the result is checked like any other string.
function isUrl(value: unknown): value is { readonly href: unknown } {
  try {
    return Object.prototype.toString.call(value) === '[object URL]';
  } catch {
    return false; // a proxy that throws
  }
}

function hrefOf(label: string, url: { readonly href: unknown }): unknown {
  return guarded(label, () => url.href);
}

function withoutTrailingSlashes(path: string): string {
  let end = path.length;
  while (path.charAt(end - 1) === '/') end--;
  return path.slice(0, end);
}
