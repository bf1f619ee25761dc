/** Jacada: Base64, with a random prefix before the password. */
import { decodeBase64, encodeBase64 } from '../codecs/base64.js';
import { encodeTextOf } from '../codecs/text.js';
import { encodeUtf8 } from '../core/bytes.js';
import type { Bytes } from '../core/check.js';
import type { HttpRequest } from '../http/message.js';
import type { TokenRequestOptions } from '../vendors/jacada.js';
import { decodings } from './binary.js';
import { latin1Text, sameBytes } from './bytes.js';
import { type Expected, LIKE_PASSWORD, LIKE_USER, unmatched } from './expected.js';
import { type Fault, fault, joinedFaults, shortest } from './findings.js';
import { plaintextVariants, type Variant } from './plaintext.js';
import { type Explanation, explanation } from './stage.js';
import { fewestFaults, plainMatch, readings, received, type SeenValue } from './values.js';

const SECTION = 'Jacada, Authentication Request';
const PREFIX_LENGTH = 13;

/** The stages of a request that was built from checked options. */
export function explainJacada(request: HttpRequest, options: TokenRequestOptions, hides: boolean): Explanation {
  const { prefixLength = PREFIX_LENGTH, charset = 'utf-8', user } = options;
  // The letters come from the request, because the random source was already asked.
  const base64 = String(request.body)
    .replace(/^.*"password":"/, '')
    .slice(0, -2);
  const bytes = decodeBase64(base64);
  const prefix = latin1Text(bytes.subarray(0, prefixLength));
  const stages = [
    {
      name: 'user',
      text: encodeBase64(encodeTextOf('explain: "user"', user, charset)),
      note: `Base64 of the user name in ${charset}.`,
      source: `${SECTION}: field user`,
    },
    {
      name: 'prefix',
      text: prefix,
      note: `${prefixLength} random letters, as many as the server strips.`,
      source: `${SECTION}: field password`,
    },
    {
      name: 'text',
      text: prefix + options.password,
      bytes,
      note: `The prefix and the password in ${charset}.`,
      source: `${SECTION}: field password`,
    },
    { name: 'base64', text: base64, note: 'Standard Base64, on one line.', source: 'RFC 4648, section 4' },
  ];
  return explanation(request, stages, hides, `${SECTION}: URI Syntax and Example`);
}

/** What the endpoint expects. */
export function expectJacada(request: HttpRequest, options: TokenRequestOptions): Expected {
  const { charset = 'utf-8', prefixLength = PREFIX_LENGTH, user, password } = options;
  const users = plaintextVariants(user, charset);
  const passwords = plaintextVariants(password, charset);
  return {
    url: request.url,
    endpoint: options.applicationName === undefined ? '/version/…/account/…/auth/' : '/…/version/…/account/…/auth/',
    base: 'the base URL',
    caseSensitive: true,
    containers: ['json'],
    methods: () => ['POST'],
    fields: [
      {
        name: 'user',
        like: LIKE_USER,
        check: checkOf('OTHER_USER', user, (bytes) => users.find((each) => sameBytes(each.bytes, bytes))?.faults),
      },
      {
        name: 'password',
        like: LIKE_PASSWORD,
        check: checkOf(
          'OTHER_PASSWORD',
          password,
          (bytes) => prefixedMatch(bytes, passwords, prefixLength),
          prefixLength,
        ),
      },
    ],
  };
}

function checkOf(
  other: 'OTHER_USER' | 'OTHER_PASSWORD',
  plain: string,
  match: (bytes: Bytes) => readonly Fault[] | undefined,
  prefixLength = 0,
): (value: SeenValue) => readonly Fault[] {
  const isPlain = plainMatch(plain);
  const notEncoded = fault('NOT_ENCODED', { stage: 'base64' });
  const base64 = encodeBase64(encodeUtf8(plain));
  const matchText = (text: string): readonly Fault[] | undefined => {
    const best = shortest(decodings(text).map(({ bytes, faults }) => joinedFaults(match(bytes), faults)));
    if (best !== undefined) return best;
    const bare = isPlain(text);
    if (bare !== undefined && !bare.some(({ code }) => code === 'BASE64_EXTRA')) return [...bare, notEncoded];
    if (other === 'OTHER_USER') return undefined;
    const front = text.slice(0, Math.max(text.length - plain.length, 0));
    if (plain !== '' && text === front + plain && /^[a-z]+$/i.test(front)) {
      return front.length === prefixLength ? [notEncoded] : [fault('PREFIX_LENGTH'), notEncoded];
    }
    return plain !== '' && text.endsWith(base64) ? [fault('PREFIX_OUTSIDE')] : undefined;
  };
  return (value) => {
    const faults = fewestFaults(readings(value), matchText);
    if (faults !== undefined) return faults;
    return unmatched(value, fault(decodings(received(value)).length > 0 ? other : 'NOT_BASE64'));
  };
}

// The password after letters, in each of its variants.
function prefixedMatch(bytes: Bytes, variants: readonly Variant[], prefixLength: number): readonly Fault[] | undefined {
  const text = latin1Text(bytes);
  const offered: (readonly Fault[])[] = [];
  const offer = (faults: readonly Fault[]) => void offered.push(faults);
  for (const { bytes: variant, faults } of variants) {
    const password = latin1Text(variant);
    const isWide = faults.some(({ code }) => code === 'CHARSET_UTF16');
    const front = text.slice(0, Math.max(text.length - password.length, 0));
    if (text === front + password) {
      const letters = isWide ? front.replaceAll('\0', '') : front;
      if (letters.length === prefixLength && (letters === front || front.length === 2 * letters.length)) offer(faults);
      else if (letters === '' && password !== '') offer([...faults, fault('PREFIX_MISSING')]);
      else if (/^[A-Za-z0-9]*$/.test(letters))
        offer([...faults, fault('PREFIX_LENGTH', lengths(letters, prefixLength))]);
    }
    const back = text.slice(password.length);
    if (password !== '' && back !== '' && text === password + back && /^[a-z]+$/i.test(back)) {
      offer([...faults, fault('PREFIX_OUTSIDE')]);
    }
    const inner = encodeBase64(variant);
    if (inner !== '' && text.endsWith(inner) && text.length - inner.length === prefixLength) {
      offer([...faults, fault('ENCODED_TWICE', { stage: 'base64' })]);
    }
  }
  return shortest(offered);
}

const lengths = ({ length }: string, expected: number) => ({
  detail: `${length} letters instead of ${expected}`,
});
