/** The suite of all engines, here in this one and over the sources; `npm run test:runtimes` runs it in the others. */
import * as credwire from 'credwire';
import * as clients from 'credwire/clients';
import * as codecs from 'credwire/codecs';
import * as jsbn from 'credwire/jsbn';
import * as node from 'credwire/node';
import * as sandbox from 'credwire/sandbox';
import * as session from 'credwire/session';
import { describe, expect, it } from 'vitest';
import { vectorFiles } from '../vectors/files.js';
import { runSuite, testsOf } from './suite/index.mjs';
import { has, missing } from './suite/platform.mjs';
import { VARIANTS } from './suite/variants.mjs';

const library = { credwire, clients, codecs, jsbn, node, sandbox, session };

describe('the suite', () => {
  it('passes in every variant of this engine', async () => {
    const { results } = await runSuite(library, vectorFiles);
    const vectors = vectorFiles.reduce((sum, [, { numberOfTests }]) => sum + numberOfTests, 0);
    expect(results.map(({ name }) => name)).toEqual(VARIANTS.map(({ name }) => name));
    for (const { failures, passed, stays } of results) {
      expect([...failures, ...stays.filter((name) => !name.startsWith('__vitest'))]).toEqual([]);
      expect(passed).toBeGreaterThan(vectors + 30);
    }
  });

  it('fails where the library is wrong', async () => {
    const broken = { ...library, codecs: { ...codecs, encodeBase64: () => 'wrong' } };
    const { results } = await runSuite(
      broken,
      vectorFiles.filter(([name]) => name === 'base64.json'),
    );
    for (const { failures } of results) expect(failures.at(-1)).toMatch(/^and \d+ more$/);
  });

  it('gives every test a name of its own', () => {
    const names = testsOf(library, vectorFiles).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('the variants', () => {
  it.each([
    ['as it is', {}],
    ['no BigInt', { BigInt: false }],
    ['no crypto', { crypto: false }],
    ['no toBase64', { toBase64: false }],
    ['another toBase64', { toBase64: true }],
    ['the language alone', { crypto: false, fetch: false, TextEncoder: false, URL: false, btoa: false, BigInt: true }],
  ])('%s: hides and restores', (wanted, parts) => {
    const before = missing();
    const end = VARIANTS.find(({ name }) => name === wanted)?.begin() ?? expect.fail();
    const during = Object.keys(parts).map((name) => [name, has(name)]);
    end();
    expect(Object.fromEntries(during)).toEqual(parts);
    expect(missing()).toEqual(before);
  });

  it.each(['', 'f', 'fo', 'foo', 'foob', '\u00ff\u00fe\u00fd'])('have a toBase64 of their own: %j', (text) => {
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const end = VARIANTS.find(({ name }) => name === 'another toBase64')?.begin() ?? expect.fail();
    const encode = Reflect.get(Uint8Array.prototype, 'toBase64');
    end();
    expect(Reflect.apply(encode, bytes, [])).toBe(Buffer.from(bytes).toString('base64'));
  });
});
