/** SmartConnect: RSA with the vendor's key, Base64, and a query value or JSON; or the plain form of the REST API. */
import { decodeBase64 } from '../codecs/base64.js';
import { bigintModPow } from '../codecs/mod-pow.js';
import type { RsaPublicKey } from '../codecs/rsa-key.js';
import { encodeTextOf } from '../codecs/text.js';
import { percentEncode } from '../codecs/url.js';
import type { Bytes } from '../core/check.js';
import type { RandomBytes } from '../core/random.js';
import type { HttpRequest } from '../http/message.js';
import { decodings } from './binary.js';
import { joined, sameBytes } from './bytes.js';
import {
  type Container,
  type Expected,
  type ExpectedField,
  filledFaults,
  LIKE_PASSWORD,
  LIKE_USER,
  plainField,
  unmatched,
} from './expected.js';
import { type Fault, fault, joinedFaults, shortest } from './findings.js';
import { isNearName, lastOf } from './paths.js';
import { plaintextVariants, type Variant } from './plaintext.js';
import type { Seen } from './seen/seen.js';
import { type Explanation, explanation } from './stage.js';
import { fewestFaults, isUnescaped, plainMatch, readings, received } from './values.js';

const SECTION = 'SmartConnect API, Authentication';
const ENCRYPTION = `${SECTION}: Password Encryption`;

/** What is encrypted, and how. */
export interface Encryption {
  readonly password: string | undefined;
  readonly key: RsaPublicKey | undefined;
  readonly charset: 'utf-8' | 'latin1' | 'ascii';
  /** What `encryptPassword` returned. */
  readonly encryptedPassword: string | undefined;
}

/** The stages of a request whose ciphertext is `encryptedPassword`. */
export function explainSmartconnect(
  request: HttpRequest,
  { password, key, charset, encryptedPassword }: Encryption & { readonly encryptedPassword: string },
  drawn: Bytes,
  hides: boolean,
): Explanation {
  const text = password === undefined ? undefined : encodeTextOf('explain: "password"', password, charset);
  const padding = drawn.filter((byte) => byte !== 0);
  const encryption = [
    { name: 'text', text: password, bytes: text, note: `The password in ${charset}.`, source: ENCRYPTION },
    {
      name: 'padded',
      bytes: joined(Uint8Array.from([0, 2]), padding, Uint8Array.from([0]), text ?? new Uint8Array(0)),
      note: 'PKCS#1 v1.5: 00 02, random non-zero bytes, 00, and the text; as long as the modulus.',
      source: 'RFC 8017, section 7.2.1',
    },
  ];
  const stages = [
    ...(text === undefined || key === undefined ? [] : encryption),
    {
      name: 'ciphertext',
      bytes: decodeBase64(encryptedPassword),
      note: 'RSA with the public key: always as long as the modulus. Nobody can decrypt it without the private key.',
      source: 'RFC 8017, section 5.1.1',
    },
    { name: 'base64', text: encryptedPassword, note: 'Standard Base64, on one line.', source: 'RFC 4648, section 4' },
    {
      name: 'encoded',
      text: percentEncode(encryptedPassword),
      note: 'Percent-encoded once: it should end in %3D.',
      source: `${SECTION}: GetToken`,
    },
  ];
  return explanation(request, stages, hides, `${SECTION}: GetToken`);
}

/**
 * Draws the bytes for the PKCS#1 padding so that they can be shown, and then returns the same bytes to the encryption.
 */
export function recorded(random: RandomBytes): { readonly source: RandomBytes; readonly drawn: () => Bytes } {
  const parts: Bytes[] = [];
  return {
    source: (length) => {
      const part = random(length);
      parts.push(new Uint8Array(part));
      return part;
    },
    drawn: () => joined(...parts),
  };
}

/** Where the endpoints are, and who signs in. */
export interface SmartconnectTarget {
  /** Address of the company's API; any if it's left out. */
  readonly api: string | undefined;
  /** Address of the login service. */
  readonly login: string;
  readonly email: string;
  /** The company; any if it's left out. */
  readonly companyId: string | undefined;
}

const LOGIN_STEPS = ['public-key', 'companies'];

/** What the requested endpoint expects: the token endpoint, unless the path names a different step. */
export function expectSmartconnect(seen: Seen, target: SmartconnectTarget, check: ExpectedField['check']): Expected {
  const word = lastOf(seen.path);
  const isStep = (name: string) => isNearName(word, name.toLowerCase());
  const isOfLogin = LOGIN_STEPS.some(isStep);
  const address = isOfLogin ? target.login : (target.api ?? addressOf(seen));
  const base = isOfLogin ? 'the address of the login service' : 'the address of the API';
  const step = (endpoint: string, container: Container, fields: Expected['fields']): Expected => ({
    url: address + endpoint,
    endpoint,
    base,
    containers: [container],
    methods: () => ['POST'],
    fields,
  });
  const user = plainField('email', LIKE_USER, target.email, 'OTHER_USER');
  const password = { name: 'password', like: LIKE_PASSWORD, check };
  if (isStep('public-key')) return step('/v1/public-key', 'query', []);
  if (isStep('companies')) {
    return step('/v1/companies', 'json', [
      { ...user, name: 'Email' },
      { ...password, name: 'Password' },
    ]);
  }
  if (isStep('GetCompanyList')) return step('/GetCompanyList', 'query', [user, password]);
  return step('/GetToken', 'query', [user, password, companyField(target.companyId)]);
}

