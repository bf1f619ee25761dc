/** BEX's side: JSON or query, and failures inside HTTP 200. */
import { sameDigest } from '../../core/bytes.js';
import { listOf, objectOf, optional, readOptions, text } from '../../core/check.js';
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

/** Who may sign in to the BEX stand-in. */
export interface BexAccount {
  /** The user name. */
  readonly username: string;
  /** The password, plain. */
  readonly password: string;
  /** The address that the answer tells. Default: the user name. */
  readonly email?: string | undefined;
}

/** Options of {@link bexSandbox}. */
export type BexSandboxOptions = SandboxOptions<BexAccount>;

/**
 * A stand-in for BEX, for tests: `…/api/service/login` takes the credentials from a JSON body or the query and answers
 * HTTP 200 with `value`, or HTTP 200 with `ex`; every other path wants `token: {token}`.
 *
 * @param options - The accounts.
 * @returns A pure handler, the same answer to the same request.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_UNKNOWN_OPTION`, `ERR_TEXT_NOT_WELL_FORMED`.
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
  const { accounts, seed } = readOptions('bexSandbox', options, {
    accounts: listOf(objectOf({ username: text, password: text, email: optional(text) })),
    ...SEED,
  });
  const known = accounts.map(({ username, password, email = username }, at) => {
    const token = tokenOf(seed, 'bex', username);
    return {
      id: at + 1,
      username,
      email,
      token,
      pairDigest: digestOf(username, password),
      tokenDigest: digestOf(token),
    };
  });

  return makeHandler('bexSandbox', (request) => {
    const { path, query } = route(request);
    if (!path.endsWith('/api/service/login')) {
      const given = digestOf(header(request, 'token'));
      const account = findAccount(known, ({ tokenDigest }) => sameDigest(given, tokenDigest));
      return account === undefined
        ? jsonAnswer(200, { ex: 'The token is invalid.' })
        : jsonAnswer(200, { authorised: true, user: account.username });
    }
    if (request.method !== 'POST' && request.method !== 'GET') return jsonAnswer(405, { ex: 'Method not allowed.' });
    const parameters: ReadonlyMap<string, unknown> = query.has('username') ? query : decodeJson(request);
    const given = digestOf(...['username', 'password'].map((name) => textOf(parameters.get(name))));
    const account = findAccount(known, ({ pairDigest }) => sameDigest(given, pairDigest));
    if (account === undefined) return jsonAnswer(200, { ex: 'Invalid username or password.' });
    return jsonAnswer(200, {
      id: account.id,
      value: account.token,
      isStrongPassword: 'True',
      isEmailVerified: 'True',
      email: account.email,
      signalREnabled: 'False',
      allowApiLogin: 'False',
    });
  });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
