// Sign-ins a second over loopback, with the server in one process and the client in another: what a machine with two cores
// gets done. This library and a program by hand take turns, round by round. Both are held to one answer, the token.
import { fork } from 'node:child_process';
import http from 'node:http';
import { fileURLToPath } from 'node:url';
import { viaFetch } from '../../dist/clients/index.js';
import { run } from '../../dist/index.js';
import { listen } from '../../dist/sandbox/index.js';
import { SIGN_INS } from '../workloads/sign-ins.mjs';
import { BY_HAND } from './by-hand.mjs';

const FILE = fileURLToPath(import.meta.url);

/** Sign-ins under way at a time. */
export const IN_FLIGHT = 16;

/** @typedef {() => Promise<string>} SignIn - Returns the token. */

/**
 * @param {{ readonly rounds: number, readonly roundMs: number }} settings
 * @returns {Promise<import('./results.mjs').Loopback[]>}
 */
export async function loopback(settings) {
  const server = fork(FILE, ['server'], { execArgv: [] });
  try {
    /** @type {Readonly<Record<string, string>>} */
    const urls = await new Promise((resolve) => server.once('message', resolve));
    const found = [];
    for (const [name, url] of Object.entries(urls)) found.push({ name, rounds: await turns(name, url, settings) });
    return found;
  } finally {
    server.kill();
  }
}

/** @param {string} name @param {string} url @param {{ readonly rounds: number, readonly roundMs: number }} settings */
async function turns(name, url, { rounds, roundMs }) {
  const [flow, byHand] = [SIGN_INS[name]?.flow, BY_HAND[name]];
  if (flow === undefined || byHand === undefined) throw new Error(`no sign-in to ${name}`);
  const send = viaFetch();
  const own = async () => /** @type {{ token: string }} */ (await run(flow(url), send)).token; // as every session has one
  const other = () => byHand(url);
  if ((await own()) !== (await other())) throw new Error(`${name}: the two sign-ins bring different tokens`);

  const count = await countFor(own, roundMs);
  /** @type {{ credwire: Turn[], 'by hand': Turn[] }} */
  const found = { credwire: [], 'by hand': [] };
  for (let round = 0; round < rounds; round++) {
    const isFirst = round % 2 === 0;
    if (isFirst) found.credwire.push(await turn(own, count));
    found['by hand'].push(await turn(other, count));
    if (!isFirst) found.credwire.push(await turn(own, count));
  }
  return found;
}

/** How many sign-ins fill a round; warms up on the way. @param {SignIn} signIn @param {number} roundMs */
async function countFor(signIn, roundMs) {
  for (let count = IN_FLIGHT; ; count *= 2) {
    const { perSecond } = await turn(signIn, count);
    if ((count / perSecond) * 1000 >= roundMs) return Math.ceil((perSecond * roundMs) / 1000);
  }
}

/** @typedef {{ perSecond: number, cpu: number }} Turn */

/** @param {SignIn} signIn @param {number} count @returns {Promise<Turn>} */
async function turn(signIn, count) {
  let started = 0;
  const one = async () => {
    while (started++ < count) if (typeof (await signIn()) !== 'string') throw new Error('a sign-in without a token');
  };
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  await Promise.all(Array.from({ length: IN_FLIGHT }, one));
  const { user, system } = process.cpuUsage(cpu);
  return { perSecond: (count / (performance.now() - start)) * 1000, cpu: ((user + system) * 1000) / count };
}

if (process.argv[1] === FILE && process.argv[2] === 'server') {
  const urls = [];
  for (const [name, { handler }] of Object.entries(SIGN_INS)) urls.push([name, (await listen(http, handler())).url]);
  process.send?.(Object.fromEntries(urls));
}
