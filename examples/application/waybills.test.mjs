// The application's tests, against a sandbox that keeps to BEX's contract: no network, no vendor, no account.
import { bexSandbox, refusal, scripted, toFetchHandler } from 'credwire/sandbox';
import { describe, expect, it } from 'vitest';
import { waybills } from './waybills.mjs';

const credentials = { username: 'user123', password: 'p+ss/word=1' };
const bex = bexSandbox({ accounts: [credentials] });

/**
 * The application in a world where BEX answers by this script.
 *
 * @param {readonly import('credwire/sandbox').ScriptStep[]} steps
 */
function application(steps = [], user = credentials) {
  const handle = toFetchHandler(scripted(bex, { steps }), Response);
  /** @type {number[]} */
  const waited = [];
  const { list } = waybills({
    credentials: user,
    fetch: (url, init) => handle(new Request(url, init)),
    wait: async (seconds) => {
      waited.push(seconds);
    },
  });
  return { list, waited };
}

describe('waybills', () => {
  it('signs in once for several calls', async () => {
    const { list } = application();
    expect(await list()).toEqual({ authorised: true, user: 'user123' });
    expect(await list()).toEqual({ authorised: true, user: 'user123' });
  });

  it('waits as long as a busy service says, once', async () => {
    const busy = { answer: { status: 503, headers: { 'retry-after': '7' } } };
    const once = application([busy]);
    await once.list();
    expect(once.waited).toEqual([7]);
    await expect(application([busy, busy]).list()).rejects.toMatchObject({ code: 'ERR_UNAVAILABLE', status: 503 });
  });

  it('tells the user what BEX says', async () => {
    const locked = application([{ answer: refusal('bex', 'Your account is locked.') }]);
    await expect(locked.list()).rejects.toMatchObject({ vendorMessage: 'Your account is locked.' });
    await expect(application([], { ...credentials, password: 'wrong' }).list()).rejects.toMatchObject({
      vendorMessage: 'Invalid username or password.',
    });
  });

  it('signs in again after it has been signed out', async () => {
    const { list } = application([{}, { answer: refusal('bex', 'The token is invalid.') }]);
    await expect(list()).rejects.toThrow('signed out');
    expect(await list()).toEqual({ authorised: true, user: 'user123' });
  });
});
