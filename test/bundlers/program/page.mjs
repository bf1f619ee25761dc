/** The page that every bundler builds: signs in to all five vendors by fetch, and reports the tokens. */
import { bex, idscan, ifactory, jacada, run, smartconnect } from 'credwire';
import { viaFetch } from 'credwire/clients';

// Whatever gets lost when something is encoded twice, or not at all.
const user = { username: 'demo+user@example.com', password: 'p+ss w/rd=&%20"\\ é€😀' };
const { username, password } = user;

/** @param {string} origin Where the sandboxes are, each under its name. @returns {Promise<string>} */
async function signInToAll(origin) {
  const send = viaFetch();
  const sessions = [
    await run(ifactory.signIn({ baseUrl: `${origin}/ifactory`, userLogin: username, password }), send),
    await run(idscan.signIn({ baseUrl: `${origin}/idscan`, ...user, area: 'scanning' }), send),
    await run(jacada.signIn({ baseUrl: `${origin}/jacada`, accountId: 7, user: username, password }), send),
    await run(bex.signIn({ baseUrl: `${origin}/bex`, ...user }), send),
    await run(smartconnect.signIn({ loginUrl: `${origin}/smartconnect`, email: username, password }), send),
  ];
  return JSON.stringify(sessions.map(({ vendor, token }) => `${vendor} ${token}`));
}

Object.assign(globalThis, { signInToAll });
