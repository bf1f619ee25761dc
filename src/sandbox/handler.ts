/**
 * What a sandbox is: a function from request to response, its shared options, and the responses that all servers share.
 */
import {
  type Check,
  callback,
  guarded,
  integer,
  optional,
  text,
  time as timeCheck,
  unexpected,
} from '../core/check.js';
import { InputError } from '../core/errors.js';
import type { HttpRequest, HttpResponse } from '../http/message.js';

/** The server side of a protocol: a function from request to response. */
export type Handler = (request: HttpRequest) => HttpResponse;

/** Options that every sandbox takes. */
export interface SandboxOptions<Account> {
  /** Who can sign in. */
  readonly accounts: readonly Account[];
  /** Tokens are derived from this text and the account, so that tests are repeatable. Default: a fixed text. */
  readonly seed?: string | undefined;
  /** The path before the server's own paths, such as `/mes`. Default: none. Any other path answers 404. */
  readonly basePath?: string | undefined;
  /**
   * The current time in milliseconds since the Unix epoch, or a function that returns it. A sandbox never reads the
   * clock.
   */
  readonly now?: number | (() => number) | undefined;
  /** The lifetime of a token in milliseconds; needs `now`. Default: until {@link revokeTokens}. */
  readonly tokenLife?: number | undefined;
}

/** How long tokens are valid, and what time it is. */
export interface Lifetime {
  readonly tokenLife: number;
  readonly now: () => number;
}

/** The input for tokens if there's no `seed`. */
export const DEFAULT_SEED = 'credwire sandbox';

const TEN_YEARS = 315_360_000_000;

const clock: Check<() => number> = (label, value) => {
  if (typeof value !== 'function') {
    const fixed = timeCheck(label, value);
    return () => fixed;
  }
  const read = callback<() => unknown>(label, value);
  return () =>
    timeCheck(
      label,
      guarded(label, () => read()),
    );
};

const pathCheck: Check<string> = (label, value) => {
  const path = text(label, value);
  if (/^(?:\/[a-z0-9._~!$&'()*+,;=:@/%-]*)?$/i.test(path)) return path.replace(/\/$/, '');
  throw unexpected('ERR_URL', label, 'a path such as "/mes"', value);
};

/** The checks of the options that every sandbox takes, except `accounts`. */
export const SHARED = {
  seed: optional(text, DEFAULT_SEED),
  basePath: optional(pathCheck, ''),
  now: optional(clock),
  tokenLife: optional(integer(1, TEN_YEARS)),
};

/** The lifetime of tokens, `undefined` if they don't expire. */
export function lifetimeOf(
  owner: string,
  now: (() => number) | undefined,
  tokenLife: number | undefined,
): Lifetime | undefined {
  if (tokenLife === undefined) return undefined;
  if (now !== undefined) return { tokenLife, now };
  throw new InputError(
    'ERR_ARGUMENT_VALUE',
    `${owner}: "tokenLife": expected "now" as well, to know when a token expires`,
  );
}

/** A response with a JSON body. */
export function jsonAnswer(status: number, value: unknown, headers: HttpResponse['headers'] = {}): HttpResponse {
  return Object.freeze({
    status,
    headers: Object.freeze({ 'content-type': 'application/json; charset=utf-8', ...headers }),
    body: JSON.stringify(value),
  });
}

/** A page from the web server itself, before any of the vendor's code runs. */
export function pageAnswer(status: number, reason: string, headers: HttpResponse['headers'] = {}): HttpResponse {
  const title = `${status} ${reason}`;
  return Object.freeze({
    status,
    headers: Object.freeze({ 'content-type': 'text/html; charset=utf-8', ...headers }),
    body: `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
  });
}

const revocations = /* @__PURE__ */ new WeakMap<Handler, (() => void) | undefined>();

/** Remembers how to revoke a handler's tokens, if it has any. */
export function revocable(handler: Handler, revoke: (() => void) | undefined): Handler {
  revocations.set(handler, revoke);
  return handler;
}

/** How to revoke a handler's tokens; `undefined` if it isn't a sandbox. */
export function revocationOf(handler: Handler): (() => void) | undefined {
  return revocations.get(handler);
}

/**
 * Makes a sandbox forget every token that it has issued: it refuses calls until the client signs in again.
 *
 * @param handler - A sandbox, or the result of `scripted` for one.
 * @returns Nothing. Later sign-ins give different tokens than before, and the same ones in each test run.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if `handler` isn't a function, `ERR_ARGUMENT_VALUE` if it isn't a
 * sandbox.
 * @see The page on the sandbox, "When a session ends".
 *
 * @example
 * ```ts
 * import { bex, run } from 'credwire';
 * import { bexSandbox, revokeTokens, toSend } from 'credwire/sandbox';
 *
 * const sandbox = bexSandbox({ accounts: [{ username: 'user123', password: 'pass1234' }] });
 * const session = await run(bex.signIn({ username: 'user123', password: 'pass1234' }), toSend(sandbox));
 * const call = { method: 'GET', url: 'https://api.bex.co.za/api/service/track', headers: { token: session.token } } as const;
 * sandbox(call).body; // => '{"authorised":true,"user":"user123"}'
 * revokeTokens(sandbox);
 * sandbox(call).body; // => '{"ex":"The token is invalid."}'
 * ```
 */
export function revokeTokens(handler: Handler): void {
  const revoke = revocationOf(callback<Handler>('revokeTokens: "handler"', handler));
  if (revoke === undefined) {
    throw new InputError('ERR_ARGUMENT_VALUE', 'revokeTokens: "handler": expected a sandbox, got some other function');
  }
  revoke();
}
