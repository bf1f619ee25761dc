/**
 * A sign-in that stays good: `connect` signs in when the first call needs it, renews the session before it ends, signs in
 * again where a response says that it is over, and shares it between processes.
 *
 * @module session
 */

export { connect } from './connect.js';
export type { ConnectionEvent } from './events.js';
export type { AnyFetch, FetchInit, FetchLike, PlatformFetch } from './fetch.js';
export type { Signal } from './platform.js';
export type { FetchHeaders, FetchResponse } from './response.js';
export type { Call, CallOptions, Connection, ConnectSettings } from './settings.js';
export type { Lock, TokenStore } from './store.js';
export type { AuthorizeOptionsOf, ModuleOf, OptionsOf, SessionFor, VendorModule } from './vendor.js';
