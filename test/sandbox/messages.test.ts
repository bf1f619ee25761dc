/** What the sandbox says where it refuses its own options. */
import {
  bexSandbox,
  generateRsaKeyPair,
  idscanSandbox,
  ifactorySandbox,
  intercept,
  jacadaSandbox,
  listen,
  refusal,
  scripted,
  seededRandom,
  smartconnectSandbox,
  toFetchHandler,
  toNodeListener,
  toSend,
} from 'credwire/sandbox';
import { describe, expect, it } from 'vitest';
import { callUntyped, rejectionOf, thrownBy } from '../support/thrown.js';

type Row = readonly [message: string, target: (...args: never[]) => unknown, ...args: unknown[]];

const handler = () => ({ status: 200, headers: {}, body: '' });
const accounts: readonly never[] = [];
const noObject = 'expected an object, got null';
const noFunction = 'expected a function, got undefined';
const oneLetter = 'got a string of length 1';

const ROWS: readonly Row[] = [
  [`ifactorySandbox: ${noObject}`, ifactorySandbox, null],
  ['ifactorySandbox: request: expected an object, got undefined', ifactorySandbox({ accounts })],
  [
    `ifactorySandbox: "charset": expected one of "utf-8", "utf-16le", ${oneLetter}`,
    ifactorySandbox,
    { accounts, charset: 'a' },
  ],
  [`idscanSandbox: ${noObject}`, idscanSandbox, null],
  ['idscanSandbox: request: expected an object, got undefined', idscanSandbox({ accounts })],
  [`idscanSandbox: "issue": expected one of "json", "cookie", ${oneLetter}`, idscanSandbox, { accounts, issue: 'a' }],
  [`jacadaSandbox: ${noObject}`, jacadaSandbox, null],
  ['jacadaSandbox: request: expected an object, got undefined', jacadaSandbox({ accounts })],
  [
    'jacadaSandbox: "prefixLength": expected an integer from 0 to 1024',
    jacadaSandbox,
    { accounts, prefixLength: 1025 },
  ],
  [
    `jacadaSandbox: "charset": expected one of "utf-8", "latin1", "ascii", ${oneLetter}`,
    jacadaSandbox,
    { accounts, charset: 'a' },
  ],
  [`bexSandbox: ${noObject}`, bexSandbox, null],
  ['bexSandbox: request: expected an object, got undefined', bexSandbox({ accounts })],
  [`smartconnectSandbox: ${noObject}`, smartconnectSandbox, null],
  [
    'smartconnectSandbox: request: expected an object, got undefined',
    smartconnectSandbox({ accounts, random: seededRandom('key 155') }),
  ],
  [
    `smartconnectSandbox: "charset": expected one of "utf-8", "latin1", "ascii", ${oneLetter}`,
    smartconnectSandbox,
    { accounts, charset: 'a' },
  ],
  ['smartconnectSandbox: "bits": expected a multiple of 16, got number', smartconnectSandbox, { accounts, bits: 1025 }],
  [`generateRsaKeyPair: ${noObject}`, generateRsaKeyPair, null],
  [
    'generateRsaKeyPair: "bits": expected an integer from 1024 to 4096',
    generateRsaKeyPair,
    { bits: 1008, random: handler },
  ],
  [
    'generateRsaKeyPair: the random source repeats itself',
    generateRsaKeyPair,
    { bits: 1024, random: (length: number) => new Uint8Array(length) },
  ],
  [`scripted: "handler": ${noFunction}`, scripted],
  [`scripted: ${noObject}`, scripted, handler, null],
  ['scripted: "delay": expected an integer from 0 to 600000', scripted, handler, { delay: 600_001 }],
  [
    'scripted: "steps"[0]: "answer": "status": expected an integer from 200 to 599',
    scripted,
    handler,
    { steps: [{ answer: { status: 600 } }] },
  ],
  [
    `refusal: "vendor": expected one of "ifactory", "idscan", "jacada", "bex", "smartconnect", ${oneLetter}`,
    refusal,
    'a',
    'b',
  ],
  ['refusal: "message": expected a string, got undefined', refusal, 'bex'],
  [`toSend: "handler": ${noFunction}`, toSend],
  [`toFetchHandler: "handler": ${noFunction}`, toFetchHandler],
  [`toFetchHandler: "responseClass": ${noFunction}`, toFetchHandler, handler],
  [`toNodeListener: "handler": ${noFunction}`, toNodeListener],
  ['intercept: "mockAgent": reading it threw', intercept, null, 'https://h.example', handler],
  [`intercept: "handler": ${noFunction}`, intercept, {}, 'https://h.example'],
  [
    `intercept: "origin": expected a URL that starts with https:// or http://, ${oneLetter}`,
    intercept,
    {},
    'a',
    handler,
  ],
];

describe('the message of the sandbox', () => {
  it.each(ROWS.map(([message, target, ...args]) => ({ message, target, args })))(
    '$message',
    ({ message, target, args }) => {
      expect(thrownBy(() => callUntyped(target, ...args)).message).toBe(message);
    },
  );

  it('of listen names what it was given', async () => {
    const messageOf = async (...args: unknown[]) => (await rejectionOf(callUntyped(listen, ...args))).message;
    expect(await messageOf(null, handler)).toBe(`listen: "http": ${noObject}`);
    expect(await messageOf({}, handler)).toBe(`listen: "http": "createServer": ${noFunction}`);
  });

  it('of a key pair names what it cannot decrypt', () => {
    const { decryptPkcs1 } = generateRsaKeyPair({ bits: 1024, random: seededRandom('key 155') });
    expect(thrownBy(() => callUntyped(decryptPkcs1, 'a')).message).toBe(
      `decryptPkcs1: "ciphertext": expected a Uint8Array, ${oneLetter}`,
    );
  });
});
