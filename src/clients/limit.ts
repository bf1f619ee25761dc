/**
 * Limits the wait for a response in the same way for every client: with a time limit, and with the caller's own signal.
 *
 * The wait itself ends, whatever the client does. The client is told too, so that it can close the connection.
 */
import { type Check, guarded, optional, readOptions, unexpected } from '../core/check.js';
import { CredwireError, InputError, TransportError } from '../core/errors.js';
import { forget } from '../core/forget.js';
import { isObject } from '../core/json.js';
import { clientFailure } from '../http/client-errors.js';
import { type CheckedRequest, type HttpResponse, readRequest, type SendableRequest } from '../http/message.js';
import type { AbortSignalLike, PlatformSignal } from '../http/signals.js';
import { corsError } from './cors.js';

/** Sends one request and resolves to its response, whatever the status: what `run` and `connect` take. */
export type Send = (request: SendableRequest, options?: SendOptions) => Promise<HttpResponse>;

/** What ends a single request, in addition to the adapter's own options. */
export interface SendOptions {
  /** Ends the wait when it aborts. */
  readonly signal?: AbortSignalLike | undefined;
}

/** Options of every adapter. */
export interface ViaOptions {
  /**
   * Milliseconds until the whole response must have arrived, including its body: an integer from 1 to 2147483647, or
   * `Infinity` for no limit. Default: 30000.
   */
  readonly timeout?: number | undefined;
  /** Ends the wait when it aborts: `new AbortController().signal`. */
  readonly signal?: AbortSignalLike | undefined;
}

/** What an adapter can use to stop its client. */
export interface Wait {
  /** A signal for the client, if the platform can create one. */
  readonly signal: PlatformSignal | undefined;
  /** The time limit, if the caller passed one. */
  readonly timeout: number | undefined;
  /** Registers a function to call if the wait ends before the client does. */
  onEnd(stop: () => unknown): void;
}

const DEFAULT_TIMEOUT = 30_000;

/** On all platforms, timers store a signed 32-bit number, and fire at once for a larger one. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

const timeoutCheck: Check<number> = (label, value) => {
  if (typeof value !== 'number') throw unexpected('ERR_ARGUMENT_TYPE', label, 'milliseconds as a number', value);
  if (value === Number.POSITIVE_INFINITY) return value;
  if (Number.isInteger(value) && value >= 1 && value <= LONGEST_TIMEOUT) return value;
  throw new InputError(
    'ERR_ARGUMENT_VALUE',
    `${label}: expected an integer from 1 to ${LONGEST_TIMEOUT}, or Infinity for no limit`,
  );
};

const signalCheck: Check<AbortSignalLike> = (label, value) => {
  const isSignal = guarded(label, () => {
    const { aborted, addEventListener, removeEventListener } = (value ?? {}) as Partial<AbortSignalLike>;
    return (
      typeof aborted === 'boolean' &&
      typeof addEventListener === 'function' &&
      typeof removeEventListener === 'function'
    );
  });
  if (isSignal) return value as AbortSignalLike; // its members are already read
  throw unexpected('ERR_ARGUMENT_TYPE', label, 'an AbortSignal', value);
};

/**
 * A `send` with a limited wait.
 *
 * @param owner - Name of the adapter, the first word of its messages.
 * @param options - What the caller passed.
 * @param exchange - Sends one request with the client.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`
 */
export function limited(
  owner: string,
  options: unknown,
  exchange: (request: CheckedRequest, wait: Wait) => Promise<HttpResponse>,
): Send {
  const bounds = readOptions(owner, options, {
    timeout: optional(timeoutCheck),
    signal: optional(signalCheck),
  });
  return (request, own) =>
    new Promise((resolve, reject) => {
      const wait = new Bounded(owner, bounds.timeout, [bounds.signal, ownSignal(owner, own)], reject);
      if (wait.isOver) return;
      // Started inside a promise, so that an exception rejects; handled here, so that no late rejection is left over.
      new Promise<HttpResponse>((started) => started(exchange(readRequest(owner, request), wait))).then(
        (response) => wait.over(() => resolve(response)),
        (error) => wait.over(() => reject(meaningOf(owner, request, error))),
      );
    });
}

