/** A sandbox as a handler of the Fetch standard, and a sign-in to it with the given fetch. */
import { bex, run } from 'credwire';
import { type Fetch, viaFetch } from 'credwire/clients';
import { bexSandbox, scripted, toFetchHandler } from 'credwire/sandbox';

const credentials = { username: 'user123', password: 'p+ss w/rd=&%20 é€😀' };

// With a delay, so that the platform's timer is used too.
const handler = scripted(bexSandbox({ accounts: [credentials] }), { delay: 1 });

export const handle = toFetchHandler(handler, Response);

/** Whom it has signed in. */
export async function signIn(baseUrl: string, fetch?: Fetch): Promise<string | undefined> {
  const session = await run(bex.signIn({ baseUrl, ...credentials }), viaFetch(fetch));
  return session.email;
}
