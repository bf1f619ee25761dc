/** What all parsers of vendor answers share: bounds, refusals, JSON of a known shape. */
import { integer, optional, readMembers, unexpected } from '../core/check.js';
import { ResponseError } from '../core/errors.js';
import { answerHeaders } from '../core/headers.js';
import { isObject, jsonType, parseJson } from '../core/json.js';
import type { HttpResponse } from './message.js';

/** A sign-in answer takes a few kilobytes; a peer that sends more than this is not answering. */
const MOST_CHARACTERS = 1_048_576;
const MOST_TOKEN_CHARACTERS = 65_536;
const MOST_WORDS_CHARACTERS = 1000;

/** Finds the vendor's own words about a failure in a parsed body. */
export type FindMessage = (body: unknown) => unknown;

/** An answer that says success as far as HTTP goes. */
export interface Answer {
  /** Name of the parser, the first words of its messages. */
  readonly owner: string;
  readonly status: number;
  readonly headers: HttpResponse['headers'];
  readonly body: string;
  readonly findMessage: FindMessage;
}

/**
 * Looks at status and size.
 *
 * @throws {@link ResponseError} `ERR_SIGN_IN_REFUSED` for a status from 400 on; `ERR_RESPONSE_FORMAT` for one that is
 * neither 200 nor 201, and for a body past the limit.
 */
export function readAnswer(owner: string, response: HttpResponse, findMessage: FindMessage): Answer {
  const { status, headers, body } = readMembers(`${owner}: response`, response, {
    status: integer(0, 999),
    headers: optional(answerHeaders, {}),
    body: bodyCheck,
  });
  const answer: Answer = { owner, status, headers, body: body.replace(/^\uFEFF/, ''), findMessage };
  if (body.length > MOST_CHARACTERS) {
    throw malformed(answer, `at most ${MOST_CHARACTERS} characters, got ${body.length}`);
  }
  if (status >= 400) throw refused(answer);
  if (status !== 200 && status !== 201) throw malformed(answer, 'status 200 or 201');
  return answer;
}

/** The body as JSON; `ERR_RESPONSE_FORMAT` where it is none. */
export function readJson(answer: Answer): unknown {
  const value = parseJson(answer.body);
  if (value !== undefined) return value;
  throw malformed(answer, `JSON, got other text of length ${answer.body.length}`);
}

/** The body as a JSON object, neither null nor an array. */
export function readObject(answer: Answer): object {
  const value = readJson(answer);
  if (isObject(value)) return value;
  throw malformed(answer, `a JSON object, got ${jsonType(value)}`);
}

/**
 * A token that fits into one header line. Where there is none, the answer is a refusal if the vendor says so in words,
 * for some do that with HTTP 200.
 */
export function readToken(answer: Answer, name: string, value: unknown): string {
  if (value === undefined) {
    const words = answer.findMessage(parseJson(answer.body));
    throw typeof words === 'string' && words !== '' ? refused(answer) : malformed(answer, `${name}, got none`);
  }
  if (typeof value !== 'string') throw malformed(answer, `${name} to be a string, got ${jsonType(value)}`);
  if (/^[!-~]+$/.test(value) && value.length <= MOST_TOKEN_CHARACTERS) return value;
  throw malformed(
    answer,
    `${name} to be 1 to ${MOST_TOKEN_CHARACTERS} visible ASCII characters, got a string of length ${value.length}`,
  );
}

/** A refusal, with the vendor's own words where there are any. */
export function refused(answer: Answer): ResponseError {
  const { owner, status } = answer;
  const json = parseJson(answer.body);
  // A bare sentence comes as text or as a JSON string; ASP.NET does either.
  const sentence = json === undefined ? answer.body : json;
  const words = typeof sentence === 'string' ? plainText(sentence) : answer.findMessage(json);
  const vendorMessage = (typeof words === 'string' && shorten(words)) || undefined;
  const hint = vendorMessage === undefined ? 'the answer says no more' : 'its words are in vendorMessage';
  return new ResponseError('ERR_SIGN_IN_REFUSED', `${owner}: the vendor refused (HTTP ${status}); ${hint}`, {
    status,
    vendorMessage,
  });
}

/** An answer that is not one of those that the vendor documents. */
export function malformed(answer: Answer, expected: string): ResponseError {
  const { owner, status } = answer;
  return new ResponseError('ERR_RESPONSE_FORMAT', `${owner}: HTTP ${status}: expected ${expected}`, { status });
}

// A sentence that a server sent as it stands; an HTML page of a proxy is none.
function plainText(body: string): string | undefined {
  const text = body.trim();
  return text.startsWith('<') || text.length > MOST_WORDS_CHARACTERS ? undefined : text;
}

// Without what would steer a terminal, and not cut in the middle of a surrogate pair.
function shorten(words: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const plain = words.replace(/[\0-\x08\x0B-\x1F\x7F-\x9F]/g, '');
  return plain.slice(0, MOST_WORDS_CHARACTERS).replace(/[\uD800-\uDBFF]$/, '');
}

function bodyCheck(label: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw unexpected('ERR_ARGUMENT_TYPE', label, 'a string (the body as text)', value);
}
