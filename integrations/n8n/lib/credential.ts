/** What the credentials do: sign in, keep the session, and put its token into requests. */
import { InputError, run, type SessionOf } from 'credwire';
import type {
  ICredentialDataDecryptedObject,
  ICredentialTestFunction,
  IDataObject,
  IHttpRequestHelper,
  IHttpRequestOptions,
} from 'n8n-workflow';
import { listOf, readSignInOptions, SIGN_INS, type SignInId, type SignInWay } from '../../shared/sign-ins.js';
import { credentialError, messageOf } from './errors.js';
import { keyOf, signInOnce } from './memory.js';
import { type Send, sendBy, sendByTest } from './send.js';

/** The way to sign in that a name stands for. */
export const wayOf = (id: SignInId): SignInWay => SIGN_INS[id];

/** The fields that n8n's linter wants to have other names, since it takes "token" and "key" as marks of secrets. */
const FIELDS: Readonly<Record<string, string>> = { preferAlternateToken: 'preferAlternate', key: 'secretKey' };

/** The sign-in options in a credential. */
export const optionsIn = (id: SignInId, credentials: ICredentialDataDecryptedObject): Record<string, unknown> =>
  readSignInOptions(wayOf(id), (name) => credentials[FIELDS[name] ?? name]);

/** Signs in. */
export async function signIn(
  id: SignInId,
  options: Readonly<Record<string, unknown>>,
  send: Send,
): Promise<SessionOf<string>> {
  return run(wayOf(id).begin(options), send);
}

/** The session of a credential, as text: that of a sign-in that has just ended, or of a new one. */
export function sessionFor(id: SignInId, credentials: ICredentialDataDecryptedObject, send: Send): Promise<string> {
  const options = optionsIn(id, credentials);
  const madeFor = keyOf(id, options);
  return signInOnce(madeFor, textIn(credentials), async () => {
    const kept: Kept = { madeFor, session: await signIn(id, options, send) };
    return JSON.stringify(kept);
  });
}

/** What a credential keeps, as JSON. n8n doesn't remove it when someone enters a different user into the credential. */
interface Kept {
  readonly madeFor: string;
  readonly session: SessionOf<string>;
}

/** The kept session of a credential, as text; empty if there's none. */
export const textIn = ({ sessionToken }: ICredentialDataDecryptedObject): string =>
  typeof sessionToken === 'string' ? sessionToken : '';

/** The session, from its text. */
export const sessionOfText = (text: string): SessionOf<string> => (JSON.parse(text) as Kept).session;

// What another version has kept, or somebody has entered, isn't a session: then there's a new sign-in.
function keptFor(text: string): string | undefined {
  try {
    return (JSON.parse(text) as Kept | null)?.madeFor;
  } catch {
    return undefined;
  }
}

/** Whether a credential keeps a session of the user who is in it now. */
export function isCurrent(id: SignInId, credentials: ICredentialDataDecryptedObject): boolean {
  const text = textIn(credentials);
  return text !== '' && keptFor(text) === keyOf(id, optionsIn(id, credentials));
}

// After any error, n8n's HTTP Request node signs in and tries again. Neither a failed sign-in nor a refusal to put the token
// into a request can end differently then.
const failures = new WeakMap<object, Error>();

function failed(credentials: object, error: unknown): Error {
  const failure = credentialError(error);
  failures.set(credentials, failure);
  return failure;
}

/** Signs in when n8n has no session, or when a response has said that it's over. */
export const preAuthenticationOf = (id: SignInId) =>
  async function (this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject): Promise<IDataObject> {
    const before = failures.get(credentials);
    if (before !== undefined) throw before;
    try {
      return { sessionToken: await sessionFor(id, credentials, sendBy(this)) };
    } catch (error) {
      throw failed(credentials, error);
    }
  };

/** Puts the token of the kept session into a request. */
export const authenticateOf =
  (id: SignInId) =>
  async (credentials: ICredentialDataDecryptedObject, request: IHttpRequestOptions): Promise<IHttpRequestOptions> => {
    try {
      if (isCurrent(id, credentials)) return authorized(id, credentials, request);
    } catch (error) {
      throw failed(credentials, error);
    }
    const error = new InputError('ERR_ARGUMENT_VALUE', 'credwire: the credential has no session for this user');
    // The helper that the Credwire node uses only signs in again after a 401, so this pretends to be one.
    throw Object.assign(credentialError(error), { response: { status: 401 } });
  };

function authorized(
  id: SignInId,
  credentials: ICredentialDataDecryptedObject,
  request: IHttpRequestOptions & { readonly uri?: string },
): IHttpRequestOptions & typeof NO_REDIRECT {
  const { vendor } = wayOf(id);
  const url = urlOf(request);
  const signed = vendor.authorize({ url }, sessionOfText(textIn(credentials)), authorizeOptions(credentials));
  const names = new Set(Object.keys(signed.headers).map((name) => name.toLowerCase()));
  const others = Object.entries(request.headers ?? {}).filter(([name]) => !names.has(name.toLowerCase()));
  const { uri, baseURL: _, ...rest } = request;
  return {
    ...rest,
    ...(uri === undefined ? {} : { uri: signed.url }), // the older of n8n's two clients
    url: signed.url,
    headers: { ...Object.fromEntries(others), ...signed.headers },
    ...NO_REDIRECT,
  };
}

// A redirect would take the token along: n8n only knows the names of usual headers, and compares hosts without their ports.
const NO_REDIRECT = {
  disableFollowRedirect: true,
  followRedirect: false, // n8n's older client has these two
  followAllRedirects: false,
} as const;

function urlOf({ url, uri, baseURL }: IHttpRequestOptions & { readonly uri?: string }): string {
  const path = url ?? uri ?? '';
  return baseURL ? `${baseURL.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}` : path;
}

// These fields are for calls, not for the sign-in.
function authorizeOptions({ origins, via }: ICredentialDataDecryptedObject): Record<string, unknown> {
  return {
    ...(typeof origins === 'string' && origins !== '' ? { origins: listOf(origins) } : {}),
    ...(via ? { via } : {}),
  };
}

/** Tests a credential by signing in. */
export const testOf = (id: SignInId): ICredentialTestFunction =>
  async function (credential) {
    try {
      const credentials = { ...credential.data };
      await sessionFor(id, { ...credentials, sessionToken: '' }, sendByTest(this));
      return { status: 'OK', message: 'Signed in' };
    } catch (error) {
      return { status: 'Error', message: messageOf(error) };
    }
  };
