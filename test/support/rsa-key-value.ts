/** RSAKeyValue documents, put together part by part. */
import { KEY_1024 } from './rsa-keys.js';

/** The modulus of the 1024-bit test key in Base64. */
export const MODULUS: string = Buffer.from(KEY_1024.modulus).toString('base64');

/** 65537 in Base64. */
export const EXPONENT = 'AQAB';

interface Parts {
  /** What comes before the root element. */
  readonly before?: string;
  /** Attributes of the root element, with the space before them. */
  readonly attributes?: string;
  readonly modulus?: string;
  readonly exponent?: string;
  /** Between the two children, and after the second. */
  readonly between?: string;
  readonly within?: string;
  /** What comes after the root element. */
  readonly behind?: string;
}

/** An RSAKeyValue document, as .NET writes it but for the parts that are given. */
export function keyXml(parts: Parts = {}): string {
  const { before = '', attributes = '', between = '', within = '', behind = '' } = parts;
  const modulus = `<Modulus>${parts.modulus ?? MODULUS}</Modulus>`;
  const exponent = `<Exponent>${parts.exponent ?? EXPONENT}</Exponent>`;
  return `${before}<RSAKeyValue${attributes}>${modulus}${between}${exponent}${within}</RSAKeyValue>${behind}`;
}
