/**
 * Which hosts may receive the e-mail address and the encrypted password. Otherwise, anyone who controls the `ApiUrl` in
 * the list of companies could redirect both, and replay them at the real API; pinning the key doesn't prevent that.
 */
import { listOf, optional, text, unexpected } from '../../core/check.js';
import { InputError, ResponseError } from '../../core/errors.js';
import { type BaseUrl, splitText } from '../../core/url.js';
import { API_URL, type ApiUrlCheck, LISTED_API_URL, type Scheme } from './endpoints.js';

/** The vendor's domain, and the host in the document's own sample. */
const VENDOR_DOMAIN = 'smartconnect.com';
const VENDOR_HOST = 'smartconnect-na-scheduler.azurewebsites.net';

/** The check of `apiHosts`. @internal */
export const API_HOSTS = optional(listOf(hostCheck), []);

// In lower case. HTTPS's default port is the same as no port.
function hostCheck(label: string, value: unknown): string {
  const name = text(label, value);
  const url = splitText(`https://${name}`);
  if (url?.rest === '') return partsOf(url.origin).authority;
  const expected = 'a host such as "api.example" or "api.example:8443", without a scheme, a path or wildcards';
  throw unexpected('ERR_ARGUMENT_VALUE', label, expected, value);
}

/**
 * Reads the vendor's `ApiUrl`, and rejects an untrusted host.
 *
 * @throws {@link ResponseError} `ERR_RESPONSE_FORMAT`, `ERR_UNTRUSTED_HOST`
 * @internal
 */
export function readTrustedApi(owner: string, apiUrl: string, login: BaseUrl, apiHosts: readonly string[]): BaseUrl {
  const label = `${owner}: "ApiUrl" of the chosen company`;
  const own = partsOf(login.origin);
  const read = (check: ApiUrlCheck) => {
    try {
      return check(label, apiUrl, own.scheme);
    } catch (error) {
      // Checked like the caller's input, but a failure is the vendor's fault.
      throw error instanceof InputError ? new ResponseError('ERR_RESPONSE_FORMAT', error.message) : error;
    }
  };
  const { scheme, host, authority } = partsOf(read(LISTED_API_URL).origin);
  const untrusted = (words: string) => new ResponseError('ERR_UNTRUSTED_HOST', `${label}: ${words}`, { host });
  const isListed = apiHosts.includes(authority) || apiHosts.includes(host);
  if (host !== own.host && !isVendors(host) && !isListed) {
    throw untrusted('its host is not trusted; see this error\'s "host", and list it in "apiHosts" if it is correct');
  }
  // `loginUrl` only allows plain HTTP on loopback, and no other host belongs to that sandbox.
  if (scheme === 'https' || (own.scheme === 'http' && host === own.host)) return read(API_URL);
  throw untrusted('expected https; plain http is only allowed for the loopback host of "loginUrl"');
}

// Label by label, since "evilsmartconnect.com" belongs to someone else.
function isVendors(host: string): boolean {
  return host === VENDOR_DOMAIN || host.endsWith(`.${VENDOR_DOMAIN}`) || host === VENDOR_HOST;
}

interface Parts {
  readonly scheme: Scheme;
  readonly host: string;
  /** The host, with its port unless it's the scheme's default. */
  readonly authority: string;
}

// An origin is already checked: it's in lower case and contains nothing else.
function partsOf(origin: string): Parts {
  const [prefix, authority = ''] = origin.split('//');
  return { scheme: prefix === 'http:' ? 'http' : 'https', authority, host: authority.replace(/:\d+$/, '') };
}
