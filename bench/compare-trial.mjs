// Tries the comparison on builds with a known difference: the same build twice, and builds in which four functions of the
// codecs do their work twice in every tenth or fifth call, which is up to 10 or 20 % more.
//
//   npm run build && node bench/compare-trial.mjs             takes one to 25 minutes, depending on the load; fails if a verdict is wrong
//   npm run build && node bench/compare-trial.mjs form        only for workloads whose names contain "form"
//   npm run build && node bench/compare-trial.mjs --quick     shows that every step works
import { cpSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { comparison, FULL, QUICK } from './pairs.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Candidates whose time is that of one function. */
const CASES = [
  { workload: 'form of 4 pairs', candidate: 'credwire', slowed: 'formUrlEncode' },
  { workload: 'Base64 of 128 bytes', candidate: 'credwire', slowed: 'encodeBase64' },
  { workload: 'RSA-1024 encryption', candidate: 'credwire', slowed: 'encryptPkcs1' },
  { workload: 'RSA key parsing, 1024 bits', candidate: 'credwire, RSAKeyValue', slowed: 'parseRsaKeyValue' },
];

/** A copy of the build and of the benchmark. @param {string} folder */
function copy(folder) {
  for (const name of ['dist', 'bench', 'vectors/test-keys.json', 'package.json']) {
    cpSync(join(ROOT, name), join(folder, name), {
      recursive: true,
      filter: (source) => !source.endsWith('node_modules'),
    });
  }
  for (const name of ['node_modules', 'bench/node_modules']) symlinkSync(join(ROOT, name), join(folder, name));
  return folder;
}

/** Puts a module before the codecs that slows some functions down. @param {string} folder @param {number} every */
function slowDown(folder, every) {
  const [entry, original] = ['index.js', 'original.js'].map((name) => join(folder, 'dist/codecs', name));
  renameSync(String(entry), String(original));
  const wrappers = CASES.map(({ slowed }) => `export const ${slowed} = slower(original.${slowed});`);
  const code = `
    import * as original from './original.js';
    export * from './original.js';
    const slower = (operation) => {
      let calls = 0;
      return (...input) => {
        if (++calls % ${every} === 0) operation(...input);
        return operation(...input);
      };
    };
    ${wrappers.join('\n')}`;
  writeFileSync(String(entry), code);
  return folder;
}

const words = process.argv.slice(2);
const settings = words.includes('--quick') ? QUICK : FULL;
const wanted = words.find((word) => !word.startsWith('--')) ?? '';
const base = mkdtempSync(join(tmpdir(), 'credwire-trial-'));
let wrong = 0;
try {
  // Each side has the wrapper, so the only difference is what it's told to do.
  const before = slowDown(copy(join(base, 'before')), Number.POSITIVE_INFINITY);
  const trials = [
    { name: 'the same build', expected: 'no difference found', every: Number.POSITIVE_INFINITY },
    { name: '20 % more work', expected: 'slower', every: 5 },
    { name: '10 % more work', expected: 'slower', every: 10 },
  ].map((trial) => ({ ...trial, after: slowDown(copy(join(base, trial.name)), trial.every) }));
  for (const { name, expected, after } of trials) {
    console.log(`\n${name}, expected: ${expected}`);
    for (const { workload, candidate } of CASES.filter((each) => each.workload.includes(wanted))) {
      const { found, values, text } = await comparison(workload, candidate, { before, after }, settings);
      console.log(`${text}\n    ${values.map((value) => value.toFixed(3)).join(' ')}`);
      if (found !== expected) wrong++;
    }
  }
} finally {
  rmSync(base, { recursive: true });
}
console.log(`\n${wrong} wrong`);
process.exitCode = wrong > 0 ? 1 : 0;
