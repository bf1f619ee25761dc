/** Digests that people turn into keys. Nothing here is protected by them. */
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Bytes } from '../core/check.js';

/** SHA-256, SHA-1 and MD5 of the bytes. @internal */
export function digestsOf(bytes: Uint8Array): { readonly sha256: Bytes; readonly sha1: Bytes; readonly md5: Bytes } {
  return {
    sha256: new Uint8Array(sha256(bytes)),
    sha1: new Uint8Array(sha1(bytes)),
    md5: new Uint8Array(md5(bytes)),
  };
}
