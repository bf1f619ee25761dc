/** The five sandboxes, each under its name on one server. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  bexSandbox,
  type Handler,
  idscanSandbox,
  ifactorySandbox,
  jacadaSandbox,
  seededRandom,
  smartconnectSandbox,
  toNodeListener,
} from 'credwire/sandbox';

/** Who may sign in; the page and the scripts have the same. */
export const user = { username: 'demo+user@example.com', password: 'p+ss w/rd=&%20"\\ é€😀' };
const { username, password } = user;
const companies = [{ id: '1', name: 'Test' }];

const handlers: Readonly<Record<string, Handler>> = {
  ifactory: ifactorySandbox({ basePath: '/ifactory', accounts: [{ userLogin: username, password }] }),
  idscan: idscanSandbox({ basePath: '/idscan', accounts: [user] }),
  jacada: jacadaSandbox({ basePath: '/jacada', accounts: [{ accountId: '7', user: username, password }] }),
  bex: bexSandbox({ basePath: '/bex', accounts: [user] }),
  smartconnect: smartconnectSandbox({
    basePath: '/smartconnect',
    accounts: [{ email: username, password, companies }],
    random: seededRandom('key 155'),
  }),
};

/** Their names. */
export const vendors = Object.keys(handlers);

/** Answers a request to one of them, and tells whether it was one. */
export function serve(request: IncomingMessage, response: ServerResponse): boolean {
  const handler = handlers[request.url?.split('/')[1] ?? ''];
  if (handler !== undefined) toNodeListener(handler)(request, response);
  return handler !== undefined;
}
