/**
 * The SmartConnect server: a key pair, the four endpoints that use it, and the REST API's. ASP.NET, which ignores case.
 */

import { decodeBase64 } from '../../codecs/base64.js';
import { formatRsaKeyValue } from '../../codecs/rsa-key-xml.js';
import { encodeText } from '../../codecs/text.js';
import { sameDigest } from '../../core/bytes.js';
import { callback, filledText, listOf, objectOf, oneOf, optional, readOptions, text } from '../../core/check.js';
import { type RandomBytes, systemRandom } from '../../core/random.js';
import type { HttpRequest } from '../../http/message.js';
import { digestOf, findAccount } from '../digests.js';
import { DEFAULT_SEED, type Handler, jsonAnswer, lifetimeOf, type SandboxOptions, SHARED } from '../handler.js';
import { bearerToken, decodeJson, header, isLabelled } from '../requests.js';
import { type Call, type Endpoint, makeSite } from '../routes.js';
import { generateRsaKeyPair, keyBits } from '../rsa-private.js';
import { seededRandom } from '../seeded-random.js';
import { makeTokens } from '../tokens.js';
import { restTokenEndpoint, type SmartconnectClient } from './smartconnect-rest.js';

/** A company that a user can access. */
export interface SmartconnectCompany {
  /** The `companyId` in the token request. */
  readonly id: string;
  /** The company's name. */
  readonly name: string;
  /**
   * The API's address in the list of companies. A path such as `/API2` is on the same host; anything else, such as
   * `api.example/API`, is returned unchanged. Default: `/API`.
   */
  readonly apiUrl?: string | undefined;
}

/** Who can sign in to the SmartConnect sandbox, and to which companies. */
export interface SmartconnectAccount {
  /** The user's e-mail address. */
  readonly email: string;
  /** The password in plain text. */
  readonly password: string;
  /** The user's companies. */
  readonly companies: readonly SmartconnectCompany[];
}

/** Options of {@link smartconnectSandbox}. */
export interface SmartconnectSandboxOptions extends SandboxOptions<SmartconnectAccount> {
  /** Source for the key pair. Default: one derived from `seed`, if there is a seed, otherwise the platform's. */
  readonly random?: RandomBytes | undefined;
  /** Length of the key in bits, a multiple of 16 from 1024 to 4096. Default: 1024, as documented. */
  readonly bits?: number | undefined;
  /** Charset of the decrypted password. Default: `utf-8`. */
  readonly charset?: 'utf-8' | 'latin1' | 'ascii' | undefined;
  /** The programs that can ask for tokens of the REST API. Default: any that sends an id and a secret. */
  readonly clients?: readonly SmartconnectClient[] | undefined;
}

const DEFAULT_API = '/API';
const ONE_HOUR = 3_600_000;

/**
 * The server side of SmartConnect's login service and API, for tests, all on the same host: `/v1/public-key` and
 * `/v1/companies`; `/API/GetCompanyList`, `/API/GetToken`, `/API/validate`; the REST API's `/token`. It decrypts the
 * password with its private key and compares it. Every other path needs `?token=`, or `Authorization: Bearer` with a
 * token of the REST API.
 *
 * @param options - The accounts, how to create the key pair, and the clients of the REST API.
 * @returns A handler, which gives the same response to the same request at the same time. The key pair is created once,
 * here.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`,
 * `ERR_TEXT_NOT_WELL_FORMED`, `ERR_TEXT_NOT_ENCODABLE`, `ERR_URL`.
 * @throws {@link CryptoError} `ERR_NO_RANDOM`, `ERR_RANDOM`.
 * @see eOne SmartConnect, API; for the REST API, RFC 6749 section 4.3.
 *
 * @example
 * ```ts
 * import { run, smartconnect } from 'credwire';
 * import { seededRandom } from 'credwire/sandbox';
 * import { smartconnectSandbox } from 'credwire/sandbox';
 *
 * const companies = [{ id: '72b0', name: 'Test' }];
 * const accounts = [{ email: 'demo@example.com', password: 'secret', companies }];
 * const handle = smartconnectSandbox({ accounts, random: seededRandom('a test') });
 * const flow = smartconnect.signIn({ loginUrl: 'http://localhost', email: 'demo@example.com', password: 'secret' });
 * const session = await run(flow, async (request) => handle(request));
 * session.apiUrl; // => 'http://localhost/API'
 * ```
 */
