/** Whether a session from a store is one that the connection's own sign-in could have returned. */
import { splitText } from '../core/url.js';
import type { Vendor } from '../vendors/index.js';
import { LISTED_API_URL, LOGIN_URL } from '../vendors/smartconnect/endpoints.js';
import { API_HOSTS, readTrustedApi } from '../vendors/smartconnect/hosts.js';
import { baseFor, baseOf, DEFAULT_BASE, type LooseVendor, type Options } from './vendor.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * A store isn't trusted to say where calls go: anyone who can write to it could send them to another host. Nor may an
 * entry with a field of the wrong kind make every call fail.
 */
export function isTrusted<S extends object>(
  vendor: LooseVendor<S>,
  options: Options,
  authorize: Options | undefined,
  session: S,
): boolean {
  const fields = session as Fields; // as the store has them
  const { origin } = fields;
  const { id } = vendor.profile;
  try {
    let base = baseFor(options, session);
    if (Object.hasOwn(ORIGINS, id)) {
      if (origin === undefined || origin !== ORIGINS[id]?.(options, fields)) return false;
    } else if (typeof origin === 'string') base = origin; // a vendor of the caller's own can have several, or none
    vendor.authorize({ method: 'GET', url: `${base}/`, headers: {} }, session, authorize);
    return true;
  } catch {
    return false;
  }
}

/** The origin that a vendor's session has, by the options; `undefined` if they're wrong. */
const ORIGINS: Readonly<Record<string, (options: Options, session: Fields) => string | undefined>> = {
  ifactory: originOfBase,
  idscan: originOfBase,
  jacada: originOfBase,
  bex: ({ baseUrl = DEFAULT_BASE.bex }: Options) => originOfBase({ baseUrl }),
  smartconnect: originOfApi,
} satisfies Readonly<Record<Vendor, unknown>>;

function originOfBase({ baseUrl }: Options): string | undefined {
  return splitText(baseOf({ baseUrl }) ?? '')?.origin;
}

// Without the option `apiUrl`, the list of companies names the API, under the same rules as in a sign-in.
function originOfApi({ loginUrl, apiHosts, apiUrl }: Options, session: Fields): string {
  const owner = 'connect: "store"';
  const login = LOGIN_URL(owner, loginUrl);
  if (apiUrl === undefined)
    return readTrustedApi(owner, String(session.apiUrl), login, API_HOSTS(owner, apiHosts)).origin;
  return LISTED_API_URL(owner, apiUrl, login.origin.startsWith('https:') ? 'https' : 'http').origin;
}
