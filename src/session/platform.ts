/** The platform's defaults, if the caller passes nothing: clock and timers. */

import { callback, time } from '../core/check.js';
import { TransportError } from '../core/errors.js';
import { clientFailure } from '../http/client-errors.js';
import type { AbortSignalLike, PlatformSignal } from '../http/signals.js';

/** A clock: milliseconds since the Unix epoch. */
export type Clock = () => number;

/** Reads the caller's clock, or the platform's. */
export function clockOf(now: Clock | undefined): Clock {
  if (now !== undefined) return () => time('connect: "now"', now());
  // biome-ignore lint/suspicious/noShadowRestrictedNames: it is the global itself, named so that nothing else is read
  const { Date } = globalThis;
  return () => Date.now();
}

/** What can end a wait early. */
export interface Limits {
  /** Milliseconds; no limit if it's `undefined`, or if the platform has no timers. */
  readonly timeout?: number | undefined;
  /** Any of these ends the wait. */
  readonly signals: readonly (AbortSignalLike | undefined)[];
}

/**
 * Runs a task until it finishes, the time expires, or a signal aborts. The task gets its own signal for its client.
 *
 * @throws {@link TransportError} `ERR_TIMEOUT`, `ERR_ABORTED`
 */
export function bounded<T>(
  owner: string,
  { timeout, signals }: Limits,
  task: (signal: PlatformSignal | undefined) => PromiseLike<T> | T,
): Promise<T> {
  const { AbortController, setTimeout, clearTimeout } = globalThis as {
    AbortController?: new () => { readonly signal: PlatformSignal; abort(reason: unknown): void };
    setTimeout?(callback: () => void, delay: number): unknown;
    clearTimeout?(timer: unknown): void;
  };
  return new Promise<T>((resolve, reject) => {
    const controller = AbortController && new AbortController();
    const stop = (error: unknown): void => {
      clean();
      reject(error);
      controller?.abort(error);
    };
    const listeners = signals.flatMap((signal) =>
      signal === undefined ? [] : [[signal, () => stop(aborted(owner, signal))] as const],
    );
    let timer: unknown;
    const clean = (): void => {
      if (timer !== undefined) clearTimeout?.(timer);
      for (const [signal, listener] of listeners) signal.removeEventListener('abort', listener);
    };
    for (const [signal, listener] of listeners) {
      if (signal.aborted) return listener();
      signal.addEventListener('abort', listener);
    }
    if (timeout !== undefined) {
      const expire = () => stop(new TransportError('ERR_TIMEOUT', `${owner}: no response within ${timeout} ms`));
      timer = setTimeout?.(expire, timeout);
    }
    new Promise<T>((begin) => begin(task(controller?.signal))).then(resolve, reject).finally(clean);
  });
}

/** The error of a wait that the caller's signal ended. */
export function aborted(owner: string, { reason }: AbortSignalLike): TransportError {
  // The signal of AbortSignal.timeout() is a time limit.
  const code = clientFailure(reason) === 'ERR_TIMEOUT' ? 'ERR_TIMEOUT' : 'ERR_ABORTED';
  return new TransportError(code, `${owner}: the caller's signal aborted`, { cause: reason });
}

/**
 * A separate signal, and the function that aborts it. If there's a source, it aborts with that, which only gets one
 * listener, no matter how many this one has: platforms warn about many.
 */
export function makeSignal(source?: AbortSignalLike): { readonly signal: AbortSignalLike; raise(): void } {
  const listeners = new Set<() => void>();
  let isRaised = false;
  const raise = (): void => {
    isRaised = true;
    for (const listener of [...listeners]) listener();
  };
  return {
    signal: {
      get aborted() {
        return isRaised || source?.aborted === true;
      },
      get reason() {
        return source?.reason;
      },
      addEventListener: (_, listener) => {
        if (listeners.size === 0) source?.addEventListener('abort', raise);
        listeners.add(listener);
      },
      removeEventListener: (_, listener) => {
        listeners.delete(listener);
        if (listeners.size === 0) source?.removeEventListener('abort', raise);
      },
    },
    raise,
  };
}

/** A signal from the caller. */
export function signalCheck(label: string, value: unknown): AbortSignalLike {
  const signal = value as AbortSignalLike | null; // checked member by member
  callback(`${label}: addEventListener`, signal?.addEventListener);
  callback(`${label}: removeEventListener`, signal?.removeEventListener);
  return value as AbortSignalLike; // it has the members that are used
}
