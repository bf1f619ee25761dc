/** The Jacada server: strips the prefix and compares the rest. A Java server, whose paths are case-sensitive. */

import { decodeBase64 } from '../../codecs/base64.js';
import { encodeText } from '../../codecs/text.js';
import { sameDigest } from '../../core/bytes.js';
import { filledText, flag, integer, listOf, objectOf, oneOf, optional, readOptions, text } from '../../core/check.js';
import { decodePart } from '../../core/url.js';
import type { HttpRequest } from '../../http/message.js';
import { digestOf, findAccount, tokenOf } from '../digests.js';
import { type Handler, jsonAnswer, lifetimeOf, pageAnswer, type SandboxOptions, SHARED } from '../handler.js';
import { decodeJson, header, isLabelled } from '../requests.js';
import { type Call, makeSite } from '../routes.js';
import { makeTokens } from '../tokens.js';

/** Who can sign in to the Jacada sandbox. */
export interface JacadaAccount {
  /** The account, as in the path. */
  readonly accountId: string;
  /** The user name. */
  readonly user: string;
  /** The password in plain text. */
  readonly password: string;
}

/** Whose programs can call a newer server. */
export interface JacadaTenant {
  /** The expected `Tenant-Id`. */
  readonly tenantId: string;
  /** The expected `Application-Key`. */
  readonly applicationKey: string;
}

/** Options of {@link jacadaSandbox}. */
export interface JacadaSandboxOptions extends SandboxOptions<JacadaAccount> {
  /** Number of letters to strip from the start of the password. Default: 13. */
  readonly prefixLength?: number | undefined;
  /** Charset under the Base64 of the sign-in. Default: `utf-8`. */
  readonly charset?: 'utf-8' | 'latin1' | 'ascii' | undefined;
  /** The tenants that can make calls with headers, also without a user. Default: any tenant and key, with a user. */
  readonly tenants?: readonly JacadaTenant[] | undefined;
  /** Whether calls must send the sign-in's `Session-Id`. Default: `false`, but if it's sent it must be correct. */
  readonly requireSessionId?: boolean | undefined;
  /** Locks an account after this many wrong passwords in a row; then even the right one is refused. Default: never. */
  readonly lockAfter?: number | undefined;
}

const REFUSAL = {
  code: '0x7000400',
  message: 'Request is unauthorized, missing or wrong credentials',
  moreInfoUrl: 'https://jacada.example/errors/0x7000400',
};

const SIGN_IN = '/version/*/account/*/auth/';

