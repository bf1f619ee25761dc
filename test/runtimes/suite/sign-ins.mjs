/** All five sign-ins against the sandboxes: who is let in, who is not, and what a platform without randomness says. */
import { equal, failureOf } from './expect.mjs';
import { has } from './platform.mjs';

/** @typedef {import('credwire').HttpRequest} HttpRequest */
/** @typedef {import('credwire/sandbox').Handler} Handler */
/** @typedef {{ random?: import('credwire').RandomBytes }} Randomness */
/** @typedef {{ modPow?: import('credwire/jsbn').ModPow }} Engine What is passed where there is no BigInt. */
/**
 * @typedef {{ name: string, needsRandom: boolean, needsBigInt?: boolean, handler: Handler,
 *   signIn: (password: string, remedies: Randomness & Engine) => import('credwire').SignIn<any>,
 *   authorize: (session: any) => HttpRequest }} Case
 */

// Every character that has been lost on some way: encoded twice, once too little, or in another charset.
const PASSWORD = 'p+ss w/rd=&%20#?\'"\\ é€😀';
const USER = 'd+e mo&=%2B@example.com';
const BASE = 'http://localhost/base';
const basePath = '/base';

/** @param {string} path @returns {HttpRequest} */
const get = (path) => ({ method: 'GET', url: BASE + path, headers: {} });

/** @param {import('./index.mjs').Library} library @returns {Case[]} */
function casesOf({ credwire, sandbox }) {
  const { bex, idscan, ifactory, jacada, smartconnect } = credwire;
  const { seededRandom } = sandbox;
  const companies = [{ id: '72b01219', name: 'Test' }];
  const user = { username: USER, password: PASSWORD };
  return [
    {
      name: 'iFactory',
      needsRandom: false,
      handler: sandbox.ifactorySandbox({ accounts: [{ userLogin: USER, password: PASSWORD }], basePath }),
      signIn: (password) => ifactory.signIn({ baseUrl: BASE, userLogin: USER, password }),
      authorize: (session) => ifactory.authorize(get('/api/stations'), session),
    },
    {
      name: 'IDscan',
      needsRandom: false,
      handler: sandbox.idscanSandbox({ accounts: [user], basePath }),
      signIn: (password) => idscan.signIn({ baseUrl: BASE, username: USER, password, area: 'scanning' }),
      authorize: (session) => idscan.authorize(get('/idscanenterprisesvc/upload'), session, { action: 'upload' }),
    },
    {
      name: 'Jacada',
      needsRandom: true,
      handler: sandbox.jacadaSandbox({ accounts: [{ accountId: '7', user: USER, password: PASSWORD }], basePath }),
      signIn: (password, { random }) => jacada.signIn({ baseUrl: BASE, accountId: 7, user: USER, password, random }),
      authorize: (session) => jacada.authorize(get('/version/1/account/7/interaction'), session),
    },
    {
      name: 'BEX',
      needsRandom: false,
      handler: sandbox.bexSandbox({ accounts: [user], basePath }),
      signIn: (password) => bex.signIn({ baseUrl: BASE, username: USER, password }),
      authorize: (session) => bex.authorize(get('/api/service/track'), session),
    },
    {
      name: 'SmartConnect',
      needsRandom: true,
      needsBigInt: true,
      handler: sandbox.smartconnectSandbox({
        accounts: [{ email: USER, password: PASSWORD, companies }],
        basePath,
        random: seededRandom('key 155'), // a key pair that is found soon
      }),
      signIn: (password, remedies) => smartconnect.signIn({ loginUrl: BASE, email: USER, password, ...remedies }),
      authorize: (session) => smartconnect.authorize(get('/API/maps'), session),
    },
  ];
}

/** @param {import('./index.mjs').Library} library @returns {import('./index.mjs').Test[]} */
export function signInTests(library) {
  const { run } = library.credwire;
  const { seededRandom, toSend } = library.sandbox;
  return casesOf(library).flatMap(({ name, needsRandom, needsBigInt = false, handler, signIn, authorize }) => {
    // Where the platform has no randomness or no BigInt, the remedy is to pass a source or an engine.
    const engine = () => (needsBigInt && !has('BigInt') ? { modPow: library.jsbn.jsbnModPow } : {});
    const remedies = () => ({ ...(has('crypto') ? {} : { random: seededRandom(name) }), ...engine() });
    return [
      {
        name: `${name}: signs in, and makes a call with the session`,
        run: async () => {
          const session = await run(signIn(PASSWORD, remedies()), toSend(handler));
          const { status, body } = handler(authorize(session));
          equal([status, JSON.parse(body)], [200, { authorised: true, user: USER }]);
        },
      },
      {
        name: `${name}: refuses another password, in the vendor's words`,
        run: async () => {
          const error = await failureOf(() => run(signIn(`${PASSWORD}x`, remedies()), toSend(handler)));
          equal(error instanceof library.credwire.ResponseError && error.code, 'ERR_SIGN_IN_REFUSED');
          equal(/\w/.test(error.vendorMessage), true, 'words of the vendor');
        },
      },
      {
        name: `${name}: without a random source it draws from the platform's, or says that there is none`,
        run: async () => {
          const flow = () => run(signIn(PASSWORD, engine()), toSend(handler));
          if (has('crypto') || !needsRandom) return flow();
          const error = await failureOf(flow);
          equal(error instanceof library.credwire.CryptoError && error.code, 'ERR_NO_RANDOM');
          equal(error.message.includes('pass "random"'), true, 'the remedy in the message');
        },
      },
      {
        name: `${name}: without an engine it computes by the platform's BigInt, or says that there is none`,
        run: async () => {
          const flow = () => run(signIn(PASSWORD, { random: seededRandom(name) }), toSend(handler));
          if (has('BigInt') || !needsBigInt) return flow();
          const error = await failureOf(flow);
          equal(error instanceof library.credwire.CryptoError && error.code, 'ERR_NO_BIGINT');
          equal(error.message.includes('credwire/jsbn'), true, 'the remedy in the message');
        },
      },
    ];
  });
}
