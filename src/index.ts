/**
 * Turns a user name and a password into exactly what a vendor's sign-in endpoint expects.
 *
 * Each vendor is a namespace with the same verbs: `tokenRequest` builds, `parseTokenResponse` reads, `authorize` signs a
 * later request, `signIn` joins them for {@link run}. The encodings by themselves are in `credwire/codecs`, the HTTP
 * clients in `credwire/clients`, sandboxes for the vendors' servers in `credwire/sandbox`.
 *
 * @module credwire
 */

export {
  CredwireError,
  CryptoError,
  ERROR_CODES,
  type ErrorCode,
  type ErrorDetails,
  InputError,
  ResponseError,
  TransportError,
} from './core/errors.js';
export { type RandomBytes, systemRandom } from './core/random.js';
export type { UrlObject } from './core/url.js';
export type { HttpMethod, HttpRequest, HttpResponse, SendableRequest } from './http/message.js';
export { redact } from './http/redact.js';
export { run, type SignIn } from './http/run.js';
export * as bex from './vendors/bex.js';
export * as idscan from './vendors/idscan.js';
export * as ifactory from './vendors/ifactory.js';
export { type Session, type Vendor, vendors } from './vendors/index.js';
export * as jacada from './vendors/jacada.js';
export * as smartconnect from './vendors/smartconnect.js';
export type { AuthorizeOptions, Profile, SessionOf, Signable, Signed } from './vendors/vendor.js';
