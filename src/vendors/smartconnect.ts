/**
 * eOne SmartConnect: a public key in .NET XML, the password encrypted with it using RSAES-PKCS1-v1_5, and up to four
 * endpoints.
 *
 * The steps are, in this order: the public key, the encryption, the companies (optional), the token and its validation;
 * `signIn` combines them. Anyone who can replace the key on the way can read the password, so the key is only fetched
 * over HTTPS, and can be pinned. The newer REST API has its own token endpoint: `restSignIn`.
 *
 * @module smartconnect
 */
import { makeProfile, type Profile } from './vendor.js';

/** What a program can ask about SmartConnect. */
export const profile: Profile<'smartconnect'> = /* @__PURE__ */ makeProfile({
  id: 'smartconnect',
  name: 'eOne SmartConnect',
  fields: [
    { name: 'email', secret: false, required: true },
    { name: 'password', secret: true, required: true },
    { name: 'companyId', secret: false, required: false },
    { name: 'apiUrl', secret: false, required: false },
    { name: 'loginUrl', secret: false, required: false },
    { name: 'pin', secret: false, required: false },
  ],
  tokenLife: { description: '3 months; a token is for one company' },
  document: 'SmartConnect API: Authentication',
});

export type { Choose } from './smartconnect/choice.js';
export {
  type Account,
  type CompaniesRequestOptions,
  type Company,
  type CompanyListRequestOptions,
  companiesRequest,
  companyListRequest,
  parseCompaniesResponse,
  parseCompanyListResponse,
} from './smartconnect/companies.js';
export { type EncryptPasswordOptions, encryptPassword } from './smartconnect/credentials.js';
export type { KnownApiOptions } from './smartconnect/endpoints.js';
export { type PublicKeyRequestOptions, parsePublicKeyResponse, publicKeyRequest } from './smartconnect/public-key.js';
export {
  parseRestTokenResponse,
  type RestParseOptions,
  type RestSignInOptions,
  type RestTokenRequestOptions,
  restSignIn,
  restTokenRequest,
} from './smartconnect/rest.js';
export { authorize, isSessionOver, type Session } from './smartconnect/session.js';
export { type SignInOptions, signIn } from './smartconnect/sign-in.js';
export {
  type ParseOptions,
  parseTokenResponse,
  parseValidateResponse,
  type TokenRequestOptions,
  tokenRequest,
  type ValidateRequestOptions,
  validateRequest,
} from './smartconnect/token.js';
