/** Tokens, and comparisons whose time doesn't reveal what was compared. */
import { sha256 } from '@noble/hashes/sha2.js';
import { encodeBase64Url } from '../codecs/base64.js';
import { encodeUtf8 } from '../core/bytes.js';

/** An account's token: the same for the same seed and parts, and impossible for a client to guess. */
export function tokenOf(seed: string, ...parts: readonly string[]): string {
  return encodeBase64Url(sha256(encodeUtf8(JSON.stringify([seed, ...parts]))));
}

/**
 * Hashes, to compare instead of secrets that belong together, so that no length leaks. A sandbox hashes its stored
 * values when it's created; on each request it only hashes the values in the request.
 */
export function digestOf(...secrets: readonly (string | Uint8Array)[]): Uint8Array {
  const hashes = secrets.map((secret) => sha256(typeof secret === 'string' ? encodeUtf8(secret) : secret));
  return Uint8Array.from(hashes.flatMap((hash) => [...hash]));
}

/** The account that passes a test. All accounts are tried, so the time doesn't reveal which one it is. */
export function findAccount<A>(accounts: readonly A[], fits: (account: A) => boolean): A | undefined {
  return accounts.filter(fits)[0];
}
