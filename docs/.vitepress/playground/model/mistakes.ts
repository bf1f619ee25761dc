/** Breaks a correct request in the ways that people's own requests are broken, to show what `diagnose` says. */
import type { HttpRequest, Vendor } from 'credwire';
import { toCurl } from 'credwire/clients';
import { formUrlEncode, percentEncode } from 'credwire/codecs';
import type { Entries } from './forms.js';

/** A mistake that can be tried. */
export interface Mistake {
  readonly label: string;
  /** Breaks a request that is right. */
  readonly make: (request: HttpRequest) => HttpRequest;
}

const withUrl =
  (change: (url: string) => string) =>
  (request: HttpRequest): HttpRequest => ({
    ...request,
    url: change(request.url),
  });

/** Changes the raw value of one parameter in a query or form. */
const inParameter = (text: string, name: string, change: (value: string) => string): string =>
  text.replace(new RegExp(`((?:^|[?&])${name}=)([^&]*)`), (_, before: string, value: string) => before + change(value));

const inBody =
  (change: (body: string) => string) =>
  (request: HttpRequest): HttpRequest => ({
    ...request,
    body: change(request.body ?? ''),
  });

type Members = Record<string, string>;

const inJson = (change: (members: Members) => Members) =>
  inBody((body) => JSON.stringify(change(JSON.parse(body) as Members))); // the builders make an object of strings

const asForm = (request: HttpRequest): HttpRequest => ({
  ...request,
  headers: { ...request.headers, 'Content-Type': 'application/x-www-form-urlencoded' },
  body: formUrlEncode(Object.entries(JSON.parse(request.body ?? '{}') as Members)),
});

const asJson = (request: HttpRequest): HttpRequest => ({
  ...request,
  headers: { ...request.headers, 'Content-Type': 'application/json' },
  body: JSON.stringify(Object.fromEntries(new URLSearchParams(request.body ?? ''))),
});

const decodedPassword = withUrl((url) => inParameter(url, 'password', decodeURIComponent));
const encodedTwice = withUrl((url) => inParameter(url, 'password', percentEncode));

const hexOfBase64 = (value: string): string =>
  Array.from(atob(decodeURIComponent(value)), (letter) => letter.charCodeAt(0).toString(16).padStart(2, '0')).join('');

const hasForm = ({ body }: HttpRequest): boolean => body !== undefined && !body.startsWith('{');

const NOT_ENCODED: Mistake = { label: 'Base64 put into the URL as it is', make: decodedPassword };
const TWICE: Mistake = { label: 'Encoded twice', make: encodedTwice };
const HEX: Mistake = {
  label: 'Hex, not Base64',
  make: withUrl((url) => inParameter(url, 'password', hexOfBase64)),
};
const AS_JSON: Mistake = { label: 'JSON, not a form', make: asJson };

const FORM_MISTAKES: readonly Mistake[] = [
  AS_JSON,
  {
    label: 'A + in the form, not encoded',
    make: inBody((body) => inParameter(body, 'password', (value) => value.replaceAll('%2B', '+'))),
  },
];

const JSON_MISTAKES: readonly Mistake[] = [
  {
    label: 'Percent-encoded inside JSON',
    make: inJson((members) => ({ ...members, password: percentEncode(members.password ?? '') })),
  },
  { label: 'A form, not JSON', make: asForm },
];

/** The mistakes that fit a vendor's request. */
export function mistakesFor(id: Vendor, request: HttpRequest, { fields }: Entries): readonly Mistake[] {
  switch (id) {
    case 'ifactory':
      return [NOT_ENCODED, TWICE, HEX];
    case 'idscan':
      return [
        ...FORM_MISTAKES,
        { label: 'Area with a capital', make: inBody((body) => inParameter(body, 'area', capital)) },
      ];
    case 'jacada':
      return [
        {
          label: 'Base64 of just the password',
          make: inJson((members) => ({
            ...members,
            password: withoutPrefix(members.password, Number(fields.prefixLength)),
          })),
        },
        ...JSON_MISTAKES,
      ];
    case 'bex':
      return request.body === undefined ? [TWICE] : JSON_MISTAKES;
    case 'smartconnect':
      return hasForm(request) ? FORM_MISTAKES : [NOT_ENCODED, TWICE, HEX];
  }
}

const withoutPrefix = (base64 = '', length: number): string => btoa(atob(base64).slice(length));

const capital = (value: string): string => value.charAt(0).toUpperCase() + value.slice(1);

/** The request with a mistake, as somebody's curl command. */
export const mistakenCurl = (mistake: Mistake, request: HttpRequest): string => toCurl(mistake.make(request));
