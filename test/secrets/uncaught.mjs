// Fails in the way that its argument says, caused by a client's error that holds the whole request, as errors of
// HTTP clients do. Nobody catches it: what Node prints then goes to the logs.
import { register } from 'node:module';

register('../support/ts-loader.mjs', import.meta.url);
const { bex, run } = await import('../../src/index.js');

const [how, username, password] = process.argv.slice(2);
if (username === undefined || password === undefined) throw new Error('pass how to fail, a user and a password');

const send = async (/** @type {import('../../src/index.js').HttpRequest} */ request) => {
  const config = { ...request, auth: { username, password } };
  throw Object.assign(new Error(`failed: ${request.url}`), { config, request: { config } });
};
const signIn = () => run(bex.signIn({ username, password, transport: 'query' }), send);

switch (how) {
  case 'rejection':
    signIn();
    break;
  case 'exception':
    signIn().catch((error) =>
      setImmediate(() => {
        throw error;
      }),
    );
    break;
  case 'as a cause':
    signIn().catch((cause) =>
      setImmediate(() => {
        throw new Error('could not sign in', { cause });
      }),
    );
    break;
  case 'aggregate':
    Promise.any([signIn(), signIn()]);
    break;
  case 'console':
    console.error(await signIn().catch((error) => error));
    break;
  case 'wrong argument':
    bex.encodeCredentials({ username, password: `${password}\uD800` });
}
