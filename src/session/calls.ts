/**
 * Calls with a connection's session: they're signed, and repeated once if the response says that the session is over.
 */

import { guarded, ofType, optional, readOptions, unexpected } from '../core/check.js';
import { InputError } from '../core/errors.js';
import { isObject } from '../core/json.js';
import type { HttpResponse } from '../http/message.js';
import type { AbortSignalLike, PlatformSignal } from '../http/signals.js';
import type { SessionOf } from '../vendors/vendor.js';
import type { FetchResponse } from './by-fetch.js';
import type { Tell } from './events.js';
import type { FetchInit } from './fetch.js';
import type { Keeper } from './keeper.js';
import type { Held } from './machine.js';
import { aborted, bounded, signalCheck } from './platform.js';
import { type Call, type CallOptions, timeoutCheck } from './settings.js';
import { absoluteUrl, baseFor, type LooseVendor, type Options } from './vendor.js';

/** What calls need from their connection. */
export interface Means<S> {
  readonly keeper: Keeper<S>;
  readonly options: Options;
  readonly authorize: Options | undefined;
  /** The connection's signal, for any number of listeners. */
  readonly signal: AbortSignalLike | undefined;
  /** The same, as the caller passed it. */
  readonly ownSignal: AbortSignalLike | undefined;
  readonly timeout: number | undefined;
  readonly tell: Tell;
  /** The vendor's module; only called when there's a session. */
  vendor(): LooseVendor<S>;
  send(request: Call, signal: PlatformSignal | undefined): Promise<HttpResponse>;
  /** The caller's own fetch. */
  readonly fetch: unknown;
}

type Signals = readonly AbortSignalLike[];

/** The signals that end a call: the caller's and the connection's. */
export function signalsOf(...signals: readonly (AbortSignalLike | null | undefined)[]): Signals {
  return signals.some((signal) => signal) ? signals.flatMap((signal) => signal ?? []) : NO_SIGNALS;
}

/**
 * Sends a call, and repeats it once if its response says that the session is over.
 *
 * @param read - Reads what the caller passed; if it throws, the promise rejects with that.
 */
export type Perform = <A extends { readonly status: number }>(read: () => Attempt<A>) => Promise<A>;

/** One kind of call. */
export interface Attempt<A> {
  readonly owner: string;
  readonly signals: Signals;
  readonly timeout: number | undefined;
  /** A copy that the attempt can write to. */
  readonly request: { -readonly [Member in keyof Call]: Call[Member] };
  /** Sends the signed request. */
  send(request: Call, signal: PlatformSignal | undefined): Promise<A>;
  /** Whether the response says that the session is over. */
  isOver(response: A, vendor: LooseVendor<unknown>): boolean;
  /** Ends the body of a response that nobody reads. */
  readonly discard?: (response: A) => void;
}

const NO_SIGNALS: Signals = [];
const NONE: CallOptions = {};
const STRING = /* @__PURE__ */ ofType<string>('string', 'a string'); // its characters are checked when it's signed
const CALL_OPTIONS = { signal: optional(signalCheck), timeout: timeoutCheck };
const isOver = (response: HttpResponse, vendor: LooseVendor<unknown>) => vendor.isSessionOver(response);

/** The functions of a connection that make calls. */
export function makeCalls<S extends SessionOf<string>>(
  means: Means<S>,
): {
  session(options?: Pick<CallOptions, 'signal'>): Promise<S>;
  send(call: Call, options?: CallOptions): Promise<HttpResponse>;
  fetch(input: unknown, init?: FetchInit | null): Promise<FetchResponse>;
} {
  const { keeper } = means;
  let byFetch: typeof import('./fetch.js') | undefined;
  // Computed once per session, not once per call.
  let based: { readonly session: S; readonly base: string } | undefined;

  const ask = (owner: string, signals: Signals): Held<S> | Promise<Held<S>> => {
    for (const signal of signals) if (signal.aborted) throw aborted(owner, signal);
    return keeper.ask(owner, signals);
  };

  // With a valid session this only awaits the client: one more promise is noticeable next to a request on loopback.
  const perform: Perform = async (read) => {
    const attempt = read();
    const { owner, signals, timeout, request } = attempt;
    const { url } = request;
    const once = (session: S, vendor: LooseVendor<S>) => {
      if (based?.session !== session) based = { session, base: baseFor(means.options, session) };
      request.url = absoluteUrl(url, based.base);
      const signed = named(owner, () => vendor.authorize(request, session, means.authorize));
      if (timeout === undefined && signals.length === 0) return attempt.send(signed, undefined);
      return bounded(owner, { timeout, signals }, (signal) => attempt.send(signed, signal));
    };
    const asked = ask(owner, signals);
    const held = 'generation' in asked ? asked : await asked;
    const vendor = means.vendor();
    const response = await once(held.session, vendor);
    if (!attempt.isOver(response, vendor) || !keeper.over(held)) return response;
    const isLast = isOneShot(request.body);
    means.tell({ type: isLast ? 'no-repeat' : 'repeat', status: response.status });
    if (isLast) return response;
    attempt.discard?.(response);
    return once((await ask(owner, signals)).session, vendor);
  };

  return {
    session: async (options = {}) => {
      const { signal } = readOptions('connection.session', options, { signal: CALL_OPTIONS.signal });
      return (await ask('connection.session', signalsOf(signal, means.signal))).session;
    },

    send: (call, options) =>
      perform(() => {
        const owner = 'connection.send';
        const request = guarded(`${owner}: call`, () => {
          if (isObject(call)) return { method: 'GET', ...call }; // each member once
          throw unexpected('ERR_ARGUMENT_TYPE', `${owner}: call`, 'an object', call);
        });
        STRING(`${owner}: "url"`, request.url);
        // Most calls have none, and reading none takes as long as everything else here.
        const { signal, timeout = means.timeout } =
          options === undefined ? NONE : readOptions(owner, options, CALL_OPTIONS);
        return { owner, signals: signalsOf(signal, means.signal), timeout, request, send: means.send, isOver };
      }),

    fetch: async (input, init) => {
      // Like fetch, it takes what it's given as it is now: the caller can change it while this loads.
      const asked = byFetch === undefined && isRequest(input) ? input.clone() : input;
      const given = byFetch === undefined && isObject(init) && !isRequest(init) ? { ...init } : init;
      byFetch ??= await import('./fetch.js'); // a page that makes calls with its own client doesn't need it
      return byFetch.fetchCall(means, perform, asked, given);
    },
  };
}

/** Makes an error message start with the function that was called: `connection.send` instead of a vendor's `authorize`. */
function named<T>(owner: string, authorize: () => T): T {
  try {
    return authorize();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    // What isn't about the request is about the options of authorize, which connect takes, or about the session.
    const words = error.message
      .replace(/^\w+\.authorize: request: /, `${owner}: `)
      .replace(/^\w+\.authorize: (?!session)/, 'connect: "authorize": ');
    throw new InputError(error.code, words);
  }
}

/** Whether a body can only be sent once, as with streams and anything else that's consumed when read. */
function isOneShot(body: unknown): boolean {
  return isObject(body) && ('getReader' in body || 'pipe' in body || 'next' in body || Symbol.asyncIterator in body);
}

/** Whether it's the standard's Request. */
export function isRequest(value: unknown): value is { readonly url: string; clone(): unknown } {
  return isObject(value) && 'clone' in value && 'url' in value && typeof value.url === 'string';
}