/**
 * The server side of a Jacada Interaction Server, for tests: `POST /version/{v}/account/{id}/auth/`, with or without an
 * application name before it, strips the prefix from the password, compares the rest and answers with a token and a
 * `Session-Id`. Every other path needs `Security-Token: {token}`, or the headers of newer servers.
 *
 * @param options - The accounts, the length of the prefix, tenants, locks.
 * @returns A handler, which gives the same response to the same request at the same time, unless it counts for
 * `lockAfter`.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`,
 * `ERR_TEXT_NOT_WELL_FORMED`, `ERR_TEXT_NOT_ENCODABLE`, `ERR_URL`.
 * @see Jacada Interaction Server, Authentication; for newer servers, the vendor's help centre.
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
  const owner = 'jacadaSandbox';
  const checked = readOptions(owner, options, {
    accounts: listOf(objectOf({ accountId: text, user: text, password: text })),
    ...SHARED,
    prefixLength: optional(integer(0, 1024), 13),
    charset: optional(oneOf('utf-8', 'latin1', 'ascii'), 'utf-8'),
    tenants: optional(listOf(objectOf({ tenantId: filledText, applicationKey: filledText }))),
    requireSessionId: optional(flag, false),
    lockAfter: optional(integer(1, 1000)),
  });
  const { seed, prefixLength, charset, lockAfter } = checked;
  const known = checked.accounts.map(({ accountId, user, password }) => ({
    accountId,
    user,
    // Two ways to sign in, and for each a hash of just the name, to count failures.
    signIn: digestOf(accountId, encodeText(user, charset), encodeText(password, charset)),
    signInName: digestOf(accountId, encodeText(user, charset)),
    pair: digestOf(user, password),
    pairName: digestOf(user),
  }));
  const tenants = checked.tenants?.map(({ tenantId, applicationKey }) => digestOf(tenantId, applicationKey));
  const sessionIdOf = (token: string) => tokenOf(seed, 'jacada session', token);
  const tokens = makeTokens({
    seed,
    grants: known,
    partsOf: ({ accountId, user }) => ['jacada', accountId, user],
    lifetime: lifetimeOf(owner, checked.now, checked.tokenLife),
    companionsOf: (token) => [sessionIdOf(token)],
  });
  const denied = jsonAnswer(401, REFUSAL);

  const failures = new Map<(typeof known)[number], number>();
  const enter = (way: 'signIn' | 'pair', given: Uint8Array) => {
    const account = findAccount(known, ({ [way]: digest }) => sameDigest(given, digest));
    if (lockAfter === undefined) return account;
    // The hashes of the names come before those of the passwords.
    const name = given.subarray(0, way === 'signIn' ? 64 : 32);
    const named = known.filter(({ [`${way}Name` as const]: digest }) => sameDigest(name, digest));
    const isOpen = named.every((one) => (failures.get(one) ?? 0) < lockAfter);
    if (account !== undefined && isOpen) failures.delete(account);
    else for (const one of named) failures.set(one, (failures.get(one) ?? 0) + 1);
    return isOpen ? account : undefined;
  };

  const signIn = ({ request, parts }: Call) => {
    if (!isLabelled(request, 'application/json')) return pageAnswer(415, 'Unsupported Media Type');
    const accountId = decodePart(String(parts[parts.length - 3])); // however a client spells it
    const body = decodeJson(request);
    const user = base64Member(body.get('user'));
    const password = base64Member(body.get('password'));
    if (user === undefined) return denied;
    const account = enter('signIn', digestOf(accountId, user, ...withoutPrefix(password, prefixLength)));
    if (account === undefined) return denied;
    const {
      token,
      companions: [sessionId = ''],
    } = tokens.issue(account);
    return jsonAnswer(200, { 'Security-Token': token }, { 'session-id': sessionId });
  };

  const isTenant = (request: HttpRequest) => {
    const [tenantId, applicationKey] = [header(request, 'tenant-id'), header(request, 'application-key')];
    if (tenants === undefined) return tenantId !== '' && applicationKey !== '';
    const given = digestOf(tenantId, applicationKey);
    return tenants.filter((digest) => sameDigest(given, digest)).length > 0;
  };
  const call = ({ request }: Call) => {
    const token = header(request, 'security-token');
    const sessionId = header(request, 'session-id');
    const isExcused = sessionId === '' && !checked.requireSessionId;
    const owner = tokens.find(token, isExcused ? sessionIdOf(token) : sessionId);
    const tenant = isTenant(request);
    const [user, password] = [header(request, 'user-id'), header(request, 'user-password')];
    const [userBytes, passwordBytes] = [base64Member(user), base64Member(password)];
    const pair = userBytes && passwordBytes ? digestOf(userBytes, passwordBytes) : digestOf();
    const account = enter('pair', pair);
    const found = owner ?? (tenant ? account : undefined);
    if (found !== undefined) return jsonAnswer(200, { authorised: true, user: found.user });
    const isProgram = tenant && tenants !== undefined && token === '' && user === '' && password === '';
    return isProgram ? jsonAnswer(200, { authorised: true }) : denied;
  };

  return makeSite({
    owner,
    basePath: checked.basePath,
    ignoresCase: false,
    endpoints: [SIGN_IN, `/*${SIGN_IN}`].map((path) => ({ methods: ['POST'], path, answer: signIn })),
    api: ['/version/*/account/*', '/*/version/*/account/*'],
    bringsToken: ({ request }) =>
      ['security-token', 'tenant-id', 'application-key', 'user-id'].some((name) => header(request, name) !== ''),
    call,
    revoke: tokens.revoke,
  });
}

// The password, or nothing if the prefix is invalid, which equals no stored password.
function withoutPrefix(password: Uint8Array | undefined, length: number): readonly Uint8Array[] {
  const prefix = password?.subarray(0, length) ?? [];
  const isPrefix = prefix.length === length && prefix.every((byte) => byte >= 0x61 && byte <= 0x7a);
  return password !== undefined && isPrefix ? [password.subarray(length)] : [];
}

function base64Member(value: unknown): Uint8Array | undefined {
  try {
    return decodeBase64(value as string); // which rejects anything but text
  } catch {
    // not Base64
  }
  return undefined;
}
