/** Step 3, optional: which companies the user belongs to, and where their APIs are. */
import { encodeQuery } from '../../codecs/url.js';
import { optional, readOptions, text } from '../../core/check.js';
import { firstString, frozen, isObject, ownMember } from '../../core/json.js';
import type { BaseUrl, UrlObject } from '../../core/url.js';
import { type Answer, hasWords, malformed, readAnswer, readJson, refused } from '../../http/answer.js';
import { ACCEPT_JSON, type HttpRequest, type HttpResponse, JSON_BOTH_WAYS, makeRequest } from '../../http/message.js';
import { ENCRYPTED_PASSWORD } from './credentials.js';
import { API_URL, failuresOf, LOGIN_URL } from './endpoints.js';

/** A company that the user can sign in to. */
export interface Company {
  /** The `companyId` in the token request. */
  readonly id: string;
  /** The company's name. */
  readonly name: string;
  /** The address of its API, as the vendor writes it: without a scheme. */
  readonly apiUrl?: string;
  /** When its subscription expires, as the vendor writes it. */
  readonly subscriptionExpiry?: string;
  /** Whether the vendor says that its subscription has expired. */
  readonly expired?: boolean;
  /** The company's product, such as `SmartConnect`. */
  readonly productName?: string;
  /** The product's status, such as `Active`. */
  readonly productStatus?: string;
  /** The user's role in it. */
  readonly role?: string;
}

/** A user and their companies. */
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
  /** One entry for each product of each company, in the order of the answer. */
  readonly companies: readonly Company[];
}

/** Options of {@link companiesRequest}. */
export interface CompaniesRequestOptions {
  /** The login service, without `/v1`. Default: `https://login.smartconnect.com`. */
  readonly loginUrl?: string | UrlObject | undefined;
  /** The user's e-mail address. */
  readonly email: string;
  /** The result of `encryptPassword`, unchanged. */
  readonly encryptedPassword: string;
  /** Name of the calling program. Default: `credwire`. */
  readonly clientName?: string | undefined;
  /** Address of the calling machine. Default: `127.0.0.1`, as in the document's sample. */
  readonly ipAddress?: string | undefined;
}

/** The checks of the login service, and of what a client says about itself. @internal */
export const CLIENT_OPTIONS = {
  loginUrl: LOGIN_URL,
  clientName: optional(text, 'credwire'),
  ipAddress: optional(text, '127.0.0.1'),
};

/**
 * Builds the request for the user's companies: `POST {loginUrl}/v1/companies` with JSON, in which the ciphertext isn't
 * encoded further.
 *
 * @param options - The user, the encrypted password, and who asks.
 * @returns A frozen request.
 * @throws {@link InputError} `ERR_ARGUMENT_VALUE` for an encrypted password that isn't the Base64 of a whole block;
 * `ERR_ARGUMENT_TYPE`, `ERR_UNKNOWN_OPTION`, `ERR_TEXT_NOT_WELL_FORMED`, `ERR_URL`, `ERR_INSECURE_URL`.
 * @see SmartConnect API, Authentication: GetCompanies.
 *
 * @example
 * ```ts
 * import { smartconnect } from 'credwire';
 *
 * const encryptedPassword = '+'.repeat(170) + '8='; // what encryptPassword returned
 * const request = smartconnect.companiesRequest({ email: 'demo@example.com', encryptedPassword });
 * JSON.parse(request.body ?? '').Password === encryptedPassword; // => true
 * ```
 */
export function companiesRequest(options: CompaniesRequestOptions): HttpRequest {
  const { email, encryptedPassword, ...client } = readOptions('smartconnect.companiesRequest', options, {
    ...CLIENT_OPTIONS,
    ...USER_OPTIONS,
  });
  return buildCompaniesRequest(client, { email, encryptedPassword });
}

/** Who asks, checked. @internal */
export interface Client {
  readonly loginUrl: BaseUrl;
  readonly clientName: string;
  readonly ipAddress: string;
}

/** Who signs in, checked. @internal */
export interface User {
  readonly email: string;
  readonly encryptedPassword: string;
}

/** The checks of a user. @internal */
export const USER_OPTIONS = { email: text, encryptedPassword: ENCRYPTED_PASSWORD };

/** The same, for checked options. @internal */
export function buildCompaniesRequest(client: Client, { email, encryptedPassword }: User): HttpRequest {
  const { loginUrl, clientName, ipAddress } = client;
  const body = { Email: email, Password: encryptedPassword, ClientName: clientName, IpAddress: ipAddress };
  return makeRequest('POST', `${loginUrl.base}/v1/companies`, JSON_BOTH_WAYS, JSON.stringify(body));
}

