// What is to be reached, and what was. A figure is a number of times, of bytes or of a share; `least` or `most` bounds it.
import { entries } from './entries.mjs';
import { MOST_GROWTH, MOST_LEFT } from './scale/results.mjs';
import { CONNECT, FETCH, SESSION_GOAL } from './session.mjs';
import { quotients, ratio, summary } from './statistics.mjs';

/**
 * @typedef {import('./results.mjs').Results} Results
 * @typedef {object} Goal
 * @property {string} name
 * @property {(results: Results) => number | undefined} figure - Undefined where this runtime has not measured it.
 * @property {number} [least]
 * @property {number} [most]
 */

/** How many times as fast one candidate is as another. @param {Results} results @param {string} workload */
function times(results, workload, /** @type {string} */ candidate, /** @type {string} */ other) {
  const rounds = results.workloads.find(({ name }) => name === workload)?.rounds;
  const [own, reference] = [rounds?.[candidate], rounds?.[other]];
  return own === undefined || reference === undefined ? undefined : ratio(reference, own).median;
}

/** @param {string} workload @param {string} candidate @param {string} other @param {number} least @returns {Goal} */
const faster = (workload, candidate, other, least) => ({
  name: `${workload}: ${candidate} against ${other}`,
  figure: (results) => times(results, workload, candidate, other),
  least,
});

/** What of a cold start counts, in words. */
const PARTS = { load: 'import', first: 'first operation', both: 'import and first operation' };

/** @typedef {NonNullable<Results['coldStart']>[number]} ColdStart */

/** @param {Pick<ColdStart, 'load' | 'first'> | undefined} row @param {keyof typeof PARTS} what */
function milliseconds(row, what) {
  if (row === undefined) return;
  return what === 'both' ? row.load.median + row.first.median : row[what].median;
}

/**
 * A share of another program's cold start.
 *
 * @param {keyof typeof PARTS} what
 * @param {string} candidate
 * @param {string} other
 * @param {number} most
 * @param {boolean} [isInstalled] - As both are installed, rather than bundled.
 * @returns {Goal}
 */
const sooner = (what, candidate, other, most, isInstalled = false) => ({
  name: `${PARTS[what]}${isInstalled ? ' as installed' : ''}, ${candidate} as a share of ${other}`,
  figure: ({ coldStart = [] }) => {
    const [own, reference] = [candidate, other].map((name) => {
      const row = coldStart.find((row) => row.name === name);
      return milliseconds(isInstalled ? row?.installed : row, what);
    });
    return own === undefined || reference === undefined ? undefined : own / reference;
  },
  most,
});

/** @param {string} name @param {number} kilobytes @returns {Goal} */
const smaller = (name, kilobytes) => ({
  name: `${name}, bundled and compressed, in KB`,
  figure: ({ sizes = [] }) => {
    const gzipped = sizes.find((row) => row.name === name)?.gzipped;
    return gzipped === undefined ? undefined : gzipped / 1024;
  },
  most: kilobytes,
});

/** The time of an item in the largest batch against the median of all. @param {string} name @returns {Goal} */
const flat = (name) => ({
  name: `${name}, largest batch against all: time an item`,
  figure: ({ growth = [] }) => {
    const nanoseconds = growth.find((row) => row.name === name)?.batches.map((batch) => batch.nanoseconds);
    return nanoseconds === undefined ? undefined : (nanoseconds.at(-1) ?? Number.NaN) / summary(nanoseconds).median;
  },
  most: 1.25,
});

/** @param {string} name @returns {Goal} */
const kept = (name) => ({
  name: `${name}, largest batch: bytes kept an item`,
  figure: ({ growth = [] }) => growth.find((row) => row.name === name)?.batches.at(-1)?.kept,
  most: 8,
});

/** What bench/scale.mjs measures. @type {readonly Goal[]} */
const atScale = [
  {
    name: 'at scale, memory from the first tenth to the end: the most that it grows, in KB',
    figure: ({ scale }) => scale && Math.max(...scale.stretches.map(({ early, late }) => late - early)) / 1000,
    most: MOST_GROWTH / 1000,
  },
  {
    name: 'at scale, connections let go: bytes left of each',
    figure: ({ scale }) => scale?.held.left,
    most: MOST_LEFT,
  },
];

