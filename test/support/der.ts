/** DER written by hand, so that a test can write it wrong. */

/** One element: a tag, the shortest length, and its contents one after the other. */
export function der(tag: number, ...contents: readonly (readonly number[] | Uint8Array)[]): number[] {
  const content = contents.flatMap((part) => [...part]);
  return [tag, ...derLength(content.length), ...content];
}

/** The shortest form of a length below 2^16. */
function derLength(length: number): number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

/** An object identifier, by its encoded bytes, and NULL parameters: rsaEncryption unless told otherwise. */
export function derAlgorithm(
  identifier: readonly number[] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01],
  parameters: readonly number[] = [0x05, 0x00],
): number[] {
  return der(0x30, der(0x06, identifier), parameters);
}

/** A positive INTEGER of big-endian bytes. */
export function derInteger(magnitude: Uint8Array): number[] {
  return der(0x02, (magnitude[0] ?? 0) >= 0x80 ? [0] : [], magnitude);
}

/** A SubjectPublicKeyInfo whose parts can be replaced one by one. */
export function derSpki(parts: {
  readonly algorithm?: readonly number[];
  readonly unusedBits?: readonly number[];
  readonly key: readonly number[];
  readonly behind?: readonly number[];
}): number[] {
  const { algorithm = derAlgorithm(), unusedBits = [0], key, behind = [] } = parts;
  return der(0x30, algorithm, der(0x03, unusedBits, key), behind);
}

/** A PEM file around DER, on one line. */
export function pem(content: readonly number[] | Uint8Array, label = 'PUBLIC KEY'): string {
  return `-----BEGIN ${label}-----\n${Buffer.from(content).toString('base64')}\n-----END ${label}-----\n`;
}
