/** BEX's side: JSON or query, and failures inside HTTP 200. */
import { listOf, objectOf, optional, readOptions, text } from '../check.js';
import {
  decodeJson,
  findAccount,
  type Handler,
  header,
  jsonAnswer,
  makeHandler,
  route,
  type SandboxOptions,
  SEED,
  sameText,
  tokenOf,
} from './handler.js';

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
  const tokenFor = ({ username }: { readonly username: string }) => tokenOf(seed, 'bex', username);

  return makeHandler('bexSandbox', (request) => {
    const { path, query } = route(request);
    if (!path.endsWith('/api/service/login')) {
      const token = header(request, 'token');
      const account = findAccount(accounts, (other) => sameText(token, tokenFor(other)));
      return account === undefined
        ? jsonAnswer(200, { ex: 'The token is invalid.' })
        : jsonAnswer(200, { authorised: true, user: account.username });
    }
    if (request.method !== 'POST' && request.method !== 'GET') return jsonAnswer(405, { ex: 'Method not allowed.' });
    const parameters: ReadonlyMap<string, unknown> = query.has('username') ? query : decodeJson(request);
    const [username, password] = ['username', 'password'].map((name) => parameters.get(name));
    const account = findAccount(
      accounts,
      (other) =>
        sameText(typeof username === 'string' ? username : '', other.username) &&
        sameText(typeof password === 'string' ? password : '', other.password),
    );
    if (account === undefined) return jsonAnswer(200, { ex: 'Invalid username or password.' });
    return jsonAnswer(200, {
      id: 1 + accounts.indexOf(account),
      value: tokenFor(account),
      isStrongPassword: 'True',
      isEmailVerified: 'True',
      email: account.email ?? account.username,
      signalREnabled: 'False',
      allowApiLogin: 'False',
    });
  });
}
