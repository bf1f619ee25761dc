/** iFactory's side: decrypts the password and compares it. */

import { decryptAesCbc, prepareAesCbc } from '../../codecs/aes-cbc.js';
import { decodeBase64 } from '../../codecs/base64.js';
import { encodeText } from '../../codecs/text.js';
import { sameDigest } from '../../core/bytes.js';
import { listOf, objectOf, oneOf, optional, readOptions, text } from '../../core/check.js';
import {
  digestOf,
  findAccount,
  type Handler,
  header,
  jsonAnswer,
  makeHandler,
  route,
  type SandboxOptions,
  SEED,
  tokenOf,
} from '../handler.js';

/** Who may sign in to the iFactory stand-in. */
export interface IfactoryAccount {
  /** The user name. */
  readonly userLogin: string;
  /** The password, plain. */
  readonly password: string;
}

/** Options of {@link ifactorySandbox}. */
export interface IfactorySandboxOptions extends SandboxOptions<IfactoryAccount> {
  /** AES key in Base64. Default: the document's. */
  readonly key?: string | undefined;
  /** Initialisation vector in Base64. Default: the document's. */
  readonly iv?: string | undefined;
  /** Charset that passwords are decrypted to. Default: `utf-8`. */
  readonly charset?: 'utf-8' | 'utf-16le' | undefined;
}

/**
 * A stand-in for iFactory's gateway, for tests: `GET …/api/tokens` decrypts the password, compares it and answers with a
 * token or a `message`; every other path wants `Authorization: Bearer {token}`.
 *
 * @param options - The accounts; key, initialisation vector and charset where they differ from the document's.
 * @returns A pure handler, the same answer to the same request.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`,
 * `ERR_TEXT_NOT_WELL_FORMED`, `ERR_BASE64`, `ERR_AES_KEY_LENGTH`, `ERR_AES_IV_LENGTH`.
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
  const { accounts, seed, key, iv, charset } = readOptions('ifactorySandbox', options, {
    accounts: listOf(objectOf({ userLogin: text, password: text })),
    ...SEED,
    key: optional(text, 'YGjDImfP5bf8F7kGbdqWcA=='),
    iv: optional(text, 'bDA11yRcbUsTC9jl5LnuiQ=='),
    charset: optional(oneOf('utf-8', 'utf-16le'), 'utf-8'),
  });
  const keyBytes = decodeBase64(key.trim());
  const ivBytes = decodeBase64(iv.trim());
  prepareAesCbc(keyBytes, ivBytes); // refuses wrong lengths here, not at the first request
  const known = accounts.map(({ userLogin, password }) => {
    const token = tokenOf(seed, 'ifactory', userLogin);
    const pairDigest = digestOf(userLogin, encodeText(password, charset));
    return { userLogin, token, pairDigest, headerDigest: digestOf(`Bearer ${token}`) };
  });
  const failure = (status: number, message: string) => jsonAnswer(status, { message: [message] });

  return makeHandler('ifactorySandbox', (request) => {
    const { path, query } = route(request);
    if (!path.endsWith('/api/tokens')) {
      const given = digestOf(header(request, 'authorization'));
      const account = findAccount(known, ({ headerDigest }) => sameDigest(given, headerDigest));
      return account === undefined
        ? failure(401, 'Authorization has been denied for this request.')
        : jsonAnswer(200, { authorised: true, user: account.userLogin });
    }
    if (request.method !== 'GET') return failure(405, 'The requested resource does not support this method.');
    let password: Uint8Array;
    try {
      password = decryptAesCbc(keyBytes, ivBytes, decodeBase64(String(query.get('password'))));
    } catch {
      return failure(400, 'The password could not be decrypted.');
    }
    const given = digestOf(query.get('userLogin') ?? '', password);
    const account = findAccount(known, ({ pairDigest }) => sameDigest(given, pairDigest));
    return account === undefined
      ? failure(401, 'Invalid user name or password.')
      : jsonAnswer(200, { token: account.token });
  });
}
