/** superagent, in Node and in browsers. */
import { contentTypeOf, readRequest, type SendableRequest } from '../http/message.js';
import { limited, type Send, type ViaOptions } from './limit.js';
import { plainResponse, refuseForeignAnswer, requireMethod, textOrBytes } from './shared.js';

/** The parts of superagent's answer that {@link viaSuperagent} reads. */
export interface SuperagentResponse {
  /** HTTP status code. */
  readonly status: number;
  /** The headers; in Node, `set-cookie` is an array. */
  readonly headers: object;
  /** The body as text. */
  readonly text?: string | null | undefined;
  /** In browsers the XMLHttpRequest, which knows where the answer came from. */
  readonly xhr?:
    | {
        /** Where the answer came from. */
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
  /** A method of Node's request alone. */
  cert?: unknown;
  /** In Node the cookies that an agent would put in the place of the request's own. */
  cookies?: string;
  /** Says which statuses are no errors. */
  ok(isOk: () => boolean): this;
  /** Sets how many redirects are followed. */
  redirects(most: number): this;
  /** Sets how often a failed request is sent again. */
  retry(times: number): this;
  /** Whether the body is read as a whole. */
  buffer(whole: boolean): this;
  /** Sets how the body is parsed. */
  parse(parser: SuperagentParser): this;
  /** Stops the request. */
  abort?(): unknown;
}

/** In browsers it gets the answer and its text; in Node the stream, and a function to call behind it. */
export type SuperagentParser = (
  source: SuperagentStream,
  textOrDone: string | ((error: Error | null, body: unknown) => void),
) => unknown;

/** The parts of Node's stream of an answer that are used. */
export interface SuperagentStream {
  /** Where superagent looks for the body as text. */
  text?: string;
  /** Has the chunks decoded. */
  setEncoding(encoding: 'utf8'): unknown;
  /** Calls back with each chunk of the body. */
  on(event: 'data', listener: (chunk: string) => void): unknown;
  /** Calls back behind the last chunk. */
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
 * Opens a request of superagent for a request object; it is sent when it is awaited.
 *
 * Switched off: parsing the answer, throwing for a status, following redirects (not in browsers, which cannot), retries,
 * a `Content-Type` of superagent's own, the cookies that an agent keeps in Node: they may be another user's.
 *
 * @param request - Any request.
 * @param superagent - superagent, or an agent of its.
 * @returns superagent's request: `await toSuperagent(request, superagent)`.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_URL`,
 * `ERR_HEADER_VALUE`, `ERR_TEXT_NOT_WELL_FORMED` where it is no request; `ERR_ARGUMENT_TYPE` where `superagent` has no
 * such method.
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
  const checked = readRequest('toSuperagent', request);
  const method = METHODS[checked.method];
  requireMethod('toSuperagent: "superagent"', superagent, method);
  const opened = superagent[method](checked.url);
  for (const [name, value] of Object.entries(checked.headers)) opened.set(name, value);
  // Node sends text without a label, once superagent's own is off; a browser labels it, so that it gets bytes.
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
 * Sends requests by superagent, for `run`.
 *
 * @param superagent - superagent, or an agent of your own: `superagent.agent().ca(certificate)`. The cookies that an agent
 * keeps are not sent.
 * @param options - A time limit (`ERR_TIMEOUT`) and a signal (`ERR_ABORTED`): {@link ViaOptions}.
 * @returns A function from a request to its response, of any status; a rejection of superagent comes through.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` where `superagent` has no method `post`; when it sends, what
 * {@link toSuperagent} throws.
 * @throws {@link TransportError} `ERR_TRANSPORT` where a browser followed a redirect to another origin.
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
    const opened = toSuperagent(request, superagent);
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
