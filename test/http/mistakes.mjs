// Makes one ordinary mistake, by its name, and prints the code of the error that comes of it. Nothing handles a rejection
// that is left over: it ends the process, as it would end the caller's.
import http from 'node:http';
import { register } from 'node:module';

register('../support/ts-loader.mjs', import.meta.url);
const { bex, run } = await import('../../src/index.js');
const { encryptPkcs1, rsaPublicKey } = await import('../../src/codecs/index.js');
const { viaAxios, viaFetch } = await import('../../src/clients/index.js');
const { listen, toFetchHandler, toNodeListener } = await import('../../src/sandbox/index.js');

/** @returns {Promise<any>} */
const mistake = async () => {
  throw new Error('a mistake of the caller');
};
/** @type {(flow: any, send: any) => Promise<unknown>} */
const runAny = run;
const flow = () => bex.signIn({ username: 'u', password: 'p' });
/** @type {import('../../src/index.js').HttpRequest} */
const request = { method: 'GET', url: 'https://a.example/', headers: {} };
/** @returns {Promise<any>} */
const late = () => new Promise((_, reject) => setTimeout(reject, 50, new Error('late')));

/** Each resolves to what is printed, or throws the error whose code is printed. @type {Record<string, () => any>} */
const MISTAKES = {
  'an asynchronous generator as flow': () => runAny(asyncFlow(), mistake),
  'an asynchronous generator as flow, which throws later': () => runAny(asyncFlow(late), mistake),
  'a flow that throws': () => runAny(failingFlow(), mistake),
  'a sign-in that was not called': () => runAny(bex.signIn, mistake),
  'a send that is not a function': () => runAny(flow(), 'https://a.example/'),
  'a send that returns no promise': () => runAny(flow(), () => undefined),
  'a send that throws at once': () =>
    runAny(flow(), () => {
      throw new Error('a mistake of the caller');
    }),
  'a send that is rejected': () => runAny(flow(), mistake),
  'one flow run twice': async () => {
    const once = flow();
    const [, second] = await Promise.allSettled([run(once, mistake), run(once, mistake)]);
    throw /** @type {PromiseRejectedResult} */ (second).reason;
  },
  'a fetch that is rejected when the time is over': () => viaFetch(late, { timeout: 10 })(request),
  'a client that is rejected when the request is aborted': () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 10);
    return viaAxios({ request: late }, { signal: controller.signal })(request);
  },
  'a random source that is a promise': () =>
    encryptPkcs1(
      rsaPublicKey({ modulus: new Uint8Array(128).fill(255), exponent: Uint8Array.of(3) }),
      Uint8Array.of(1),
      { random: /** @type {any} */ (mistake) },
    ),
  'a handler that is asynchronous, behind node:http': async () => {
    const server = await listen(http, /** @type {any} */ (mistake));
    const { status } = await fetch(server.url);
    await server.close();
    return `HTTP ${status}`;
  },
  'a handler that is asynchronous, behind fetch': async () => {
    const { status } = await toFetchHandler(/** @type {any} */ (mistake), Response)(new Request('http://localhost/'));
    return `HTTP ${status}`;
  },
  'a handler that is not a function': () => listen(http, /** @type {any} */ ('bex')),
  'a listener of a handler that throws': async () => {
    const server = http.createServer(
      toNodeListener(() => {
        throw new Error('a mistake of the caller');
      }),
    );
    await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    const { status } = await fetch(`http://127.0.0.1:${port}/`);
    server.close();
    server.closeAllConnections();
    return `HTTP ${status}`;
  },
};

async function* asyncFlow(fail = mistake) {
  await fail();
  yield request;
}

function* failingFlow() {
  yield request;
  throw new Error('a mistake of the caller');
}

const [name] = process.argv.slice(2);
if (name === undefined) {
  process.stdout.write(JSON.stringify(Object.keys(MISTAKES)));
} else {
  let outcome;
  try {
    outcome = await MISTAKES[name]?.();
  } catch (error) {
    outcome = /** @type {any} */ (error).code ?? 'an error without a code';
  }
  await new Promise((resolve) => setTimeout(resolve, 150)); // as long as anything that is late
  process.stdout.write(String(outcome));
}
