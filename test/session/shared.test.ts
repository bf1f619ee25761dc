import { describe, expect, it } from 'vitest';
import type { Tokened } from '../../src/session/machine.js';
import { sharedSession } from '../../src/session/shared.js';
import type { LooseVendor } from '../../src/session/vendor.js';
import { memoryStore, USER } from './support.js';

describe('a shared session', () => {
  it.each([true, false])('is only stored if its sign-in is still wanted at the end: %s', async (isWanted) => {
    const store = memoryStore();
    const shared = sharedSession<Tokened>({
      store,
      lock: undefined,
      vendor: 'ifactory',
      options: USER,
      authorize: undefined,
      now: () => 0,
      rules: { renewBefore: undefined, patience: 1 },
      timeout: 1000,
      tell: () => {},
    });
    const taken = await shared.take({
      anyAge: true,
      over: [],
      isWanted: () => isWanted,
      signals: [],
      module: {} as LooseVendor<Tokened>, // nothing is stored that it could be asked about
      signIn: async () => ({ session: { token: 'a' }, at: 0 }),
      ask: undefined,
    });
    expect(taken).toEqual({ session: { token: 'a' }, at: 0, stored: false });
    expect(store.entries.size).toBe(isWanted ? 1 : 0);
  });
});
