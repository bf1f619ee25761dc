/** IDscan's side: a form, two areas, and tokens that are good for one of them. */
import { sameDigest } from '../../core/bytes.js';
import { listOf, objectOf, oneOf, optional, readOptions, text, time } from '../../core/check.js';
import {
  decodeForm,
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

/** Who may sign in to the IDscan stand-in, to either area. */
export interface IdscanAccount {
  /** The user name. */
  readonly username: string;
  /** The password, plain. */
  readonly password: string;
  /** The full name that the answer tells. Default: the user name. */
  readonly fullName?: string | undefined;
}

/** Options of {@link idscanSandbox}. */
export interface IdscanSandboxOptions extends SandboxOptions<IdscanAccount> {
  /** The time of issue that answers tell, in milliseconds since the Unix epoch. Default: they tell none. */
  readonly now?: number | undefined;
  /** Whether the token comes as JSON (default) or as a `token` cookie with a `csrftoken` beside it. */
  readonly issue?: 'json' | 'cookie' | undefined;
}

/**
 * A stand-in for IDscan Enterprise, for tests: `POST …/idscanenterprisesvc/token` compares the form's values and answers
 * with a token of the area, or an OAuth error. Other paths want the token without `Bearer`, as header or cookie; a path
 * with `upload` one of `scanning`, with `retrieval` one of `investigation`.
 *
 * @param options - The accounts, and how tokens are issued.
 * @returns A pure handler, the same answer to the same request.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`,
 * `ERR_TEXT_NOT_WELL_FORMED`.
 *
 * @example
 * ```ts
 * import { idscan } from 'credwire';
 * import { idscanSandbox } from 'credwire/sandbox';
 *
 * const handle = idscanSandbox({ accounts: [{ username: 'psc', password: 'a+b c' }] });
 * const credentials = { username: 'psc', password: 'a+b c', area: 'scanning' } as const;
 * const response = handle(idscan.tokenRequest({ baseUrl: 'http://localhost', ...credentials }));
 * idscan.parseTokenResponse(response, { area: 'scanning' }).fullName; // => 'psc'
 * ```
 */
export function idscanSandbox(options: IdscanSandboxOptions): Handler {
  const { accounts, seed, now, issue } = readOptions('idscanSandbox', options, {
    accounts: listOf(objectOf({ username: text, password: text, fullName: optional(text) })),
    ...SEED,
    now: optional(time),
    issue: optional(oneOf('json', 'cookie')), // as JSON, unless told
  });
  const grantOf = (username: string, area: 'scanning' | 'investigation') => {
    const token = tokenOf(seed, 'idscan', username, area);
    const csrf = `${tokenOf(seed, 'idscan csrf', token)}+/=`;
    return { username, area, token, csrf, digest: issue === 'cookie' ? digestOf(token, csrf) : digestOf(token) };
  };
  const known = accounts.map(({ username, password, fullName = username }) => ({
    username,
    fullName,
    digest: digestOf(username, password),
    scanning: grantOf(username, 'scanning'),
    investigation: grantOf(username, 'investigation'),
  }));
  const grants = known.flatMap(({ scanning, investigation }) => [scanning, investigation]);

  const authenticate: Handler = (request) => {
    const isForm = /^application\/x-www-form-urlencoded\b/i.test(header(request, 'content-type'));
    const form = isForm && request.body !== undefined ? decodeForm(request.body) : new Map<string, string>();
    const area = form.get('area');
    if (form.get('grant_type') !== 'password') return jsonAnswer(400, { error: 'unsupported_grant_type' });
    if (area !== 'scanning' && area !== 'investigation') {
      return jsonAnswer(400, { error: 'invalid_request', error_description: 'The area is unknown.' });
    }
    const given = digestOf(form.get('username') ?? '', form.get('password') ?? '');
    const account = findAccount(known, ({ digest }) => sameDigest(given, digest));
    if (account === undefined) {
      const words = 'The user name or password is incorrect.';
      return jsonAnswer(400, { error: 'invalid_grant', error_description: words });
    }
    const { token, csrf } = account[area];
    if (issue === 'cookie') {
      const cookies = [`token=${token}; path=/; HttpOnly`, `csrftoken=${encodeURIComponent(csrf)}; path=/`];
      return jsonAnswer(200, {}, { 'set-cookie': cookies });
    }
    return jsonAnswer(200, {
      access_token: token,
      token_type: 'bearer',
      expires_in: 35_999,
      'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name': account.username,
      FullName: account.fullName,
      IdleSessionTimeout: '15',
      'http://schemas.microsoft.com/ws/2008/06/identity/claims/role': 'Administrator',
      ...(now === undefined ? {} : { '.issued': new Date(now).toUTCString() }),
    });
  };

  return makeHandler('idscanSandbox', (request) => {
    const { path } = route(request);
    if (path.endsWith('/idscanenterprisesvc/token')) {
      return request.method === 'POST' ? authenticate(request) : jsonAnswer(405, { error: 'method_not_allowed' });
    }
    const cookie = /(?:^|;\s?)token=([^;]*)/.exec(header(request, 'cookie'))?.[1];
    const token = cookie ?? header(request, 'authorization');
    const given = issue === 'cookie' ? digestOf(token, header(request, 'x-csrftoken')) : digestOf(token);
    const grant = findAccount(grants, ({ digest }) => sameDigest(given, digest));
    const barred = path.includes('upload') ? 'investigation' : path.includes('retrieval') ? 'scanning' : undefined;
    return grant === undefined || grant.area === barred
      ? jsonAnswer(401, { Message: 'Authorization has been denied for this request.' })
      : jsonAnswer(200, { authorised: true, user: grant.username });
  });
}
