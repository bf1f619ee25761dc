/** The whole flow: key, perhaps companies, token. */
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
   * The company's API; without a scheme it takes that of `loginUrl`. Any host that you name is trusted. Default: what the
   * companies list says.
   */
  readonly apiUrl?: string | UrlObject | undefined;
  /**
   * More hosts that may be followed where the companies list names them: `api.example`, or `api.example:8443` for that
   * port alone; no wildcards. Trusted anyway are `smartconnect.com` and all below it, the document's
   * `smartconnect-na-scheduler.azurewebsites.net`, and the host of `loginUrl`, each at any port.
   */
  readonly apiHosts?: readonly string[] | undefined;
  /** The user's e-mail address. */
  readonly email: string;
  /** The password as the user types it. */
  readonly password: string;
  /** The company. Default: the only one that the user has, or what `choose` says. */
  readonly companyId?: string | undefined;
  /**
   * Where to ask for the companies, if at all: the login service's `v1/companies` (default), or `GetCompanyList` of the
   * API, from a later edition of the document; that needs `apiUrl`.
   */
  readonly listCompanies?: 'v1/companies' | 'GetCompanyList' | undefined;
  /**
   * Picks one where several companies fit, by returning it, or its id if that is enough to tell; synchronous, and not
   * called where one fits. What it throws comes through. A program that has to ask its user calls the steps one by one.
   */
  readonly choose?: Choose | undefined;
  /** Name of the calling program, for `v1/companies`. Default: `credwire`. */
  readonly clientName?: string | undefined;
  /** Address of the calling machine, for `v1/companies`. Default: `127.0.0.1`. */
  readonly ipAddress?: string | undefined;
}

const SIGN_IN_OPTIONS = {
  email: text,
  password: ofType<string>('string', 'a string'), // its surrogates are looked at where it is encoded
  apiUrl: optional(apiUrlToCome),
  apiHosts: API_HOSTS,
  companyId: optional(text),
  listCompanies: optional(oneOf('v1/companies', 'GetCompanyList')), // the former, unless told
  choose: optional(callback<Choose>),
  ...CLIENT_OPTIONS,
  ...ENCRYPT_PASSWORD_OPTIONS,
};

// Its scheme follows from another option.
function apiUrlToCome(label: string, value: unknown): (scheme: Scheme) => BaseUrl {
  return (scheme) => API_URL(label, value, scheme);
}

/**
 * The whole sign-in: pass it to `run`. With `apiUrl` and `companyId` it sends two requests, for the key and the token;
 * without one of them a third between, for the companies.
 *
 * @param options - The user, and what is known of the company; read when the flow starts.
 * @returns A flow that yields the requests and returns the session of one company.
 * @throws {@link InputError} `ERR_COMPANY_CHOICE` where no company fits, or several do and nothing chooses one; what the
 * builders, the parsers and `encryptPassword` throw.
 * @throws {@link ResponseError} `ERR_UNTRUSTED_HOST` with `host` where the companies list names an API on a host that is
 * neither the vendor's, nor that of `loginUrl`, nor in `apiHosts`; what the parsers throw; `ERR_PIN_MISMATCH`;
 * `ERR_RESPONSE_FORMAT` for an `ApiUrl` that is not an address, or that would send the password in the clear.
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
    plaintext.fill(0); // also where the flow is left before the key is there
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
