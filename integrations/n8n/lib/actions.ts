/** The operations of the node. */
import { type HttpRequest, type HttpResponse, run } from 'credwire';
import { diagnose, type Finding, type SeenRequest, type VendorId } from 'credwire/explain';
import type { IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type { SignInId } from '../../shared/sign-ins.js';
import { isCurrent, optionsIn, sessionFor, sessionOfText, textIn, wayOf } from './credential.js';
import { type Called, isOurs } from './errors.js';
import { forget, keyOf } from './memory.js';
import { AS_TEXT, responseOf, sendBy } from './send.js';

/** The type of the credential for each way to sign in. */
export const CREDENTIALS: Readonly<Record<SignInId, string>> = {
  ifactory: 'credwireIfactoryApi',
  idscan: 'credwireIdscanApi',
  jacada: 'credwireJacadaApi',
  bex: 'credwireBexApi',
  smartconnect: 'credwireSmartconnectApi',
  smartconnectRest: 'credwireSmartconnectRestApi',
};

const SECRET = new Set(['token', 'csrfToken', 'sessionId']);

/** Signs in, and outputs the session. Without `withToken` it holds nothing that opens an account. */
export async function signInFor(
  node: IExecuteFunctions,
  id: SignInId,
  itemIndex: number,
  withToken: boolean,
): Promise<IDataObject> {
  const credentials = await node.getCredentials(CREDENTIALS[id], itemIndex);
  forget(keyOf(id, optionsIn(id, credentials)));
  const session = sessionOfText(await sessionFor(id, { ...credentials, sessionToken: '' }, sendBy(node)));
  return Object.fromEntries(Object.entries(session).filter(([name]) => withToken || !SECRET.has(name)));
}

/** A call, as the node's parameters describe it. */
export type CallRequest = Pick<IHttpRequestOptions, 'url' | 'method' | 'headers' | 'body'>;

/**
 * Sends a call with the session of the credential. If the response says that the session is over, signs in and sends the call
 * once more. n8n's own helper only does that for a 401.
 */
export async function callFor(
  node: IExecuteFunctions,
  id: SignInId,
  itemIndex: number,
  request: CallRequest,
): Promise<Called> {
  const { vendor } = wayOf(id);
  const type = CREDENTIALS[id];
  const credentials = await node.getCredentials(type, itemIndex);
  const send = async (data: typeof credentials): Promise<HttpResponse> => {
    const decrypted = { credentialsDecrypted: { id: '', name: type, type, data } };
    const options = { ...request, ...AS_TEXT };
    return responseOf(await node.helpers.httpRequestWithAuthentication.call(node, type, options, decrypted));
  };
  const sent = isCurrent(id, credentials) ? credentials : { ...credentials, sessionToken: '' };
  const first = await once(() => send(sent));
  if (!vendor.isSessionOver(first)) return { response: first, isOver: false };
  forget(keyOf(id, optionsIn(id, sent)), textIn(sent)); // n8n has put the session of a new sign-in into it
  const response = await once(() => send({ ...credentials, sessionToken: '' }));
  return { response, isOver: vendor.isSessionOver(response) };
}

// The library's `run` knows the errors of HTTP clients, so it names those of a call too.
async function once(send: () => Promise<HttpResponse>): Promise<HttpResponse> {
  const flow = function* (): Generator<HttpRequest, HttpResponse, HttpResponse> {
    return yield { method: 'GET', url: '', headers: {} };
  };
  let own: Error | undefined;
  try {
    return await run(flow(), async () => {
      try {
        return await send();
      } catch (error) {
        if (isOurs(error)) own = error;
        throw error;
      }
    });
  } catch (error) {
    throw own ?? error;
  }
}

/** What is wrong with a request that something else sends. */
export async function explainFor(
  node: IExecuteFunctions,
  id: SignInId,
  itemIndex: number,
  seen: SeenRequest,
): Promise<readonly Finding[]> {
  const options = optionsIn(id, await node.getCredentials(CREDENTIALS[id], itemIndex));
  // `diagnose` checks its options, whatever their type says.
  return diagnose(wayOf(id).vendor.profile.id as VendorId, explained(id, options) as never, seen);
}

const TOKEN_REQUEST = ['apiUrl', 'loginUrl', 'email', 'companyId', 'password', 'pin', 'charset'];

function explained(id: SignInId, options: Readonly<Record<string, unknown>>): object {
  if (id === 'smartconnectRest') return { clientId: '', ...options };
  if (id !== 'smartconnect') return options;
  return Object.fromEntries(Object.entries(options).filter(([name]) => TOKEN_REQUEST.includes(name)));
}
