/** What all parsers of vendor answers share: limits, whose fault a failure is, JSON of a known shape. */
import { integer, ofType, optional, readMembers } from '../core/check.js';
import { type CredwireError, InputError, ResponseError } from '../core/errors.js';
import { answerHeaders, headerValues } from '../core/headers.js';
import { isHtmlText } from '../core/html.js';
import { isObject, jsonType, parseJson } from '../core/json.js';
import { parseHttpDate } from './cookies.js';
import type { HttpResponse } from './message.js';

/** A sign-in answer takes a few kilobytes; anything longer than this isn't one. */
const MOST_CHARACTERS = 1_048_576;
const MOST_TOKEN_CHARACTERS = 65_536;
const MOST_WORDS_CHARACTERS = 1000;

/** What a parser knows about its endpoint's failures. */
export interface Failures {
  /** The endpoint's path after the base URL, for messages: a constant, never the caller's input. */
  readonly endpoint: string;
  /** The vendor's own message in its JSON, which distinguishes a refusal from a server that's down. */
  readonly own: (json: unknown) => unknown;
  /**
   * Whether that JSON has the form of the vendor's refusals, for statuses that gateways answer with as well: their JSON
   * often has members of the same names. Default: if it has such a message.
   */
  readonly isOwn?: ((json: unknown) => boolean) | undefined;
  /** The message of any other failure, such as the web server's. Default: the same as `own`. */
  readonly other?: ((json: unknown) => unknown) | undefined;
  /** What else the caller could have got wrong, apart from the user name or the password. */
  readonly hint?: string | undefined;
}

/** An answer, read once. */
export interface Answer {
  /** Name of the function that the caller called, at the start of every message. */
  readonly owner: string;
  readonly status: number;
  readonly headers: HttpResponse['headers'];
  /** Without a byte order mark. */
  readonly body: string;
  /** The body as JSON; `undefined` if it's any other text, or too long. */
  readonly json: unknown;
  readonly failures: Failures;
}

const statusCheck = /* @__PURE__ */ integer(0, 999);
const STATUS = { status: statusCheck };

const RESPONSE = {
  status: statusCheck,
  headers: optional(answerHeaders, {}),
  body: ofType<string>('string', 'a string (the body as text)'),
};

/** Reads an answer with any status, without judging it. */
export function readAnyAnswer(owner: string, response: HttpResponse, failures: Failures): Answer {
  const { status, headers, body: text } = readMembers(`${owner}: response`, response, RESPONSE);
  const body = text.replace(/^\uFEFF/, '');
  const json = body.length > MOST_CHARACTERS ? undefined : parseJson(body);
  return { owner, status, headers, body, json, failures };
}

/** Whether an answer is an HTTP 401. Nothing else of it is read: every call over a kept session asks this. */
export function isUnauthorized(owner: string, response: HttpResponse): boolean {
  return readMembers(`${owner}: response`, response, STATUS).status === 401;
}

/**
 * Reads an answer that should be a success at the HTTP level.
 *
 * @throws {@link ResponseError} `ERR_SIGN_IN_REFUSED`, `ERR_UNAVAILABLE`, `ERR_RESPONSE_FORMAT`
 * @throws {@link InputError} `ERR_ENDPOINT_NOT_FOUND`
 */
export function readAnswer(owner: string, response: HttpResponse, failures: Failures): Answer {
  const answer = readAnyAnswer(owner, response, failures);
  if (answer.body.length > MOST_CHARACTERS) {
    throw malformed(answer, `at most ${MOST_CHARACTERS} characters, got ${answer.body.length}`);
  }
  if (answer.status !== 200 && answer.status !== 201) throw failure(answer);
  return answer;
}

/** The body as JSON; `ERR_RESPONSE_FORMAT` if it's any other text. */
export function readJson(answer: Answer): unknown {
  if (answer.json !== undefined) return answer.json;
  throw notJson(answer);
}

function notJson(answer: Answer): ResponseError {
  return malformed(answer, `JSON, got other text of length ${answer.body.length}`);
}

/** The body as a JSON object, neither null nor an array. */
export function readObject(answer: Answer): object {
  const value = readJson(answer);
  if (isObject(value)) return value;
  throw malformed(answer, `a JSON object, got ${jsonType(value)}`);
}

/**
 * A token that fits into a header line. If there is none, the answer is a refusal if the vendor says so in words,
 * because some do that with HTTP 200. A word for "no token" is a refusal too.
 */
export function readToken(answer: Answer, name: string, value: unknown): string {
  if (value === undefined) throw hasWords(answer) ? refused(answer) : malformed(answer, `${name}, got none`);
  if (typeof value !== 'string') throw malformed(answer, `${name} to be a string, got ${jsonType(value)}`);
  if (NO_TOKEN.test(value)) throw refused(answer);
  if (value.startsWith('<') && isHtmlText(value)) throw malformed(answer, `${name}, got HTML`);
  if (/^[!-~]+$/.test(value) && value.length <= MOST_TOKEN_CHARACTERS) return value;
  throw malformed(
    answer,
    `${name} to be 1 to ${MOST_TOKEN_CHARACTERS} visible ASCII characters, got a string of length ${value.length}`,
  );
}

