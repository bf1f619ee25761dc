/** What the entries show, in every engine the same: names, profiles, frozen values. */
import { equal } from './expect.mjs';

const VENDORS = /** @type {const} */ (['ifactory', 'idscan', 'jacada', 'bex', 'smartconnect']);
const VERBS = ['authorize', 'parseTokenResponse', 'profile', 'signIn', 'tokenRequest'];

/** @param {import('./index.mjs').Library} library @returns {import('./index.mjs').Test[]} */
export function faceTests({ credwire, clients, codecs, jsbn, sandbox }) {
  return [
    {
      name: 'vendors: five, each with the verbs that all have',
      run: () => {
        equal(Object.keys(credwire.vendors), VENDORS);
        for (const name of VENDORS) {
          equal(
            VERBS.filter((verb) => !(verb in credwire.vendors[name])),
            [],
            name,
          );
          equal(credwire.vendors[name].profile, credwire[name].profile, name);
        }
      },
    },
    {
      name: 'profiles: plain data that cannot be changed',
      run: () => {
        for (const name of VENDORS) {
          const { profile } = credwire[name];
          equal([profile.id, Object.isFrozen(profile), JSON.parse(JSON.stringify(profile))], [name, true, profile]);
        }
      },
    },
    {
      name: 'requests: plain data that cannot be changed',
      run: () => {
        const request = credwire.bex.tokenRequest({ username: 'a', password: 'b' });
        equal([Object.isFrozen(request), Object.isFrozen(request.headers)], [true, true]);
        equal(Object.getPrototypeOf(request) === Object.prototype, true);
      },
    },
    {
      name: 'bytes: plain, with a buffer of their own',
      run: () => {
        const bytes = codecs.decodeBase64('AAEC');
        equal(Object.getPrototypeOf(bytes) === Uint8Array.prototype, true);
        equal([bytes.byteOffset, bytes.buffer.byteLength, ...bytes], [0, 3, 0, 1, 2]);
      },
    },
    {
      name: 'redact: hides the password',
      run: () => {
        const { body } = credwire.redact(credwire.bex.tokenRequest({ username: 'a', password: 'hunter2' }));
        equal([body?.includes('***'), body?.includes('hunter2')], [true, false]);
      },
    },
    {
      name: 'toCurl: a command',
      run: () => {
        const command = clients.toCurl(credwire.bex.tokenRequest({ username: 'a', password: "b'c" }));
        equal([command.startsWith('curl '), command.includes("b'\\''c")], [true, true]);
      },
    },
    {
      name: 'entries: functions under every name, but the tables',
      run: () => {
        const others = [credwire, clients, codecs, jsbn, sandbox].flatMap((entry) =>
          Object.entries(entry).flatMap(([name, value]) => (typeof value === 'function' ? [] : name)),
        );
        equal(others.sort(), ['ERROR_CODES', ...VENDORS, 'vendors'].sort());
      },
    },
  ];
}
