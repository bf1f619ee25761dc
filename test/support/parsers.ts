/** The nine parsers of vendor answers in one table, for what they have in common. */
import { bex, type HttpResponse, idscan, ifactory, jacada, smartconnect } from 'credwire';

const MODULUS = `${'/'.repeat(170)}8=`;

/** An RSAKeyValue of 1024 bits. */
export const RSA_KEY_VALUE = `<RSAKeyValue><Modulus>${MODULUS}</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>`;

export interface Parser {
  readonly name: string;
  readonly parse: (response: HttpResponse) => unknown;
  /** A body that it takes. */
  readonly body: string;
  /** A body in which the vendor refuses in words of its own, and those words. */
  readonly refusal: { readonly body: string; readonly words: string };
  /** Which of the body's members is the token, for parsers of tokens. */
  readonly tokenMember?: string;
}

const aspNet = { body: '{"Message":"No such user"}', words: 'No such user' };

/** Parsers whose answer holds the token in a member of a JSON object. */
export const TOKEN_PARSERS: readonly (Parser & { readonly tokenMember: string })[] = [
  {
    name: 'ifactory.parseTokenResponse',
    parse: ifactory.parseTokenResponse,
    body: '{"token":"abc"}',
    refusal: { body: '{"message":["No such user","Try again"]}', words: 'No such user\nTry again' },
    tokenMember: 'token',
  },
  {
    name: 'idscan.parseTokenResponse',
    parse: (response) => idscan.parseTokenResponse(response, { area: 'scanning' }),
    body: '{"access_token":"abc"}',
    refusal: { body: '{"error":"invalid_grant","error_description":"No such user"}', words: 'No such user' },
    tokenMember: 'access_token',
  },
  {
    name: 'jacada.parseTokenResponse',
    parse: jacada.parseTokenResponse,
    body: '{"Security-Token":"abc"}',
    refusal: { body: '{"code":"0x7000400","message":"No such user"}', words: 'No such user' },
    tokenMember: 'Security-Token',
  },
  {
    name: 'bex.parseTokenResponse',
    parse: bex.parseTokenResponse,
    body: '{"value":"abc"}',
    refusal: { body: '{"ex":"No such user"}', words: 'No such user' },
    tokenMember: 'value',
  },
];

/** All parsers. */
export const PARSERS: readonly Parser[] = [
  ...TOKEN_PARSERS,
  {
    name: 'smartconnect.parsePublicKeyResponse',
    parse: smartconnect.parsePublicKeyResponse,
    body: JSON.stringify(RSA_KEY_VALUE),
    refusal: aspNet,
  },
  {
    name: 'smartconnect.parseCompaniesResponse',
    parse: smartconnect.parseCompaniesResponse,
    body: '{"Products":[]}',
    refusal: aspNet,
  },
  {
    name: 'smartconnect.parseCompanyListResponse',
    parse: smartconnect.parseCompanyListResponse,
    body: '[]',
    refusal: aspNet,
  },
  {
    name: 'smartconnect.parseTokenResponse',
    parse: (response) => smartconnect.parseTokenResponse(response),
    body: '"abc"',
    refusal: aspNet,
  },
  {
    name: 'smartconnect.parseValidateResponse',
    parse: smartconnect.parseValidateResponse,
    body: 'true',
    refusal: aspNet,
  },
];
