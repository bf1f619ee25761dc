/**
 * The vendors' own sample programs, re-enacted in the stacks that they were written for, checked against the vectors.
 *
 * iFactory's gives the same Base64. SmartConnect's draw their padding themselves: their ciphertext is opened with the
 * private key of the test, and the message must be that of the vector.
 */
import { fromLine, toLine } from './protocol.mjs';

/** @typedef {import('../../vectors/vectors.cjs').Vector} Vector */
/** @typedef {{ sample: string, line: string, accepts: (answer: string) => boolean }} SampleQuestion */

/**
 * @param {string} type
 * @param {Vector} vector
 * @param {readonly import('../../vectors/test-keys.cjs').TestKey[]} keys
 * @param {BufferEncoding} charset The one that the sample for SmartConnect takes.
 * @returns {SampleQuestion[]}
 */
export function sampleQuestions(type, vector, keys, charset) {
  const { input, output, stages, result } = vector;
  if (result === 'invalid' || typeof input.password !== 'string') return [];
  if (type === 'ifactory.encryptPassword' && input.options === undefined) {
    const line = toLine('sample.ifactory', { password: input.password });
    return [{ sample: 'ifactory', line, accepts: (answer) => textOf(answer) === output }];
  }
  const key = keys.find(({ modulusHex }) => modulusHex === input.key?.modulusHex);
  // The samples differ in their charset: each is asked only if its charset gives the bytes of the vector.
  const bytes = Buffer.from(input.password, charset);
  const hasSameBytes = bytes.toString(charset) === input.password && bytes.toString('hex') === stages?.textHex;
  const isWholeBytes = /^[89a-f]/.test(key?.modulusHex ?? '');
  if (type !== 'smartconnect.encryptPassword' || key === undefined || !hasSameBytes || !isWholeBytes) return [];
  const body = JSON.stringify(rsaKeyValue(key));
  return [
    {
      sample: 'smartconnect',
      line: toLine('sample.smartconnect', { body, password: input.password }),
      accepts: (answer) => open(Buffer.from(textOf(answer) ?? '', 'base64'), key) === stages?.textHex,
    },
  ];
}

/** @param {string} line The answer of an oracle. @returns {string | undefined} */
function textOf(line) {
  const spelled = fromLine(line).fields.get('output')?.slice('s:'.length);
  return spelled?.replace(/..../g, (unit) => String.fromCharCode(Number.parseInt(unit, 16)));
}

/** @param {import('../../vectors/test-keys.cjs').TestKey} key */
function rsaKeyValue({ modulusHex, exponentHex }) {
  const [modulus, exponent] = [modulusHex, exponentHex].map((hex) => Buffer.from(hex, 'hex').toString('base64'));
  return `<RSAKeyValue><Modulus>${modulus}</Modulus><Exponent>${exponent}</Exponent></RSAKeyValue>`;
}

/**
 * The message of a ciphertext, in hex; nothing where the padding is wrong.
 *
 * @param {Buffer} ciphertext
 * @param {import('../../vectors/test-keys.cjs').TestKey} key
 */
function open(ciphertext, { modulusHex, testOnlyPrivate }) {
  const [n, d] = [modulusHex, testOnlyPrivate.dHex].map((hex) => BigInt(`0x${hex}`));
  if (n === undefined || d === undefined || ciphertext.length !== modulusHex.length / 2) return undefined;
  let [power, square] = [1n, BigInt(`0x${ciphertext.toString('hex')}`)];
  for (let rest = d; rest > 0n; rest >>= 1n) {
    if (rest & 1n) power = (power * square) % n;
    square = (square * square) % n;
  }
  const block = power.toString(16).padStart(modulusHex.length, '0');
  return /^0002(?:(?!00)..){8,}?00((?:..)*)$/.exec(block)?.[1];
}
