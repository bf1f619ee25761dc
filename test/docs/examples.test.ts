import http from 'node:http';
import https from 'node:https';
import * as credwire from 'credwire';
import * as bex from 'credwire/bex';
import * as clients from 'credwire/clients';
import * as codecs from 'credwire/codecs';
import * as explain from 'credwire/explain';
import * as idscan from 'credwire/idscan';
import * as ifactory from 'credwire/ifactory';
import * as jacada from 'credwire/jacada';
import * as jsbn from 'credwire/jsbn';
import * as node from 'credwire/node';
import * as sandbox from 'credwire/sandbox';
import * as session from 'credwire/session';
import * as sessionFile from 'credwire/session/file';
import * as smartconnect from 'credwire/smartconnect';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Example, examples, runExample, sourceExamples, typeErrors } from './examples.js';
import { fakeInternet } from './fake-internet.js';
import { fragments, pagesWithFragments } from './programs.js';
import { filesBelow, read } from './project.js';

const MODULES = {
  credwire,
  'credwire/bex': bex,
  'credwire/clients': clients,
  'credwire/codecs': codecs,
  'credwire/explain': explain,
  'credwire/idscan': idscan,
  'credwire/ifactory': ifactory,
  'credwire/jacada': jacada,
  'credwire/jsbn': jsbn,
  'credwire/node': node,
  'credwire/sandbox': sandbox,
  'credwire/session': session,
  'credwire/session/file': sessionFile,
  'credwire/smartconnect': smartconnect,
  'node:http': { default: http },
  'node:https': { default: https },
};

const run = (code: string) => runExample({ file: 'example.md', line: 10, owner: '', code }, MODULES);
const titled = (example: Example) => `${example.file}:${example.line} ${example.owner}`;

describe('the runner of examples', () => {
  test('counts what an example asserts', async () => {
    expect(await run('1 + 1; // => 2\n[1, { a: 2 }];\n// => [1, { a: 2 }]')).toBe(2);
    expect(await run('const unused = 1;')).toBe(0);
  });

  test('rejects a different value, and says where', async () => {
    await expect(run('const one = 1;\none; // => 2')).rejects.toThrow('example.md:11: expected 2, got 1');
    await expect(run('({ a: 1, b: undefined }); // => { a: 1 }')).rejects.toThrow('expected {"a":1}');
    await expect(run('Uint8Array.of(1); // => [1]')).rejects.toThrow('expected [1], got bytes 1');
  });

  test('awaits, and takes types away', async () => {
    expect(await run('const later: Promise<number> = Promise.resolve(3);\nawait later; // => 3')).toBe(1);
  });

  test('rejects an assertion without a statement before it', async () => {
    await expect(run('// => 1')).rejects.toThrow('1 assertions stand behind no statement');
    await expect(run('const one = 1; // => 1')).rejects.toThrow('no value in front of // => 1');
    await expect(run('if (true) {\n  1; // => 2\n}')).rejects.toThrow('1 assertions stand behind no statement');
  });

  test('rejects a different error code, and no error', async () => {
    const url = (base: string) => `import { bex } from 'credwire';
      bex.tokenRequest({ baseUrl: '${base}', username: 'demo', password: 'secret' }); // throws ERR_URL`;
    expect(await run(url('ftp://bex.example'))).toBe(1);
    await expect(run(url('http://bex.example'))).rejects.toThrow('got "ERR_INSECURE_URL"');
    await expect(run(url('https://bex.example'))).rejects.toThrow('got "none"');
  });

  test('rejects an import that is not there', async () => {
    await expect(run("import { nothing } from 'credwire';")).rejects.toThrow('"credwire" exports no nothing');
    await expect(run("import fs from 'node:fs';")).rejects.toThrow('may not import "node:fs"');
  });

  test('fails where an example throws', async () => {
    await expect(run("throw new Error('out of order');")).rejects.toThrow('out of order');
  });

  test('sees a type error', () => {
    const example = (code: string) => ({ file: 'example.md', line: 1, owner: '', code });
    const wrong = "import { run } from 'credwire';\n\nawait run(1);";
    const [found, none] = typeErrors([example(wrong), example('export const one: number = 1;')]);
    expect(found?.[0]).toMatch(/^line 3: Expected 2 arguments/);
    expect(none).toEqual([]);
  });

  test('finds every @example of the sources', () => {
    const written = filesBelow('src', '.ts').flatMap((file) => read(file).match(/^ *\* @example$/gm) ?? []).length;
    expect(filesBelow('src', '.ts').flatMap(sourceExamples)).toHaveLength(written);
  });
});

describe('examples run and type-check:', () => {
  const errors = typeErrors(examples);
  beforeAll(() => vi.stubGlobal('fetch', fakeInternet(globalThis.fetch)));
  afterAll(() => vi.unstubAllGlobals());

  for (const [index, example] of examples.entries()) {
    test(titled(example), async () => {
      expect(errors[index]).toEqual([]);
      await runExample(example, MODULES);
    });
  }
});

test('every JavaScript fragment is on a page whose fragments a suite runs', () => {
  expect(pagesWithFragments).toEqual(['docs/bundles.md', 'docs/sandbox.md']);
  // test/bundlers runs these: two configurations of Jest, and a script for Postman.
  expect(fragments('docs/bundles.md').map(({ code }) => code.split('\n', 1)[0])).toEqual([
    '// jest.config.cjs',
    '// babel.config.cjs',
    "eval(pm.collectionVariables.get('credwire'));",
  ]);
});
