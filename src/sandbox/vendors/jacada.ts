/** Jacada's side: cuts the prefix off and compares the rest. */

import { decodeBase64 } from '../../codecs/base64.js';
import { encodeText } from '../../codecs/text.js';
import { sameDigest } from '../../core/bytes.js';
import { integer, listOf, objectOf, oneOf, optional, readOptions, text } from '../../core/check.js';
import { decodePart } from '../../core/url.js';
import type { HttpRequest, HttpResponse } from '../../http/message.js';
import {
  decodeJson,
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

/** Who may sign in to the Jacada stand-in. */
export interface JacadaAccount {
  /** The account, as it stands in the path. */
  readonly accountId: string;
  /** The user name. */
  readonly user: string;
  /** The password, plain. */
  readonly password: string;
}

/** Options of {@link jacadaSandbox}. */
export interface JacadaSandboxOptions extends SandboxOptions<JacadaAccount> {
  /** Number of letters that are cut off in front of the password. Default: 13. */
  readonly prefixLength?: number | undefined;
  /** Charset under the Base64. Default: `utf-8`. */
  readonly charset?: 'utf-8' | 'latin1' | 'ascii' | undefined;
}

/**
 * A stand-in for a Jacada Interaction Server, for tests: `POST …/version/{v}/account/{id}/auth/` cuts the prefix off the
 * password, compares it and answers with a token; every other path wants `Security-Token: {token}`, or `User-Id` and
 * `User-Password`.
 *
 * @param options - The accounts, and the prefix that the server knows.
 * @returns A pure handler, the same answer to the same request.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`,
 * `ERR_TEXT_NOT_WELL_FORMED`, `ERR_TEXT_NOT_ENCODABLE`.
 *
 * @example
 * ```ts
 * import { jacada } from 'credwire';
 * import { jacadaSandbox } from 'credwire/sandbox';
 *
 * const handle = jacadaSandbox({ accounts: [{ accountId: '1', user: 'admin', password: 'abcd' }] });
 * const user = { accountId: '1', user: 'admin', password: 'abcd' };
 * const response = handle(jacada.tokenRequest({ baseUrl: 'http://localhost', ...user }));
 * jacada.parseTokenResponse(response).vendor; // => 'jacada'
 * ```
 */
export function jacadaSandbox(options: JacadaSandboxOptions): Handler {
  const { accounts, seed, prefixLength, charset } = readOptions('jacadaSandbox', options, {
    accounts: listOf(objectOf({ accountId: text, user: text, password: text })),
    ...SEED,
    prefixLength: optional(integer(0, 1024), 13),
    charset: optional(oneOf('utf-8', 'latin1', 'ascii'), 'utf-8'),
  });
  const known = accounts.map(({ accountId, user, password }) => {
    const token = tokenOf(seed, 'jacada', accountId, user);
    return {
      user,
      token,
      signInDigest: digestOf(accountId, encodeText(user, charset), encodeText(password, charset)),
      tokenDigest: digestOf(token),
      pairDigest: digestOf(user, password),
    };
  });
  const denied = jsonAnswer(401, { message: 'Authentication failed' });

  const authenticate = (request: HttpRequest, accountId: string): HttpResponse => {
    const body = decodeJson(request);
    const user = base64Member(body.get('user'));
    const password = base64Member(body.get('password'));
    if (user === undefined || password === undefined) return denied;
    const prefix = password.subarray(0, prefixLength);
    const isPrefix = prefix.length === prefixLength && prefix.every((byte) => byte >= 0x61 && byte <= 0x7a);
    if (!isPrefix) return denied;
    const given = digestOf(accountId, user, password.subarray(prefixLength));
    const account = findAccount(known, ({ signInDigest }) => sameDigest(given, signInDigest));
    return account === undefined ? denied : jsonAnswer(200, { 'Security-Token': account.token });
  };

  return makeHandler('jacadaSandbox', (request) => {
    const { path } = route(request);
    const accountId = /\/version\/[^/]+\/account\/([^/]+)\/auth\/$/.exec(path)?.[1];
    if (accountId !== undefined) {
      if (request.method !== 'POST') return jsonAnswer(405, { message: 'Method not allowed' });
      return authenticate(request, decodePart(accountId)); // however a client spells it
    }
    const token = digestOf(header(request, 'security-token'));
    const password = base64Member(header(request, 'user-password'));
    const pair = password === undefined ? digestOf() : digestOf(header(request, 'user-id'), password);
    const account = findAccount(known, ({ tokenDigest, pairDigest }) =>
      [sameDigest(token, tokenDigest), sameDigest(pair, pairDigest)].includes(true),
    );
    return account === undefined ? denied : jsonAnswer(200, { authorised: true, user: account.user });
  });
}

function base64Member(value: unknown): Uint8Array | undefined {
  try {
    return decodeBase64(value as string); // which refuses what is none
  } catch {
    // no Base64
  }
  return undefined;
}
