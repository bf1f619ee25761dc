// Whether it holds at scale: a million encodings of each vendor and a hundred thousand sign-ins in flat memory, a hundred
// thousand connections with a session each, and how many sign-ins a second two cores get done over loopback.
//
//   npm run bench:scale                       writes results/ and RESULTS.md; fails if memory grows
//   npm run bench:scale -- --smartconnect 1   with 1 % of the sign-ins to SmartConnect instead of 20 %, which saves minutes
//   npm run bench:scale -- --nodes 20,newest  on both versions of Node
//   npm run bench:scale -- --quick            every step with a thousandth of it; the figures mean nothing
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { load, loadLine } from './load.mjs';
import { runOnAskedNodes } from './nodes.mjs';
import { writePage } from './report.mjs';
import { keepScale } from './results.mjs';
import { IN_FLIGHT, loopback } from './scale/loopback.mjs';
import { faultsOf } from './scale/results.mjs';
import { scaleTables } from './scale/tables.mjs';

const words = process.argv.slice(2);
runOnAskedNodes(import.meta.url, words);
const isQuick = words.includes('--quick');
const percent = words.includes('--smartconnect') ? Number(words[words.indexOf('--smartconnect') + 1]) : 20;
if (!Number.isInteger(percent) || percent < 0 || percent > 100) throw new Error('--smartconnect takes a percentage');
const scale = isQuick ? 1e-3 : 1;

const memory = fileURLToPath(new URL('scale/memory.mjs', import.meta.url));
/** @param {readonly (string | number)[]} settings */
async function child(...settings) {
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', memory, ...settings.map(String)]);
  return JSON.parse(stdout);
}

const before = await load(isQuick ? 0.1 : 5);
const stretches = [...(await child('encodings', 1e6 * scale)), ...(await child('sign-ins', 1e5 * scale, percent))];
const held = await child('held', 1e5 * scale);
const found = await loopback(isQuick ? { rounds: 6, roundMs: 20 } : { rounds: 15, roundMs: 1000 });
const after = await load(isQuick ? 0.1 : 5);
/** @type {import('./scale/results.mjs').Scale} */
const results = { stretches, held, loopback: found, inFlight: IN_FLIGHT, load: { before, after } };

console.log(`${scaleTables(results).join('\n\n')}\n\n${loadLine(results.load)}`);
if (!isQuick) {
  keepScale(`node-${process.versions.node.split('.')[0]}`, results);
  writePage();
  const faults = faultsOf(results);
  for (const fault of faults) console.error(`FAULT ${fault}`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
