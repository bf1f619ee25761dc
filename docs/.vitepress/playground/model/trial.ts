/** A sign-in inside the page: the library on one side, the vendor's sandbox on the other, and every message between them. */
import {
  bex,
  type HttpRequest,
  type HttpResponse,
  idscan,
  ifactory,
  jacada,
  redact,
  run,
  type Session,
  type SignIn,
  smartconnect,
  systemRandom,
  type Vendor,
  vendors,
} from 'credwire';
import {
  bexSandbox,
  type Handler,
  idscanSandbox,
  ifactorySandbox,
  jacadaSandbox,
  revokeTokens,
  smartconnectSandbox,
} from 'credwire/sandbox';
import type { Entries } from './forms.js';
import { optionsOf } from './options.js';

/** A request, and what the sandbox answered. */
export interface Message {
  readonly request: HttpRequest;
  readonly response: HttpResponse;
}

/** A sandbox that knows one user, and the messages exchanged with it. */
export class Trial {
  readonly messages: Message[] = [];
  session: Session | undefined;
  readonly #id: Vendor;
  readonly #entries: Entries;
  readonly #handler: Handler;
  readonly #flow: () => SignIn<Session>;

  /** @param refuses - Whether the server has a different password. */
  constructor(id: Vendor, entries: Entries, refuses: boolean) {
    this.#id = id;
    this.#entries = entries;
    const password = `${entries.fields.password ?? ''}${refuses ? ' (changed)' : ''}`;
    const sides = SIDES[id](entries, password);
    this.#handler = sides.handler;
    this.#flow = sides.flow;
  }

  /** Signs in. The messages are kept even if it fails. */
  async signIn(): Promise<void> {
    this.session = undefined;
    this.session = await run(this.#flow(), async (request) => this.#send(request));
  }

  /** Calls the API with the token. @returns Whether the answer says that the session is over. */
  call(): boolean {
    if (this.session === undefined) return false;
    const response = this.#send(callOf(this.#id, this.session, this.#entries));
    return vendors[this.#id].isSessionOver(response);
  }

  /** Ends every token, as the server may do at any time. */
  revoke(): void {
    revokeTokens(this.#handler);
  }

  /** The messages without credentials and tokens. */
  hidden(): readonly Message[] {
    const { password = '', clientSecret = '' } = this.#entries.fields;
    const { session } = this;
    const sessionId = session !== undefined && 'sessionId' in session ? session.sessionId : '';
    const secrets = [password, clientSecret, session?.token ?? '', sessionId ?? ''].filter((secret) => secret !== '');
    const hide = (text: string): string =>
      secrets.reduce(
        (rest, secret) => rest.replaceAll(secret, '***').replaceAll(JSON.stringify(secret).slice(1, -1), '***'),
        text,
      );
    return this.messages.map(({ request, response }) => ({
      request: redact(request),
      response: { ...response, headers: hiddenHeaders(response.headers, hide), body: hide(response.body) },
    }));
  }

  #send(request: HttpRequest): HttpResponse {
    const response = this.#handler(request);
    this.messages.push({ request, response });
    return response;
  }
}

const hiddenHeaders = (headers: HttpResponse['headers'], hide: (text: string) => string): HttpResponse['headers'] =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? hide(value) : value.map(hide)]),
  );

interface Sides {
  readonly handler: Handler;
  readonly flow: () => SignIn<Session>;
}

/** Something to call with the token, signed. */
function callOf(id: Vendor, session: Session, entries: Entries): HttpRequest {
  if (session.vendor === 'bex' && entries.choices.preferAlternateToken === 'yes') {
    const body = bex.downloadBody(session, { waybillNumber: 'WB1' }); // the alternate token is for downloads, in the body
    const headers = { 'Content-Type': 'application/json' };
    return { method: 'POST', url: `${session.origin}/api/service/downloadewaybill`, headers, body };
  }
  const { method, url } = CALLS[id](session, entries.fields);
  const authorize = vendors[id].authorize as (request: HttpRequest, session: Session) => HttpRequest; // the session is this vendor's
  return authorize({ method, url, headers: {} }, session);
}

type Call = Pick<HttpRequest, 'method' | 'url'>;

