/** CORS, for pages from a different origin than the sandbox. Fetch Standard, CORS protocol. */

import type { Handler } from '../handler.js';
import { answerTo, type ServerRequest, type TimedResponse } from './adapter.js';

const EVERYBODY = { 'access-control-allow-origin': '*', 'access-control-expose-headers': '*' };

/** Answers like the handler, and lets every page read the answer; also answers browsers' preflight requests. */
export function withCors(handler: Handler): (request: ServerRequest) => TimedResponse {
  return (request) => {
    if (request.method === 'OPTIONS') return Object.freeze({ status: 204, headers: preflight(request), body: '' });
    const answer = answerTo(handler, request);
    return Object.freeze({ ...answer, headers: { ...answer.headers, ...EVERYBODY } });
  };
}

// "*" covers every header except Authorization, so the requested headers are named.
function preflight({ headers }: ServerRequest): TimedResponse['headers'] {
  const { 'access-control-request-headers': asked = '' } = headers as Readonly<Record<string, string>>; // texts, of the listener's making
  return {
    ...EVERYBODY,
    'access-control-allow-methods': 'GET, POST, PUT, DELETE, PATCH, HEAD',
    'access-control-allow-headers': asked,
  };
}
