/** The search for secrets finds them: without this, the other tests of this directory would say nothing. */
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { SECRET_KEY, SECRETS, SecretFinder } from '../support/sentinels.js';
import { facesOf, withoutPlaces } from '../support/shown.js';

const finder = new SecretFinder([...Object.values(SECRETS), SECRET_KEY]);
const characters = [...SECRETS.password];
const part = characters.slice(5, 9).join('');
const accented = characters.slice(10, 15).join('');

describe('the finder of secrets', () => {
  it.each([
    ['a secret', SECRETS.token],
    ['four characters of one', part],
    ['JSON', JSON.stringify({ message: accented })],
    ['a query', `?password=${encodeURIComponent(accented)}`],
    ['a query in lower case', `?password=${encodeURIComponent(accented).toLowerCase()}`],
    ['a form', new URLSearchParams({ password: accented }).toString()],
    ['Base64', Buffer.from(SECRETS.password).toString('base64').slice(8, 14)],
    ['Base64 behind one byte', Buffer.from(`a${SECRETS.password}`).toString('base64').slice(8, 14)],
    ['Base64 behind two bytes', Buffer.from(`ab${SECRETS.password}`).toString('base64').slice(8, 14)],
    ['Base64 of UTF-16', Buffer.from(SECRETS.password, 'utf16le').toString('base64').slice(8, 18)],
    ['Base64url', Buffer.from(SECRETS.token).toString('base64url').slice(4, 12)],
    ['hexadecimal', Buffer.from(part).toString('hex')],
    ['hexadecimal in upper case', Buffer.from(part, 'utf16le').toString('hex').toUpperCase()],
    ['bytes of a key, printed', inspect(SECRET_KEY.slice(3, 8))],
    ['bytes in JSON', JSON.stringify([...Buffer.from(part)])],
    ['an error that shows its cause', inspect(new Error('failed', { cause: SECRETS.token }))],
  ])('finds %s', (_what, text) => {
    expect(finder.partsIn(`at first ${text} at last`)).not.toEqual([]);
  });

  it('finds nothing in what the library says', () => {
    expect(finder.partsIn('bex.tokenRequest: "password": expected a string, got a Uint8Array of length 16')).toEqual(
      [],
    );
    expect(finder.partsIn('https://api.example/api/service/login?username=***&password=***')).toEqual([]);
    expect(finder.partsIn('[1, 2, 3, 4, 5, 6, 255]')).toEqual([]);
  });

  it('finds a secret in each face of an error that shows it there', () => {
    const plain = Object.assign(new Error(SECRETS.token), { toJSON: () => SECRETS.token });
    for (const [face, text] of Object.entries(facesOf(plain))) expect(finder.partsIn(text), face).not.toEqual([]);
  });

  it('ignores file names in a stack, and nothing else', () => {
    const frame = `    at run (/home/${SECRETS.csrf.slice(0, 4)}/sign-in.ts:12:3) ${SECRETS.csrf}`;
    expect(withoutPlaces(frame)).toBe(`    at run () ${SECRETS.csrf}`);
  });
});
