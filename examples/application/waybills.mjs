// A small application: it keeps a session of BEX, signs in again when that has ended, and waits once where the service is
// busy. What it needs of the world (fetch, time to wait) is handed in, so that a test can hand in something else.
import { bex, run } from 'credwire';
import { viaFetch } from 'credwire/clients';

/**
 * @param {object} world
 * @param {{ username: string, password: string }} world.credentials
 * @param {import('credwire/clients').Fetch} world.fetch
 * @param {(seconds: number) => Promise<void>} world.wait
 */
export function waybills({ credentials, fetch, wait }) {
  const send = viaFetch(fetch);
  /** @type {import('credwire/bex').Session | undefined} */
  let session;

  /** The list of waybills, as the service gives it. @returns {Promise<unknown>} */
  async function list() {
    session ??= await signIn();
    const call = /** @type {const} */ ({
      method: 'GET',
      url: 'https://api.bex.co.za/api/service/waybills',
      headers: {},
    });
    const answer = JSON.parse((await send(bex.authorize(call, session))).body);
    if (!('ex' in answer)) return answer;
    session = undefined; // BEX says that the token is not good any more
    throw new Error('signed out');
  }

  // run itself tries nothing twice. Where the service says that it is busy, and how long, this application does, once.
  async function signIn() {
    const first = await send(bex.tokenRequest(credentials));
    if (first.status !== 503) return bex.parseTokenResponse(first);
    await wait(Number([first.headers['retry-after']].flat()[0] ?? 1));
    return run(bex.signIn(credentials), send);
  }

  return { list };
}
