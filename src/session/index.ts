/**
 * Keeps you signed in: `connect` signs in when the first call needs it, renews the session before it expires, signs in
 * again if a response says that the session is over, and shares the session between processes.
 *
 * @module session
 */

export type { AbortSignalLike, PlatformSignal } from '../http/signals.js';
export type { FetchResponse } from './by-fetch.js';
export { connect } from './connect.js';
export type { ConnectionEvent } from './events.js';
export type { AnyFetch, FetchInit, FetchLike, PlatformFetch } from './fetch.js';
export type { Call, CallOptions, Connection, ConnectSettings } from './settings.js';
export type { Lock, TokenStore } from './store.js';
export type { AuthorizeOptionsOf, ModuleOf, OptionsOf, SessionFor, VendorModule } from './vendor.js';
