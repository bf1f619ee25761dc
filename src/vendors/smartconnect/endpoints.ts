/** Where SmartConnect's endpoints are, and the words of their failures. */

import { percentEncode } from '../../codecs/url.js';
import { firstString } from '../../core/json.js';
import { baseUrl, refuseInsecure } from '../../core/url.js';
import type { Failures } from '../../http/answer.js';

/** The login service of the document. */
export const LOGIN_URL = 'https://login.smartconnect.com';

/** A scheme that the vendor's own `ApiUrl` lacks. */
export type Scheme = 'http' | 'https';

/** The base of the login service: never plain HTTP, loopback apart, whatever the caller wants. */
export function loginBase(owner: string, loginUrl: string): string {
  return secure(`${owner}: "loginUrl"`, loginUrl);
}

/** The base of a company's API, which the vendor writes without a scheme. */
export function apiBase(label: string, apiUrl: string, scheme: Scheme = 'https'): string {
  return secure(label, /^[a-z][a-z0-9+.-]*:\/\//i.test(apiUrl) ? apiUrl : `${scheme}://${apiUrl}`);
}

/** A query of parameters in their order, percent-encoded. */
export function query(parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${percentEncode(value)}`)
    .join('&');
}

function secure(label: string, url: string): string {
  const { base, isInsecure } = baseUrl()(label, url);
  refuseInsecure(label, isInsecure, 'https');
  return base;
}

/** ASP.NET's ways to put a failure into words. */
export const FAILURES: Failures = {
  endpoint: '/GetToken',
  own: (json) => firstString(json, 'Message', 'message', 'ErrorMessage', 'error_description', 'error'),
  other: (json) => firstString(json, 'detail', 'title'),
};
