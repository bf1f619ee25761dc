/** The events that a connection reports. */
import { CredwireError, type ErrorCode } from '../core/errors.js';

/** Something that happened, without secrets, so you can log or count it. */
export type ConnectionEvent = {
  /** The vendor's id. */
  readonly vendor: string;
} & (
  | {
      /** There is a new session: the first one, the next one, or one that was ready before the last had expired. */
      readonly type: 'sign-in' | 'renewal';
      /** Whether another process had signed in, and the session came from the store. */
      readonly stored: boolean;
      /** How long it took, in milliseconds. */
      readonly took: number;
      /** When it expires, if known. */
      readonly expiresAt?: number | undefined;
    }
  | {
      /**
       * A response said that the session is over. Either the call is repeated (`repeat`), or its body can only be sent
       * once and the caller gets this response (`no-repeat`).
       */
      readonly type: 'repeat' | 'no-repeat';
      /** HTTP status of the response. */
      readonly status: number;
    }
  | {
      /** Something failed. If it's the store, its entry or the lock, no harm is done: the connection signs in. */
      readonly type: 'fault';
      /** What failed; `entry` if the store has something that isn't this user's session. */
      readonly part: 'sign-in' | 'renewal' | 'store' | 'entry' | 'lock' | 'validation';
      /** The error's code, if it's one of this library's. */
      readonly code?: ErrorCode | undefined;
    }
  | {
      /** The session was forgotten. */
      readonly type: 'sign-out';
    }
);

type Untold<E> = E extends unknown ? Omit<E, 'vendor'> : never;

/** Calls the listener; its exceptions are its own business. */
export type Tell = (event: Untold<ConnectionEvent>) => void;

/** A function that calls `listener`. */
export function teller(vendor: string, listener: ((event: ConnectionEvent) => unknown) | undefined): Tell {
  return (event) => {
    if (listener === undefined) return;
    // A promise, so that neither an exception nor a rejection goes anywhere.
    new Promise((resolve) => resolve(listener({ vendor, ...event } as ConnectionEvent))).catch(() => undefined);
  };
}

/** The error's code, if it's one of this library's. */
export function codeOf(error: unknown): ErrorCode | undefined {
  return CredwireError.isOurs(error) ? error.code : undefined;
}
