// Compares the built library with its peers, side by side: every candidate does the same work in the same process, in
// rounds that alternate, and the median of the rounds counts. First, each candidate's output is checked.
//
//   npm run bench            all workloads
//   npm run bench -- rsa     those whose name contains "rsa"
import { constants, createCipheriv, createPublicKey, publicEncrypt } from 'node:crypto';
import { cpus } from 'node:os';
import { performance } from 'node:perf_hooks';
import { ifactory, seededRandom } from 'credwire';
import { encryptPkcs1, formatRsaKeyValue, formUrlEncode, parseRsaKeyValue, toSpkiPem } from 'credwire/codecs';
import { generateRsaKeyPair } from 'credwire/sandbox';
// @ts-expect-error node-forge has no types of its own
import forge from 'node-forge';

const ROUNDS = 15;
const ROUND_MS = 40;

/**
 * @typedef {object} Workload
 * @property {string} name
 * @property {() => void} check - Throws where a candidate's output is wrong.
 * @property {Readonly<Record<string, () => unknown>>} candidates
 */

const KEY = Buffer.from('YGjDImfP5bf8F7kGbdqWcA==', 'base64');
const IV = Buffer.from('bDA11yRcbUsTC9jl5LnuiQ==', 'base64');

/** @param {string} password @returns {Workload} */
function aes(password) {
  const prepared = ifactory.preparePasswordEncryption();
  const forgeKey = KEY.toString('binary');
  const forgeIv = IV.toString('binary');
  /** @type {Record<string, () => string>} */
  const candidates = {
    'credwire, prepared': () => prepared(password),
    'credwire, encryptPassword': () => ifactory.encryptPassword(password),
    'node:crypto': () => {
      const cipher = createCipheriv('aes-128-cbc', KEY, IV);
      return Buffer.concat([cipher.update(password, 'utf8'), cipher.final()]).toString('base64');
    },
    'node-forge': () => {
      const cipher = forge.cipher.createCipher('AES-CBC', forgeKey);
      cipher.start({ iv: forgeIv });
      cipher.update(forge.util.createBuffer(password, 'utf8'));
      cipher.finish();
      return forge.util.encode64(cipher.output.getBytes());
    },
  };
  return { name: `aes password of ${password.length} bytes`, candidates, check: () => allEqual(candidates) };
}

/** @param {number} bits @returns {Workload} */
function rsa(bits) {
  const { publicKey, decryptPkcs1 } = generateRsaKeyPair({ bits, random: seededRandom(`bench ${bits}`) });
  const pem = toSpkiPem(publicKey);
  const nodeKey = createPublicKey(pem);
  const forgeKey = forge.pki.publicKeyFromPem(pem);
  const message = Buffer.from('correct horse');
  /** @type {Record<string, () => Uint8Array>} */
  const candidates = {
    credwire: () => encryptPkcs1(publicKey, message),
    'node:crypto': () => publicEncrypt({ key: nodeKey, padding: constants.RSA_PKCS1_PADDING }, message),
    'node-forge': () => Buffer.from(forgeKey.encrypt('correct horse', 'RSAES-PKCS1-V1_5'), 'binary'),
  };
  const check = () => {
    for (const [name, run] of Object.entries(candidates)) {
      if (Buffer.compare(Buffer.from(decryptPkcs1(run()) ?? []), message) !== 0) throw new Error(`${name} is wrong`);
    }
  };
  return { name: `rsa-${bits} encryption, parsed key`, candidates, check };
}

/** @returns {Workload} */
function keyParsing() {
  const { publicKey } = generateRsaKeyPair({ bits: 1024, random: seededRandom('bench key') });
  const xml = formatRsaKeyValue(publicKey);
  const [n, e] = [publicKey.modulus, publicKey.exponent].map((bytes) => Buffer.from(bytes).toString('hex'));
  const candidates = {
    'credwire, from RSAKeyValue': () => parseRsaKeyValue(xml),
    'node-forge, from components': () =>
      forge.pki.setRsaPublicKey(new forge.jsbn.BigInteger(n, 16), new forge.jsbn.BigInteger(e, 16)),
  };
  const check = () => {
    if (parseRsaKeyValue(xml).bits !== 1024) throw new Error('the key is wrong');
  };
  return { name: 'rsa key parsing, 1024 bits', candidates, check };
}

/** @returns {Workload} */
function form() {
  /** @type {[string, string][]} */
  const pairs = [
    ['grant_type', 'password'],
    ['username', 'demo.user@example.com'],
    ['password', 'p+ss w/rd=&%20'],
    ['area', 'scanning'],
  ];
  const candidates = {
    credwire: () => formUrlEncode(pairs),
    URLSearchParams: () => new URLSearchParams(pairs).toString(),
  };
  return { name: 'form of 4 pairs', candidates, check: () => allEqual(candidates) };
}

/** @param {Readonly<Record<string, () => unknown>>} candidates */
function allEqual(candidates) {
  const outputs = new Set(Object.values(candidates).map((run) => run()));
  if (outputs.size !== 1) throw new Error(`the candidates disagree: ${Object.keys(candidates).join(', ')}`);
}

/** Nanoseconds an operation, in one round. @param {() => unknown} run @param {number} count */
function time(run, count) {
  const start = performance.now();
  for (let done = 0; done < count; done++) run();
  return ((performance.now() - start) * 1e6) / count;
}

/** @param {readonly number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

const wanted = process.argv[2] ?? '';
const workloads = [
  aes('correct hors'),
  aes('correct horse battery staple 31'),
  rsa(1024),
  rsa(2048),
  keyParsing(),
  form(),
];
console.log(
  `Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}; medians of ${ROUNDS} alternating rounds\n`,
);
for (const { name, check, candidates } of workloads.filter((workload) => workload.name.includes(wanted))) {
  check();
  const entries = Object.entries(candidates).map(([candidate, run]) => {
    time(run, 20); // warms up
    const count = Math.max(1, Math.round((ROUND_MS * 1e6) / time(run, 20)));
    /** @type {number[]} */
    const rounds = [];
    return { candidate, run, count, rounds };
  });
  for (let round = 0; round < ROUNDS; round++) {
    for (const entry of entries) entry.rounds.push(time(entry.run, entry.count));
  }
  const ours = median(entries[0]?.rounds ?? []);
  console.log(name);
  for (const { candidate, rounds } of entries) {
    const nanoseconds = median(rounds);
    const ratio = candidate.startsWith('credwire')
      ? ''
      : `credwire is ${(nanoseconds / ours).toFixed(2)} times as fast`;
    console.log(`  ${candidate.padEnd(28)} ${(nanoseconds / 1000).toFixed(2).padStart(10)} µs  ${ratio}`);
  }
  console.log();
}
