/** SmartConnect's side: a key pair, and the four endpoints behind it. */

import { decodeBase64 } from '../../codecs/base64.js';
import { formatRsaKeyValue } from '../../codecs/rsa-key-xml.js';
import { encodeText } from '../../codecs/text.js';
import { sameDigest } from '../../core/bytes.js';
import { callback, listOf, objectOf, oneOf, optional, readOptions, text } from '../../core/check.js';
import { type RandomBytes, systemRandom } from '../../core/random.js';
import type { HttpRequest } from '../../http/message.js';
import {
  DEFAULT_SEED,
  decodeJson,
  digestOf,
  findAccount,
  type Handler,
  jsonAnswer,
  makeHandler,
  route,
  type SandboxOptions,
  tokenOf,
} from '../handler.js';
import { generateRsaKeyPair, keyBits } from '../rsa-private.js';
import { seededRandom } from '../seeded-random.js';

/** Who may sign in to the SmartConnect stand-in, and to which companies. */
export interface SmartconnectAccount {
  /** The user's e-mail address. */
  readonly email: string;
  /** The password, plain. */
  readonly password: string;
  /** The companies of the user. */
  readonly companies: readonly {
    /** What the token request calls `companyId`. */
    readonly id: string;
    /** The company's name. */
    readonly name: string;
  }[];
}

/** Options of {@link smartconnectSandbox}. */
export interface SmartconnectSandboxOptions extends SandboxOptions<SmartconnectAccount> {
  /** Source of the key pair. Default: one that follows from `seed` where that is given, else the platform's. */
  readonly random?: RandomBytes | undefined;
  /** Bits of the key, a multiple of 16 from 1024 to 4096. Default: 1024, as in the document. */
  readonly bits?: number | undefined;
  /** Charset that passwords are decrypted to. Default: `utf-8`. */
  readonly charset?: 'utf-8' | 'latin1' | 'ascii' | undefined;
}

/**
 * A stand-in for SmartConnect's login service and API, for tests: `…/v1/public-key`, `…/v1/companies`,
 * `…/API/GetCompanyList`, `…/API/GetToken` and `…/API/validate`, all on the host that is asked. It decrypts the password
 * with its private key and compares it; every other path under `/API/` wants `?token=`.
 *
 * @param options - The accounts, and how the key pair is made.
 * @returns A pure handler, the same answer to the same request; the key pair is made here, once.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`,
 * `ERR_TEXT_NOT_WELL_FORMED`, `ERR_TEXT_NOT_ENCODABLE`.
 * @throws {@link CryptoError} `ERR_NO_RANDOM`, `ERR_RANDOM`.
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
  const { accounts, bits, charset, ...given } = readOptions('smartconnectSandbox', options, {
    accounts: listOf(objectOf({ email: text, password: text, companies: listOf(objectOf({ id: text, name: text })) })),
    seed: optional(text),
    random: optional(callback<RandomBytes>),
    bits: optional(keyBits, 1024),
    charset: optional(oneOf('utf-8', 'latin1', 'ascii'), 'utf-8'),
  });
  const { seed = DEFAULT_SEED, random = given.seed === undefined ? systemRandom : seededRandom(seed) } = given;
  const known = accounts.map(({ email, password, companies }) => ({
    email,
    digest: digestOf(email, encodeText(password, charset)),
    companies: companies.map((company) => ({ ...company, token: tokenOf(seed, 'smartconnect', email, company.id) })),
  }));
  const grants = known.flatMap(({ email, companies }) =>
    companies.map(({ token }) => ({ email, digest: digestOf(token) })),
  );
  const { publicKey, decryptPkcs1 } = generateRsaKeyPair({ bits, random });
  const denied = jsonAnswer(401, { Message: 'The email address or password is incorrect.' });

  const userOf = (email: unknown, encryptedPassword: unknown) => {
    let password: Uint8Array | undefined;
    try {
      password = decryptPkcs1(decodeBase64(encryptedPassword as string)); // it refuses what is no string
    } catch {
      // not Base64: a "+" that became a space ends here
    }
    if (password === undefined || typeof email !== 'string') return undefined;
    const given = digestOf(email, password);
    return findAccount(known, ({ digest }) => sameDigest(given, digest));
  };
  const ownerOf = (request: HttpRequest) => {
    const given = digestOf(route(request).query.get('token') ?? '');
    return findAccount(grants, ({ digest }) => sameDigest(given, digest));
  };

  const endpoints: Readonly<Record<string, Handler>> = {
    '/v1/public-key': () => jsonAnswer(200, formatRsaKeyValue(publicKey)),
    '/v1/companies': (request) => {
      const body = decodeJson(request);
      const account = userOf(body.get('Email'), body.get('Password'));
      return account === undefined ? denied : jsonAnswer(200, companiesBody(account, apiUrlOf(request)));
    },
    '/API/GetCompanyList': (request) => {
      const { query } = route(request);
      const account = userOf(query.get('email'), query.get('password'));
      if (account === undefined) return denied;
      const companies = account.companies.map(({ id, name }) => ({ Id: id, Name: name, SubscriptionExpiry: null }));
      return jsonAnswer(200, companies);
    },
    '/API/GetToken': (request) => {
      const { query } = route(request);
      const account = userOf(query.get('email'), query.get('password'));
      const company = account?.companies.find(({ id }) => id === query.get('companyId'));
      return company === undefined ? denied : jsonAnswer(200, company.token);
    },
    '/API/validate': (request) => jsonAnswer(200, ownerOf(request) !== undefined),
  };

  return makeHandler('smartconnectSandbox', (request) => {
    const { path } = route(request);
    const endpoint = Object.entries(endpoints).find(([suffix]) => path.endsWith(suffix))?.[1];
    if (endpoint !== undefined) {
      return request.method === 'POST' ? endpoint(request) : jsonAnswer(405, { Message: 'Method not allowed.' });
    }
    const owner = ownerOf(request);
    return owner === undefined ? denied : jsonAnswer(200, { authorised: true, user: owner.email });
  });
}

// Without a scheme, as the vendor writes it.
function apiUrlOf(request: HttpRequest): string {
  return request.url.replace(/^https?:\/\//i, '').replace(/\/v1\/companies$/, '/API');
}

function companiesBody(account: Pick<SmartconnectAccount, 'email' | 'companies'>, apiUrl: string): unknown {
  return {
    UserId: account.email,
    Email: account.email,
    Status: 'Active',
    Products: account.companies.map(({ id, name }) => ({
      Name: 'SmartConnect',
      ProductStatus: 'Active',
      Role: 'Administrator',
      Account: { AccountId: id, Name: name, Status: 'Active' },
      Subscription: { SubscriptionEndDate: '2099-12-31T00:00:00', Expired: false },
      ApiUrl: apiUrl,
    })),
  };
}
