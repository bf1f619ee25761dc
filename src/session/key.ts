/** The key of a session in a store: vendor, origin and a hash of the user, so that two users never share a session. */
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../codecs/hex.js';
import { encodeUtf8 } from '../core/bytes.js';
import { splitText } from '../core/url.js';
import { baseOf, DEFAULT_BASE, type Options } from './vendor.js';

/** Options that are secret, that the base URL already covers, or that can change for the same user. */
const NOT_THE_USER = new Set(['password', 'clientSecret', 'key', 'iv', 'baseUrl', 'apiUrl', 'loginUrl', 'now']);

/** The key that a session is stored under. */
export function storeKey(vendor: string, options: Options): string {
  const base = baseOf(options) ?? baseOf({ baseUrl: options.loginUrl ?? DEFAULT_BASE[vendor] }) ?? '';
  // Nothing of a wrong URL, which could contain a password: the sign-in refuses it.
  const { origin = '', rest = '' } = splitText(base) ?? {};
  const user = Object.entries(options)
    .filter(([name, value]) => !NOT_THE_USER.has(name) && ['string', 'number', 'boolean'].includes(typeof value))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const hash = sha256(encodeUtf8(JSON.stringify([rest, user])));
  return `credwire:${vendor}:${origin}:${toHex(hash.subarray(0, 16))}`;
}