function companyField(companyId: string | undefined): ExpectedField {
  const field = plainField(
    'companyId',
    /^(?:companyid|company|customerid|customer|accountid)$/,
    companyId ?? '',
    'OTHER_VALUE',
  );
  return companyId === undefined ? { ...field, check: (value) => filledFaults(value) } : field;
}

// Where the request goes, without the last word of its path.
function addressOf({ scheme = 'https', host, path }: Seen): string {
  return `${scheme}://${host}${path.replace(/\/[^/]*\/?$/, '')}`;
}

/** What's wrong with a value that should be the encrypted password. */
export function ciphertextCheck(encryption: Encryption): ExpectedField['check'] {
  const { password, key, charset, encryptedPassword } = encryption;
  const given = encryptedPassword === undefined ? undefined : decodeBase64(encryptedPassword);
  const size = key === undefined ? given?.length : Math.ceil(key.bits / 8);
  const variants = password === undefined ? [] : plaintextVariants(password, charset);
  const isPlain = password === undefined ? () => undefined : plainMatch(password);
  const match = (text: string): readonly Fault[] | undefined => {
    if (isPlain(text) !== undefined) return [fault('NOT_ENCRYPTED')];
    return shortest(
      decodings(text).map(({ bytes, faults }) => joinedFaults(bytesMatch(bytes, variants, key, size), faults)),
    );
  };
  return (value) => {
    const faults = fewestFaults(readings(value), match);
    const isRaw = value.via === 'query' && isUnescaped(value, true);
    if (faults !== undefined) return faults.length === 0 && isRaw ? [fault('NOT_ENCODED')] : faults;
    return unmatched(value, misshapen(received(value), size));
  };
}

function bytesMatch(
  bytes: Bytes,
  variants: readonly Variant[],
  key: RsaPublicKey | undefined,
  size: number | undefined,
): readonly Fault[] | undefined {
  if (variants.some((variant) => variant.bytes.length > 0 && sameBytes(variant.bytes, bytes)))
    return [fault('NOT_ENCRYPTED')];
  const isSized = size === undefined ? bytes.length >= 128 && bytes.length % 64 === 0 : bytes.length === size;
  if (!isSized) return undefined;
  if (key === undefined) return [];
  if (!isBelow(bytes, key.modulus)) return [fault('OTHER_KEY')];
  const textbook = variants.find((variant) => variant.faults.length < 2 && isTextbook(bytes, variant.bytes, key));
  return textbook === undefined ? [] : [...textbook.faults, fault('PADDING_MISSING')];
}

// RSA without padding gives the same ciphertext each time, so it can be recognized.
function isTextbook(ciphertext: Bytes, text: Bytes, key: RsaPublicKey): boolean {
  if (typeof BigInt !== 'function' || text.length === 0 || text.length >= ciphertext.length) return false;
  const base = joined(new Uint8Array(ciphertext.length - text.length), text);
  return sameBytes(bigintModPow(base, key.exponent, key.modulus), ciphertext);
}

function isBelow(one: Bytes, other: Bytes): boolean {
  const at = one.findIndex((byte, index) => byte !== other[index]);
  return at >= 0 && Number(one[at]) < Number(other[at]);
}

function misshapen(text: string, size: number | undefined): Fault {
  const [first] = decodings(text);
  if (first === undefined) return fault('CIPHERTEXT_NOT_BASE64');
  const { length } = first.bytes;
  const expected =
    size === undefined ? '128, 256 or 512, the length of the modulus' : `${size}, the length of the modulus`;
  return fault('CIPHERTEXT_LENGTH', { detail: `${length} bytes instead of ${expected}` });
}

/** Who signs in to the REST API. */
export interface RestUser {
  readonly username: string;
  readonly password: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What the REST API expects. */
export function expectSmartconnectRest(request: HttpRequest, options: RestUser): Expected {
  return {
    url: request.url,
    endpoint: '/token',
    base: 'the address of the API',
    containers: ['form'],
    methods: () => ['POST'],
    fields: [
      plainField('grant_type', /^granttype$/, 'password', 'GRANT_TYPE'),
      plainField('username', LIKE_USER, options.username, 'OTHER_USER'),
      plainField('password', LIKE_PASSWORD, options.password, 'OTHER_PASSWORD'),
      plainField('client_id', /^clientid$/, options.clientId, 'OTHER_VALUE'),
      plainField('client_secret', /^clientsecret$/, options.clientSecret, 'OTHER_VALUE'),
    ],
  };
}

/** The stages of the REST API's request. */
export function explainSmartconnectRest(request: HttpRequest, { password }: RestUser, hides: boolean): Explanation {
  const source = 'SmartConnect REST API: token';
  const stages = [
    {
      name: 'text',
      text: password,
      bytes: encodeTextOf('explain', password, 'utf-8'),
      note: 'The password in UTF-8.',
      source,
    },
    { name: 'body', text: request.body, note: 'A form of plain fields: nothing is encrypted.', source },
  ];
  return explanation(request, stages, hides, source);
}

/** A ciphertext for a request whose own ciphertext doesn't matter. */
export const ANY_CIPHERTEXT: string = `${'AQEB'.repeat(42)}AQE=`; // 128 bytes

/** An API for a request whose own API isn't checked. */
export const ANY_API = 'https://localhost';
