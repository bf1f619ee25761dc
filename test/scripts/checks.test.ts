/** The house's own checks: that each finds what it is there to find. */
import { describe, expect, it } from 'vitest';
import { forbidden } from '../../scripts/check-forbidden.mjs';
import { problems, sourceFiles } from '../../scripts/check-imports.mjs';

describe('the check of imports', () => {
  it('sees every layer of the sources', () => {
    const files = sourceFiles();
    expect(files).toEqual(expect.arrayContaining(['index.ts', 'codecs/url.ts', 'vendors/smartconnect/token.ts']));
  });

  it.each([
    ['a codec that knows a vendor', 'codecs/url.ts', `import { profile } from '../vendors/bex.js';`],
    ['a codec that knows HTTP', 'codecs/url.ts', `export { redact } from '../http/redact.js';`],
    ['a vendor that knows a client', 'vendors/bex.ts', `import { viaFetch } from '../http/clients/fetch.js';`],
    ['a vendor that knows another package', 'vendors/bex.ts', `import axios from 'axios';`],
    ['a client that imports the client', 'http/clients/axios.ts', `import axios from 'axios';`],
    ['HTTP that knows a client', 'http/redact.ts', `import { toCurl } from './clients/curl.js';`],
    ['randomness that knows a codec', 'random.ts', `import { encodeText } from './codecs/text.js';`],
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
  ])('finds %s', (code) => {
    expect(forbidden('vendors/bex.ts', `export const x = ${code};`)).not.toEqual([]);
  });

  it.each(['new Date(0)', 'Date.UTC(2020, 1)', '({ process: 1 }).process', 'Math.floor(1)'])('lets %s pass', (code) => {
    expect(forbidden('vendors/bex.ts', `export const x = ${code};`)).toEqual([]);
  });
});
