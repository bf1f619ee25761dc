/** `connect`: signs in and keeps the session valid. */

import { readOptions, unexpected } from '../core/check.js';
import { InputError, TransportError } from '../core/errors.js';
import { isObject } from '../core/json.js';
import type { HttpRequest, HttpResponse } from '../http/message.js';
import { run } from '../http/run.js';
import type { PlatformSignal } from '../http/signals.js';
import type { Vendor } from '../vendors/index.js';
import { makeCalls } from './calls.js';
import { teller } from './events.js';
import type { AnyFetch, PlatformFetch } from './fetch.js';
import { keep, type Take } from './keeper.js';
import type { Rules, Tokened } from './machine.js';
import { bounded, clockOf, makeSignal } from './platform.js';
import { type Call, type Connection, type ConnectSettings, objectCheck, SETTINGS } from './settings.js';
import type { SharedSession } from './shared.js';
import {
  beginSignIn,
  type LooseVendor,
  type OptionsOf,
  readVendor,
  type SessionFor,
  type VendorModule,
} from './vendor.js';

const DEFAULT_TIMEOUT = 30_000;

/**
 * The most waits that a sign-in takes: SmartConnect's three requests and its validation; and the store, the lock, the
 * store again and its write.
 */
const MOST_WAITS = 8;

/**
 * Signs in when the first call needs it and keeps the session valid: one sign-in for any number of calls, renewal
 * before the token expires, and one new sign-in if a response says that the session is over.
 *
 * @typeParam F - The type of `fetch`, and so of `connection.fetch`.
 * @param vendor - A vendor's module, or its id. With an id, the module loads on the first call; a page that passes the
 * module doesn't include the others.
 * @param options - The vendor's sign-in options; with a `clientId`, those of SmartConnect's `restSignIn`.
 * @param settings - The client, the store, time limits and more.
 * @returns A connection; nothing is sent yet. A refused password isn't sent a second time: calls get the same error
 * until `signOut`.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION` for wrong arguments. Calls
 * reject with it for wrong sign-in options, for a URL with a different origin (`ERR_ORIGIN_MISMATCH`), and if the
 * platform has no fetch (`ERR_NO_FETCH`).
 * @throws {@link ResponseError} Calls reject with it if the sign-in fails: `ERR_SIGN_IN_REFUSED`, `ERR_UNAVAILABLE` and
 * anything else that the vendor's `signIn` throws.
 * @throws {@link TransportError} Calls reject with it: `ERR_TIMEOUT`, `ERR_ABORTED`, `ERR_TRANSPORT`.
 *
 * @example
 * ```ts
 * import { bex, type HttpRequest } from 'credwire';
 * import { connect } from 'credwire/session';
 *
 * const send = async ({ url }: HttpRequest) => {
 *   return { status: 200, headers: {}, body: url.endsWith('/login') ? '{"value":"abc"}' : '[]' };
 * };
 * const connection = connect(bex, { username: 'demo', password: 'secret' }, { send });
 * const { body } = await connection.send({ url: '/api/service/waybills' });
 * body; // => '[]'
 * ```
 */
export function connect<
  const V extends Vendor | VendorModule,
  R extends HttpResponse = HttpResponse,
  F extends AnyFetch = PlatformFetch,
