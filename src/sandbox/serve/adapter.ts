/** What joins a handler to a server of some kind: requests as they come, answers that come late. */
import { CredwireError } from '../../core/errors.js';
import { forget } from '../../core/forget.js';
import { answerHeaders } from '../../core/headers.js';
import { type HttpResponse, makeRequest, readRequest } from '../../http/message.js';
import { type Handler, jsonAnswer } from '../handler.js';

/** A request as a server has it; not yet known to be one of this library. */
export interface ServerRequest {
  readonly method: unknown;
  readonly url: unknown;
  readonly headers: unknown;
  readonly body: string;
}

/** An answer that comes late: whoever serves it waits so many milliseconds. A handler waits for nothing. */
export type TimedResponse = HttpResponse &
  Readonly<{
    /** Milliseconds until the answer comes; absent where it comes at once. */
    delay?: number;
  }>;

/** Longer bodies are cut off: nobody signs in with so much. */
export const MOST_CHARACTERS = 1_048_576;

/** The handler's answer; what is no request gets 400, and a handler that throws or gives no answer makes 500. */
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
  // Out of a server's listener, an error would end the process.
  return failedAnswer();
}

function isAnswer(answer: unknown): answer is TimedResponse {
  const { status, headers, body, delay } = answer as Partial<TimedResponse>; // of nothing at all it throws: see above
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
    // names or lines that are none
  }
  return false;
}

/** What stands in for an answer that cannot be sent. */
export function failedAnswer(): HttpResponse {
  return jsonAnswer(500, { message: 'The handler failed.' });
}

/** Headers in arrays of their own, as servers want them. */
export function mutableHeaders(headers: HttpResponse['headers']): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
  );
}