/**
 * Reads the answer to {@link companiesRequest}.
 *
 * @param response - The answer, with any status.
 * @returns The user, and a company for each product that belongs to an account. `apiUrl` comes from the vendor:
 * `signIn` only follows it to a trusted host, and so should you.
 * @throws {@link ResponseError} `ERR_SIGN_IN_REFUSED` with `status` and, if the service sends a message,
 * `vendorMessage`; `ERR_UNAVAILABLE` if the service can't answer now; `ERR_RESPONSE_FORMAT` for any other answer.
 * @throws {@link InputError} `ERR_ENDPOINT_NOT_FOUND` for 404, 405, 410 and redirects; `ERR_ARGUMENT_TYPE`,
 * `ERR_ARGUMENT_VALUE` for a value that isn't a response.
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
  return readAccount('smartconnect.parseCompaniesResponse', response);
}

/** The same, under the name of the function that the caller called. @internal */
export function readAccount(owner: string, response: HttpResponse): Account {
  const answer = readAnswer(owner, response, COMPANIES_FAILURES);
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
  /** The company's API, with or without a scheme; the default scheme is HTTPS. */
  readonly apiUrl: string | UrlObject;
  /** The user's e-mail address. */
  readonly email: string;
  /** The result of `encryptPassword`, unchanged. */
  readonly encryptedPassword: string;
}

/**
 * Builds the request for the user's companies as in a later edition of the document: `POST
 * {apiUrl}/GetCompanyList?email=…&password=…`, with the ciphertext percent-encoded.
 *
 * @param options - The API, the user, the encrypted password.
 * @returns A frozen request. Its URL contains the credentials: keep it out of logs.
 * @throws {@link InputError} `ERR_ARGUMENT_VALUE` for an encrypted password that isn't the Base64 of a whole block;
 * `ERR_ARGUMENT_TYPE`, `ERR_UNKNOWN_OPTION`, `ERR_TEXT_NOT_WELL_FORMED`, `ERR_URL`, `ERR_INSECURE_URL`.
 * @see SmartConnect API, Authentication, later edition: GetCompanyList.
 *
 * @example
 * ```ts
 * import { smartconnect } from 'credwire';
 *
 * const user = { email: 'demo', encryptedPassword: '+'.repeat(170) + '8=' }; // what encryptPassword returned
 * const request = smartconnect.companyListRequest({ apiUrl: 'api.example/API', ...user });
 * request.url.slice(0, 68); // => 'https://api.example/API/GetCompanyList?email=demo&password=%2B%2B%2B'
 * ```
 */
export function companyListRequest(options: CompanyListRequestOptions): HttpRequest {
  const checks = { apiUrl: API_URL, ...USER_OPTIONS };
  const { apiUrl, ...user } = readOptions('smartconnect.companyListRequest', options, checks);
  return buildCompanyListRequest(apiUrl, user);
}

/** The same, for checked options. @internal */
export function buildCompanyListRequest(apiUrl: BaseUrl, { email, encryptedPassword }: User): HttpRequest {
  const query = encodeQuery([
    ['email', email],
    ['password', encryptedPassword],
  ]);
  return makeRequest('POST', `${apiUrl.base}/GetCompanyList?${query}`, ACCEPT_JSON);
}

/**
 * Reads the answer to {@link companyListRequest}.
 *
 * @param response - The answer, with any status.
 * @returns The companies, in the order of the answer.
 * @throws {@link ResponseError} `ERR_SIGN_IN_REFUSED` with `status` and, if the service sends a message,
 * `vendorMessage`; `ERR_UNAVAILABLE` if the service can't answer now; `ERR_RESPONSE_FORMAT` for any other answer.
 * @throws {@link InputError} `ERR_ENDPOINT_NOT_FOUND` for 404, 405, 410 and redirects; `ERR_ARGUMENT_TYPE`,
 * `ERR_ARGUMENT_VALUE` for a value that isn't a response.
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
  return readCompanyList('smartconnect.parseCompanyListResponse', response);
}

/** The same, under the name of the function that the caller called. @internal */
export function readCompanyList(owner: string, response: HttpResponse): readonly Company[] {
  const answer = readAnswer(owner, response, LIST_FAILURES);
  const companies = readList(answer, readJson(answer), 'the answer').map((entry) => {
    const id = firstString(entry, 'Id');
    if (id === undefined) throw malformed(answer, 'each company to have an "Id"');
    const subscriptionExpiry = firstString(entry, 'SubscriptionExpiry');
    return frozen<Company>({ id, name: firstString(entry, 'Name') ?? '', subscriptionExpiry });
  });
  return Object.freeze(companies);
}

// Nobody can sign in to a product without an account.
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
  throw hasWords(answer) ? refused(answer) : malformed(answer, `${name} to be a list of objects`);
}

const COMPANIES_FAILURES = /* @__PURE__ */ failuresOf('/v1/companies');
const LIST_FAILURES = /* @__PURE__ */ failuresOf('/GetCompanyList');
