/** Decrypts an AES ciphertext in every way that it might have been made, and names the one that matches. */
import { decryptAesBlocks, encryptAesBlocks } from '../codecs/aes-ecb.js';
import { encodeBase64 } from '../codecs/base64.js';
import { digestsOf } from '../codecs/digests.js';
import { toHex } from '../codecs/hex.js';
import { encodeUtf8 } from '../core/bytes.js';
import type { Bytes } from '../core/check.js';
import { isPrintable, joined, sameBytes, startsWith, utf8Text } from './bytes.js';
import { type Fault, fault, shortest } from './findings.js';
import type { Variant } from './plaintext.js';

const BLOCK = 16;

/** No password is longer. */
const MOST_BYTES = 4096;

/** What the sender should have used. */
export interface AesParameters {
  readonly key: Bytes;
  readonly iv: Bytes;
  /** More keys to try. */
  readonly others: readonly { readonly key: Bytes; readonly iv: Bytes }[];
}

interface Candidate {
  readonly bytes: Bytes;
  readonly faults: readonly Fault[];
}

/** How a ciphertext differs from the right one; `undefined` if nothing matches. */
export function aesMatch(
  ciphertext: Bytes,
  parameters: AesParameters,
  variants: readonly Variant[],
): readonly Fault[] | undefined {
  if (startsWith(ciphertext, encodeUtf8('Salted__'))) return [fault('KEY_DERIVED')];
  const longest = variants.reduce((most, { bytes }) => Math.max(most, bytes.length), 0);
  if (ciphertext.length > longest + 3 * BLOCK) return undefined;
  const offered: (readonly Fault[])[] = [];
  const offer = (faults: readonly Fault[]) => void offered.push(faults);
  const ivs = ivCandidates(parameters);
  for (const key of keyCandidates(parameters)) {
    const isBlocks = ciphertext.length > 0 && ciphertext.length % BLOCK === 0;
    for (const found of isBlocks ? blockModes(ciphertext, key, ivs, variants) : []) offer([...key.faults, ...found]);
    for (const found of streamModes(ciphertext, key, ivs, variants)) offer([...key.faults, ...found]);
    if (offered.some(({ length }) => length === 0)) break;
  }
  if (isSwapped(ciphertext, parameters, variants)) offer([fault('KEY_IV_SWAPPED')]);
  return shortest(offered);
}

/** Whether a ciphertext decrypts to a different text, and with which mistakes. */
export function aesOpens(ciphertext: Bytes, parameters: AesParameters): readonly Fault[] | undefined {
  if (ciphertext.length === 0 || ciphertext.length % BLOCK !== 0 || ciphertext.length > MOST_BYTES) return undefined;
  for (const key of keyCandidates(parameters)) {
    const blocks = decryptAesBlocks(key.bytes, ciphertext);
    for (const iv of [...ivCandidates(parameters), { bytes: undefined, faults: [fault('MODE_ECB')] }]) {
      const plain = iv.bytes === undefined ? blocks : chained(blocks, iv.bytes, ciphertext);
      const count = Number(plain[plain.length - 1]);
      const padding = plain.subarray(plain.length - count);
      if (count < 1 || count > BLOCK || padding.length !== count || !padding.every((byte) => byte === count)) continue;
      const text = utf8Text(plain.subarray(0, plain.length - count));
      if (text !== undefined && isPrintable(text)) return [...key.faults, ...iv.faults, fault('OTHER_PASSWORD')];
    }
  }
  return undefined;
}

