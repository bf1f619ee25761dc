/** What vendors answer, and what a person with the vendor's document at hand would read in it. */
import { bex, type HttpResponse, idscan, ifactory, jacada, smartconnect } from 'credwire';

/** One parser of sign-in answers, next to a reader that is as short as it can be. */
export interface AnswerSubject {
  readonly name: string;
  readonly parse: (response: HttpResponse) => { readonly token: string };
  /** Bodies of successes and refusals, as vendors write them. */
  readonly documents: readonly string[];
  /** The token in the parsed body of a success; anything else if there is none. */
  readonly tokenIn: (json: unknown) => unknown;
}

const isRecord = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

/** The first of these members that is text and not empty. */
function firstOf(json: unknown, ...names: readonly string[]): unknown {
  if (!isRecord(json)) return undefined;
  return names
    .map((name) => (Object.hasOwn(json, name) ? json[name] : ''))
    .find((text) => text && typeof text === 'string');
}

const JWT = `${[{ alg: 'none' }, { exp: 1_800_000_000 }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.c2ln`;

// A word that says no where SmartConnect's token belongs, as far as the words below can make one; or what no token is made
// of.
const saysNo = (text: string): boolean =>
  !/^[\w+/#.~-]+={0,2}$/.test(text) ||
  !/[a-z]/i.test(text) ||
  /^(?:[A-Z][a-z]+)+$/.test(text) ||
  (/^[\w.-]{1,40}$/.test(text) &&
    /^(?:true|false|null|nil|none|undefined|nan|no)[.!]?$|error|invalid|incorrect|denied/i.test(text));

/** A member with anything in it. */
function has(json: unknown, name: string): boolean {
  const member: unknown = isRecord(json) && Object.hasOwn(json, name) ? json[name] : undefined;
  return typeof member === 'object' && member !== null ? Object.keys(member).length > 0 : Boolean(member);
}

/** A refusal of iFactory: a list of words. */
const isList = (json: unknown): boolean =>
  isRecord(json) &&
  Object.entries(json).some(([name, words]) => name === 'message' && Array.isArray(words) && words.some(Boolean));

/** The sign-in answers of the five vendors. */
export const ANSWER_SUBJECTS: readonly AnswerSubject[] = [
  {
    name: 'ifactory',
    parse: ifactory.parseTokenResponse,
    documents: [
      '{"token":"abc123"}',
      `{"Token": "${JWT}"}`,
      '{"message":["No such user","Try again"]}',
      '[{"message":["No"]}]',
    ],
    tokenIn: (json) => (isList(json) ? undefined : firstOf(json, 'token', 'Token')),
  },
  {
    name: 'idscan',
    parse: (response) => idscan.parseTokenResponse(response, { area: 'scanning', now: 0 }),
    documents: [
      '{"access_token":"abc123","token_type":"bearer","expires_in":35999,".issued":"Tue, 03 Nov 2026 10:00:00 GMT","IdleSessionTimeout":"15"}',
      '{\n  "Token": "abc123",\n  "Username": "psc",\n  "FullName": "P. S. C.",\n  "Role": "Administrator"\n}',
      '{"error":"invalid_grant","error_description":"The user name or password is incorrect."}',
    ],
    // An error next to a token is a refusal.
    tokenIn: (json) =>
      ['error', 'error_description', 'Message'].some((name) => has(json, name))
        ? undefined
        : firstOf(json, 'access_token', 'Token', 'token'),
  },
  {
    name: 'jacada',
    parse: jacada.parseTokenResponse,
    documents: ['{"Security-Token":"2097LSLW"}', '{"message":"Authentication failed"}'],
    tokenIn: (json) => firstOf(json, 'Security-Token'),
  },
  {
    name: 'bex',
    parse: bex.parseTokenResponse,
    documents: [
      '{"id":17,"value":"abc123","isStrongPassword":"True","isEmailVerified":"False","email":"a@b.c","signalRenabled":"True"}',
      '{"ex":"Invalid username or password"}',
      '{"id":0,"value":null,"ex":null}',
    ],
    tokenIn: (json) => (isRecord(json) && !(Object.hasOwn(json, 'ex') && json.ex) ? firstOf(json, 'value') : undefined),
  },
  {
    name: 'smartconnect',
    parse: (response) => smartconnect.parseTokenResponse(response),
    documents: ['"Um5UVA=="', '{"Message":"The email address or password is incorrect."}', 'null', 'false', '""'],
    tokenIn: (json) => (typeof json === 'string' && saysNo(json) ? undefined : json),
  },
];

/** What is put into bodies: names, values and punctuation, some of it prone to be misread. */
export const ANSWER_WORDS: readonly string[] = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    "'",
    '\\',
    '\\u0000',
    '\\r\\n',
    '\\ud800',
    '\u0000',
    '\uFEFF',
    '<html>',
    '//',
    '/*',
  ],
  ...[
    '"token":',
    '"Token":',
    '"access_token":',
    '"Security-Token":',
    '"value":',
    '"ex":',
    '"__proto__":',
    '"constructor":',
  ],
  ...[
    'null',
    'true',
    'false',
    '0',
    '-1',
    '1e999',
    '35999',
    '"35999"',
    '""',
    '"abc"',
    '"a b"',
    '"caf\u00E9"',
    '[]',
    '{}',
    'NaN',
  ],
  ...['{"token":"inner"}', '["inner"]', '"message":', '"expires_in":', '".issued":', '"Thu, 32 Foo 2026 99:99:99 GMT"'],
];

/** The body as JSON, without a byte order mark; undefined if it isn't JSON. */
export function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** Whether a value may be a token. */
export function isToken(value: unknown): value is string {
  const isVisible = typeof value === 'string' && value.length <= 65_536 && /^[\x21-\x7E]+$/.test(value);
  return isVisible && !/^(?:null|undefined|true|false|none|nan|error|<html>.*)$/i.test(value);
}
