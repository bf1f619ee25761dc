/** Connects a handler to undici's MockAgent, which answers fetch and undici instead of the network. */

import { toHex } from '../../codecs/hex.js';
import { callback, guarded, isBytes, unexpected } from '../../core/check.js';
import { originOf } from '../../core/url.js';
import type { Handler } from '../handler.js';
import { answerTo, mutableHeaders } from './adapter.js';

/** The parts of undici's MockAgent that are used. */
export interface MockAgent {
  /** The pool of an origin. */
  get(origin: string): {
    /** Intercepts matching requests. */
    intercept(options: { path: (path: string) => boolean; method: (method: string) => boolean }): {
      /** Answers them. */
      reply(answer: (request: MockRequest) => MockReply): MockScope;
    };
  };
}

/** What MockAgent says about a request. */
export interface MockRequest {
  /** Path and query. */
  readonly path: string;
  /** The method. */
  readonly method: string;
  /** The headers: an object, or alternating names and values. */
  readonly headers?: unknown;
  /** The body: text, bytes, or nothing. */
  readonly body?: unknown;
}

/** The answer for MockAgent. */
export interface MockReply {
  /** HTTP status code. */
  readonly statusCode: number;
  /** The body. */
  readonly data: string;
  /** The headers. */
  readonly responseOptions: {
    /** The headers. */
    readonly headers: Record<string, string | string[]>;
  };
}

/** What MockAgent returns for an interceptor. */
export interface MockScope {
  /** Keeps it for later requests. */
  persist(): unknown;
  /** Delays it. */
  delay(milliseconds: number): unknown;
}

/**
 * Makes undici's MockAgent answer every request to an origin with a handler, instead of the network. It intercepts
 * undici and, after `setGlobalDispatcher(mockAgent)`, fetch.
 *
 * @param mockAgent - undici's MockAgent.
 * @param origin - Scheme, host and port, such as `https://api.bex.co.za`.
 * @param handler - One of the sandboxes. The `delay` that `scripted` sets is kept, give or take a millisecond.
 * @returns Nothing; the agent answers from now on.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_TEXT_NOT_WELL_FORMED`, `ERR_URL` if an argument isn't what it
 * should be.
 * @see undici, MockAgent.
 *
 * @example
 * ```ts
 * import { bex } from 'credwire';
 * import { bexSandbox, intercept, type MockReply, type MockRequest } from 'credwire/sandbox';
 *
 * // In place of undici's: remembers who answers.
 * let answer = (_: MockRequest): MockReply => ({ statusCode: 404, data: '', responseOptions: { headers: {} } });
 * const scope = { persist: () => {}, delay: () => {} };
 * const mockAgent = { get: () => ({ intercept: () => ({ reply: (given: typeof answer) => ((answer = given), scope) }) }) };
 *
 * intercept(mockAgent, 'https://api.bex.co.za', bexSandbox({ accounts: [{ username: 'u', password: 'p' }] }));
 * const { method, headers, body } = bex.tokenRequest({ username: 'u', password: 'p' });
 * answer({ path: '/api/service/login', method, headers, body }).statusCode; // => 200
 * ```
 */
export function intercept(mockAgent: MockAgent, origin: string, handler: Handler): void {
  const base = originOf('intercept: "origin"', origin); // with a path, MockAgent would match no request at all
  const handle = callback<Handler>('intercept: "handler"', handler);
  const always = () => true;
  let isSlow = false;
  const scope = guarded('intercept: "mockAgent"', () =>
    mockAgent
      .get(base)
      .intercept({ path: always, method: always })
      .reply(({ path, method, headers, body }) => {
        const request = { method, url: `${base}${path}`, headers: readHeaders(headers), body: readBody(body) };
        const answer = answerTo(handle, request);
        // MockAgent reads its delay after this call; once set it can't be removed.
        isSlow ||= answer.delay !== undefined;
        if (isSlow) scope.delay(Math.max(1, answer.delay ?? 0));
        return {
          statusCode: answer.status,
          data: answer.body,
          responseOptions: { headers: mutableHeaders(answer.headers) },
        };
      }),
  );
  scope.persist();
}

function readHeaders(headers: unknown): unknown {
  if (Array.isArray(headers)) {
    return Object.fromEntries(headers.flatMap((name, at) => (at % 2 === 0 ? [[name, headers[at + 1]]] : [])));
  }
  if (typeof headers !== 'object' || headers === null) return {};
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}

function readBody(body: unknown): string {
  if (typeof body === 'string') return body;
  if (body === undefined || body === null) return '';
  if (Object.prototype.toString.call(body) === '[object URLSearchParams]') return String(body);
  if (!isBytes(body))
    throw unexpected('ERR_ARGUMENT_TYPE', 'intercept: the body', 'text, bytes or URLSearchParams', body);
  const escaped = toHex(body).replace(/../g, '%$&');
  try {
    return decodeURIComponent(escaped);
  } catch {
    return ''; // not UTF-8: no vendor's request
  }
}
