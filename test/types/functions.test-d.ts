/** What the compiler knows of requests, options, flows and errors. Compiled by compile.test.ts, never run. */
import {
  bex,
  CredwireError,
  type ErrorCode,
  type HttpMethod,
  type HttpRequest,
  type HttpResponse,
  idscan,
  ifactory,
  jacada,
  type RandomBytes,
  ResponseError,
  redact,
  run,
  type SessionOf,
  type SignIn,
  smartconnect,
  systemRandom,
  type Vendor,
  vendors,
} from 'credwire';
import { type Fetch, toCurl, toFetch, viaFetch } from 'credwire/clients';
import { encryptPkcs1, type RsaPublicKey } from 'credwire/codecs';
import { bexSandbox, type Handler, seededRandom } from 'credwire/sandbox';
import { expectTypeOf } from 'vitest';

declare const send: (request: HttpRequest) => Promise<HttpResponse>;
declare const response: HttpResponse;

// Requests and answers.
expectTypeOf<HttpMethod>().toEqualTypeOf<'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH' | 'HEAD'>();
const request: HttpRequest = { method: 'GET', url: 'https://api.example', headers: {} };
// @ts-expect-error -- read only
request.url = 'https://other.example';
// @ts-expect-error -- read only, the headers too
request.headers.Accept = 'text/plain';
// @ts-expect-error -- methods are in upper case
export const lower: HttpRequest = { method: 'get', url: '', headers: {} };
// @ts-expect-error -- a body is text; one that is not sent is left out
export const unsent: HttpRequest = { method: 'GET', url: '', headers: {}, body: undefined };
// @ts-expect-error -- a body is text
export const bytes: HttpRequest = { method: 'POST', url: '', headers: {}, body: new Uint8Array(1) };
expectTypeOf(response.headers).toEqualTypeOf<Readonly<Record<string, string | readonly string[]>>>();

// run returns what the flow returns.
expectTypeOf(
  run(ifactory.signIn({ baseUrl: '', userLogin: '', password: '' }), send),
).resolves.toEqualTypeOf<ifactory.Session>();
expectTypeOf(
  run(idscan.signIn({ baseUrl: '', username: '', password: '', area: 'scanning' }), send),
).resolves.toEqualTypeOf<idscan.Session<'scanning'>>();
expectTypeOf(
  run(smartconnect.signIn({ email: '', password: '' }), send),
).resolves.toEqualTypeOf<smartconnect.Session>();
declare const flow: SignIn<{ readonly a: 1 }>;
expectTypeOf(run(flow, send)).resolves.toEqualTypeOf<{ readonly a: 1 }>();
expectTypeOf<Parameters<typeof flow.next>>().toEqualTypeOf<[] | [HttpResponse]>();
// @ts-expect-error -- a client answers with a promise
run(flow, (sent: HttpRequest) => ({ status: 200, headers: sent.headers, body: '' }));
// @ts-expect-error -- an asynchronous generator isn't a flow
run((async function* () {})(), send);
expectTypeOf(viaFetch()).toExtend<typeof send>();

// A request that is written without `as const`, and its signed copy, fit whatever sends or writes it.
const call = { method: 'GET', url: 'https://mes.example/api/ping', headers: {} };
const session: ifactory.Session = { vendor: 'ifactory', token: 'abc', origin: 'https://mes.example' };
viaFetch()(ifactory.authorize(call, session));
viaFetch()(ifactory.authorize({ method: 'GET', url: '' }, session));
viaFetch()(smartconnect.authorize({ ...call, body: '{}' }, { vendor: 'smartconnect', token: 'abc' }));
fetch(...toFetch(ifactory.authorize(call, session)));
fetch(call.url, ifactory.authorize(call, session));
toCurl(ifactory.authorize(call, session));
redact(call);
run(flow, viaFetch());
// @ts-expect-error -- a body is text
viaFetch()(ifactory.authorize({ ...call, body: new Uint8Array(1) }, session));
// @ts-expect-error -- a request has a method
viaFetch()(ifactory.authorize({ url: '' }, session));

