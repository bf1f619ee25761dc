/**
 * Which path leads where. Paths match as a whole: with anything before or after them they don't exist, and the server
 * answers 404, as for any other path.
 */
import { splitTarget } from '../core/url.js';
import { type HttpMethod, type HttpRequest, type HttpResponse, makeRequest, readRequest } from '../http/message.js';
import { type Handler, pageAnswer, revocable } from './handler.js';
import { decodeForm, foldNames } from './requests.js';

/** A request, with what its URL says. */
export interface Call {
  readonly request: HttpRequest;
  /** The path after the base path, part by part; the first part is what's before the first slash. */
  readonly parts: readonly string[];
  /** The query; names are in lower case if the server ignores case. */
  readonly query: ReadonlyMap<string, string>;
}

/** A path that the server knows. */
export interface Endpoint {
  readonly methods: readonly HttpMethod[];
  /** The path after the base path; `*` stands for any part. */
  readonly path: string;
  readonly answer: (call: Call) => HttpResponse;
}

/** A server: what it knows, and what it does with everything else. */
export interface Site {
  readonly owner: string;
  readonly basePath: string;
  /** Whether paths and parameter names are case-insensitive, as on IIS. */
  readonly ignoresCase: boolean;
  readonly endpoints: readonly Endpoint[];
  /** Below these, every path needs a token. */
  readonly api: readonly string[];
  /** Whether a request has a token, valid or not: then the token decides on every path. */
  readonly bringsToken: (call: Call) => boolean;
  /** Judges a request by its token. */
  readonly call: (call: Call) => HttpResponse;
  readonly revoke: () => void;
}

/** Makes a server's handler. Anything that isn't a request is rejected with a coded error before the server sees it. */
export function makeSite(site: Site): Handler {
  const { owner, ignoresCase, endpoints, api } = site;
  const fold = (path: string) => (ignoresCase ? path.toLowerCase() : path);
  const base = fold(site.basePath);
  const known = endpoints.map((endpoint) => ({ ...endpoint, pattern: fold(endpoint.path).split('/') }));
  const roots = api.map((path) => fold(path).split('/'));

  const handle: Handler = (given) => {
    const { method, url, headers, body } = readRequest(owner, given);
    const { path, query = '' } = splitTarget(url);
    const inner = fold(path).slice(base.length);
    if (!fold(path).startsWith(base) || !/^(?:\/|$)/.test(inner)) return notFound();
    const parts = inner.split('/');
    const pairs = decodeForm(query);
    const call = {
      request: makeRequest(method, url, headers, body),
      parts,
      query: ignoresCase ? foldNames(pairs) : pairs,
    };
    const endpoint = known.find(({ pattern }) => fits(pattern, parts));
    if (endpoint !== undefined) {
      return endpoint.methods.includes(method) ? endpoint.answer(call) : notAllowed(endpoint.methods);
    }
    if (known.some(({ pattern }) => endsIn(pattern, parts) || isBelow(pattern, parts))) return notFound();
    return roots.some((root) => isBelow(root, parts)) || site.bringsToken(call) ? site.call(call) : notFound();
  };
  return revocable(handle, site.revoke);
}

function notFound(): HttpResponse {
  return pageAnswer(404, 'Not Found');
}

function notAllowed(methods: readonly HttpMethod[]): HttpResponse {
  return pageAnswer(405, 'Method Not Allowed', { allow: methods.join(', ') });
}

function fits(pattern: readonly string[], parts: readonly string[]): boolean {
  return (
    pattern.length === parts.length &&
    pattern.every((part, at) => part === parts[at] || (part === '*' && parts[at] !== ''))
  );
}

// An endpoint with something before it, such as the endpoint itself.
function endsIn(pattern: readonly string[], parts: readonly string[]): boolean {
  const tail = pattern.slice(1);
  return fits(tail, parts.slice(-tail.length));
}

// A trailing slash in the pattern belongs to the part after it.
function isBelow(pattern: readonly string[], parts: readonly string[]): boolean {
  const head = pattern[pattern.length - 1] === '' ? pattern.slice(0, -1) : pattern;
  return fits(head, parts.slice(0, head.length));
}
