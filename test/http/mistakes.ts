// Makes one ordinary mistake, by its name, and prints the code of the resulting error. Nothing handles a rejection
// that is left over: it ends the process, as it would end the caller's.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { viaAxios, viaFetch } from '../../src/clients/index.js';
import { encryptPkcs1, rsaPublicKey } from '../../src/codecs/index.js';
import { bex, type HttpRequest, run, smartconnect } from '../../src/index.js';
import { listen, toFetchHandler, toNodeListener } from '../../src/sandbox/index.js';
import { connect } from '../../src/session/index.js';

const mistake = async (): Promise<never> => {
  throw new Error('a mistake of the caller');
};
const runAny = run as (flow: unknown, send: unknown) => Promise<unknown>; // wrong types are the point here
const flow = () => bex.signIn({ username: 'u', password: 'p' });
const request: HttpRequest = { method: 'GET', url: 'https://a.example/', headers: {} };
const late = () => new Promise<never>((_, reject) => setTimeout(reject, 50, new Error('late')));

/** Each resolves to what is printed, or throws the error whose code is printed. */
const MISTAKES: Readonly<Record<string, () => unknown>> = {
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
    throw (second as PromiseRejectedResult).reason;
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
      { random: mistake as never },
    ),
  'a choose that is asynchronous': () => {
    const products = ['1', '2'].map((AccountId) => ({ ApiUrl: 'a.smartconnect.com', Account: { AccountId } }));
    const modulus = `${'/'.repeat(170)}8=`;
    const key = `<RSAKeyValue><Modulus>${modulus}</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>`;
    return run(smartconnect.signIn({ email: 'a@b', password: 'p', choose: mistake as never }), async ({ url }) => {
      return {
        status: 200,
        headers: {},
        body: JSON.stringify(url.endsWith('public-key') ? key : { Products: products }),
      };
    });
  },
  'an onEvent that is asynchronous, with a store that is rejected': async () => {
    const store = { get: mistake, set: mistake, delete: mistake };
    const send = async () => ({ status: 200, headers: {}, body: '{"value":"abc"}' });
    const { session } = connect(bex, { username: 'u', password: 'p' }, { send, store, onEvent: mistake });
    return (await session()).token;
  },
  'a handler that is asynchronous, behind node:http': async () => {
    const server = await listen(http, mistake as never);
    const { status } = await fetch(server.url);
    await server.close();
    return `HTTP ${status}`;
  },
  'a handler that is asynchronous, behind fetch': async () => {
    const { status } = await toFetchHandler(mistake as never, Response)(new Request('http://localhost/'));
    return `HTTP ${status}`;
  },
  'a handler that is not a function': () => listen(http, 'bex' as never),
  'a listener of a handler that throws': async () => {
    const server = http.createServer(
      toNodeListener(() => {
        throw new Error('a mistake of the caller');
      }),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
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
  let outcome: unknown;
  try {
    outcome = await MISTAKES[name]?.();
  } catch (error) {
    outcome = (error as { code?: unknown }).code ?? 'an error without a code';
  }
  await new Promise((resolve) => setTimeout(resolve, 150)); // as long as anything that is late
  process.stdout.write(String(outcome));
}
