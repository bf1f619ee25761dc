/** Errors: classes, codes, names, and that none repeats what was put in. */
import { equal, failureOf } from './expect.mjs';
import { has } from './platform.mjs';

const SECRET = 'hunter2-hunter2';

/** @param {import('./index.mjs').Library} library @returns {import('./index.mjs').Test[]} */
export function errorTests({ credwire, clients, codecs, sandbox }) {
  const { bex, CredwireError, ERROR_CODES, ifactory, run } = credwire;
  const failing = () => Promise.reject(new Error(SECRET));
  const credentials = { username: 'demo', password: SECRET };
  /** @type {[name: string, code: string, call: () => unknown][]} */
  const provoked = [
    [
      'InputError',
      'ERR_TEXT_NOT_WELL_FORMED',
      () => bex.encodeCredentials({ ...credentials, password: `${SECRET}\uD800` }),
    ],
    ['InputError', 'ERR_BASE64', () => codecs.decodeBase64(SECRET)],
    ['InputError', 'ERR_INSECURE_URL', () => bex.tokenRequest({ ...credentials, baseUrl: 'http://example.com' })],
    // @ts-expect-error a name that nobody knows
    ['InputError', 'ERR_UNKNOWN_OPTION', () => bex.tokenRequest({ ...credentials, [SECRET]: 1 })],
    ['ResponseError', 'ERR_RESPONSE_FORMAT', () => bex.parseTokenResponse({ status: 200, headers: {}, body: SECRET })],
    ['ResponseError', 'ERR_SIGN_IN_REFUSED', () => run(bex.signIn(credentials), sandbox.toSend(nobody()))],
    [
      'CryptoError',
      'ERR_DECRYPT',
      () => codecs.decryptAesCbc(new Uint8Array(16), new Uint8Array(16), new Uint8Array(7)),
    ],
    ['TransportError', 'ERR_TRANSPORT', () => run(bex.signIn(credentials), failing)],
  ];
  const nobody = () => sandbox.bexSandbox({ accounts: [] });
  return [
    ...provoked.map(([name, code, call]) => ({
      name: `${name} ${code}: is of its class, and holds no secret`,
      run: async () => {
        const error = await failureOf(call);
        const isOf =
          error instanceof Error && error instanceof CredwireError && error instanceof Reflect.get(credwire, name);
        equal([isOf, error.name, error.code], [true, name, code]);
        for (const text of [error.message, String(error), JSON.stringify(error), error.stack ?? '']) {
          equal(text.includes(SECRET), false, 'a secret');
        }
        equal(JSON.parse(JSON.stringify(error)).code, code);
      },
    })),
    {
      name: 'TransportError: has the error of the client as its cause',
      run: async () => equal((await failureOf(() => run(bex.signIn(credentials), failing))).cause.message, SECRET),
    },
    {
      name: 'viaFetch: the platform has a fetch, or ERR_NO_FETCH says that one is to be passed',
      run: async () => {
        const handle = sandbox.bexSandbox({ accounts: [credentials] });
        /** @type {import('credwire/clients').Fetch} */
        const own = async (url, { method, headers, body }) => {
          const answer = handle({ method: /** @type {'POST'} */ (method), url, headers, body: String(body) });
          /** @param {(value: string, name: string) => void} callback */
          const forEach = (callback) => {
            for (const [name, value] of Object.entries(answer.headers)) callback(String(value), name);
          };
          return { status: answer.status, headers: { forEach }, text: async () => answer.body };
        };
        equal((await run(bex.signIn(credentials), clients.viaFetch(own))).email, 'demo');
        if (has('fetch')) return;
        const error = await failureOf(() => run(bex.signIn(credentials), clients.viaFetch()));
        equal([error.code, error.message], ['ERR_NO_FETCH', 'viaFetch: the platform has no fetch; pass one']);
      },
    },
    {
      name: 'ERROR_CODES: a table that nobody can change',
      run: () => {
        equal([Object.isFrozen(ERROR_CODES), Object.keys(ERROR_CODES).length > 20], [true, true]);
        equal(Reflect.set(ERROR_CODES, 'ERR_URL', ''), false, 'changed');
      },
    },
    {
      name: 'a session of one vendor is refused by another',
      run: async () => {
        const session = bex.parseTokenResponse({ status: 200, headers: {}, body: '{"value":"a"}' });
        const request = /** @type {const} */ ({ method: 'GET', url: 'https://example.com', headers: {} });
        // @ts-expect-error the types say so too
        equal((await failureOf(() => ifactory.authorize(request, session))).code, 'ERR_ARGUMENT_VALUE');
      },
    },
  ];
}
