/**
 * Which hosts may get the e-mail address and the encrypted password. Whoever writes the `ApiUrl` of the companies list
 * could otherwise have them sent anywhere, and replay them at the true API: a pinned key doesn't help against that.
 */
import { listOf, optional, text, unexpected } from '../../core/check.js';
import { InputError, ResponseError } from '../../core/errors.js';
import { type BaseUrl, splitUrl } from '../../core/url.js';
import { LISTED_API_URL, type Scheme } from './endpoints.js';

/** The vendor's domain, and the host of its document's own sample. */
const VENDOR_DOMAIN = 'smartconnect.com';
const VENDOR_HOST = 'smartconnect-na-scheduler.azurewebsites.net';

/** The check of `apiHosts`. @internal */
export const API_HOSTS = optional(listOf(hostCheck), []);

// In lower case. A port that HTTPS implies says no more than none.
function hostCheck(label: string, value: unknown): string {
  const name = text(label, value);
  try {
    const { origin, rest } = splitUrl(label, `https://${name}`);
    if (rest === '') return partsOf(origin).authority;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
  }
  const expected = 'a host such as "api.example" or "api.example:8443", without a scheme, a path and wildcards';
  throw unexpected('ERR_ARGUMENT_VALUE', label, expected, value);
}

/**
 * Reads an `ApiUrl` of the vendor's, and refuses a host that is not trusted.
 *
 * @throws {@link ResponseError} `ERR_RESPONSE_FORMAT`, `ERR_UNTRUSTED_HOST`
 * @internal
 */
export function readTrustedApi(owner: string, apiUrl: string, login: BaseUrl, apiHosts: readonly string[]): BaseUrl {
  const label = `${owner}: "ApiUrl" of the chosen company`;
  const own = partsOf(login.origin);
  let api: BaseUrl;
  try {
    api = LISTED_API_URL(label, apiUrl, own.scheme);
  } catch (error) {
    // Checked like what the caller passes, but it is the peer's fault.
    throw error instanceof InputError ? new ResponseError('ERR_RESPONSE_FORMAT', error.message) : error;
  }
  const { scheme, host, authority } = partsOf(api.origin);
  const untrusted = (words: string) => new ResponseError('ERR_UNTRUSTED_HOST', `${label}: ${words}`, { host });
  const isListed = apiHosts.includes(authority) || apiHosts.includes(host);
  if (host !== own.host && !isVendors(host) && !isListed) {
    throw untrusted('its host is not trusted; see "host" of this error, and list it in "apiHosts" if it is right');
  }
  // `loginUrl` has plain HTTP on loopback alone, and no other host is within that sandbox.
  if (scheme === 'https' || (own.scheme === 'http' && host === own.host)) return api;
  throw untrusted('expected https; plain http is for the loopback host of "loginUrl" alone');
}

// Label by label, since "evilsmartconnect.com" is somebody else's.
function isVendors(host: string): boolean {
  return host === VENDOR_DOMAIN || host.endsWith(`.${VENDOR_DOMAIN}`) || host === VENDOR_HOST;
}

interface Parts {
  readonly scheme: Scheme;
  readonly host: string;
  /** The host, with its port unless that is the scheme's own. */
  readonly authority: string;
}

// An origin has been checked: it is in lower case and holds nothing else.
function partsOf(origin: string): Parts {
  const [prefix, authority = ''] = origin.split('//');
  return { scheme: prefix === 'http:' ? 'http' : 'https', authority, host: authority.replace(/:\d+$/, '') };
}