function* blockModes(
  ciphertext: Bytes,
  key: Candidate,
  ivs: readonly Candidate[],
  variants: readonly Variant[],
): Generator<readonly Fault[]> {
  const blocks = decryptAesBlocks(key.bytes, ciphertext);
  for (const iv of ivs.slice(0, 1)) yield* padded(chained(blocks, iv.bytes, ciphertext), variants, iv.faults);
  yield* padded(blocks, variants, [fault('MODE_ECB')]);
  for (const iv of ivs.slice(1)) yield* padded(chained(blocks, iv.bytes, ciphertext), variants, iv.faults);
  if (ciphertext.length < 2 * BLOCK) return;
  // Whatever the vector was, every block except the first decrypts without it.
  const chain = chained(blocks, new Uint8Array(BLOCK), ciphertext);
  yield* padded(chain.slice(BLOCK), variants, [fault('IV_PREPENDED')]);
  for (const { bytes, faults } of variants) {
    const right = pkcs7(bytes);
    const isSame =
      bytes.length > BLOCK + 2 &&
      right.length === chain.length &&
      sameBytes(right.subarray(BLOCK), chain.subarray(BLOCK));
    if (isSame) yield [...faults, fault('OTHER_IV')];
  }
}

// The plaintext of each variant, and the bytes after it.
function* padded(plain: Bytes, variants: readonly Variant[], faults: readonly Fault[]): Generator<readonly Fault[]> {
  for (const variant of variants) {
    if (!startsWith(plain, variant.bytes)) continue;
    const padding = paddingOf(plain.subarray(variant.bytes.length), variant.bytes.length);
    if (padding !== undefined) yield [...variant.faults, ...padding, ...faults];
  }
}

function paddingOf(rest: Bytes, textLength: number): readonly Fault[] | undefined {
  const last = rest[rest.length - 1];
  if (last === undefined) return [fault('PADDING_MISSING')];
  if (rest.length > BLOCK) return undefined;
  if (rest.every((byte) => byte === rest.length)) return [];
  if (rest.every((byte) => byte === 0)) return [fault('PADDING_ZERO')];
  const isOther =
    last === rest.length ||
    rest.every((byte) => byte === 0x20) ||
    (rest[0] === 0x80 && rest.subarray(1).every((byte) => byte === 0));
  return isOther && textLength > 2 ? [fault('PADDING_OTHER')] : undefined;
}

// CFB with whole blocks and with single bytes, OFB, CTR: all encrypt by XOR with a stream.
function* streamModes(
  ciphertext: Bytes,
  key: Candidate,
  ivs: readonly Candidate[],
  variants: readonly Variant[],
): Generator<readonly Fault[]> {
  const fitting = variants.filter(({ bytes }) => bytes.length > 3 && fits(bytes.length, ciphertext.length));
  if (fitting.length === 0) return;
  for (const iv of ivs) {
    // All of them encrypt the first byte the same way.
    const first = Number(encryptAesBlocks(key.bytes, iv.bytes)[0]) ^ Number(ciphertext[0]);
    if (!fitting.some(({ bytes }) => bytes[0] === first)) continue;
    for (const make of [cfb, ofb, ctr, cfb8]) {
      const stream = make(key.bytes, iv.bytes, ciphertext);
      for (const { bytes, faults } of fitting) {
        const isSame = bytes.every((byte, at) => (Number(ciphertext[at]) ^ Number(stream[at])) === byte);
        if (isSame) yield [...faults, ...iv.faults, fault('MODE_OTHER')];
      }
    }
  }
}

const fits = (text: number, ciphertext: number) => ciphertext === text || ciphertext === text + BLOCK - (text % BLOCK);

type Stream = (key: Bytes, iv: Bytes, ciphertext: Bytes) => Bytes;

const cfb: Stream = (key, iv, ciphertext) =>
  encryptAesBlocks(key, joined(iv, whole(ciphertext)).subarray(0, whole(ciphertext).length));

const ofb: Stream = (key, iv, ciphertext) => {
  const stream = new Uint8Array(whole(ciphertext).length);
  for (let at = 0, block = iv; at < stream.length; at += BLOCK) {
    block = encryptAesBlocks(key, block);
    stream.set(block, at);
  }
  return stream;
};

