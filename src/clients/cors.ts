/** Browsers don't say why a request failed, because a program must not learn about networks that it may not read. */
import { TransportError } from '../core/errors.js';

/** What each client calls a failure that the browser doesn't explain: the name of the error, or its code. */
const UNEXPLAINED: ReadonlySet<unknown> = /* @__PURE__ */ new Set([
  'TypeError', // fetch
  'NetworkError', // ky
  'ERR_NETWORK', // axios
  'HttpErrorResponse', // Angular
]);

const CORS =
  "the request failed, and the browser doesn't say why; the likely cause is CORS: the vendor's server doesn't allow this " +
  "page's origin. Sign in from your own server";

/**
 * The error that names the likely cause, if the browser gave none; `undefined` for any other error. A request to the
 * page's own origin can't fail because of CORS.
 */
export function corsError(owner: string, url: string, error: unknown): TransportError | undefined {
  if (!isUnexplained(error) || !isForeign(url)) return undefined;
  return new TransportError('ERR_TRANSPORT', `${owner}: ${CORS}; see "cause"`, { cause: error });
}

/** What failed, for clients that give no error of their own. */
export function unexplained(url: string): string {
  return isForeign(url) ? CORS : 'the network failed';
}

/** Whether this runs in a browser's page or worker, which have a `document` or a `location`. */
function isBrowser(): boolean {
  const { document, location } = globalThis as Browser;
  return isObject(document) || isObject(location);
}

// Whether the request goes to a different origin than the page's own.
function isForeign(url: string): boolean {
  const { location } = globalThis as Browser;
  return isBrowser() && !`${url}/`.startsWith(`${location?.origin}/`);
}

interface Browser {
  readonly document?: unknown;
  readonly location?: { readonly origin?: unknown };
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function isUnexplained(error: unknown): boolean {
  try {
    const { name, code, cause } = error as { readonly [member in 'name' | 'code' | 'cause']?: unknown };
    return (
      (cause === undefined || name === 'NetworkError' || code === 'ERR_NETWORK') &&
      (UNEXPLAINED.has(name) || UNEXPLAINED.has(code))
    );
  } catch {
    // not an object, or one whose getters throw
  }
  return false;
}
