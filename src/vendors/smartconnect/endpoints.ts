/** SmartConnect's endpoints: the checks of their addresses, and the messages of their failures. */
import { type Check, optional } from '../../core/check.js';
import { firstString } from '../../core/json.js';
import { type BaseUrl, baseUrl, type EndpointEnd, refuseUnsendable, type UrlObject } from '../../core/url.js';
import type { Failures } from '../../http/answer.js';
import { isServers } from '../../http/server-words.js';

/** The scheme, which the vendor's own `ApiUrl` doesn't have. @internal */
export type Scheme = 'http' | 'https';

/** The check of an API's address, which gets a scheme if it has none. @internal */
export type ApiUrlCheck = (label: string, value: unknown, scheme?: Scheme) => BaseUrl;

const LOGIN = 'https://login.smartconnect.com';

const LOGIN_ENDS: readonly EndpointEnd[] = [
  [/\/v1\/public-key$/i, '/v1/public-key'],
  [/\/v1\/companies$/i, '/v1/companies'],
  [/\/v1$/i, '/v1'],
];

const API_ENDS: readonly EndpointEnd[] = [
  [/\/GetCompanyList$/i, '/GetCompanyList'],
  [/\/GetToken$/i, '/GetToken'],
  [/\/validate$/i, '/validate'],
];

/** The check of `loginUrl`. @internal */
export const LOGIN_URL: Check<BaseUrl> = /* @__PURE__ */ optional(
  /* @__PURE__ */ secure(/* @__PURE__ */ baseUrl(...LOGIN_ENDS)),
  { base: LOGIN, origin: LOGIN, isInsecure: false },
);

/** The check of `apiUrl`. @internal */
export const API_URL: ApiUrlCheck = /* @__PURE__ */ apiUrl(API_ENDS);

/** The check of the newer API's `apiUrl`. @internal */
export const REST_API_URL: ApiUrlCheck = /* @__PURE__ */ apiUrl([...API_ENDS, [/\/token$/i, '/token']]);

/** An address in the vendor's list, to see whether its host is trusted: the rest still needs to be checked. @internal */
export const LISTED_API_URL: ApiUrlCheck = /* @__PURE__ */ schemeFirst(/* @__PURE__ */ baseUrl());

function apiUrl(ends: readonly EndpointEnd[]): ApiUrlCheck {
  return schemeFirst(secure(baseUrl(...ends)));
}

// A `URL` object always has a scheme.
function schemeFirst(check: Check<BaseUrl>): ApiUrlCheck {
  return (label, value, scheme = 'https') => {
    const lacksScheme = typeof value === 'string' && !/^[a-z][a-z0-9+.-]*:\/\//i.test(value);
    return check(label, lacksScheme ? `${scheme}://${value}` : value);
  };
}

// Never plain HTTP, except on loopback, whatever the caller passes: anyone who replaces the key on the way can read the
// password.
function secure(check: Check<BaseUrl>): Check<BaseUrl> {
  return (label, value) => {
    const url = check(label, value);
    refuseUnsendable(label, url);
    return url;
  };
}

/** An API's address as the caller wrote it, and its origin. @internal */
export interface KnownApi {
  readonly origin: string;
  readonly apiUrl: string;
}

/** The check of an address for a session to remember. @internal */
export const knownApi =
  (check: ApiUrlCheck): Check<KnownApi> =>
  (label, value) => {
    const { base, origin } = check(label, value);
    return { origin, apiUrl: typeof value === 'string' ? value : base };
  };

/** What the caller knows about the API of the request. */
export interface KnownApiOptions {
  /** The API of the request, which the session remembers and whose origin it belongs to. Default scheme: HTTPS. */
  readonly apiUrl?: string | UrlObject | undefined;
  /** The same, under the name that the other vendors use; `apiUrl` takes precedence. */
  readonly baseUrl?: string | UrlObject | undefined;
}

/** The checks of {@link KnownApiOptions}. @internal */
export const knownApiOptions = (check: ApiUrlCheck) => {
  const known = optional(/* @__PURE__ */ knownApi(check));
  return { apiUrl: known, baseUrl: known };
};

/** How to read an endpoint's failures. ASP.NET has several formats for messages. @internal */
export const failuresOf = (endpoint: string): Failures => ({ endpoint, own: ownWords, isOwn, other: anyWords });

function anyWords(json: unknown): string | undefined {
  const names = ['Message', 'message', 'ErrorMessage', 'error_description', 'error', 'detail', 'title'];
  return firstString(json, ...names);
}

// The API's refusals have no form of their own: gateways write `Message` too.
const isOwn = (json: unknown) => !isServers(String(ownWords(json)));

function ownWords(json: unknown): string | undefined {
  return firstString(json, 'Message', 'ErrorMessage') === undefined ? undefined : anyWords(json);
}
