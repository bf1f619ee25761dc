/** iFactory: AES-128-CBC, Base64, and a query value. */
import { encryptAesCbc } from '../codecs/aes-cbc.js';
import { decodeBase64, encodeBase64 } from '../codecs/base64.js';
import { encodeTextOf } from '../codecs/text.js';
import { percentEncode } from '../codecs/url.js';
import { type Bytes, readOptions } from '../core/check.js';
import type { HttpRequest } from '../http/message.js';
import { DOCUMENT_IV, DOCUMENT_KEY, ENCRYPTION_OPTIONS } from '../vendors/ifactory/credentials.js';
import type { TokenRequestOptions } from '../vendors/ifactory.js';
import { aesMatch, aesOpens } from './aes.js';
import { decodings } from './binary.js';
import { joined, sameBytes } from './bytes.js';
import { type Expected, LIKE_PASSWORD, LIKE_USER, plainField, unmatched } from './expected.js';
import { type Fault, fault, joinedFaults, shortest } from './findings.js';
import { plaintextVariants } from './plaintext.js';
import { type Explanation, explanation } from './stage.js';
import { fewestFaults, isUnescaped, plainMatch, readings, received, type SeenValue } from './values.js';

const SECTION = 'iFactory, Establish Connection: Retrieve Security Token';
const PASSWORD = `${SECTION}, parameter password`;

interface Parameters {
  readonly key: Bytes;
  readonly iv: Bytes;
  readonly charset: 'utf-8' | 'utf-16le';
}

function parametersOf({ key, iv, charset }: TokenRequestOptions): Parameters {
  const checked = readOptions('explain', { key, iv, charset }, ENCRYPTION_OPTIONS);
  return {
    key: checked.key ?? decodeBase64(DOCUMENT_KEY),
    iv: checked.iv ?? decodeBase64(DOCUMENT_IV),
    charset: checked.charset,
  };
}

/** The stages for checked options. */
export function explainIfactory(request: HttpRequest, options: TokenRequestOptions, hides: boolean): Explanation {
  const { key, iv, charset } = parametersOf(options);
  const text = encodeTextOf('explain: "password"', options.password, charset);
  const count = 16 - (text.length % 16);
  const ciphertext = encryptAesCbc(key, iv, text);
  const base64 = encodeBase64(ciphertext);
  const stages = [
    { name: 'text', text: options.password, bytes: text, note: `The password in ${charset}.`, source: PASSWORD },
    {
      name: 'padded',
      bytes: joined(text, new Uint8Array(count).fill(count)),
      note: 'PKCS#7: as many bytes as it takes to fill the last block of 16, each with that number as its value.',
      source: 'RFC 5652, section 6.3',
    },
    {
      name: 'ciphertext',
      bytes: ciphertext,
      note: 'AES-128 in CBC mode, with the key and the initialization vector in the document, or the ones that you passed.',
      source: PASSWORD,
    },
    { name: 'base64', text: base64, note: 'Standard Base64, on one line.', source: 'RFC 4648, section 4' },
    {
      name: 'encoded',
      text: percentEncode(base64),
      note: 'Percent-encoded once: a plain "+" would arrive as a space.',
      source: 'RFC 3986, section 2.1',
    },
  ];
  return explanation(request, stages, hides, SECTION);
}

/** What the endpoint expects. */
export function expectIfactory(request: HttpRequest, options: TokenRequestOptions): Expected {
  return {
    url: request.url,
    endpoint: '/api/tokens',
    base: 'the base URL',
    containers: ['query'],
    methods: () => ['GET'],
    fields: [
      plainField('userLogin', LIKE_USER, options.userLogin, 'OTHER_USER'),
      { name: 'password', like: LIKE_PASSWORD, check: passwordCheck(options) },
    ],
  };
}

function passwordCheck(options: TokenRequestOptions): (value: SeenValue) => readonly Fault[] {
  const { password } = options;
  const { charset, ...own } = parametersOf(options);
  const fixed = { key: decodeBase64(DOCUMENT_KEY), iv: decodeBase64(DOCUMENT_IV) };
  const parameters = { ...own, others: sameBytes(fixed.key, own.key) ? [] : [fixed] };
  const variants = plaintextVariants(password, charset);
  const isPlain = plainMatch(password);
  const match = (text: string): readonly Fault[] | undefined => {
    if (isPlain(text) !== undefined) return [fault('NOT_ENCRYPTED')];
    return shortest(
      decodings(text).map(({ bytes, faults }) => {
        const isText = bytes.length > 0 && variants.some((variant) => sameBytes(variant.bytes, bytes));
        return isText ? [fault('NOT_ENCRYPTED')] : joinedFaults(aesMatch(bytes, parameters, variants), faults);
      }),
    );
  };
  return (value) => {
    const found = readings(value);
    const faults = fewestFaults(found, match);
    if (faults !== undefined) return faults.length === 0 && isUnescaped(value, true) ? [fault('NOT_ENCODED')] : faults;
    const opened = fewestFaults(found, (text) => {
      const [first] = decodings(text);
      const opens = first && aesOpens(first.bytes, parameters);
      return opens && joinedFaults(opens, first.faults);
    });
    return opened ?? unmatched(value, closed(received(value)));
  };
}

// What can be said about a ciphertext that nothing decrypts.
function closed(text: string): Fault {
  const [first] = decodings(text);
  if (first === undefined) return fault('CIPHERTEXT_NOT_BASE64');
  const { length } = first.bytes;
  if (length > 0 && length % 16 === 0) return fault('OTHER_KEY');
  return fault('CIPHERTEXT_LENGTH', { detail: `${length} bytes aren't a whole number of 16-byte blocks` });
}
