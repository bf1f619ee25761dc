/** The whole flow: key, perhaps companies, token. */
import { callback, oneOf, optional, readOptions, text } from '../../core/check.js';
import { InputError, ResponseError } from '../../core/errors.js';
import type { SignIn } from '../../http/run.js';
import {
  type Account,
  CLIENT_OPTIONS,
  type Company,
  companiesRequest,
  companyListRequest,
  parseCompaniesResponse,
  parseCompanyListResponse,
} from './companies.js';
import { apiBase, loginBase, type Scheme } from './endpoints.js';
import {
  ENCRYPT_PASSWORD_OPTIONS,
  type EncryptPasswordOptions,
  encryptPassword,
  parsePublicKeyResponse,
  publicKeyRequest,
} from './public-key.js';
import { parseTokenResponse, type Session, tokenRequest } from './token.js';

/** Options of {@link signIn}. */
export interface SignInOptions extends EncryptPasswordOptions {
  /** The login service. Default: `https://login.smartconnect.com`. HTTPS, or HTTP on a loopback host. */
  readonly loginUrl?: string | undefined;
  /** The company's API; without a scheme it takes that of `loginUrl`. Default: what the companies list says. */
  readonly apiUrl?: string | undefined;
  /** The user's e-mail address. */
  readonly email: string;
  /** The password as the user types it. */
  readonly password: string;
  /** The company. Default: the only one that the user has, or what `choose` says. */
  readonly companyId?: string | undefined;
  /**
   * Where the list of companies is asked for, if it is: the login service's `v1/companies` (default), or
   * `GetCompanyList` of the API, from a later edition of the document; that needs `apiUrl`.
   */
  readonly listCompanies?: 'v1/companies' | 'GetCompanyList' | undefined;
  /**
   * Picks one where several companies fit, by returning it or its id; synchronous, and not called where one fits. What
   * it throws comes through. A program that has to ask its user first calls the steps one by one.
   */
  readonly choose?: ((companies: readonly Company[]) => Company | string | undefined) | undefined;
  /** Name of the calling program, for `v1/companies`. Default: `credwire`. */
  readonly clientName?: string | undefined;
  /** Address of the calling machine, for `v1/companies`. Default: `127.0.0.1`. */
  readonly ipAddress?: string | undefined;
}

const SIGN_IN_OPTIONS = {
  email: text,
  password: text,
  apiUrl: optional(text),
  companyId: optional(text),
  listCompanies: optional(oneOf('v1/companies', 'GetCompanyList')), // the former, unless told
  choose: optional(callback<NonNullable<SignInOptions['choose']>>),
  ...CLIENT_OPTIONS,
  ...ENCRYPT_PASSWORD_OPTIONS,
};

/**
 * The whole sign-in: pass it to `run`. With `apiUrl` and `companyId` it sends two requests, for the key and the token;
 * without one of them a third between, for the companies.
 *
 * @param options - The user, and what is known of the company; read when the flow starts.
 * @returns A flow that yields the requests and returns the session of one company.
 * @throws {@link InputError} `ERR_COMPANY_CHOICE` where no company fits, or several do and nothing chooses one; what the
 * builders and `encryptPassword` throw.
 * @throws {@link ResponseError} what the parsers throw; `ERR_PIN_MISMATCH`; `ERR_RESPONSE_FORMAT` for an `ApiUrl` that
 * is none, or that would send the password in the clear.
 * @throws {@link CryptoError} `ERR_NO_RANDOM`, `ERR_RANDOM`.
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
  const { email, password, companyId, listCompanies, choose, random, charset, pin, ...client } = checked;
  const login = loginBase(owner, client.loginUrl);
  const scheme: Scheme = login.startsWith('https:') ? 'https' : 'http';
  const apiUrl = client.apiUrl === undefined ? undefined : apiBase(`${owner}: "apiUrl"`, client.apiUrl, scheme);
  const listUrl = listCompanies === 'GetCompanyList' ? (apiUrl ?? listNeedsApiUrl(owner)) : undefined;

  const key = parsePublicKeyResponse(yield publicKeyRequest({ loginUrl: login }));
  const encryptedPassword = encryptPassword(password, key, { random, charset, pin });
  if (apiUrl !== undefined && companyId !== undefined) {
    const target = { apiUrl, companyId };
    return parseTokenResponse(yield tokenRequest({ ...target, email, encryptedPassword }), target);
  }

  let companies: Account['companies'];
  if (listUrl !== undefined) {
    companies = parseCompanyListResponse(yield companyListRequest({ apiUrl: listUrl, email, encryptedPassword }));
  } else {
    const { clientName, ipAddress } = client;
    const user = { email, encryptedPassword, clientName, ipAddress };
    companies = parseCompaniesResponse(yield companiesRequest({ loginUrl: login, ...user })).companies;
  }
  const fitting = companies.flatMap((company) => {
    const where = apiUrl ?? company.apiUrl;
    const fits = companyId === undefined || company.id.toLowerCase() === companyId.toLowerCase(); // GUIDs, in either case
    return fits && where !== undefined ? [{ company, where }] : [];
  });
  const { company, where } = chooseCompany(fitting, choose);
  const target = { apiUrl: apiUrl ?? vendorApiUrl(where, scheme), companyId: company.id };
  return parseTokenResponse(yield tokenRequest({ ...target, email, encryptedPassword }), target);
}

function listNeedsApiUrl(owner: string): never {
  throw new InputError('ERR_ARGUMENT_VALUE', `${owner}: "listCompanies": "GetCompanyList" needs "apiUrl"`);
}

interface Fitting {
  readonly company: Company;
  /** The address of its API, the caller's or the vendor's. */
  readonly where: string;
}

function chooseCompany(fitting: readonly Fitting[], choose: SignInOptions['choose']): Fitting {
  const [only] = fitting;
  if (only === undefined) throw noChoice('0 companies fit; expected at least one');
  // Two products of one company are two entries, of which either will do.
  if (fitting.every(({ company, where }) => company.id === only.company.id && where === only.where)) return only;
  if (choose === undefined) throw noChoice(`${fitting.length} companies fit; pass "companyId" or "choose"`);
  const choice = choose(Object.freeze(fitting.map(({ company }) => company)));
  const chosen = fitting.find(({ company }) => company === choice || company.id === choice);
  if (chosen !== undefined) return chosen;
  throw noChoice(`${fitting.length} companies fit; "choose" returned none of them`);
}

function noChoice(words: string): InputError {
  return new InputError('ERR_COMPANY_CHOICE', `smartconnect.signIn: ${words}`);
}

// What the vendor sends is checked like what the caller sends, but it is the peer's fault.
function vendorApiUrl(apiUrl: string, scheme: Scheme): string {
  try {
    return apiBase('smartconnect.signIn: "ApiUrl" of the companies list', apiUrl, scheme);
  } catch (error) {
    throw error instanceof InputError ? new ResponseError('ERR_RESPONSE_FORMAT', error.message) : error;
  }
}
