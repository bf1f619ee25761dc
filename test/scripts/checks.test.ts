/** The project's own checks: each finds what it is there to find. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../scripts/check.mjs';
import { forbidden, libraryFiles, unused } from '../../scripts/check-forbidden.mjs';
import { problems, sourceFiles } from '../../scripts/check-imports.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

describe('the check of imports', () => {
  it('sees every layer of the sources', () => {
    const files = sourceFiles();
    expect(files).toEqual(expect.arrayContaining(['index.ts', 'codecs/url.ts', 'vendors/smartconnect/token.ts']));
  });

  it.each([
    ['a codec that knows a vendor', 'codecs/url.ts', `import { profile } from '../vendors/bex.js';`],
    ['a codec that knows HTTP', 'codecs/url.ts', `export { redact } from '../http/redact.js';`],
    ['a vendor that knows a client', 'vendors/bex.ts', `import { viaFetch } from '../clients/fetch.js';`],
    ['a vendor that knows another package', 'vendors/bex.ts', `import axios from 'axios';`],
    ['a client that imports the client', 'clients/axios.ts', `import axios from 'axios';`],
    ['HTTP that knows a client', 'http/redact.ts', `import { viaFetch } from '../clients/fetch.js';`],
    ['randomness that knows a codec', 'core/random.ts', `import { encodeText } from '../codecs/text.js';`],
    ['a stand-in that shares a vendor', 'sandbox/bex.ts', `import { profile } from '../vendors/bex.js';`],
    ['a dynamic import', 'vendors/bex.ts', `const x = await import('../sandbox/index.js');`],
    ['a builtin module', 'sandbox/node.ts', `import http from 'node:http';`],
    ['a file outside the layers', 'extra/thing.ts', ''],
  ])('finds %s', (_, path, text) => {
    expect(problems(path, text)).toHaveLength(1);
  });

  it.each([
    ['its own layer', 'codecs/rsa-key.ts', `import { encodeBase64 } from './base64.js';`],
    ['an earlier layer', 'vendors/bex.ts', `import { percentEncode } from '../codecs/url.js';`],
    ['a package of its layer', 'codecs/mod-pow.ts', `import { BigInteger } from 'jsbn';`],
    ['an import in a comment', 'codecs/url.ts', `/** import { run } from 'credwire'; */`],
  ])('lets %s pass', (_, path, text) => {
    expect(problems(path, text)).toEqual([]);
  });
});

describe('npm run check', () => {
  const run = (...names: string[]) =>
    spawnSync(process.execPath, ['scripts/check.mjs', ...names], { cwd: ROOT, encoding: 'utf8' });

  it('runs seven checks, or one by name', () => {
    expect(Object.keys(CHECKS)).toEqual(['lint', 'format', 'types', 'imports', 'forbidden', 'licences', 'prose']);
    expect(run('licences')).toMatchObject({ status: 0, stdout: expect.stringContaining('check: licences passed') });
  });

  it('refuses a name that it does not know', () => {
    expect(run('licenses')).toMatchObject({ status: 2, stderr: expect.stringContaining('no check "licenses"') });
  });
});

describe('the check of what the library must not touch', () => {
  it.each([
    'eval("1")',
    'new Function("")',
    'Math.random()',
    'Date.now()',
    'new Date()',
    'process.env',
    'Buffer.from("")',
    'require("node:fs")',
    'import("node:fs")',
    'new XMLHttpRequest()',
    'localStorage.x',
    'console.log(1)',
    'setTimeout(f, 1)',
    'globalThis.anything',
    'fetch("https://evil")',
    'cookieStore.set("a", "b")',
    'new WebTransport("https://evil")',
    'new BroadcastChannel("a")',
    'new RTCPeerConnection()',
    'top.fetch("https://evil")',
    'Deno.env',
    'Bun.file("a")',
    'import.meta.url',
  ])('finds what leads out of the process or back into it: %s', (code) => {
    expect(forbidden('vendors/bex.ts', `export const x = ${code};`)).not.toEqual([]);
  });

  it.each([
    "Math['random']()",
    'Math[`random`]()',
    'Math?.random()',
    '(Math as { random(): number }).random()',
    '(0, Math).random()',
    'Math[name]()',
    "Reflect.get(Math, 'random')()",
    "Reflect['get'](Math, 'random')()",
    'Date()',
    'Date``',
    'new Date',
    'new Date(...[])',
    'new (Date)()',
    "Date['now']()",
    '[Math, Date]',
    'new Set(Date)',
    '{ Math }.Math.random()',
    'class extends Date {}',
    'Temporal.Now.instant()',
    'new Intl.DateTimeFormat().format()',
    'performance.now()',
    'crypto.getRandomValues(new Uint8Array(1))',
  ])('finds the clock and randomness: %s', (code) => {
    expect(forbidden('vendors/bex.ts', `const name = 'random'; export const x = ${code};`)).not.toEqual([]);
  });

  it.each([
    "(() => {}).constructor('return 1')()",
    "(() => {})['constructor']('return 1')()",
    "(() => {})[key]('return 1')()",
    '(({ constructor }) => constructor)(f)',
    "Object.getOwnPropertyDescriptor(f, 'constructor')",
    '(0, eval)("1")',
    'globalThis["eval"]("1")',
  ])('finds evaluation of text: %s', (code) => {
    const text = `const key = 'constructor'; const f = () => {}; export const x = ${code};`;
    expect(forbidden('vendors/bex.ts', text)).not.toEqual([]);
  });

  it.each([
    'const { random } = Math;',
    'const { now } = Date;',
    'const { floor } = Math;',
    'const M = Math;',
    'let random; ({ random } = Math);',
    'import { SecureRandom } from "jsbn";',
    'import { BigInteger } from "jsbn"; new BigInteger("5", 16).isProbablePrime(10);',
    'import { randomBytes as bytes } from "@noble/hashes/utils.js";',
    'import fs = require("node:fs");',
    'declare const fetch: (url: string) => unknown; fetch("https://evil");',
    'declare global { function fetch(url: string): unknown; } fetch("https://evil");',
    'import type { fetch } from "./x.js"; fetch("https://evil");',
    'interface fetch {} fetch("https://evil");',
    'export default fetch;',
    'x = 1;',
  ])('finds it in a statement: %s', (code) => {
    expect(forbidden('vendors/bex.ts', code)).not.toEqual([]);
  });

  it.each([
    'export function f(process: { env: unknown }) { return process.env; }',
    'export function f() { const process = { env: 1 }; return process.env; }',
    'export function f() { if (true) { const process = 1; } }',
    'export const f = (process: { env: unknown }, b = process.env) => b;',
    'export class A { process() {} }',
  ])('treats a name as declared only if it is: %s', (code) => {
    expect(forbidden('vendors/bex.ts', code)).toEqual([]);
    expect(forbidden('vendors/bex.ts', `${code}\nexport const x = process.env;`)).toEqual([
      'vendors/bex.ts:2: process.env',
    ]);
  });

  it.each([
    ['core/random.ts', 'globalThis.fetch("x")'],
    ['core/random.ts', 'globalThis["fetch"]("x")'],
    ['core/random.ts', 'globalThis[name]'],
    ['core/random.ts', '(globalThis as { fetch?: unknown }).fetch'],
    ['core/random.ts', '[globalThis]'],
    ['core/random.ts', 'crypto.getRandomValues'],
    ['core/random.ts', 'globalThis.crypto.subtle'],
    ['sandbox/serve/wait.ts', 'globalThis.fetch'],
    ['clients/fetch.ts', 'globalThis.crypto'],
    ['vendors/bex.ts', 'globalThis.crypto'],
  ])('lets %s read no other global: %s', (path, code) => {
    expect(forbidden(path, `const name = 'fetch'; export const x = ${code};`)).not.toEqual([]);
  });

  it.each([
    'const { fetch } = globalThis;',
    'const { fetch: crypto } = globalThis;',
    'const { crypto, fetch } = globalThis as { crypto?: unknown; fetch?: unknown };',
    'const { crypto, ...others } = globalThis;',
    'const { ...crypto } = globalThis;',
    "const { ['fetch']: crypto } = globalThis;",
    'const { crypto: { subtle } } = globalThis;',
    'const all = globalThis;',
    'let crypto; ({ crypto } = globalThis);',
  ])('lets no file take another global out: %s', (code) => {
    expect(forbidden('core/random.ts', code)).not.toEqual([]);
  });

  it.each([
    ['core/random.ts', 'const { crypto } = globalThis as { crypto?: unknown };'],
    ['core/random.ts', 'const { crypto: own } = globalThis;'],
    ['core/random.ts', 'globalThis.crypto;'],
    [
      'sandbox/serve/wait.ts',
      'const { setTimeout, clearTimeout } = globalThis; clearTimeout(setTimeout(() => {}, 1));',
    ],
  ])('lets %s read what it needs: %s', (path, code) => {
    expect(forbidden(path, code)).toEqual([]);
  });

  it.each([
    'new Date(0)',
    'Date.UTC(2020, 1)',
    '({ process: 1 }).process',
    'Math.floor(1)',
    "Math['floor'](1)",
    '[1, 2][undefined as never]',
    '(1 as unknown as typeof fetch)',
    '((value: Promise<Response>): Window => value as never)',
    'class { constructor() {} }',
    '(() => { fetch: for (;;) break fetch; })()',
    '(({ process: own }) => own)({ process: 1 })',
  ])('lets %s pass', (code) => {
    expect(forbidden('vendors/bex.ts', `export const x = ${code};`)).toEqual([]);
  });

  it.each([
    'interface Response { readonly process: typeof process }',
    'type Clock = typeof Date.now;',
    'import { fetch } from "./x.js"; fetch("y");',
    'export { fetch } from "./x.js";',
    'class A implements Window {}',
    '// Math.random()',
  ])('lets %s pass, too', (code) => {
    expect(forbidden('vendors/bex.ts', code)).toEqual([]);
  });

  const sources = new Map(
    libraryFiles().map((path) => [path, readFileSync(new URL(`../../src/${path}`, import.meta.url), 'utf8')]),
  );

  it.each([...sources.keys()])('finds nothing in src/%s', (path) => {
    expect(forbidden(path, sources.get(path) ?? '')).toEqual([]);
  });

  it('allows nothing that no file uses', () => {
    expect(unused(sources)).toEqual([]);
    expect(unused(new Map([['core/random.ts', 'Math.max(1);']]))).toContain('core/random.ts: globalThis.crypto');
    expect(unused(new Map([['core/random.ts', 'Math.max(1);']]))).not.toContain('Math.max');
  });
});
