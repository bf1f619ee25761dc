/** Calls with the session of a connection: signed, and sent once more where a response says that it is over. */
import { optional, readOptions, text, unexpected } from '../core/check.js';
import { isObject } from '../core/json.js';
import type { HttpResponse } from '../http/message.js';
import type { SessionOf } from '../vendors/vendor.js';
import type { Tell } from './events.js';
import type { FetchInit } from './fetch.js';
import type { Keeper } from './keeper.js';
import type { Held } from './machine.js';
import { aborted, bounded, type Signal, signalCheck } from './platform.js';
import type { FetchResponse } from './response.js';
import { type Call, type CallOptions, timeoutCheck } from './settings.js';
import { absoluteUrl, type LooseVendor, type Options } from './vendor.js';

/** What calls need of their connection. */
export interface Means<S> {
  readonly keeper: Keeper<S>;
  readonly options: Options;
  readonly authorize: Options;
  readonly signal: Signal | undefined;
  readonly timeout: number | undefined;
  readonly tell: Tell;
  module(): Promise<LooseVendor<S>>;
  send(request: Call, signal: Signal | undefined): Promise<HttpResponse>;
  fetch(owner: string, url: string, init: unknown): Promise<FetchResponse>;
}

type Signals = readonly (Signal | undefined)[];

/** Sends a call, and once more where its response says that the session is over. */
export type Perform = <A extends { readonly status: number }>(attempt: Attempt<A>) => Promise<A>;

/** One kind of call. */
export interface Attempt<A> {
  readonly owner: string;
  readonly signals: Signals;
  readonly timeout: number | undefined;
  readonly request: Call;
  /** Sends the signed request. */
  send(request: Call, signal: Signal | undefined): Promise<A>;
  /** Whether the response says that the session is over. */
  isOver(response: A, vendor: LooseVendor<unknown>): boolean | Promise<boolean>;
}

const NONE: CallOptions = {};
const CALL_OPTIONS = { signal: optional(signalCheck), timeout: timeoutCheck };

/** The functions of a connection that call. */
export function makeCalls<S extends SessionOf<string>>(
  means: Means<S>,
): {
  session(options?: Pick<CallOptions, 'signal'>): Promise<S>;
  send(call: Call, options?: CallOptions): Promise<HttpResponse>;
  fetch(input: unknown, init?: FetchInit): Promise<FetchResponse>;
} {
  const { keeper } = means;

  const ask = (owner: string, signals: Signals): Held<S> | Promise<Held<S>> => {
    for (const signal of signals) if (signal?.aborted) throw aborted(owner, signal);
    return keeper.ask(owner, signals);
  };

  const perform: Perform = async (attempt) => {
    const { owner, signals, timeout, request } = attempt;
    const isBounded = timeout !== undefined || signals.some((signal) => signal !== undefined);
    const once = async (session: S, vendor: LooseVendor<S>) => {
      const url = absoluteUrl(request.url, means.options, session);
      const signed = vendor.authorize({ ...request, url }, session, means.authorize);
      const sent = (signal: Signal | undefined) => attempt.send(signed, signal);
      return isBounded ? bounded(owner, { timeout, signals }, sent) : sent(undefined);
    };
    const held = await ask(owner, signals);
    const vendor = await means.module();
    const response = await once(held.session, vendor);
    if (!(await attempt.isOver(response, vendor))) return response;
    keeper.over(held);
    const isLast = isOneShot(request.body);
    means.tell({ type: isLast ? 'no-repeat' : 'repeat', status: response.status });
    return isLast ? response : once((await ask(owner, signals)).session, vendor);
  };

  return {
    session: async (options = {}) => {
      const { signal } = readOptions('connection.session', options, { signal: CALL_OPTIONS.signal });
      return (await ask('connection.session', [signal, means.signal])).session;
    },

    send: async (call, options) => {
      const owner = 'connection.send';
      if (!isObject(call)) throw unexpected('ERR_ARGUMENT_TYPE', `${owner}: call`, 'an object', call);
      // Most calls have none, and to read none takes as long as all else here.
      const { signal, timeout = means.timeout } =
        options === undefined ? NONE : readOptions(owner, options, CALL_OPTIONS);
      const request = { method: 'GET', headers: {}, ...call, url: text(`${owner}: "url"`, call.url) };
      const signals = [signal, means.signal];
      const isOver = (response: HttpResponse, vendor: LooseVendor<unknown>) => vendor.isSessionOver(response);
      return perform({ owner, signals, timeout, request, send: means.send, isOver });
    },

    // Loaded here alone: a page that calls by its own client needs none of it.
    fetch: async (input, init) => (await import('./fetch.js')).fetchCall(means, perform, input, init),
  };
}

/** Whether a body can be sent only once: streams, and what is read from one end to the other. */
function isOneShot(body: unknown): boolean {
  return isObject(body) && ('getReader' in body || 'pipe' in body || 'next' in body || Symbol.asyncIterator in body);
}