const ctr: Stream = (key, iv, ciphertext) => {
  const counters = new Uint8Array(whole(ciphertext).length);
  const counter = iv.slice();
  for (let at = 0; at < counters.length; at += BLOCK) {
    counters.set(counter, at);
    for (let digit = BLOCK - 1; digit >= 0; digit--) {
      counter[digit] = (Number(counter[digit]) + 1) & 0xff;
      if (counter[digit] !== 0) break;
    }
  }
  return encryptAesBlocks(key, counters);
};

const cfb8: Stream = (key, iv, ciphertext) => {
  const register = joined(iv, ciphertext);
  return Uint8Array.from(ciphertext, (_, at) => Number(encryptAesBlocks(key, register.slice(at, at + BLOCK))[0]));
};

const whole = (bytes: Bytes): Bytes => joined(bytes, new Uint8Array(-bytes.length & (BLOCK - 1)));

function pkcs7(bytes: Bytes): Bytes {
  const count = BLOCK - (bytes.length % BLOCK);
  return joined(bytes, new Uint8Array(count).fill(count));
}

function chained(blocks: Bytes, iv: Bytes, ciphertext: Bytes): Bytes {
  return blocks.map((byte, at) => byte ^ Number(at < BLOCK ? iv[at] : ciphertext[at - BLOCK]));
}

function isSwapped(ciphertext: Bytes, { key, iv }: AesParameters, variants: readonly Variant[]): boolean {
  if (ciphertext.length === 0 || ciphertext.length % BLOCK !== 0) return false;
  const plain = chained(decryptAesBlocks(iv, ciphertext), key, ciphertext);
  const [right] = variants;
  return right !== undefined && sameBytes(plain, pkcs7(right.bytes));
}

function keyCandidates({ key, others }: AesParameters): readonly Candidate[] {
  const text = encodeUtf8(encodeBase64(key));
  const hex = encodeUtf8(toHex(key));
  const asText = [fault('KEY_AS_TEXT')];
  const derived = [fault('KEY_DERIVED')];
  const size = [fault('KEY_SIZE')];
  const digests = [text, key].map(digestsOf);
  return [
    { bytes: key, faults: [] },
    ...others.map((other) => ({ bytes: other.key, faults: [fault('OTHER_KEY')] })),
    { bytes: text.slice(0, 16), faults: asText },
    { bytes: text, faults: asText },
    { bytes: filled(text, 32), faults: asText },
    { bytes: hex, faults: asText },
    { bytes: hex.slice(0, 16), faults: asText },
    { bytes: filled(key, 24), faults: size },
    { bytes: filled(key, 32), faults: size },
    { bytes: joined(key, key), faults: size },
    { bytes: joined(key, key.subarray(0, 8)), faults: size },
    ...digests.flatMap(({ sha256, sha1, md5 }) =>
      [sha256, sha256.slice(0, 16), md5, sha1.slice(0, 16), encodeUtf8(toHex(md5))].map((bytes) => ({
        bytes,
        faults: derived,
      })),
    ),
  ];
}

function ivCandidates({ key, iv, others }: AesParameters): readonly Candidate[] {
  const text = encodeUtf8(encodeBase64(iv));
  const hex = encodeUtf8(toHex(iv));
  const other = [fault('OTHER_IV')];
  return [
    { bytes: iv, faults: [] },
    { bytes: new Uint8Array(BLOCK), faults: [fault('IV_ZERO')] },
    { bytes: text.slice(0, BLOCK), faults: [fault('IV_AS_TEXT')] },
    { bytes: hex.slice(0, BLOCK), faults: [fault('IV_AS_TEXT')] },
    ...[key, new Uint8Array(BLOCK).fill(0x30), digestsOf(text).md5, iv.slice().reverse()].map((bytes) => ({
      bytes,
      faults: other,
    })),
    ...others.map(({ iv: bytes }) => ({ bytes, faults: other })),
  ];
}

const filled = (bytes: Bytes, length: number): Bytes => joined(bytes, new Uint8Array(length - bytes.length));