const CALLS: Readonly<Record<Vendor, (session: Session, fields: Entries['fields']) => Call>> = {
  ifactory: (_, { baseUrl }) => ({ method: 'GET', url: `${trimmed(baseUrl)}/api/stations` }),
  idscan: (_, { baseUrl }) => ({
    method: 'GET',
    url: `${trimmed(baseUrl).replace(/\/idscanenterprisesvc$/i, '')}/idscanenterprisesvc/status`,
  }),
  jacada: (_, { baseUrl, accountId = '' }) => ({
    method: 'GET',
    url: `${trimmed(baseUrl)}/version/1/account/${encodeURIComponent(accountId)}/tasks`,
  }),
  bex: ({ origin = '' }) => ({ method: 'POST', url: `${origin}/api/service/track` }),
  smartconnect: (session, { apiUrl = '' }) => ({
    method: 'POST',
    url: `${'apiUrl' in session ? session.apiUrl : apiUrl}/runmap?mapKey=1`,
  }),
};

const trimmed = (url = ''): string => url.trim().replace(/\/$/, '');

const pathOf = (url: string): string => {
  try {
    return new URL(url).pathname.replace(/\/$/, '').replace(/\/idscanenterprisesvc$/i, '');
  } catch {
    return ''; // the library says what's wrong with the URL
  }
};

// Each sandbox knows the user that is typed in, under the password that it is given.
const SIDES: Readonly<Record<Vendor, (entries: Entries, password: string) => Sides>> = {
  ifactory: (entries, password) => {
    const options = optionsOf('ifactory', entries, systemRandom) as ifactory.TokenRequestOptions;
    const { userLogin, key, iv, charset, baseUrl } = options;
    const basePath = pathOf(String(baseUrl));
    const own = { ...(key === undefined ? {} : { key: String(key) }), ...(iv === undefined ? {} : { iv: String(iv) }) };
    const handler = ifactorySandbox({ accounts: [{ userLogin, password }], ...own, charset, basePath });
    return { handler, flow: () => ifactory.signIn(options) };
  },
  idscan: (entries, password) => {
    const options = optionsOf('idscan', entries, systemRandom) as idscan.TokenRequestOptions;
    const username = options.lowerCaseUsername === true ? options.username.toLowerCase() : options.username;
    const basePath = pathOf(String(options.baseUrl));
    const handler = idscanSandbox({ accounts: [{ username, password }], now: () => Date.now(), basePath });
    return { handler, flow: () => idscan.signIn(options) };
  },
  jacada: (entries, password) => {
    const options = optionsOf('jacada', entries, systemRandom) as jacada.TokenRequestOptions;
    const { accountId, user, prefixLength, charset, baseUrl } = options;
    const accounts = [{ accountId: String(accountId), user, password }];
    const handler = jacadaSandbox({ accounts, prefixLength, charset, basePath: pathOf(String(baseUrl)) });
    return { handler, flow: () => jacada.signIn(options) };
  },
  bex: (entries, password) => {
    const options = optionsOf('bex', entries, systemRandom) as bex.TokenRequestOptions;
    const basePath = options.baseUrl === undefined ? '' : pathOf(String(options.baseUrl));
    const handler = bexSandbox({ accounts: [{ username: options.username, password }], basePath });
    return { handler, flow: () => bex.signIn(options) };
  },
  smartconnect: (entries, password) => {
    const { email = '', companyId = '', apiUrl = '', loginUrl = '', clientId = '', clientSecret = '' } = entries.fields;
    const companies = [{ id: companyId, name: 'Company of the sandbox' }];
    const charset = entries.choices.charset as 'utf-8' | 'latin1' | 'ascii'; // one of the choices
    const handler = smartconnectSandbox({ accounts: [{ email, password, companies }], charset });
    const typed = entries.fields.password ?? '';
    const rest = { apiUrl: apiUrl.replace(/\/.*$/, ''), username: email, password: typed, clientId, clientSecret };
    if (entries.choices.api === 'REST')
      return { handler, flow: () => smartconnect.restSignIn({ ...rest, now: Date.now() }) };
    const login = loginUrl === '' ? {} : { loginUrl };
    return { handler, flow: () => smartconnect.signIn({ ...login, email, password: typed, companyId, charset }) };
  },
};