const [AES_12, AES_31] = ['AES password of 12 bytes', 'AES password of 31 bytes'];
const [RSA_1024, RSA_2048] = ['RSA-1024 encryption', 'RSA-2048 encryption'];
const BATCHES = ['iFactory, AES', 'IDscan, form', 'Jacada, prefix', 'BEX, query', 'SmartConnect, RSA-1024'];

/** The first use of each vendor's entry, and of node-forge: its AES where it has nothing like it. */
const FIRST_USES = [
  ['AES: credwire/ifactory', 'AES: node-forge'],
  ['form: credwire/idscan', 'AES: node-forge'],
  ['random letters: credwire/jacada', 'random letters: node-forge'],
  ['query: credwire/bex', 'AES: node-forge'],
  ['RSA-1024: credwire/smartconnect', 'RSA-1024: node-forge'],
  ['RSA-2048: credwire/smartconnect', 'RSA-2048: node-forge'],
];

/** @type {Goal} */
const session = {
  name: `call over a good session, ${CONNECT} as a share of ${FETCH}`,
  figure: ({ session }) => {
    const [own, reference] = [session?.[CONNECT], session?.[FETCH]];
    return own === undefined || reference === undefined ? undefined : summary(quotients(own, reference)).median;
  },
  most: SESSION_GOAL,
};

const VENDORS = ['iFactory', 'IDscan', 'Jacada', 'BEX', 'SmartConnect'];

/** Of DESIGN's "Numbers to reach", and of the issues since. @type {readonly Goal[]} */
export const goals = [
  faster(AES_12, 'credwire, prepared', 'node-forge', 5),
  faster(AES_12, 'credwire, prepared', 'node:crypto', 9),
  faster(AES_12, 'credwire, encryptPassword', 'credwire, prepared', 0.9),
  faster(AES_31, 'credwire, prepared', 'node-forge', 5),
  faster(AES_31, 'credwire, prepared', 'node:crypto', 9),
  faster(AES_31, 'credwire, encryptPassword', 'credwire, prepared', 0.9),
  faster(RSA_1024, 'credwire', 'node-forge', 11),
  faster(RSA_1024, 'credwire', 'jsencrypt', 4),
  faster(RSA_1024, 'credwire, nodeModPow', 'node:crypto', 0.6),
  faster(RSA_2048, 'credwire', 'node-forge', 9),
  faster(RSA_2048, 'credwire', 'jsencrypt', 4),
  faster(RSA_2048, 'credwire, nodeModPow', 'node:crypto', 0.6),
  faster(`${RSA_1024} without BigInt`, 'credwire', 'jsencrypt', 1),
  faster(`${RSA_2048} without BigInt`, 'credwire', 'jsencrypt', 1),
  faster('RSA key parsing, 1024 bits', 'credwire, RSAKeyValue', 'node-forge, components', 1.5),
  faster('RSA key parsing, 2048 bits', 'credwire, RSAKeyValue', 'node-forge, components', 1.5),
  faster('form of 4 pairs', 'credwire', 'URLSearchParams', 1),
  ...VENDORS.map((vendor) => faster(`${vendor} tokenRequest`, 'credwire', 'by hand', 0.5)),
  sooner('first', 'RSA-2048: credwire/smartconnect', 'RSA-2048: jsencrypt', 0.25),
  ...FIRST_USES.flatMap(([own = '', other = '']) => [
    sooner('first', own, other, 0.5),
    sooner('both', own, other, 0.5),
    sooner('both', own, other, 0.5, true),
  ]),
  ...entries.map(({ name }) => sooner('load', `${name}, all exports`, 'AES: node-forge', 0.5)),
  ...entries.map(({ name }) => sooner('load', `${name}, all exports`, 'AES: node-forge', 0.5, true)),
  session,
  smaller('credwire/bex', 4),
  smaller('credwire/idscan', 5.2),
  smaller('credwire/jacada', 5.4),
  smaller('credwire/ifactory', 9),
  smaller('credwire/smartconnect', 12.9),
  smaller('credwire', 23),
  ...BATCHES.flatMap((name) => [flat(name), kept(name)]),
  ...atScale,
];

/** @param {Goal} goal @param {number} figure */
export const isReached = ({ least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY }, figure) =>
  figure >= least && figure <= most;
