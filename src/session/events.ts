/** What a connection tells of itself. */
import { CredwireError, type ErrorCode } from '../core/errors.js';

/** Something that happened, without secrets: fit for a log or a counter. */
export type ConnectionEvent = {
  /** Id of the vendor. */
  readonly vendor: string;
} & (
  | {
      /** A new session: the first or the next one, or one that was there before the last had ended. */
      readonly type: 'sign-in' | 'renewal';
      /** Whether another process had signed in, and the store had the session. */
      readonly stored: boolean;
      /** How long it took, in milliseconds. */
      readonly took: number;
      /** When it ends, where anything tells. */
      readonly expiresAt?: number | undefined;
    }
  | {
      /**
       * A response said that the session is over: the call is sent once more (`repeat`), or its body can be sent only
       * once and the caller gets the response as it is (`no-repeat`).
       */
      readonly type: 'repeat' | 'no-repeat';
      /** HTTP status of the response. */
      readonly status: number;
    }
  | {
      /** Something failed. A fault of the store or the lock harms nobody: the connection does without. */
      readonly type: 'fault';
      /** What failed. */
      readonly part: 'sign-in' | 'renewal' | 'store' | 'lock';
      /** The code of the error, where it is one of this library. */
      readonly code?: ErrorCode | undefined;
    }
  | {
      /** The session has been forgotten. */
      readonly type: 'sign-out';
    }
);

type Untold<E> = E extends unknown ? Omit<E, 'vendor'> : never;

/** Tells the caller; what the caller's function throws is its own affair. */
export type Tell = (event: Untold<ConnectionEvent>) => void;

/** A function that tells `listener`. */
export function teller(vendor: string, listener: ((event: ConnectionEvent) => unknown) | undefined): Tell {
  return (event) => {
    if (listener === undefined) return;
    // A promise, so that neither what it throws nor what it rejects with goes anywhere.
    new Promise((resolve) => resolve(listener({ vendor, ...event } as ConnectionEvent))).catch(() => undefined);
  };
}

/** The code of an error, where it is one of this library. */
export function codeOf(error: unknown): ErrorCode | undefined {
  return CredwireError.isOurs(error) ? error.code : undefined;
}
