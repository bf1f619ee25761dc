/** Step 3, optional: which companies the user belongs to, and where their API is. */

import { optional, readOptions, text } from '../../core/check.js';
import { firstString, frozen, isObject, ownMember } from '../../core/json.js';
import { type Answer, malformed, readAnswer, readJson, refused } from '../../http/answer.js';
import { ACCEPT_JSON, type HttpRequest, type HttpResponse, JSON_BOTH_WAYS, makeRequest } from '../../http/message.js';
import { apiBase, FAILURES, LOGIN_URL, loginBase, query } from './endpoints.js';

/** A company that the user may sign in to. */
export interface Company {
  /** What the token request calls `companyId`. */
  readonly id: string;
  /** The company's name. */
  readonly name: string;
  /** Where its API is, as the vendor writes it: without a scheme. */
  readonly apiUrl?: string;
  /** When its subscription ends, as the vendor writes it. */
  readonly subscriptionExpiry?: string;
  /** Whether the vendor calls its subscription expired. */
  readonly expired?: boolean;
  /** The product that the company has, such as `SmartConnect`. */
  readonly productName?: string;
  /** The product's status, such as `Active`. */
  readonly productStatus?: string;
  /** The user's role in it. */
  readonly role?: string;
}

/** A user and the companies that he belongs to. */
export interface Account {
  /** The user's identifier. */
  readonly userId?: string;
  /** The user's e-mail address. */
  readonly email?: string;
  /** The user's first name. */
  readonly firstName?: string;
  /** The user's last name. */
  readonly lastName?: string;
  /** The user's status, such as `Active`. */
  readonly status?: string;
  /** One entry a product of a company, in the order of the answer. */
  readonly companies: readonly Company[];
}

/** Options of {@link companiesRequest}. */
export interface CompaniesRequestOptions {
  /** The login service. Default: `https://login.smartconnect.com`. */
  readonly loginUrl?: string | undefined;
  /** The user's e-mail address. */
  readonly email: string;
  /** What `encryptPassword` returned. */
  readonly encryptedPassword: string;
  /** Name of the calling program. Default: `credwire`. */
  readonly clientName?: string | undefined;
  /** Address of the calling machine. Default: `127.0.0.1`, as in the document's sample. */
  readonly ipAddress?: string | undefined;
}

/** The checks of what a client tells about itself, for the flow to repeat. */
export const CLIENT_OPTIONS = {
  loginUrl: optional(text, LOGIN_URL),
  clientName: optional(text, 'credwire'),
  ipAddress: optional(text, '127.0.0.1'),
};

/**
 * Builds the request for the user's companies: `POST {loginUrl}/v1/companies` with JSON, the ciphertext as it is.
 *
 * @param options - The user, the encrypted password, and who asks.
 * @returns A frozen request.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_UNKNOWN_OPTION`, `ERR_TEXT_NOT_WELL_FORMED`, `ERR_URL`,
 * `ERR_INSECURE_URL`.
 * @see SmartConnect API, Authentication: GetCompanies.
 *
 * @example
 * ```ts
 * import { smartconnect } from 'credwire';
 *
 * const request = smartconnect.companiesRequest({ email: 'demo@example.com', encryptedPassword: 'Ua4r+w==' });
 * JSON.parse(request.body ?? '').Password; // => 'Ua4r+w=='
 * ```
 */
export function companiesRequest(options: CompaniesRequestOptions): HttpRequest {
  const owner = 'smartconnect.companiesRequest';
  const checks = { email: text, encryptedPassword: text, ...CLIENT_OPTIONS };
  const { loginUrl, email, encryptedPassword, clientName, ipAddress } = readOptions(owner, options, checks);
  const body = { Email: email, Password: encryptedPassword, ClientName: clientName, IpAddress: ipAddress };
  return makeRequest('POST', `${loginBase(owner, loginUrl)}/v1/companies`, JSON_BOTH_WAYS, JSON.stringify(body));
}

/**
 * Reads the answer to {@link companiesRequest}.
 *
 * @param response - The answer, of any status.
 * @returns The user, and one company a product that belongs to an account.
 * @throws {@link ResponseError} `ERR_SIGN_IN_REFUSED` with `status` and, where the service sends words,
 * `vendorMessage`; `ERR_RESPONSE_FORMAT` for another answer.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE` for what is no response.
 * @see SmartConnect API, Authentication: GetCompanies.
 *
 * @example
 * ```ts
 * import { smartconnect } from 'credwire';
 *
 * const product = { ApiUrl: 'api.example/API', Account: { AccountId: '72b0', Name: 'Test' } };
 * const response = { status: 200, headers: {}, body: JSON.stringify({ UserId: '57c5', Products: [product] }) };
 * const account = smartconnect.parseCompaniesResponse(response);
 * account.companies; // => [{ id: '72b0', name: 'Test', apiUrl: 'api.example/API' }]
 * ```
 */
