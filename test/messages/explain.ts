/** What explanations and diagnoses refuse. */
import { rsaPublicKey } from 'credwire/codecs';
import { diagnose, explain } from 'credwire/explain';
import type { Provocation } from './provocation.js';

const key = rsaPublicKey({ modulus: new Uint8Array(128).fill(0xff), exponent: Uint8Array.of(3) });
const BEX = { username: 'a', password: 'b' };
const JACADA = { baseUrl: 'https://api.example', accountId: 'a', user: 'b', password: 'c' };
const COMPANY = { apiUrl: 'https://api.example', email: 'a', companyId: '1' };

export const EXPLAIN: readonly Provocation[] = [
  ['explain', 'ERR_ARGUMENT_TYPE', explain, {}, BEX],
  ['explain', 'ERR_ARGUMENT_TYPE', explain, 'bex', null],
  ['explain', 'ERR_ARGUMENT_VALUE', explain, 'smartconnect', COMPANY],
  ['explain', 'ERR_PIN_MISMATCH', explain, 'smartconnect', { ...COMPANY, password: 'a', key, pin: 'a'.repeat(43) }],
  ['explain', 'ERR_RANDOM', explain, 'jacada', { ...JACADA, random: () => new Uint8Array(1) }],
  ['explain', 'ERR_INSECURE_URL', explain, 'bex', { ...BEX, baseUrl: 'http://api.example' }],
  ['diagnose', 'ERR_ARGUMENT_TYPE', diagnose, 'bex', BEX, 1],
];
