/** superagent, in Node and in browsers. */
import { type CheckedRequest, contentTypeOf, readRequest, type SendableRequest } from '../http/message.js';
import { refuseForeignAnswer } from '../http/redirects.js';
import { limited, type Send, type ViaOptions } from './limit.js';
import { plainResponse, requireMethod, textOrBytes } from './shared.js';

/** The parts of superagent's response that {@link viaSuperagent} reads. */
export interface SuperagentResponse {
  /** HTTP status code. */
  readonly status: number;
  /** The headers; in Node, `set-cookie` is an array. */
  readonly headers: object;
  /** The body as text. */
  readonly text?: string | null | undefined;
  /** In browsers the XMLHttpRequest, which knows where the response came from. */
  readonly xhr?:
    | {
        /** Where the response came from. */
        readonly responseURL?: unknown;
      }
    | undefined;
}

/** The parts of superagent's request that are used; each method returns the request itself. */
export interface SuperagentRequest extends PromiseLike<SuperagentResponse> {
  /** Sets a header. */
  set(name: string, value: string): this;
  /** Removes a header. */
  unset(name: string): this;
  /** Sets the body. */
  send(body: string | Uint8Array): this;
  /** A method that only Node's request has. */
  cert?: unknown;
  /** In Node, the cookies with which an agent would replace the request's own. */
  cookies?: string;
  /** Says which statuses aren't errors. */
  ok(isOk: () => boolean): this;
  /** Sets how many redirects are followed. */
  redirects(most: number): this;
  /** Sets how often a failed request is sent again. */
  retry(times: number): this;
  /** Whether the whole body is read. */
  buffer(whole: boolean): this;
  /** Sets how the body is parsed. */
  parse(parser: SuperagentParser): this;
  /** Stops the request. */
  abort?(): unknown;
}

/** In browsers it gets the response and its text; in Node the stream, and a function to call at the end. */
export type SuperagentParser = (
  source: SuperagentStream,
  textOrDone: string | ((error: Error | null, body: unknown) => void),
) => unknown;

/** The parts of Node's response stream that are used. */
export interface SuperagentStream {
  /** Where superagent looks for the body as text. */
  text?: string;
  /** Decodes the chunks. */
  setEncoding(encoding: 'utf8'): unknown;
  /** Calls back with each chunk of the body. */
  on(event: 'data', listener: (chunk: string) => void): unknown;
  /** Calls back after the last chunk. */
  on(event: 'end', listener: () => void): unknown;
}

/** superagent itself, or an agent that `superagent.agent()` made. */
export interface Superagent<R extends SuperagentRequest = SuperagentRequest> {
  /** Opens a GET request. */
  get(url: string): R;
  /** Opens a POST request. */
  post(url: string): R;
  /** Opens a PUT request. */
  put(url: string): R;
  /** Opens a DELETE request. */
  delete(url: string): R;
  /** Opens a PATCH request. */
  patch(url: string): R;
  /** Opens a HEAD request. */
  head(url: string): R;
}

const METHODS = {
  GET: 'get',
  POST: 'post',
  PUT: 'put',
  DELETE: 'delete',
  PATCH: 'patch',
  HEAD: 'head',
} as const;

/**
 * Creates superagent's request for a request object; it's sent when it's awaited.
 *
 * Turns off parsing the response, throwing on error statuses, following redirects (except in browsers, which can't),
 * retries, superagent's own `Content-Type`, and the cookies that an agent keeps in Node, which could be another user's.
 *
 * @param request - Any request.
 * @param superagent - superagent, or one of its agents.
 * @returns superagent's request: `await toSuperagent(request, superagent)`.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_URL`,
 * `ERR_HEADER_VALUE`, `ERR_TEXT_NOT_WELL_FORMED` if it isn't a request; `ERR_ARGUMENT_TYPE` if `superagent` doesn't
 * have the method.
 * @see superagent, the manual.
 *
 * @example
 * ```ts
 * import { toSuperagent, type SuperagentRequest } from 'credwire/clients';
 *
 * // In place of the real one: writes down what it is told.
 * const told: unknown[] = [];
 * const record = (name: string) => (...values: unknown[]) => (told.push([name, ...values]), opened);
 * const opened = new Proxy({} as SuperagentRequest, { get: (_, name) => record(String(name)) });
 * const open = (url: string) => record('open')(url);
 * const superagent = { get: open, post: open, put: open, delete: open, patch: open, head: open };
 *
 * toSuperagent({ method: 'GET', url: 'https://api.example/a?b=%2B', headers: { token: 'abc' } }, superagent);
 * told.slice(0, 2); // => [['open', 'https://api.example/a?b=%2B'], ['set', 'token', 'abc']]
 * ```
 */
