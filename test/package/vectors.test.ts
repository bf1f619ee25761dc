/** What users of the golden vectors get: the packed archive of `credwire-vectors`, unpacked alone in a folder. */
import { execFileSync } from 'node:child_process';
import { createCipheriv } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VectorFile } from '../../vectors/vectors.cjs';
import { manifest as library, pack, unpack, VECTORS } from './install.mjs';

const manifest = JSON.parse(readFileSync(join(VECTORS, 'package.json'), 'utf8'));
const DOCUMENTS = ['LICENSE', 'README.md', 'package.json'];

let folder = '';
let installed = '';
let files: string[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'credwire-vectors-'));
  installed = join(folder, 'node_modules', 'credwire-vectors');
  const packed = pack(VECTORS, folder);
  ({ files } = packed);
  unpack(packed.archive, installed);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const readJson = (name: string) => JSON.parse(readFileSync(join(installed, name), 'utf8'));

/** The files of vectors in the archive, without schemas, keys and package.json. */
const vectorFiles = () => files.filter((name) => name.endsWith('.json') && !/schema|test-keys|package/.test(name));

describe('the archive of the vectors', () => {
  it('holds every vector file, the schemas, the types and the documents, and nothing else', () => {
    const data = readdirSync(VECTORS).filter((name) => /\.(?:json|d\.cts)$/.test(name));
    expect(files.sort()).toEqual([...new Set([...DOCUMENTS, ...data])].sort());
    expect(vectorFiles().length).toBeGreaterThan(15);
  });

  it('has the version and the licence of the library, and needs no other package', () => {
    expect([manifest.name, manifest.version, manifest.license]).toEqual([
      'credwire-vectors',
      library.version,
      library.license,
    ]);
    expect(Object.keys(manifest).filter((key) => /dependencies|scripts|engines/i.test(key))).toEqual([]);
    expect(readFileSync(join(installed, 'LICENSE'), 'utf8')).toBe(readFileSync(join(VECTORS, '..', 'LICENSE'), 'utf8'));
  });

  it('holds vectors that its own schema describes', () => {
    const validate = new Ajv2020({ strict: false }).compile(readJson('schema.json'));
    const validateMistakes = new Ajv2020({ strict: false }).compile(readJson('mistakes.schema.json'));
    expect(validateMistakes(readJson('mistakes.json'))).toBe(true);
    const others = vectorFiles().filter((name) => name !== 'mistakes.json');
    expect(others.filter((name) => !validate(readJson(name)))).toEqual([]);
    const validateKeys = new Ajv2020({ strict: false }).compile(readJson('test-keys.schema.json'));
    expect(validateKeys(readJson('test-keys.json'))).toBe(true);
  });
});

describe('the installed vectors', () => {
  const names = () => files.filter((name) => name.endsWith('.json'));

  it('can be required by name, each of them', () => {
    const require = createRequire(join(folder, 'program.cjs'));
    for (const name of names()) expect(require(`credwire-vectors/${name}`)).toEqual(readJson(name));
  });

  it('can be imported as JSON modules', () => {
    const program =
      "import file from 'credwire-vectors/bex.json' with { type: 'json' };\nconsole.log(file.algorithm);\n";
    writeFileSync(join(folder, 'program.mjs'), program);
    const options = { cwd: folder, encoding: 'utf8' } as const;
    expect(execFileSync(process.execPath, ['--no-warnings', 'program.mjs'], options).trim()).toBe(
      readJson('bex.json').algorithm,
    );
  });

  // What a port in another language does: it reads the JSON and nothing else of this project.
  it('are enough to test a port that reads the JSON alone', () => {
    const key = Buffer.from('YGjDImfP5bf8F7kGbdqWcA==', 'base64');
    const iv = Buffer.from('bDA11yRcbUsTC9jl5LnuiQ==', 'base64');
    const port = (password: string) => {
      const cipher = createCipheriv('aes-128-cbc', key, iv);
      return cipher.update(password, 'utf8', 'base64') + cipher.final('base64');
    };
    const { testGroups }: VectorFile = readJson('ifactory.json');
    const tests = testGroups
      .filter(({ type }) => type === 'ifactory.encryptPassword')
      .flatMap((group) => group.tests)
      .filter(({ input, result }) => result === 'valid' && !('options' in input) && typeof input.password === 'string');
    expect(tests.length).toBeGreaterThan(50);
    expect(tests.filter(({ input, output }) => port(input.password) !== output)).toEqual([]);
  });
});
