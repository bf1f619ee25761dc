// Batches of 10^2 to 10^6 encodings: time an item and memory must not grow. Runs itself in a process that may collect
// garbage when it is asked to.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bex, idscan, ifactory, jacada, smartconnect } from '../dist/index.js';
import { testKey } from './keys.mjs';

const WARM_UP = 20_000;

/** @type {Readonly<Record<string, { readonly most: number, readonly encode: (password: string) => string }>>} */
export const ENCODINGS = {
  'iFactory, AES': { most: 1e6, encode: (password) => ifactory.encryptPassword(password) },
  'IDscan, form': {
    most: 1e6,
    encode: (password) => idscan.encodeCredentials({ username: 'psc', password, area: 'scanning' }),
  },
  'Jacada, prefix': { most: 1e6, encode: (password) => jacada.encodePassword(password) },
  'BEX, query': { most: 1e6, encode: (password) => bex.encodeCredentials({ username: 'user123', password }) },
  // A million of these would take a minute.
  'SmartConnect, RSA-1024': { most: 1e5, encode: smartconnectEncoding() },
};

/** @returns {(password: string) => string} */
function smartconnectEncoding() {
  const { publicKey } = testKey(1024);
  return (password) => smartconnect.encryptPassword(password, publicKey);
}

/** @param {number} most @returns {NonNullable<import('./results.mjs').Results['growth']>} */
export function growth(most) {
  const script = fileURLToPath(import.meta.url);
  return JSON.parse(execFileSync(process.execPath, ['--expose-gc', script, String(most)], { encoding: 'utf8' }));
}

function cpuTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

/** Bytes in use, on the heap and beside it. */
export function memory() {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** @param {(password: string) => string} encode @param {number} count @returns {import('./results.mjs').Batch} */
function batch(encode, count) {
  const before = memory();
  const start = cpuTime();
  let characters = 0;
  for (let done = 0; done < count; done++) characters += encode(`correct horse ${done}`).length;
  const nanoseconds = (cpuTime() - start) / count;
  if (characters < count) throw new Error('encodings without characters');
  return { count, nanoseconds, kept: Math.max(0, memory() - before) / count };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const most = Number(process.argv[2]);
  const rows = Object.entries(ENCODINGS).map(([name, { most: own, encode }]) => {
    batch(encode, Math.min(WARM_UP, own / 10));
    const counts = [1e2, 1e3, 1e4, 1e5, 1e6].filter((count) => count <= Math.min(most, own));
    return { name, batches: counts.map((count) => batch(encode, count)) };
  });
  console.log(JSON.stringify(rows));
}
