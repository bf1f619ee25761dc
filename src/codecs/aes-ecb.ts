/** Single AES blocks, under keys of any size. Nothing is sent with them: they open what other code encrypted wrongly. */
import { ecb } from '@noble/ciphers/aes.js';
import type { Bytes } from '../core/check.js';

/** Encrypts whole blocks, each by itself. @internal */
export function encryptAesBlocks(key: Uint8Array, blocks: Uint8Array): Bytes {
  return new Uint8Array(ecb(key, { disablePadding: true }).encrypt(blocks));
}

/** Decrypts whole blocks, each by itself. @internal */
export function decryptAesBlocks(key: Uint8Array, blocks: Uint8Array): Bytes {
  return new Uint8Array(ecb(key, { disablePadding: true }).decrypt(blocks));
}
