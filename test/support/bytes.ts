/** Bytes for tests, made by Node and not by the code under test. */

/** Bytes of hexadecimal digits, by Node and not by the code under test. */
export function fromHexDigits(digits: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(digits, 'hex'));
}

/** Hexadecimal digits of bytes, likewise. */
export function hexDigits(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** A Uint8Array whose buffer has been handed over to nobody: every operation on it fails. */
export function detachedBytes(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
  return bytes;
}