export function parseCompaniesResponse(response: HttpResponse): Account {
  const answer = readAnswer('smartconnect.parseCompaniesResponse', response, FAILURES);
  const body = readJson(answer);
  const products = readList(answer, isObject(body) ? ownMember(body, 'Products') : undefined, '"Products"');
  return frozen<Account>({
    userId: firstString(body, 'UserId'),
    email: firstString(body, 'Email'),
    firstName: firstString(body, 'FirstName'),
    lastName: firstString(body, 'LastName'),
    status: firstString(body, 'Status'),
    companies: Object.freeze(products.flatMap(companyOfProduct)),
  });
}

/** Options of {@link companyListRequest}. */
export interface CompanyListRequestOptions {
  /** The company's API, with or without a scheme; without, HTTPS. */
  readonly apiUrl: string;
  /** The user's e-mail address. */
  readonly email: string;
  /** What `encryptPassword` returned. */
  readonly encryptedPassword: string;
}

/**
 * Builds the request for the user's companies as a later edition of the document has it:
 * `POST {apiUrl}/GetCompanyList?email=…&password=…`, the ciphertext percent-encoded.
 *
 * @param options - The API, the user, the encrypted password.
 * @returns A frozen request. Its URL holds the credentials: keep it out of logs.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_UNKNOWN_OPTION`, `ERR_TEXT_NOT_WELL_FORMED`, `ERR_URL`,
 * `ERR_INSECURE_URL`.
 * @see SmartConnect API, Authentication, later edition: GetCompanyList.
 *
 * @example
 * ```ts
 * import { smartconnect } from 'credwire';
 *
 * const user = { email: 'demo@example.com', encryptedPassword: 'Ua4r+w==' };
 * const request = smartconnect.companyListRequest({ apiUrl: 'api.example/API', ...user });
 * request.url; // => 'https://api.example/API/GetCompanyList?email=demo%40example.com&password=Ua4r%2Bw%3D%3D'
 * ```
 */
export function companyListRequest(options: CompanyListRequestOptions): HttpRequest {
  const owner = 'smartconnect.companyListRequest';
  const checks = { apiUrl: text, email: text, encryptedPassword: text };
  const { apiUrl, email, encryptedPassword } = readOptions(owner, options, checks);
  const parameters = query({ email, password: encryptedPassword });
  return makeRequest('POST', `${apiBase(`${owner}: "apiUrl"`, apiUrl)}/GetCompanyList?${parameters}`, ACCEPT_JSON);
}

/**
 * Reads the answer to {@link companyListRequest}.
 *
 * @param response - The answer, of any status.
 * @returns The companies, in the order of the answer.
 * @throws {@link ResponseError} `ERR_SIGN_IN_REFUSED` with `status` and, where the service sends words,
 * `vendorMessage`; `ERR_RESPONSE_FORMAT` for another answer.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE` for what is no response.
 * @see SmartConnect API, Authentication, later edition: GetCompanyList.
 *
 * @example
 * ```ts
 * import { smartconnect } from 'credwire';
 *
 * const body = '[{"Id":"48ca","Name":"Demo Company 1","SubscriptionExpiry":null}]';
 * const companies = smartconnect.parseCompanyListResponse({ status: 200, headers: {}, body });
 * companies; // => [{ id: '48ca', name: 'Demo Company 1' }]
 * ```
 */
export function parseCompanyListResponse(response: HttpResponse): readonly Company[] {
  const answer = readAnswer('smartconnect.parseCompanyListResponse', response, FAILURES);
  const companies = readList(answer, readJson(answer), 'the answer').map((entry) => {
    const id = firstString(entry, 'Id');
    if (id === undefined) throw malformed(answer, 'each company to have an "Id"');
    const subscriptionExpiry = firstString(entry, 'SubscriptionExpiry');
    return frozen<Company>({ id, name: firstString(entry, 'Name') ?? '', subscriptionExpiry });
  });
  return Object.freeze(companies);
}

// A product without an account is nothing that one can sign in to.
function companyOfProduct(product: object): readonly Company[] {
  const account = ownMember(product, 'Account');
  const subscription = ownMember(product, 'Subscription');
  const id = firstString(account, 'AccountId');
  if (id === undefined) return [];
  const expired = isObject(subscription) ? ownMember(subscription, 'Expired') : undefined;
  const company = frozen<Company>({
    id,
    name: firstString(account, 'Name') ?? '',
    apiUrl: firstString(product, 'ApiUrl'),
    subscriptionExpiry: firstString(subscription, 'SubscriptionEndDate'),
    expired: typeof expired === 'boolean' ? expired : undefined,
    productName: firstString(product, 'Name'),
    productStatus: firstString(product, 'ProductStatus'),
    role: firstString(product, 'Role'),
  });
  return [company];
}

function readList(answer: Answer, list: unknown, name: string): readonly object[] {
  if (Array.isArray(list) && list.every(isObject)) return list;
  const words = FAILURES.own(readJson(answer));
  throw words === undefined ? malformed(answer, `${name} to be a list of objects`) : refused(answer);
}
