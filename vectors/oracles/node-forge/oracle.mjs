/**
 * AES, RSA and digests with node-forge, forms with WHATWG URL, and a rewrite of SmartConnect's own JavaScript sample. It speaks
 * the oracles' line protocol.
 */
import { createInterface } from 'node:readline';
import forge from 'node-forge';

const { jsbn, pki, util } = forge;

/** What must fail, with its code. */
class Refusal extends Error {}

/** Bytes as forge has them: a string with one character a byte. */
function octets(given, name) {
  const value = given.get(name) ?? 'z:';
  if (!value.startsWith('h:')) throw new Refusal('ERR_ARGUMENT_TYPE');
  return util.hexToBytes(value.slice(2));
}

function text(given, name) {
  const value = given.get(name) ?? 'z:';
  if (!value.startsWith('s:')) throw new Refusal('ERR_ARGUMENT_TYPE');
  const decoded = String.fromCharCode(
    ...(value.slice(2).match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)),
  );
  if (/[\uD800-\uDFFF]/u.test(decoded)) throw new Refusal('ERR_TEXT_NOT_WELL_FORMED');
  return decoded;
}

const integer = (given, name) => new jsbn.BigInteger(`0${util.bytesToHex(octets(given, name))}`, 16);
const publicKey = (given) => pki.setRsaPublicKey(integer(given, 'key.modulusHex'), integer(given, 'key.exponentHex'));

function aes(given, name, start) {
  const [key, iv] = [octets(given, 'keyHex'), octets(given, 'ivHex')];
  const input = octets(given, name);
  if (key.length !== 16) throw new Refusal('ERR_AES_KEY_LENGTH');
  if (iv.length !== 16) throw new Refusal('ERR_AES_IV_LENGTH');
  const cipher = start(key);
  cipher.start({ iv });
  cipher.update(util.createBuffer(input));
  return { isDone: cipher.finish(), output: cipher.output.getBytes() };
}

function encryptAes(given) {
  return { outputHex: aes(given, 'plaintextHex', (key) => forge.cipher.createCipher('AES-CBC', key)).output };
}

// forge only checks the last byte of the padding, so the plaintext is encrypted again and compared.
function decryptAes(given) {
  const { isDone, output } = aes(given, 'ciphertextHex', (key) => forge.cipher.createDecipher('AES-CBC', key));
  const again =
    isDone &&
    aes(new Map([...given, ['plaintextHex', `h:${util.bytesToHex(output)}`]]), 'plaintextHex', (key) =>
      forge.cipher.createCipher('AES-CBC', key),
    ).output;
  if (again !== octets(given, 'ciphertextHex')) throw new Refusal('ERR_DECRYPT');
  return { outputHex: output };
}

function modPow(given) {
  const [base, exponent, modulus] = ['base', 'exponent', 'modulus'].map((name) => integer(given, `${name}Hex`));
  const isOdd = modulus.testBit(0) && modulus.compareTo(jsbn.BigInteger.ONE) > 0;
  if (!isOdd || exponent.signum() < 1 || base.compareTo(modulus) >= 0) throw new Refusal('ERR_ARGUMENT_VALUE');
  return { outputHex: fill(base.modPow(exponent, modulus), octets(given, 'modulusHex').length) };
}

const fill = (number, length) => util.hexToBytes(number.toString(16).padStart(2 * length, '0'));

function power(given) {
  const key = publicKey(given);
  return {
    outputHex: fill(
      new jsbn.BigInteger(util.bytesToHex(octets(given, 'blockHex')), 16).modPow(key.e, key.n),
      octets(given, 'key.modulusHex').length,
    ),
  };
}

function open(given) {
  const numbers = ['modulus', 'exponent', 'd', 'p', 'q', 'dp', 'dq', 'qi'].map((name) =>
    integer(given, `key.${name}Hex`),
  );
  return { outputHex: pki.setRsaPrivateKey(...numbers).decrypt(octets(given, 'ciphertextHex'), 'RSAES-PKCS1-V1_5') };
}

const base64Url = (bytes) => util.encode64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const unsigned = (number) => util.hexToBytes(number.toString(16).replace(/^(..)*.$/, '0$&'));
const sha256 = (bytes) => forge.md.sha256.create().update(bytes).digest().getBytes();

function thumbprint(given) {
  const { n, e } = publicKey(given);
  return {
    output: base64Url(sha256(JSON.stringify({ e: base64Url(unsigned(e)), kty: 'RSA', n: base64Url(unsigned(n)) }))),
  };
}

function spkiPin(given) {
  return { output: util.encode64(sha256(forge.asn1.toDer(pki.publicKeyToAsn1(publicKey(given))).getBytes())) };
}

function formUrlEncode(given) {
  const form = new URLSearchParams();
  if (given.get('pairs') === 'a:') return { output: '' };
  const paths = [...given.keys()];
  const count = new Set(paths.map((path) => path.split('.')[1])).size;
  if (paths.length !== 2 * count || !paths.every((path) => /^pairs\.\d+\.[01]$/.test(path)))
    throw new Refusal('ERR_ARGUMENT_TYPE');
  for (let at = 0; at < count; at++) form.append(text(given, `pairs.${at}.0`), text(given, `pairs.${at}.1`));
  return { output: form.toString() };
}

/** The vendor's sample, with its own numbers: the password is encrypted unchanged, one byte per character. */
function sample(given) {
  const body = text(given, 'body');
  const number = (name) => {
    const [, digits] = new RegExp(`<${name}>(.*?)</${name}>`).exec(body);
    return new jsbn.BigInteger(util.createBuffer(util.decode64(digits)).toHex(), 16);
  };
  const key = pki.rsa.setPublicKey(number('Modulus'), number('Exponent'));
  return { output: btoa(key.encrypt(text(given, 'password'), 'RSAES-PKCS1-V1_5')) };
}

const FUNCTIONS = {
  'codecs.encryptAesCbc': encryptAes,
  'codecs.decryptAesCbc': decryptAes,
  'codecs.encodeBase64': (given) => ({ output: util.encode64(octets(given, 'bytesHex')) }),
  'codecs.formUrlEncode': formUrlEncode,
  'codecs.bigintModPow': modPow,
  'codecs.jsbnModPow': modPow,
  'codecs.toSpkiPem': (given) => ({ output: pki.publicKeyToPem(publicKey(given)).replaceAll('\r', '') }),
  'codecs.thumbprint': thumbprint,
  'codecs.spkiPin': spkiPin,
  'rsa.power': power,
  'rsa.open': open,
  'sample.smartconnect': sample,
};

function answer(name, fields) {
  const call = FUNCTIONS[name];
  if (call === undefined) return 'unknown';
  try {
    const found = call(
      new Map(fields.map((field) => [field.slice(0, field.indexOf('=')), field.slice(field.indexOf('=') + 1)])),
    );
    return ['ok', ...Object.entries(found).map(([path, value]) => `${path}=${spelled(path, value)}`)].join('\t');
  } catch (error) {
    if (error instanceof Refusal) return `error\t${error.message}`;
    throw error;
  }
}

function spelled(path, value) {
  if (path.endsWith('Hex')) return `h:${util.bytesToHex(value)}`;
  return `s:${Array.from(value, (character) => character.charCodeAt(0).toString(16).padStart(4, '0')).join('')}`;
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  const [name = '', ...fields] = line.split('\t');
  process.stdout.write(`${answer(name, fields)}\n`);
}
