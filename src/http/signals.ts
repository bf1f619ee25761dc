/** The signals that end a wait: those that are taken, and those that are passed on. */

/** The parts of the standard's AbortSignal that are used; any platform's `AbortController` creates one. */
export interface AbortSignalLike {
  /** Whether it has been aborted. */
  readonly aborted: boolean;
  /** Why it was aborted. */
  readonly reason?: unknown;
  /** Calls back when it is aborted. */
  addEventListener(type: 'abort', listener: () => void): unknown;
  /** Stops calling back. */
  removeEventListener(type: 'abort', listener: () => void): unknown;
}

/** The platform's own AbortSignal type, if a library that declares it is loaded: clients ask for it by that name. */
export type PlatformSignal = typeof globalThis extends {
  /** The platform's class. */
  AbortSignal: {
    /** The type of its instances. */
    readonly prototype: infer Signal;
  };
}
  ? Signal
  : AbortSignalLike;
