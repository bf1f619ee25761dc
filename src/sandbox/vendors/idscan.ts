/** The IDscan server: a form, two areas, and tokens that are valid for one of them. ASP.NET, which ignores case. */
import { encodeUtf8, sameDigest } from '../../core/bytes.js';
import { listOf, objectOf, oneOf, optional, readOptions, text } from '../../core/check.js';
import type { HttpRequest } from '../../http/message.js';
import { digestOf, findAccount, tokenOf } from '../digests.js';
import { type Handler, jsonAnswer, lifetimeOf, pageAnswer, type SandboxOptions, SHARED } from '../handler.js';
import { decodeForm, foldNames, header, isLabelled } from '../requests.js';
import { type Call, makeSite } from '../routes.js';
import { makeTokens } from '../tokens.js';

/** Who can sign in to the IDscan sandbox, to either area. */
export interface IdscanAccount {
  /** The user name. */
  readonly username: string;
  /** The password in plain text. */
  readonly password: string;
  /** The full name in the response. Default: the user name. */
  readonly fullName?: string | undefined;
}

/** Options of {@link idscanSandbox}. */
export interface IdscanSandboxOptions extends SandboxOptions<IdscanAccount> {
  /**
   * The current time in milliseconds since the Unix epoch, or a function that returns it. With it, a token lives for
   * `tokenLife` (35,999 seconds by default), and the response says when it was issued and when it expires. Default: it
   * says neither.
   */
  readonly now?: number | (() => number) | undefined;
  /** Whether the token comes as JSON (default) or as a `token` cookie together with a `csrftoken`. */
  readonly issue?: 'json' | 'cookie' | undefined;
}

type Area = 'scanning' | 'investigation';

const SERVICE = '/idscanenterprisesvc';
const TOKEN_LIFE = 35_999_000;
const MOST_BYTES = 10 * 1024 * 1024;

/**
 * The server side of IDscan Enterprise, for tests: `POST /idscanenterprisesvc/token` compares the form's values and
 * answers with a token for the area, or an OAuth error. Other paths need the token without `Bearer`, as a header or a
 * cookie: `journey/upload` one for `scanning`, `Journey/Get` and `JourneyDefinition/GetAll` one for `investigation`.
 *
 * @param options - The accounts, and how tokens are issued.
 * @returns A handler, which gives the same response to the same request at the same time.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`,
 * `ERR_TEXT_NOT_WELL_FORMED`, `ERR_URL`.
 * @see IDscan, Authentication.
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
  const owner = 'idscanSandbox';
  const { accounts, seed, basePath, now, tokenLife, issue } = readOptions(owner, options, {
    accounts: listOf(objectOf({ username: text, password: text, fullName: optional(text) })),
    ...SHARED,
    issue: optional(oneOf('json', 'cookie')), // as JSON by default
  });
  const lifetime = issuedWithEnd(owner, now, tokenLife);
  const known = accounts.map(({ username, password, fullName = username }) => ({
    username,
    fullName,
    digest: digestOf(username, password),
    scanning: { username, area: 'scanning' as Area },
    investigation: { username, area: 'investigation' as Area },
  }));
  const csrfOf = (token: string) => `${tokenOf(seed, 'idscan csrf', token)}+/=`;
  const tokens = makeTokens({
    seed,
    grants: known.flatMap(({ scanning, investigation }) => [scanning, investigation]),
    partsOf: ({ username, area }) => ['idscan', username, area],
    lifetime,
    companionsOf: (token) => (issue === 'cookie' ? [csrfOf(token)] : []),
  });

  const times = () => {
    if (lifetime === undefined) return {};
    const issuedAt = lifetime.now();
    const endsAt = issuedAt + lifetime.tokenLife;
    return { '.issued': new Date(issuedAt).toUTCString(), '.expires': new Date(endsAt).toUTCString() };
  };
  const signIn = ({ request }: Call) => {
    const isForm = isLabelled(request, 'application/x-www-form-urlencoded');
    // Without a body the text is "undefined", which has no values.
    const form = foldNames(isForm ? decodeForm(String(request.body)) : new Map<string, string>());
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
    const {
      token,
      companions: [csrf],
    } = tokens.issue(account[area]);
    if (csrf !== undefined) {
      return jsonAnswer(
        200,
        {},
        { 'set-cookie': [`token=${token}; path=/; HttpOnly`, `csrftoken=${encodeURIComponent(csrf)}; path=/`] },
      );
    }
    return jsonAnswer(200, {
      access_token: token,
      token_type: 'bearer',
      expires_in: Math.floor((lifetime?.tokenLife ?? TOKEN_LIFE) / 1000),
      'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name': account.username,
      FullName: account.fullName,
      IdleSessionTimeout: '15',
      'http://schemas.microsoft.com/ws/2008/06/identity/claims/role': 'Administrator',
      ...times(),
    });
  };
  const authorise = (wanted: Area | undefined, { request }: Call) => {
    const token = tokenIn(request);
    const grant = tokens.find(token, ...(issue === 'cookie' ? [header(request, 'x-csrftoken')] : []));
    return grant === undefined || (wanted !== undefined && grant.area !== wanted)
      ? jsonAnswer(401, { Message: 'Authorization has been denied for this request.' })
      : jsonAnswer(200, { authorised: true, user: grant.username });
  };

  return makeSite({
    owner,
    basePath,
    ignoresCase: true,
    endpoints: [
      { methods: ['POST'], path: `${SERVICE}/token`, answer: signIn },
      {
        methods: ['POST'],
        path: `${SERVICE}/journey/upload`,
        answer: (call) => (isTooLarge(call.request) ? tooLarge() : authorise('scanning', call)),
      },
      {
        methods: ['GET'],
        path: `${SERVICE}/Journey/Get`,
        answer: (call) => authorise('investigation', call),
      },
      {
        methods: ['GET'],
        path: `${SERVICE}/JourneyDefinition/GetAll`,
        answer: (call) => authorise('investigation', call),
      },
    ],
    api: [SERVICE],
    bringsToken: ({ request }) => tokenIn(request) !== '',
    call: (call) => authorise(areaOf(call.parts), call),
    revoke: tokens.revoke,
  });
}

function issuedWithEnd(owner: string, now: (() => number) | undefined, tokenLife: number | undefined) {
  return lifetimeOf(owner, now, tokenLife ?? (now === undefined ? undefined : TOKEN_LIFE));
}

// The document only knows the two actions by these names.
function areaOf(parts: readonly string[]): Area | undefined {
  if (parts.includes('upload')) return 'scanning';
  return parts.includes('retrieval') ? 'investigation' : undefined;
}

function tokenIn(request: HttpRequest): string {
  const cookie = /(?:^|;\s?)token=([^;]*)/.exec(header(request, 'cookie'))?.[1];
  return cookie ?? header(request, 'authorization');
}

function isTooLarge(request: HttpRequest): boolean {
  const told = Number(header(request, 'content-length')); // a bridge may have cut off the body
  return told > MOST_BYTES || encodeUtf8(request.body ?? '').length > MOST_BYTES;
}

function tooLarge() {
  return pageAnswer(413, 'Request Entity Too Large');
}
