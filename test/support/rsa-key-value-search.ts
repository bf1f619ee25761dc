/** A reader of RSAKeyValue that shares nothing with the library's: it searches where that one parses. */

/** Start tag, text and the beginning of the next tag of an element, attributes and prefix and all. */
const element = (name: string) =>
  new RegExp(`<(?:[\\w.-]+:)?${name}(?:\\s+[\\w.:-]+\\s*=\\s*(?:"[^"]*"|'[^']*'))*\\s*>([^<]*)</`, 'g');

/** Modulus and exponent in hexadecimal without leading zeros; undefined unless there is exactly one of each. */
export function numbersByEye(xml: string): readonly [modulus: string, exponent: string] | undefined {
  const plain = xml.replace(/<!--.*?-->/gs, '');
  const [moduli, exponents] = ['Modulus', 'Exponent'].map((name) =>
    [...plain.matchAll(element(name))].map(([, text = '']) => Buffer.from(text, 'base64').toString('hex')),
  );
  if (moduli?.length !== 1 || exponents?.length !== 1) return undefined;
  return [withoutZeros(moduli[0] ?? ''), withoutZeros(exponents[0] ?? '')];
}

/** Whether a document holds, outside its comments, what makes general parsers do more than read. */
export function hasTricks(xml: string): boolean {
  const plain = xml.replace(/<!--.*?-->/gs, '').replace(/^\uFEFF?<\?xml[^>]*\?>/, '');
  return /<!|<\?|&/.test(plain);
}

function withoutZeros(hex: string): string {
  return hex.replace(/^(?:00)+/, '');
}
