/** Tokens, and comparisons whose time does not tell what was compared. */
import { sha256 } from '@noble/hashes/sha2.js';
import { encodeBase64Url } from '../codecs/base64.js';
import { encodeUtf8 } from '../core/bytes.js';

/** The token of an account: the same for the same seed and parts, and nothing that a client could guess. */
export function tokenOf(seed: string, ...parts: readonly string[]): string {
  return encodeBase64Url(sha256(encodeUtf8(JSON.stringify([seed, ...parts]))));
}

/**
 * What is compared in place of secrets that belong together: a hash of each, so that no length tells. A sandbox hashes
 * what it stores when it is made, and at a request hashes only what the request holds.
 */
export function digestOf(...secrets: readonly (string | Uint8Array)[]): Uint8Array {
  const hashes = secrets.map((secret) => sha256(typeof secret === 'string' ? encodeUtf8(secret) : secret));
  return Uint8Array.from(hashes.flatMap((hash) => [...hash]));
}

/** The account that a test holds for; all are tried, so that the time does not tell which. */
export function findAccount<A>(accounts: readonly A[], fits: (account: A) => boolean): A | undefined {
  return accounts.filter(fits)[0];
}