// The platform's fetch fits without a cast, and so do its arguments.
viaFetch(fetch);
viaFetch((url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(1000) }));
fetch(...toFetch(request));
expectTypeOf(fetch).toExtend<Fetch>();

// Options: literals, and nothing unknown.
bex.tokenRequest({ username: '', password: '', transport: 'query', method: 'GET' });
// @ts-expect-error -- no such transport
bex.tokenRequest({ username: '', password: '', transport: 'form' });
// @ts-expect-error -- no such option
bex.tokenRequest({ username: '', password: '', user: '' });
// @ts-expect-error -- a password is text
bex.tokenRequest({ username: '', password: 1 });
bex.tokenRequest({ username: '', password: '', baseUrl: undefined });
jacada.tokenRequest({ baseUrl: '', accountId: 1, version: '2', user: '', password: '' });
// @ts-expect-error -- a charset in which a letter is one byte
jacada.encodePassword('', { charset: 'utf-16le' });
// @ts-expect-error -- the gateway has never been seen to take Latin-1
ifactory.encryptPassword('', { charset: 'latin1' });
ifactory.encryptPassword('', { key: new Uint8Array(16), iv: 'bDA11yRcbUsTC9jl5LnuiQ==' });
// @ts-expect-error -- SmartConnect never goes over plain http
smartconnect.signIn({ email: '', password: '', allowInsecureHttp: true });
smartconnect.signIn({ email: '', password: '', choose: (companies) => companies[0] });
smartconnect.signIn({ email: '', password: '', choose: () => '72b0' });
// @ts-expect-error -- a choice is a company or its id, at once
smartconnect.signIn({ email: '', password: '', choose: async () => '72b0' });
toCurl(request, { redact: true });
// @ts-expect-error -- the answer to the key is a key, which only the parser makes
smartconnect.encryptPassword('', '<RSAKeyValue/>');
// @ts-expect-error -- a look-alike of a key isn't one
encryptPkcs1({ bits: 1024, modulus: new Uint8Array(128), exponent: new Uint8Array(3) }, new Uint8Array(0));

// Results.
expectTypeOf(redact).returns.toEqualTypeOf<HttpRequest>();
expectTypeOf(smartconnect.parsePublicKeyResponse).returns.toEqualTypeOf<RsaPublicKey>();
expectTypeOf(smartconnect.parseValidateResponse).returns.toEqualTypeOf<boolean>();
expectTypeOf(smartconnect.parseCompanyListResponse).returns.toEqualTypeOf<readonly smartconnect.Company[]>();
expectTypeOf(ifactory.preparePasswordEncryption()).toEqualTypeOf<(password: string) => string>();
expectTypeOf(seededRandom('')).toExtend<RandomBytes>();
expectTypeOf(seededRandom('')).returns.toEqualTypeOf<Uint8Array<ArrayBuffer>>();
expectTypeOf(systemRandom).toExtend<RandomBytes>();
expectTypeOf(bexSandbox({ accounts: [] })).toEqualTypeOf<Handler>();
expectTypeOf<SessionOf<'x'>['vendor']>().toEqualTypeOf<'x'>();

// The registry.
expectTypeOf<Vendor>().toEqualTypeOf<'ifactory' | 'idscan' | 'jacada' | 'bex' | 'smartconnect'>();
expectTypeOf(vendors.bex.profile.id).toEqualTypeOf<'bex'>();
// @ts-expect-error -- read only
vendors.bex.profile.name = 'other';
// @ts-expect-error -- read only
vendors.bex = vendors.jacada;

// Errors: codes are literals, so that a switch over them is checked.
declare const error: unknown;
if (error instanceof CredwireError) {
  expectTypeOf(error.code).toEqualTypeOf<ErrorCode>();
  // @ts-expect-error -- no such code
  error.code === 'ERR_UNKNOWN';
}
if (error instanceof ResponseError) {
  expectTypeOf(error.status).toEqualTypeOf<number | undefined>();
  expectTypeOf(error.vendorMessage).toEqualTypeOf<string | undefined>();
  // @ts-expect-error -- read only
  error.vendorMessage = '';
}
