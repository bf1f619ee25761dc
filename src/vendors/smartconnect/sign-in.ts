/** The whole flow: the key, the companies if needed, the token. */
import { encodeTextOf } from '../../codecs/text.js';
import { callback, ofType, oneOf, optional, readOptions, text } from '../../core/check.js';
import { InputError } from '../../core/errors.js';
import type { BaseUrl, UrlObject } from '../../core/url.js';
import type { SignIn } from '../../http/run.js';
import { type Choose, chooseCompany } from './choice.js';
import {
  buildCompaniesRequest,
  buildCompanyListRequest,
  CLIENT_OPTIONS,
  readAccount,
  readCompanyList,
  type User,
} from './companies.js';
import { ENCRYPT_PASSWORD_OPTIONS, type EncryptPasswordOptions, encrypt } from './credentials.js';
import { API_URL, type Scheme } from './endpoints.js';
import { API_HOSTS, readTrustedApi } from './hosts.js';
import { buildPublicKeyRequest, readPublicKey } from './public-key.js';
import type { Session } from './session.js';
import { buildTokenRequest, readSession } from './token.js';

/** Options of {@link signIn}. */
export interface SignInOptions extends EncryptPasswordOptions {
  /** The login service, without `/v1`. Default: `https://login.smartconnect.com`. HTTPS, or HTTP on a loopback host. */
  readonly loginUrl?: string | UrlObject | undefined;
  /**
   * The company's API; its default scheme is the one of `loginUrl`. Any host that you pass is trusted. Default: the one
   * in the list of companies.
   */
  readonly apiUrl?: string | UrlObject | undefined;
  /**
   * More hosts that the list of companies may point to: `api.example`, or `api.example:8443` for that port only; no
   * wildcards. Always trusted are `smartconnect.com` and its subdomains, the document's
   * `smartconnect-na-scheduler.azurewebsites.net`, and the host of `loginUrl`, on any port.
   */
  readonly apiHosts?: readonly string[] | undefined;
  /** The user's e-mail address. */
  readonly email: string;
  /** The password as the user types it. */
  readonly password: string;
  /** The company. Default: the user's only one, or the one that `choose` picks. */
  readonly companyId?: string | undefined;
  /**
   * Where to list the companies, if that's needed: the login service's `v1/companies` (default), or the API's
   * `GetCompanyList`, from a later edition of the document, which needs `apiUrl`.
   */
  readonly listCompanies?: 'v1/companies' | 'GetCompanyList' | undefined;
  /**
   * Picks one if several companies match: returns the company, or its id if that's unambiguous. It's synchronous, and
   * isn't called if only one matches. Its exceptions are passed on. A program that must ask its user calls the steps
   * one by one instead.
   */
  readonly choose?: Choose | undefined;
  /** Name of the calling program, for `v1/companies`. Default: `credwire`. */
  readonly clientName?: string | undefined;
  /** Address of the calling machine, for `v1/companies`. Default: `127.0.0.1`. */
  readonly ipAddress?: string | undefined;
}

const SIGN_IN_OPTIONS = {
  email: text,
  password: ofType<string>('string', 'a string'), // its surrogates are checked when it's encoded
  apiUrl: optional(apiUrlToCome),
  apiHosts: API_HOSTS,
  companyId: optional(text),
  listCompanies: optional(oneOf('v1/companies', 'GetCompanyList')), // the first one by default
  choose: optional(callback<Choose>),
  ...CLIENT_OPTIONS,
  ...ENCRYPT_PASSWORD_OPTIONS,
};

// Its scheme depends on another option.
function apiUrlToCome(label: string, value: unknown): (scheme: Scheme) => BaseUrl {
  return (scheme) => API_URL(label, value, scheme);
}

/**
 * The whole sign-in: pass it to `run`. With `apiUrl` and `companyId` it sends two requests, for the key and the token;
 * without either of them it sends a third in between, for the companies.
 *
 * @param options - The user, and what you know about the company; read when the flow starts.
 * @returns A flow that yields the requests and returns the session for one company.
 * @throws {@link InputError} `ERR_COMPANY_CHOICE` if no company matches, or several do and none is chosen; everything
 * that the builders, the parsers and `encryptPassword` throw.
 * @throws {@link ResponseError} `ERR_UNTRUSTED_HOST` with `host` if the list of companies names an API on a host that's
 * neither the vendor's, nor the one of `loginUrl`, nor in `apiHosts`; everything that the parsers throw;
 * `ERR_PIN_MISMATCH`; `ERR_RESPONSE_FORMAT` for an `ApiUrl` that isn't an address, or that would send the password
 * unencrypted.
 * @throws {@link CryptoError} `ERR_NO_RANDOM`, `ERR_RANDOM`, `ERR_NO_BIGINT`.
 * @see SmartConnect API, Authentication.
 *
 * @example
 * ```ts
 * import { run, smartconnect } from 'credwire';
 *
 * const modulus = '/'.repeat(170) + '8=';
 * const key = `<RSAKeyValue><Modulus>${modulus}</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>`;
 * const company = { apiUrl: 'api.example/API', companyId: '72b0' };
 * const flow = smartconnect.signIn({ email: 'demo@example.com', password: 'secret', ...company });
 * const session = await run(flow, async ({ url }) => {
 *   return { status: 200, headers: {}, body: JSON.stringify(url.endsWith('public-key') ? key : 'Um5UVA==') };
 * });
 * session.token; // => 'Um5UVA=='
 * ```
 */
export function* signIn(options: SignInOptions): SignIn<Session> {
  const owner = 'smartconnect.signIn';
  const checked = readOptions(owner, options, SIGN_IN_OPTIONS);
  const { loginUrl, email, companyId, listCompanies, choose, apiHosts, clientName, ipAddress } = checked;
  const apiUrl = checked.apiUrl?.(loginUrl.origin.startsWith('https:') ? 'https' : 'http');
  const listUrl = listCompanies === 'GetCompanyList' ? (apiUrl ?? listNeedsApiUrl(owner)) : undefined;
  const plaintext = encodeTextOf(`${owner}: "password"`, checked.password, checked.charset);

  let encryptedPassword: string;
  try {
    const key = readPublicKey(owner, yield buildPublicKeyRequest(loginUrl));
    encryptedPassword = encrypt(owner, checked, key, plaintext);
  } finally {
    plaintext.fill(0); // also if the flow ends before the key is there
  }
  const user = { email, encryptedPassword };
  if (apiUrl !== undefined && companyId !== undefined) return yield* tokenOf(owner, user, apiUrl, companyId);

  const companies =
    listUrl === undefined
      ? readAccount(owner, yield buildCompaniesRequest({ loginUrl, clientName, ipAddress }, user)).companies
      : readCompanyList(owner, yield buildCompanyListRequest(listUrl, user));
  const { company, where } = chooseCompany(owner, companies, { companyId, where: apiUrl?.base, choose });
  return yield* tokenOf(owner, user, apiUrl ?? readTrustedApi(owner, where, loginUrl, apiHosts), company.id);
}

function* tokenOf(owner: string, user: User, api: BaseUrl, companyId: string): SignIn<Session> {
  const response = yield buildTokenRequest(api, user, companyId);
  return readSession(owner, response, { origin: api.origin, apiUrl: api.base, companyId });
}

function listNeedsApiUrl(owner: string): never {
  throw new InputError('ERR_ARGUMENT_VALUE', `${owner}: "listCompanies": "GetCompanyList" needs "apiUrl"`);
}
