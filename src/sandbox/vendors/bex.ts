/** The BEX server: JSON or query, and failures inside HTTP 200. ASP.NET on IIS, which ignores the case of paths. */
import { sameDigest } from '../../core/bytes.js';
import { listOf, objectOf, optional, readOptions, text } from '../../core/check.js';
import type { HttpRequest, HttpResponse } from '../../http/message.js';
import { digestOf, findAccount } from '../digests.js';
import { type Handler, jsonAnswer, lifetimeOf, type SandboxOptions, SHARED } from '../handler.js';
import { decodeJson, header, isLabelled, textOf } from '../requests.js';
import { type Call, makeSite } from '../routes.js';
import { makeTokens } from '../tokens.js';

/** Who can sign in to the BEX sandbox. */
export interface BexAccount {
  /** The user name. */
  readonly username: string;
  /** The password in plain text. */
  readonly password: string;
  /** The address in the response. Default: the user name. */
  readonly email?: string | undefined;
}

/** Options of {@link bexSandbox}. */
export type BexSandboxOptions = SandboxOptions<BexAccount>;

/**
 * The server side of BEX, for tests: `/api/service/login` takes the credentials from a JSON body or the query and
 * answers HTTP 200 with `value`, or HTTP 200 with `ex`. With `preferAlternateToken` it returns a different token, which
 * the two downloads need as `token` in their JSON body; every other path needs `token: {token}`.
 *
 * @param options - The accounts.
 * @returns A handler, which gives the same response to the same request at the same time.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`,
 * `ERR_TEXT_NOT_WELL_FORMED`, `ERR_URL`.
 * @see BEX API, Login.
 *
 * @example
 * ```ts
 * import { bex } from 'credwire';
 * import { bexSandbox } from 'credwire/sandbox';
 *
 * const handle = bexSandbox({ accounts: [{ username: 'user123', password: 'pass1234' }] });
 * bex.parseTokenResponse(handle(bex.tokenRequest({ username: 'user123', password: 'pass1234' }))).email; // => 'user123'
 * ```
 */
export function bexSandbox(options: BexSandboxOptions): Handler {
  const owner = 'bexSandbox';
  const { accounts, seed, basePath, now, tokenLife } = readOptions(owner, options, {
    accounts: listOf(objectOf({ username: text, password: text, email: optional(text) })),
    ...SHARED,
  });
  const known = accounts.map(({ username, password, email = username }, at) => ({
    id: at + 1,
    username,
    email,
    pairDigest: digestOf(username, password),
  }));
  const lifetime = lifetimeOf(owner, now, tokenLife);
  const tokensOf = (kind: string) =>
    makeTokens({ seed, grants: known, partsOf: ({ username }) => [kind, username], lifetime });
  const tokens = tokensOf('bex');
  const alternates = tokensOf('bex alternate');

  const signIn = ({ request, query }: Call) => {
    const inQuery = query.has('username');
    if (!inQuery && request.method === 'POST' && !isJson(request)) return unsupported();
    const parameters: ReadonlyMap<string, unknown> = inQuery ? query : decodeJson(request);
    const given = digestOf(textOf(parameters.get('username')), textOf(parameters.get('password')));
    const account = findAccount(known, ({ pairDigest }) => sameDigest(given, pairDigest));
    if (account === undefined) return failure('Invalid username or password.');
    const alternate = parameters.get(inQuery ? 'preferalternatetoken' : 'preferAlternateToken');
    return jsonAnswer(200, {
      id: account.id,
      value: (/^true$/i.test(String(alternate)) ? alternates : tokens).issue(account).token,
      isStrongPassword: 'True',
      isEmailVerified: 'True',
      email: account.email,
      signalREnabled: 'False',
      allowApiLogin: 'False',
    });
  };
  const download = ({ request }: Call) => {
    if (!isJson(request)) return unsupported();
    const account = alternates.find(textOf(decodeJson(request).get('token')));
    return account === undefined ? invalidToken() : PDF;
  };

  return makeSite({
    owner,
    basePath,
    ignoresCase: true,
    endpoints: [
      { methods: ['POST', 'GET'], path: '/api/service/login', answer: signIn },
      { methods: ['POST'], path: '/api/service/downloadewaybill', answer: download },
      { methods: ['POST'], path: '/api/service/downloadparcellabels', answer: download },
    ],
    api: ['/api'],
    bringsToken: ({ request }) => header(request, 'token') !== '',
    call: ({ request }) => {
      const account = tokens.find(header(request, 'token'));
      return account === undefined ? invalidToken() : jsonAnswer(200, { authorised: true, user: account.username });
    },
    revoke: () => {
      tokens.revoke();
      alternates.revoke();
    },
  });
}

const PDF: HttpResponse = /* @__PURE__ */ Object.freeze({
  status: 200,
  headers: /* @__PURE__ */ Object.freeze({ 'content-type': 'application/pdf' }),
  body: '%PDF-1.4\n% a document of the sandbox\n%%EOF\n',
});

function isJson(request: HttpRequest): boolean {
  return isLabelled(request, 'application/json');
}

function failure(message: string): HttpResponse {
  return jsonAnswer(200, { ex: message });
}

function invalidToken(): HttpResponse {
  return failure('The token is invalid.');
}

function unsupported(): HttpResponse {
  return jsonAnswer(415, { Message: 'The media type of the request is not supported.' });
}
