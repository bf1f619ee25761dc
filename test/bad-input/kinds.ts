/** What each kind of option does with each hostile value: the code that it refuses it with, or that it takes it. */
import type { ErrorCode } from 'credwire';
import { HOSTILE_VALUES } from '../support/hostile-values.js';

export type Verdict = ErrorCode | 'taken';

/** Verdicts by the names of the hostile values; for a name that is not listed, `ERR_ARGUMENT_TYPE`. */
export type Kind = Readonly<Record<string, Verdict>>;

const STRINGS = ['an empty string', 'a string', 'a string of 1 MB', 'a lone surrogate'] as const;
const NUMBERS = ['a number', 'a fraction', 'a negative number', 'NaN', 'infinity'] as const;
const FUNCTIONS = ['a function', 'a function that throws'] as const;
/** Those of 16 bytes: the length of a key. */
const SIXTEEN_BYTES = [
  "another realm's Uint8Array",
  'a Uint8Array of a hostile class',
  'a Uint8Array without a prototype',
] as const;
const OTHER_BYTES = ['an empty Uint8Array', 'a Uint8Array of 1 MB', 'a Buffer'] as const;

function all(names: readonly string[], verdict: Verdict): Kind {
  return Object.fromEntries(names.map((name) => [name, verdict]));
}

export const nothing: Kind = {};
export const text: Kind = { ...all(STRINGS, 'taken'), 'a lone surrogate': 'ERR_TEXT_NOT_WELL_FORMED' };
/** A password that goes under an RSA key of 1024 bits. */
export const shortText: Kind = { ...text, 'a string of 1 MB': 'ERR_MESSAGE_TOO_LONG' };
export const url: Kind = { ...all(STRINGS, 'ERR_URL'), 'a lone surrogate': 'ERR_TEXT_NOT_WELL_FORMED' };
/** An address without a scheme is allowed: then a word is a host. */
export const address: Kind = { ...url, 'a string': 'taken' };
export const choice: Kind = all(STRINGS, 'ERR_ARGUMENT_VALUE');
export const flag: Kind = { 'a boolean': 'taken' };
export const token: Kind = { ...text, 'an empty string': 'ERR_HEADER_VALUE' };
export const pin: Kind = { ...choice, 'a lone surrogate': 'ERR_TEXT_NOT_WELL_FORMED' };
export const number: Kind = all(NUMBERS, 'ERR_ARGUMENT_VALUE');
export const time: Kind = {
  ...all(['a number', 'a fraction', 'a negative number'], 'taken'),
  ...all(['NaN', 'infinity'], 'ERR_ARGUMENT_VALUE'),
};
/** One segment of a path: text or a number. */
export const segment: Kind = { ...number, ...text, 'a number': 'taken', 'an empty string': 'ERR_ARGUMENT_VALUE' };
export const random: Kind = all(FUNCTIONS, 'ERR_RANDOM');
export const callback: Kind = all(FUNCTIONS, 'taken');

/** AES key or initialisation vector: bytes or their Base64. */
export function aesBytes(length: ErrorCode): Kind {
  return {
    ...all(STRINGS, 'ERR_BASE64'),
    'an empty string': length,
    'a lone surrogate': 'ERR_TEXT_NOT_WELL_FORMED',
    ...all(SIXTEEN_BYTES, 'taken'),
    ...all(OTHER_BYTES, length),
  };
}

/** The same, only in Base64. */
export function aesBase64(length: ErrorCode): Kind {
  return { ...all(STRINGS, 'ERR_BASE64'), 'an empty string': length, 'a lone surrogate': 'ERR_TEXT_NOT_WELL_FORMED' };
}

/** A list of objects: none of the hostile arrays is one. */
export const accounts: Kind = nothing;
/** A list of origins: none of the hostile arrays holds one. */
export const origins: Kind = { ...accounts, 'an array': 'ERR_URL' };
/** A client: what it throws is the network's fault, and what it returns must be an answer. */
export const sender: Kind = { 'a function that throws': 'ERR_TRANSPORT' };

/** Objects without entries that could be wrong, and those whose entries are right. */
const EMPTY_RECORDS = [
  'an object without a prototype',
  'a throwing Symbol.toPrimitive',
  'a throwing Symbol.toStringTag',
  'a promise',
  'a date',
  'an ArrayBuffer',
] as const;

export const headers: Kind = { ...all(EMPTY_RECORDS, 'taken'), 'an object': 'taken' };
export const answerHeaders: Kind = headers;
/** The body of an answer: any text is one, but none that a vendor documents. */
export const answerBody: Kind = all(STRINGS, 'ERR_RESPONSE_FORMAT');

export function optional(kind: Kind): Kind {
  return { ...kind, undefined: 'taken' };
}

/** The verdict of a kind on every hostile value. */
export function verdicts(kind: Kind): Readonly<Record<string, Verdict>> {
  const names = HOSTILE_VALUES.map(({ name }) => name);
  const unknown = Object.keys(kind).filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`no such hostile value: ${unknown.join(', ')}`);
  return Object.fromEntries(names.map((name) => [name, kind[name] ?? 'ERR_ARGUMENT_TYPE']));
}
