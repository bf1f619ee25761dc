/** `nodeModPow` in the runtimes that have `node:crypto`: every RSA vector once more with it, and random numbers. */
import { runVector } from '../../vectors/run-vector.mjs';
import { equal } from './expect.mjs';
import { has } from './platform.mjs';

const RSA_TYPES = ['codecs.encryptPkcs1', 'smartconnect.encryptPassword', 'smartconnect.signIn'];

/**
 * Deno's and Bun's libraries reject short moduli and exponents of more than 33 bits. BigInt computes those, so they aren't
 * tried without it.
 */
const MOST_DIGITS = 8;

/** Bytes in a modulus, and how many of 1,000 cases have that; jsbn needs milliseconds for the long ones. */
const SIZES = [
  { bytes: 256, cases: 2 },
  { bytes: 128, cases: 10 },
  { bytes: 64, cases: 100 },
  { bytes: 17, cases: 300 },
  { bytes: 4, cases: 588 },
];

/**
 * @param {import('./index.mjs').Library} library
 * @param {Parameters<import('./index.mjs').testsOf>[1]} files
 * @param {number} cases How many random cases.
 * @returns {import('./index.mjs').Test[]}
 */
export function nodeEngineTests(library, files, cases) {
  const { codecs, jsbn, node, sandbox } = library;
  if (node === undefined) return [];
  const { nodeModPow } = node;
  const vectors = files.flatMap(([name, { testGroups }]) =>
    testGroups
      .filter(({ type }) => RSA_TYPES.includes(type))
      .flatMap(({ type, tests }) =>
        tests.map((vector) => ({
          name: `${name} ${vector.tcId} with nodeModPow`,
          run: async () => {
            if (!has('BigInt') && vector.input.key?.exponentHex.length > MOST_DIGITS) return;
            equal(await runVector({ ...library, modPow: nodeModPow }, type, vector), [], 'differences');
          },
        })),
      ),
  );
  const random = {
    name: `nodeModPow: the same as the other engines in ${cases} random cases`,
    run: () => {
      const draw = sandbox.seededRandom('random cases');
      const engines = has('BigInt') ? [codecs.bigintModPow, jsbn.jsbnModPow] : [jsbn.jsbnModPow];
      for (let at = 0; at < cases; at++) {
        const numbers = operands(draw, sizeOf(at % 1000));
        const isUsual = numbers[2].length >= 128 && 2 * numbers[1].length <= MOST_DIGITS;
        if (!has('BigInt') && !isUsual) continue;
        const expected = hex(nodeModPow(...numbers));
        for (const modPow of engines) equal(hex(modPow(...numbers)), expected, `case ${at}: ${numbers.map(hex)}`);
      }
    },
  };
  return [...vectors, random];
}

/** @param {number} at */
function sizeOf(at) {
  let first = 0;
  for (const { bytes, cases } of SIZES) {
    first += cases;
    if (at < first) return bytes;
  }
  throw new Error('the cases are not 1,000');
}

/**
 * A base below an odd modulus, and an exponent of one of the usual forms.
 *
 * @param {(length: number) => Uint8Array} draw @param {number} bytes
 * @returns {[base: Uint8Array, exponent: Uint8Array, modulus: Uint8Array]}
 */
function operands(draw, bytes) {
  const [base, modulus] = [draw(bytes), draw(bytes)];
  modulus[0] = (modulus[0] ?? 0) | 1; // at least one, so that a base with a zero is below it
  base[0] = 0;
  modulus[bytes - 1] = (modulus[bytes - 1] ?? 0) | 1;
  const [choice = 0] = draw(1);
  const short = draw(1 + (choice % Math.min(bytes, 8)));
  short[short.length - 1] = (short.at(-1) ?? 0) | 1;
  return [base, choice % 2 === 0 ? Uint8Array.of(1, 0, 1) : short, modulus];
}

/** @param {Uint8Array} bytes */
function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