// `requests.map(send)` passes an index.
function ownSignal(owner: string, options: unknown): AbortSignalLike | undefined {
  if (!isObject(options)) return undefined;
  const label = `${owner}: "signal"`;
  const signal = guarded(label, () => (options as SendOptions).signal);
  return signal === undefined ? undefined : signalCheck(label, signal);
}

/** One wait, which ends once: through the client, the timer or the caller's signal. */
class Bounded implements Wait {
  readonly signal: PlatformSignal | undefined;
  readonly timeout: number | undefined;
  isOver = false;
  readonly #owner: string;
  readonly #reject: (error: Error) => void;
  readonly #controller: Controller | undefined;
  readonly #clear: (() => unknown)[] = [];
  #stop: (() => unknown) | undefined;

  constructor(
    owner: string,
    timeout: number | undefined,
    signals: readonly (AbortSignalLike | undefined)[],
    reject: (error: Error) => void,
  ) {
    this.#owner = owner;
    this.#reject = reject;
    this.timeout = timeout;
    // This package needs no ambient types, so the global is declared here.
    const { AbortController } = globalThis as { AbortController?: new () => Controller };
    if (typeof AbortController === 'function') this.#controller = new AbortController();
    this.signal = this.#controller?.signal;
    for (const signal of signals) {
      if (signal !== undefined && !this.isOver) guarded(`${owner}: "signal"`, () => this.#watch(signal));
    }
    if (!this.isOver) this.#time(timeout ?? DEFAULT_TIMEOUT);
  }

  /** Only the first of all endings takes effect. */
  over(ending: () => void): void {
    if (this.isOver) return;
    this.isOver = true;
    this.#clear.forEach(attempt);
    ending();
  }

  onEnd(stop: () => unknown): void {
    this.#stop = stop;
  }

  #watch(signal: AbortSignalLike): void {
    const aborted = () => {
      // That of AbortSignal.timeout().
      if (clientFailure(signal.reason) === 'ERR_TIMEOUT')
        this.#end('ERR_TIMEOUT', 'the time limit of its signal expired');
      else this.#end('ERR_ABORTED', 'the request was aborted by its signal');
    };
    if (signal.aborted) {
      aborted();
    } else {
      signal.addEventListener('abort', aborted);
      this.#clear.push(() => signal.removeEventListener('abort', aborted));
    }
  }

  #time(limit: number): void {
    const { setTimeout, clearTimeout } = globalThis as Timers;
    if (limit === Number.POSITIVE_INFINITY || typeof setTimeout !== 'function') return;
    const timer = setTimeout(() => this.#end('ERR_TIMEOUT', `no response within ${limit} ms`), limit);
    this.#clear.push(() => clearTimeout?.(timer));
  }

  #end(code: 'ERR_TIMEOUT' | 'ERR_ABORTED', what: string): void {
    this.over(() => {
      const error = new TransportError(code, `${this.#owner}: ${what}`);
      this.#reject(error);
      attempt(() => this.#controller?.abort(error));
      attempt(() => this.#stop?.());
    });
  }
}

// Stops a client or a signal that nobody waits for any more; it doesn't matter whether that works.
function attempt(stop: () => unknown): void {
  try {
    forget(stop());
  } catch {
    // it can't be stopped
  }
}

interface Controller {
  readonly signal: PlatformSignal;
  abort(reason: Error): void;
}

interface Timers {
  readonly setTimeout?: (callback: () => void, milliseconds: number) => unknown;
  readonly clearTimeout?: (timer: unknown) => void;
}

/** If the client's error means a time limit or an abort, it gets the matching code; any other error is passed on. */
function meaningOf(owner: string, request: SendableRequest, error: unknown): unknown {
  if (CredwireError.isOurs(error)) return error;
  const failure = clientFailure(error);
  if (failure === 'ERR_TRANSPORT') return corsError(owner, request.url, error) ?? error;
  const what = failure === 'ERR_TIMEOUT' ? "the client's own time limit expired" : 'the client aborted the request';
  return new TransportError(failure, `${owner}: ${what}; see "cause"`, { cause: error });
}
