/**
 * Single AES blocks, with keys of any size. Nothing is sent with them: they decrypt what other code encrypted wrongly.
 */
import { ecb } from '@noble/ciphers/aes.js';
import type { Bytes } from '../core/check.js';

/** Encrypts whole blocks, each on its own. @internal */
export function encryptAesBlocks(key: Uint8Array, blocks: Uint8Array): Bytes {
  return new Uint8Array(ecb(key, { disablePadding: true }).encrypt(blocks));
}

/** Decrypts whole blocks, each on its own. @internal */
export function decryptAesBlocks(key: Uint8Array, blocks: Uint8Array): Bytes {
  return new Uint8Array(ecb(key, { disablePadding: true }).decrypt(blocks));
}
