/** The sandboxes accept exactly the right password, whatever characters it has. */
import { CredwireError } from 'credwire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wellFormedText } from '../support/arbitraries.js';
import { drive, SANDBOXES, signedCall, type User } from '../support/sandboxes.js';

const BASE = 'http://localhost';

// Drawn once, because a sandbox is told its users when it is made, and SmartConnect's makes a key pair then.
const text = wellFormedText(25);
const USERS: readonly User[] = fc
  .sample(fc.tuple(text, text), { numRuns: 60, seed: 20_261_121 })
  .map(([name, password], index) => ({ name: `${index}${name}`, password }));

const anyUser = fc.constantFrom(...USERS);

/** One character more, less or other; or any other text. */
const otherThan = (password: string) =>
  fc
    .oneof(
      text,
      fc.constantFrom(`${password} `, ` ${password}`, `${password}\0`, password.slice(0, -1), password.toUpperCase()),
      fc.constantFrom(password.normalize('NFD'), password.replaceAll('+', ' '), encodeURIComponent(password)),
      fc.constantFrom(...USERS.map((user) => user.password)),
    )
    .filter((other) => other !== password && Buffer.from(other).toString() === other);

describe.each(SANDBOXES)('$name', ({ name, start, signIn, path }) => {
  const handle = start(USERS);
  // A private RSA operation takes as long as all that the others do.
  const runs = { numRuns: name.startsWith('SmartConnect') ? 12 : 100 };

  it('signs every user in with their password, and knows them by their token', () => {
    fc.assert(
      fc.property(anyUser, (user) => {
        const session = drive(signIn(BASE, user), handle);
        const { body } = handle(signedCall(BASE + path, session));
        expect(JSON.parse(body)).toEqual({ authorised: true, user: user.name });
      }),
      runs,
    );
  });

  it('refuses every other password', () => {
    const attempt = anyUser.chain((user) => otherThan(user.password).map((password) => ({ ...user, password })));
    fc.assert(
      fc.property(attempt, (wrong) => {
        try {
          drive(signIn(BASE, wrong), handle);
        } catch (error) {
          if (!(error instanceof CredwireError)) throw error;
          // SmartConnect's key takes 117 bytes: what is longer does not get as far as a refusal.
          expect(['ERR_SIGN_IN_REFUSED', 'ERR_MESSAGE_TOO_LONG']).toContain(error.code);
          return;
        }
        throw new Error('signed in');
      }),
      runs,
    );
  });
});
