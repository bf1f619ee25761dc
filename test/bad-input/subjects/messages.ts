/** The functions that take requests, answers and sessions. */
import { bex, idscan, ifactory, jacada, redact, run, smartconnect } from 'credwire';
import { toCurl, toFetch, toHar, toHttpFile, viaFetch } from 'credwire/clients';
import { bexSandbox } from 'credwire/sandbox';
import { PARSERS } from '../../support/parsers.js';
import * as kinds from '../kinds.js';
import { ofArguments, ofObject, SECRET, type Subject } from '../subject.js';

const { optional } = kinds;

const request = () => ({ method: 'POST', url: 'https://api.example', headers: { Accept: 'a' }, body: SECRET });
const requestKinds = {
  method: kinds.choice,
  url: kinds.url,
  headers: optional(kinds.headers),
  body: optional(kinds.text),
};
const emptyResponse = new Response('');
const answer = async () => ({ status: 200, headers: {}, body: '{"value":"abc"}' });

/** Functions of a request. */
export const REQUEST_SUBJECTS: readonly Subject[] = [
  ofObject('redact', redact, request, requestKinds),
  ofObject('toFetch', toFetch, request, requestKinds),
  ofObject('toCurl', toCurl, request, requestKinds),
  ofObject('toHar', toHar, request, requestKinds),
  ofObject('toHttpFile', toHttpFile, request, requestKinds),
  ofObject(
    'the sender of viaFetch',
    viaFetch(async () => emptyResponse.clone()),
    request,
    requestKinds,
  ),
  ofObject('a handler of the sandbox', bexSandbox({ accounts: [] }), request, requestKinds),
  ofObject(
    'toCurl, options',
    toCurl,
    () => ({ redact: true, shell: 'posix' }),
    { redact: optional(kinds.flag), shell: optional(kinds.choice) },
    [request()],
  ),
];

/** Functions that read some members of an object and ignore the others. */
export const OPEN_SUBJECTS: readonly Subject[] = [
  ...[
    { authorize: ifactory.authorize, session: { vendor: 'ifactory', token: 'abc' } },
    { authorize: idscan.authorize, session: { vendor: 'idscan', token: 'abc', area: 'scanning' } },
    { authorize: jacada.authorize, session: { vendor: 'jacada', token: 'abc' } },
    { authorize: bex.authorize, session: { vendor: 'bex', token: 'abc' } },
    { authorize: smartconnect.authorize, session: { vendor: 'smartconnect', token: 'abc' } },
  ].map(({ authorize, session }): Subject => {
    const call = (members: unknown) => Reflect.apply(authorize, undefined, [members, session]);
    return {
      name: `${session.vendor}.authorize, request`,
      valid: request,
      kinds: { url: kinds.url, headers: optional(kinds.headers) },
      call,
    };
  }),
  ...PARSERS.map(({ name, parse, body }) =>
    ofObject(name, parse, () => ({ status: 200, headers: { A: 'b' }, body }), {
      status: kinds.number,
      headers: optional(kinds.answerHeaders),
      body: kinds.answerBody,
    }),
  ),
  ...[
    { authorize: ifactory.authorize, session: { vendor: 'ifactory', token: 'abc' }, more: {} },
    {
      authorize: idscan.authorize,
      session: { vendor: 'idscan', token: 'abc', area: 'scanning', csrfToken: 'def' },
      more: { area: kinds.choice, csrfToken: optional(kinds.token) },
    },
    {
      authorize: jacada.authorize,
      session: { vendor: 'jacada', token: 'abc', sessionId: 'S' },
      more: { sessionId: optional(kinds.token) },
    },
    { authorize: bex.authorize, session: { vendor: 'bex', token: 'abc' }, more: {} },
    { authorize: smartconnect.authorize, session: { vendor: 'smartconnect', token: 'abc' }, more: {} },
  ].map(
    ({ authorize, session, more }): Subject => ({
      name: `${session.vendor}.authorize, session`,
      valid: () => session,
      kinds: { vendor: kinds.choice, token: kinds.token, origin: optional(kinds.url), ...more },
      call: (members) => Reflect.apply(authorize, undefined, [request(), members]),
    }),
  ),
];

/** Functions whose arguments aren't options. */
export const ARGUMENT_SUBJECTS: readonly Subject[] = [
  ofArguments('ifactory.encryptPassword', ifactory.encryptPassword, () => ({ password: SECRET }), {
    password: kinds.text,
  }),
  ofArguments('the function of ifactory.preparePasswordEncryption', ifactory.preparePasswordEncryption(), () => ({}), {
    password: kinds.text,
  }),
  ofArguments('jacada.encodeUser', jacada.encodeUser, () => ({ user: 'user' }), { user: kinds.text }),
  ofArguments('jacada.encodePassword', jacada.encodePassword, () => ({ password: SECRET }), { password: kinds.text }),
  ofArguments('viaFetch', viaFetch, () => ({ fetch: answer }), { fetch: optional(kinds.callback) }),
  ofArguments('run', run, () => ({ flow: bex.signIn({ username: 'u', password: 'p' }), send: answer }), {
    flow: kinds.nothing,
    send: kinds.sender,
  }),
];
