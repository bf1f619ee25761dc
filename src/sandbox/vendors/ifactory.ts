/** The iFactory server: decrypts the password and compares it. ASP.NET on IIS, which ignores the case of paths. */
import { decryptAesCbc } from '../../codecs/aes-cbc.js';
import { aesIv, aesKey } from '../../codecs/aes-key.js';
import { decodeBase64, encodeBase64Url } from '../../codecs/base64.js';
import { encodeText } from '../../codecs/text.js';
import { encodeUtf8, sameDigest } from '../../core/bytes.js';
import { type Bytes, type Check, listOf, objectOf, oneOf, optional, readOptions, text } from '../../core/check.js';
import { digestOf, findAccount } from '../digests.js';
import { type Handler, jsonAnswer, lifetimeOf, type SandboxOptions, SHARED } from '../handler.js';
import { bearerToken, header } from '../requests.js';
import { type Call, makeSite } from '../routes.js';
import { makeTokens } from '../tokens.js';

/** Who can sign in to the iFactory sandbox. */
export interface IfactoryAccount {
  /** The user name. */
  readonly userLogin: string;
  /** The password in plain text. */
  readonly password: string;
}

/** Options of {@link ifactorySandbox}. */
export interface IfactorySandboxOptions extends SandboxOptions<IfactoryAccount> {
  /** AES key in Base64. Default: the document's. */
  readonly key?: string | undefined;
  /** Initialization vector in Base64. Default: the document's. */
  readonly iv?: string | undefined;
  /** Charset of the decrypted password. Default: `utf-8`. */
  readonly charset?: 'utf-8' | 'utf-16le' | undefined;
}

/**
 * The server side of iFactory's gateway, for tests: `GET /api/tokens` decrypts the password, compares it and answers
 * with a token or a `message`; every other path needs `Authorization: Bearer {token}`.
 *
 * @param options - The accounts; the key, initialization vector and charset, if they differ from the document's. With
 * `tokenLife`, the token is a JWT whose `exp` says when it expires.
 * @returns A handler, which gives the same response to the same request at the same time.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`,
 * `ERR_TEXT_NOT_WELL_FORMED`, `ERR_URL`, `ERR_BASE64`, `ERR_AES_KEY_LENGTH`, `ERR_AES_IV_LENGTH`.
 * @see iFactory, Establish Connection: Retrieve Security Token.
 *
 * @example
 * ```ts
 * import { ifactory } from 'credwire';
 * import { ifactorySandbox } from 'credwire/sandbox';
 *
 * const handle = ifactorySandbox({ accounts: [{ userLogin: 'demo', password: 'pass+word' }] });
 * const options = { baseUrl: 'http://localhost', userLogin: 'demo', password: 'pass+word' };
 * ifactory.parseTokenResponse(handle(ifactory.tokenRequest(options))).vendor; // => 'ifactory'
 * ```
 */
export function ifactorySandbox(options: IfactorySandboxOptions): Handler {
  const owner = 'ifactorySandbox';
  const { accounts, seed, basePath, now, tokenLife, key, iv, charset } = readOptions(owner, options, {
    accounts: listOf(objectOf({ userLogin: text, password: text })),
    ...SHARED,
    key: optional(inBase64(aesKey), decodeBase64('YGjDImfP5bf8F7kGbdqWcA==')),
    iv: optional(inBase64(aesIv), decodeBase64('bDA11yRcbUsTC9jl5LnuiQ==')),
    charset: optional(oneOf('utf-8', 'utf-16le'), 'utf-8'),
  });
  const known = accounts.map(({ userLogin, password }) => ({
    userLogin,
    pairDigest: digestOf(userLogin, encodeText(password, charset)),
  }));
  const tokens = makeTokens({
    seed,
    grants: known,
    partsOf: ({ userLogin }) => ['ifactory', userLogin],
    lifetime: lifetimeOf(owner, now, tokenLife),
    dress: asJwt,
  });
  const failure = (status: number, message: string) => jsonAnswer(status, { message: [message] });

  const signIn = ({ query }: Call) => {
    let password: Uint8Array;
    try {
      password = decryptAesCbc(key, iv, decodeBase64(String(query.get('password'))));
    } catch {
      return failure(400, 'The password could not be decrypted.');
    }
    const given = digestOf(query.get('userlogin') ?? '', password);
    const account = findAccount(known, ({ pairDigest }) => sameDigest(given, pairDigest));
    return account === undefined
      ? failure(401, 'Invalid user name or password.')
      : jsonAnswer(200, { token: tokens.issue(account).token });
  };

  return makeSite({
    owner,
    basePath,
    ignoresCase: true,
    endpoints: [{ methods: ['GET'], path: '/api/tokens', answer: signIn }],
    api: ['/api'],
    bringsToken: ({ request }) => header(request, 'authorization') !== '',
    call: ({ request }) => {
      const account = tokens.find(bearerToken(request));
      return account === undefined
        ? failure(401, 'Authorization has been denied for this request.')
        : jsonAnswer(200, { authorised: true, user: account.userLogin });
    },
    revoke: tokens.revoke,
  });
}

// RFC 7519; its signature is the token that a sandbox without `tokenLife` would give.
function asJwt(token: string, issuedAt: number, endsAt: number): string {
  const claims = { iat: Math.floor(issuedAt / 1000), exp: Math.floor(endsAt / 1000) };
  const parts = [{ alg: 'HS256', typ: 'JWT' }, claims].map((part) => encodeBase64Url(encodeUtf8(JSON.stringify(part))));
  return [...parts, token].join('.');
}

const inBase64 =
  (check: Check<Bytes>): Check<Bytes> =>
  (label, value) =>
    check(label, text(label, value));