>(vendor: V, options: OptionsOf<V>, settings: ConnectSettings<V, R, F> = {}): Connection<SessionFor<V>, R, F> {
  type S = SessionFor<V> & Tokened;
  const { id, load } = readVendor<S>('connect: "vendor"', vendor);
  const signInOptions = objectCheck('connect: "options"', options);
  const checked = readOptions('connect', settings, SETTINGS);
  const { store, lock, timeout, authorize } = checked;
  const signal = checked.signal && makeSignal(checked.signal).signal;
  if (store && signInOptions.choose !== undefined && signInOptions.companyId === undefined) {
    // Two choices by the same user would share a key, and so a company.
    throw new InputError('ERR_ARGUMENT_VALUE', 'connect: "store": with "choose" pass "companyId" too');
  }
  if (checked.validate && id !== 'smartconnect') {
    throw new InputError('ERR_ARGUMENT_VALUE', `connect: "validate": only SmartConnect can be asked, not ${id}`);
  }
  const now = clockOf(checked.now);
  const tell = teller(id, checked.onEvent);
  const patience = timeout ?? DEFAULT_TIMEOUT;
  const rules: Rules = { renewBefore: checked.renewBefore, patience: MOST_WAITS * patience };

  // If loading fails, the next call tries again: a page may have been offline.
  let loaded: LooseVendor<S> | undefined;
  const module = async (): Promise<LooseVendor<S>> => {
    loaded ??= await load();
    return loaded;
  };

  let sharing: SharedSession<S> | undefined;
  const sharedWith = async (): Promise<typeof sharing> => {
    if (store === undefined) return undefined;
    try {
      // Only loaded here: a page that stores nothing doesn't need a hash.
      const { sharedSession } = await import('./shared.js');
      sharing ??= sharedSession<S>({
        store,
        lock,
        vendor: id,
        options: signInOptions,
        authorize,
        now,
        rules,
        timeout: patience,
        tell,
      });
    } catch {
      // A page is offline, or an engine has no BigInt, which the hash needs while it loads.
      tell({ type: 'fault', part: 'store' });
    }
    return sharing;
  };

  let client: typeof import('./by-fetch.js') | undefined;
  const byFetch = async (request: Call, end: PlatformSignal | undefined): Promise<HttpResponse> => {
    client ??= await import('./by-fetch.js'); // only loaded here: a page with a client of its own doesn't need it
    return client.sendByFetch(checked.fetch, request, end);
  };
  const send = (request: Call, end: PlatformSignal | undefined): Promise<HttpResponse> => {
    if (checked.send === undefined) return byFetch(request, end);
    // A call's body is for the caller's own client, whatever its type.
    return end ? checked.send(request as HttpRequest, { signal: end }) : checked.send(request as HttpRequest);
  };

  const take: Take<S> = async (wanted, stopped) => {
    const made = await module();
    const signals = [signal, stopped];
    const limits = { timeout: patience, signals };
    const sendStep = (request: HttpRequest) =>
      bounded(`connect: sign-in to ${id}`, limits, (end) => send(request, end));
    const signIn = async () => {
      const at = now();
      const session = await run(beginSignIn(made, signInOptions, now), sendStep);
      if (!isObject(session))
        throw unexpected('ERR_ARGUMENT_TYPE', 'connect: the result of signIn', 'a session', session);
      return { session, at };
    };
    const together = await sharedWith();
    if (together) {
      const asked = checked.validate ? { vendor: made, send: sendStep } : undefined;
      return together.take({ ...wanted, signals, module: made, signIn, ask: asked });
    }
    const entry = await signIn(); // not within the spread, of which React Native's Babel preset makes a syntax error
    return { ...entry, stored: false };
  };
  const keeper = keep<S>(now, rules, tell, take);
  const calls = makeCalls({
    keeper,
    vendor: () => loaded as LooseVendor<S>, // no session is taken before it has loaded
    options: signInOptions,
    authorize,
    signal,
    ownSignal: checked.signal,
    timeout,
    tell,
    send,
    fetch: checked.fetch,
  });

  return Object.freeze({
    session: calls.session,
    send: calls.send as Connection<S, R>['send'], // what the caller's client resolves to
    fetch: calls.fetch as unknown as F, // has the same signature and passes everything on
    signOut: async () => {
      keeper.reset(new TransportError('ERR_ABORTED', 'connection.signOut: called while others waited for the session'));
      tell({ type: 'sign-out' });
      await (await sharedWith())?.forget();
    },
  });
}