export function smartconnectSandbox(options: SmartconnectSandboxOptions): Handler {
  const owner = 'smartconnectSandbox';
  const { accounts, basePath, bits, charset, clients, ...given } = readOptions(owner, options, {
    accounts: listOf(objectOf({ email: text, password: text, companies: listOf(objectOf(COMPANY)) })),
    ...SHARED,
    seed: optional(text),
    random: optional(callback<RandomBytes>),
    bits: optional(keyBits, 1024),
    charset: optional(oneOf('utf-8', 'latin1', 'ascii'), 'utf-8'),
    clients: optional(listOf(objectOf({ clientId: filledText, clientSecret: filledText }))),
  });
  const { seed = DEFAULT_SEED, random = given.seed === undefined ? systemRandom : seededRandom(seed) } = given;
  const lifetime = lifetimeOf(owner, given.now, given.tokenLife);
  const known = accounts.map(({ email, password, companies }) => ({
    email,
    digest: digestOf(email, encodeText(password, charset)),
    restDigest: digestOf(email, password),
    companies: companies.map((company) => ({ ...company, email, api: apiPath(company.apiUrl, basePath) })),
  }));
  const tokens = makeTokens({
    seed,
    grants: known.flatMap(({ companies }) => companies),
    partsOf: ({ email, id, api }) => ['smartconnect', email, id, ...(api === DEFAULT_API ? [] : [api])],
    lifetime,
  });
  const restTokens = makeTokens({
    seed,
    grants: known,
    partsOf: ({ email }) => ['smartconnect rest', email],
    lifetime,
  });
  const { publicKey, decryptPkcs1 } = generateRsaKeyPair({ bits, random });
  const denied = jsonAnswer(401, { Message: 'The email address or password is incorrect.' });

  const userOf = (email: unknown, encryptedPassword: unknown) => {
    let password: Uint8Array | undefined;
    try {
      password = decryptPkcs1(decodeBase64(encryptedPassword as string)); // it rejects anything but text
    } catch {
      // not Base64: a "+" that became a space ends here
    }
    if (password === undefined || typeof email !== 'string') return undefined;
    const given = digestOf(email, password);
    return findAccount(known, ({ digest }) => sameDigest(given, digest));
  };
  const companiesOf = ({ query }: Call, api: string) =>
    userOf(query.get('email'), query.get('password'))?.companies.filter((company) => company.api === api);

  const post = (path: string, answer: Endpoint['answer']): Endpoint => ({ methods: ['POST'], path, answer });
  const restToken = restTokenEndpoint({
    accounts: known,
    clients,
    digestOf: ({ restDigest }) => restDigest,
    issue: (account) => restTokens.issue(account).token,
    expiresIn: Math.floor((lifetime?.tokenLife ?? ONE_HOUR) / 1000),
  });
  const apis = [...new Set([DEFAULT_API, ...known.flatMap(({ companies }) => companies.map(({ api }) => api))])];
  const endpointsOf = (api: string): readonly Endpoint[] => [
    post(`${api}/GetCompanyList`, (call) => {
      const companies = companiesOf(call, api);
      if (companies === undefined) return denied;
      return jsonAnswer(
        200,
        companies.map(({ id, name }) => ({ Id: id, Name: name, SubscriptionExpiry: null })),
      );
    }),
    post(`${api}/GetToken`, (call) => {
      const company = companiesOf(call, api)?.find(({ id }) => id === call.query.get('companyid'));
      return company === undefined ? denied : jsonAnswer(200, tokens.issue(company).token);
    }),
    post(`${api}/validate`, ({ query }) => jsonAnswer(200, tokens.find(query.get('token') ?? '') !== undefined)),
    post(`${api}/token`, restToken),
  ];

  return makeSite({
    owner,
    basePath,
    ignoresCase: true,
    endpoints: [
      post('/v1/public-key', () => jsonAnswer(200, formatRsaKeyValue(publicKey))),
      post('/v1/companies', ({ request }) => {
        if (!isLabelled(request, 'application/json')) return jsonAnswer(415, { Message: 'Unsupported media type.' });
        const body = decodeJson(request);
        const account = userOf(body.get('Email'), body.get('Password'));
        return account === undefined ? denied : jsonAnswer(200, companiesBody(account, hostOf(request) + basePath));
      }),
      post('/token', restToken),
      ...apis.flatMap(endpointsOf),
    ],
    api: apis.filter((api) => api !== ''),
    bringsToken: ({ request, query }) => query.has('token') || header(request, 'authorization') !== '',
    call: ({ request, query }) => {
      const token = query.get('token');
      const user = token === undefined ? restTokens.find(bearerToken(request)) : tokens.find(token);
      return user === undefined ? denied : jsonAnswer(200, { authorised: true, user: user.email });
    },
    revoke: () => {
      tokens.revoke();
      restTokens.revoke();
    },
  });
}

const COMPANY = { id: text, name: text, apiUrl: optional(text) };

// The path of a company's API, after the base path.
function apiPath(apiUrl: string | undefined, basePath: string): string {
  if (apiUrl === undefined) return DEFAULT_API;
  const path = apiUrl.replace(/^(?:https?:\/\/)?[^/]*/i, '').replace(/\/$/, '');
  return !apiUrl.startsWith('/') && path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path;
}

function hostOf({ url }: HttpRequest): string {
  return url
    .replace(/^https?:\/\//i, '')
    .split(/[/?]/, 1)
    .join();
}

// The vendor writes an ApiUrl without a scheme.
function companiesBody(
  { email, companies }: { readonly email: string; readonly companies: readonly SmartconnectCompany[] },
  here: string,
): unknown {
  return {
    UserId: email,
    Email: email,
    Status: 'Active',
    Products: companies.map(({ id, name, apiUrl = DEFAULT_API }) => ({
      Name: 'SmartConnect',
      ProductStatus: 'Active',
      Role: 'Administrator',
      Account: { AccountId: id, Name: name, Status: 'Active' },
      Subscription: { SubscriptionEndDate: '2099-12-31T00:00:00', Expired: false },
      ApiUrl: apiUrl.startsWith('/') ? here + apiUrl : apiUrl,
    })),
  };
}