// What programs print for a value that they don't have, or for a failure.
const NO_TOKEN =
  /^(?:null|nil|none|undefined|nan|true|false|error|failed|failure|denied|unauthori[sz]ed|forbidden|invalid|deleted|\[object \w+\])$/i;

/** A refusal, with the vendor's own message, if any. */
export function refused(answer: Answer): ResponseError {
  const { owner, status, failures } = answer;
  const vendorMessage = wordsOf(answer);
  const words = vendorMessage === undefined ? 'the answer has no message' : 'its message is in vendorMessage';
  const hint = failures.hint === undefined ? '' : `the user name or password is wrong, or ${failures.hint}; `;
  return new ResponseError(
    'ERR_SIGN_IN_REFUSED',
    `${owner}: the vendor refused (HTTP ${status}); ${hint}${words}; to find out why, use diagnose from credwire/explain`,
    { status, vendorMessage },
  );
}

/** An answer that doesn't match the vendor's document. If it's an HTML page, the message says that instead. */
export function malformed(answer: Answer, expected: string): ResponseError {
  const { owner, status, body } = answer;
  const html = `JSON, got an HTML page of length ${body.length}, which usually comes from a proxy, a sign-in page or a wrong URL`;
  const words = isHtml(answer) ? html : expected;
  return new ResponseError('ERR_RESPONSE_FORMAT', `${owner}: HTTP ${status}: expected ${words}`, { status });
}

// What a status other than success means, and whose fault it is.
function failure(answer: Answer): CredwireError {
  const { owner, status, failures, json } = answer;
  const isHidden = status === 0 && answer.body === ''; // all that a browser shows of a redirect
  if (isHidden || status === 404 || status === 405 || status === 410 || (status >= 300 && status < 400)) {
    return new InputError(
      'ERR_ENDPOINT_NOT_FOUND',
      `${owner}: HTTP ${status}: no endpoint ${failures.endpoint} here; the base URL must be the part before this path`,
      { status },
    );
  }
  const isOwn = isWords(failures.own(json)) && !(isLater(status) && failures.isOwn?.(json) === false);
  if (!isOwn && isLater(status)) {
    const retryAfter = retryAfterOf(answer);
    const when = retryAfter === undefined ? 'try later' : `try again after ${retryAfter} ms`;
    return new ResponseError('ERR_UNAVAILABLE', `${owner}: HTTP ${status}: the server can't answer now; ${when}`, {
      status,
      retryAfter,
    });
  }
  // A page in a JSON string is from the vendor's own program.
  const isPage = json === undefined && isHtml(answer);
  if (!isPage && (isOwn || status === 400 || status === 401 || status === 403)) return refused(answer);
  return malformed(answer, 'status 200 or 201, or a refusal with a message');
}

function isLater(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || (status >= 500 && status < 600);
}

// Retry-After (RFC 9110 section 10.2.3): seconds, or a date, which is compared with the answer's own date, because
// nothing here reads a clock.
function retryAfterOf({ headers }: Answer): number | undefined {
  const [value = ''] = headerValues(headers, 'retry-after');
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const until = parseHttpDate(value);
  const now = parseHttpDate(headerValues(headers, 'date')[0] ?? '');
  return until === undefined || now === undefined ? undefined : Math.max(until - now, 0);
}

const HTML_TYPE = /^\s*(?:text\/html|application\/xhtml\+xml)\b/i;

/** Whether the body is an HTML page, or a JSON string that contains one. */
export function isHtml({ body, headers, json }: Answer): boolean {
  if (json !== undefined) return typeof json === 'string' && isHtmlText(json);
  return isHtmlText(
    body,
    headerValues(headers, 'content-type').some((value) => HTML_TYPE.test(value)),
  );
}

// The vendor's message, or a bare sentence: as text or, from ASP.NET, as a JSON string.
function wordsOf({ body, json, failures }: Answer): string | undefined {
  const sentence = json === undefined ? body.trim() : json;
  if (typeof sentence !== 'string') return shorten(jsonWords(failures, json));
  return sentence.startsWith('<') || sentence.length > MOST_WORDS_CHARACTERS ? undefined : shorten(sentence.trim());
}

/** Whether the body is JSON that describes a failure in words. */
export function hasWords({ json, failures }: Answer): boolean {
  return isWords(jsonWords(failures, json));
}

function jsonWords({ own, other }: Failures, json: unknown): unknown {
  const words = own(json);
  return isWords(words) ? words : other?.(json);
}

const isWords = (words: unknown): words is string => typeof words === 'string' && words !== '';

// What steers a terminal or the direction of text, what nobody sees, separators of lines that aren't line ends, halves of
// characters.
const UNSHOWABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  /[\0-\x08\x0B-\x1F\x7F-\x9F\xAD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uD800-\uDFFF\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

// Doesn't cut a surrogate pair in half.
function shorten(words: unknown): string | undefined {
  if (!isWords(words)) return undefined;
  return (
    words
      .replace(UNSHOWABLE, '')
      .slice(0, MOST_WORDS_CHARACTERS)
      .replace(/[\uD800-\uDBFF]$/, '') || undefined
  );
}
