/** Connects a handler to any kind of server: incoming requests, delayed answers. */
import { CredwireError } from '../../core/errors.js';
import { forget } from '../../core/forget.js';
import { answerHeaders } from '../../core/headers.js';
import { type HttpResponse, makeRequest, readRequest } from '../../http/message.js';
import { type Handler, jsonAnswer } from '../handler.js';

/** A server's request, not yet known to be a valid one. */
export interface ServerRequest {
  readonly method: unknown;
  readonly url: unknown;
  readonly headers: unknown;
  readonly body: string;
}

/** A delayed answer: the server waits this many milliseconds. A handler never waits. */
export type TimedResponse = HttpResponse &
  Readonly<{
    /** Milliseconds before the answer; absent if it isn't delayed. */
    delay?: number;
  }>;

/** Longer bodies are cut off: nobody needs that much to sign in. */
export const MOST_CHARACTERS = 1_048_576;

/** The handler's answer. An invalid request gets 400, and a handler that throws or returns no answer gets 500. */
export function answerTo(handler: Handler, { method, url, headers, body }: ServerRequest): TimedResponse {
  try {
    const whole = readRequest('sandbox', { method, url, headers });
    const text = body === '' ? undefined : body.slice(0, MOST_CHARACTERS);
    const answer: unknown = handler(makeRequest(whole.method, whole.url, whole.headers, text));
    if (isAnswer(answer)) return answer;
    forget(answer); // the promise of an asynchronous handler may be rejected
  } catch (error) {
    if (CredwireError.isOurs(error)) return jsonAnswer(400, { message: error.message });
  }
  // An error outside a server's listener would end the process.
  return failedAnswer();
}

function isAnswer(answer: unknown): answer is TimedResponse {
  const { status, headers, body, delay } = answer as Partial<TimedResponse>; // throws if there's nothing at all: see above
  return (
    Number.isInteger(status) &&
    areHeaders(headers) &&
    typeof body === 'string' &&
    (delay === undefined || typeof delay === 'number')
  );
}

function areHeaders(headers: unknown): boolean {
  try {
    answerHeaders('headers', headers);
    return true;
  } catch {
    // invalid names or lines
  }
  return false;
}

/** Replaces an answer that can't be sent. */
export function failedAnswer(): HttpResponse {
  return jsonAnswer(500, { message: 'The handler failed.' });
}

/** Headers with mutable arrays, as servers need them. */
export function mutableHeaders(headers: HttpResponse['headers']): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
  );
}
