/** Credentials, and steps of workflows that use them. */
import type { SignInId } from '../../shared/sign-ins.js';
import type { TestServer } from '../../shared/test-server.js';
import type { Credential, Step } from './host.js';

/** The type of each credential. */
const TYPES: Readonly<Record<SignInId, string>> = {
  ifactory: 'credwireIfactoryApi',
  idscan: 'credwireIdscanApi',
  jacada: 'credwireJacadaApi',
  bex: 'credwireBexApi',
  smartconnect: 'credwireSmartconnectApi',
  smartconnectRest: 'credwireSmartconnectRestApi',
};
/** Every way to sign in: the keys of an object with these keys. */
export const IDS = Object.keys(TYPES) as readonly SignInId[];

/** A path that needs a session, for each. */
export const PATHS: Readonly<Record<SignInId, string>> = {
  ifactory: '/ifactory/api/stations',
  idscan: '/idscan/idscanenterprisesvc/JourneyDefinition/GetAll',
  jacada: '/jacada/version/1/account/7/tasks',
  bex: '/bex/api/service/own',
  smartconnect: '/smartconnect/API/maps',
  smartconnectRest: '/smartconnect/maps',
};

/** A credential that signs a user in to a sandbox. */
export function credentialFor(
  server: TestServer,
  id: SignInId,
  own: Readonly<Record<string, unknown>> = {},
  name: string = id,
): Credential {
  const prefix = `${id}_`;
  const values = Object.entries(server.variables(0)).filter(([key]) => key.startsWith(prefix));
  const data = Object.fromEntries(values.map(([key, value]) => [key.slice(prefix.length), value]));
  return { id: name, type: TYPES[id], data: { ...data, ...own } };
}

const uses = (id: SignInId, name: string): Pick<Step, 'credentials' | 'onError'> => ({
  credentials: { [TYPES[id]]: { id: name, name } },
  onError: 'continueRegularOutput',
});

/** n8n's own node. */
export const byHttp = (name: string, id: SignInId, url: string, used: string = id): Step => ({
  name,
  type: 'n8n-nodes-base.httpRequest',
  typeVersion: 4.2,
  parameters: {
    method: id === 'bex' ? 'POST' : 'GET',
    url,
    authentication: 'predefinedCredentialType',
    nodeCredentialType: TYPES[id],
    options: {},
  },
  ...uses(id, used),
});

/** The node of the package. */
export const own = (name: string, id: SignInId, parameters: object, used: string = id): Step => ({
  name,
  type: 'n8n-nodes-credwire.credwire',
  typeVersion: 1,
  parameters: { vendor: id, ...parameters },
  ...uses(id, used),
});

/** A call by it. */
export const call = (name: string, id: SignInId, url: string, used: string = id): Step =>
  own(name, id, { operation: 'call', method: id === 'bex' ? 'POST' : 'GET', url }, used);
