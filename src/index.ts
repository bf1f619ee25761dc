/**
 * Turns a user name and a password into exactly what a vendor's sign-in endpoint expects.
 *
 * Each vendor is a namespace with the same functions: `tokenRequest` builds the request, `parseTokenResponse` reads the
 * answer, `authorize` signs later requests, and `signIn` combines them for {@link run}. The encodings are in
 * `credwire/codecs`, the HTTP clients in `credwire/clients`, and sandboxes of the vendors' servers in
 * `credwire/sandbox`.
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