export function toSuperagent<R extends SuperagentRequest>(request: SendableRequest, superagent: Superagent<R>): R {
  return open('toSuperagent', readRequest('toSuperagent', request), superagent);
}

function open<R extends SuperagentRequest>(owner: string, checked: CheckedRequest, superagent: Superagent<R>): R {
  const method = METHODS[checked.method];
  requireMethod(`${owner}: "superagent"`, superagent, method);
  const opened = superagent[method](checked.url);
  for (const [name, value] of Object.entries(checked.headers)) opened.set(name, value);
  // In Node, text is sent without a label once superagent's own is off. A browser would label it, so there it's sent as
  // bytes.
  const inNode = opened.cert !== undefined;
  const body = inNode ? checked.body : textOrBytes(checked);
  if (body !== undefined) opened.send(body);
  if (contentTypeOf(checked) === undefined) opened.unset('Content-Type');
  if (inNode) {
    opened.cookies = '';
    opened.buffer(true); // browsers always do, and warn
  }
  return opened
    .ok(() => true)
    .redirects(0)
    .retry(0)
    .parse(asText);
}

/**
 * Sends requests with superagent, for `run`.
 *
 * @param superagent - superagent, or your own agent: `superagent.agent().ca(certificate)`. Cookies that an agent keeps
 * aren't sent.
 * @param options - A time limit (`ERR_TIMEOUT`) and a signal (`ERR_ABORTED`): {@link ViaOptions}.
 * @returns A function from a request to its response, of any status; a rejection from superagent is passed on.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if `superagent` has no method `post`; on sending, everything that
 * {@link toSuperagent} throws.
 * @throws {@link TransportError} `ERR_TRANSPORT` if a browser followed a redirect to another origin.
 *
 * @example
 * ```ts
 * import { viaSuperagent, type SuperagentRequest } from 'credwire/clients';
 *
 * // In place of the real one: an answer, whatever is asked.
 * const answer = Promise.resolve({ status: 200, headers: {}, text: '{"value":"abc"}' });
 * const opened: SuperagentRequest = new Proxy({} as SuperagentRequest, {
 *   get: (_, name) => (name === 'then' ? answer.then.bind(answer) : () => opened),
 * });
 * const open = () => opened;
 * const send = viaSuperagent({ get: open, post: open, put: open, delete: open, patch: open, head: open });
 * await send({ method: 'GET', url: 'https://api.example/', headers: {} }); // => { status: 200, headers: {}, body: '{"value":"abc"}' }
 * ```
 */
export function viaSuperagent(superagent: Superagent, options: ViaOptions = {}): Send {
  requireMethod('viaSuperagent: "superagent"', superagent, 'post');
  return limited('viaSuperagent', options, async (request, wait) => {
    const opened = open('viaSuperagent', request, superagent);
    wait.onEnd(() => opened.abort?.());
    const answer = await opened;
    return plainResponse('viaSuperagent', () => {
      const { status, headers, text, xhr } = answer;
      refuseForeignAnswer('viaSuperagent', request.url, xhr?.responseURL);
      return { status, headers, body: text ?? '' };
    });
  });
}

function asText(source: SuperagentStream, textOrDone: Parameters<SuperagentParser>[1]): unknown {
  if (typeof textOrDone !== 'function') return textOrDone;
  let text = '';
  source.setEncoding('utf8');
  source.on('data', (chunk) => {
    text += chunk;
  });
  source.on('end', () => {
    source.text = text;
    textOrDone(null, text);
  });
  return undefined;
}
