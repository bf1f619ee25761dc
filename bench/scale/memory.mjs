// Many operations in a row, in a process that collects garbage when it is asked to; started by bench/scale.mjs:
//
//   memory.mjs encodings 1000000      of each vendor
//   memory.mjs sign-ins 100000 20     of all vendors, of which so many in a hundred are SmartConnect's
//   memory.mjs held 100000            connections that have signed in
import { run } from '../../dist/index.js';
import { toSend } from '../../dist/sandbox/index.js';
import { connect } from '../../dist/session/index.js';
import * as bex from '../../dist/vendors/bex.js';
import { ENCODINGS, memory } from '../growth.mjs';
import { SIGN_INS } from '../workloads/sign-ins.mjs';

const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/**
 * @param {string} name
 * @param {number} count
 * @param {(at: number) => unknown} operation
 * @returns {Promise<import('./results.mjs').Stretch>}
 */
async function stretch(name, count, operation) {
  const start = cpuSeconds();
  let at = 0;
  for (; at < count / 10; at++) await operation(at);
  const early = memory();
  for (; at < count; at++) await operation(at);
  const seconds = cpuSeconds() - start;
  return { name, count, early, late: memory(), seconds };
}

/** @param {number} count */
async function encodings(count) {
  const stretches = [];
  for (const [name, { encode }] of Object.entries(ENCODINGS)) {
    stretches.push(
      await stretch(name, count, (at) => {
        if (encode(`correct horse ${at}`) === '') throw new Error(`${name}: an encoding without characters`);
      }),
    );
  }
  return stretches;
}

/** @param {number} count @param {number} percent - Those of SmartConnect, whose sandbox decrypts RSA in JavaScript. */
async function signIns(count, percent) {
  const vendors = Object.entries(SIGN_INS).map(([vendor, { handler, flow }]) => {
    const send = toSend(handler());
    return { vendor, signIn: () => run(flow(), send) };
  });
  const slow = vendors.filter(({ vendor }) => vendor === 'SmartConnect');
  const quick = vendors.filter(({ vendor }) => vendor !== 'SmartConnect');
  const name = `sign-ins, ${percent} % of them SmartConnect's`;
  return [
    await stretch(name, count, async (at) => {
      const turn = at % 100 < percent ? slow : quick;
      const session = await turn[at % turn.length]?.signIn();
      if (!(session instanceof Object && 'token' in session)) throw new Error('a sign-in without a session');
    }),
  ];
}

/** @param {number} count @returns {Promise<import('./results.mjs').Held>} */
async function held(count) {
  const tokenOf = (/** @type {number} */ number) => `token${String(number).padStart(38, '0')}`; // as long as a hash
  let signedIn = 0;
  const send = async () => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      id: signedIn,
      value: tokenOf(signedIn++),
      email: 'a@example.com',
    }),
  });
  /** @param {number} at */
  const open = async (at) => {
    const connection = connect(bex, { username: `user ${at}`, password: `password ${at}` }, { send });
    await connection.session();
    return connection;
  };
  for (let at = 0; at < count / 10; at++) await open(at);
  const before = memory();
  const start = cpuSeconds();
  /** @type {Awaited<ReturnType<typeof open>>[]} */
  const connections = [];
  while (connections.length < count) connections.push(await open(connections.length));
  const seconds = cpuSeconds() - start;
  const bytes = (memory() - before) / count;
  const first = await connections[0]?.session(); // they are still good
  if (first?.token !== tokenOf(count / 10)) throw new Error('a session has changed');
  connections.length = 0;
  return { count, bytes, left: Math.max(0, (memory() - before) / count), seconds };
}

const [mode, count = '', percent = ''] = process.argv.slice(2);
const modes = { encodings, 'sign-ins': signIns, held };
const measure = modes[/** @type {keyof typeof modes} */ (mode)]; // undefined for other words
if (measure === undefined || globalThis.gc === undefined) throw new Error('memory.mjs needs a mode and --expose-gc');
console.log(JSON.stringify(await measure(Number(count), Number(percent))));
