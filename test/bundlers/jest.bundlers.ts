/** Jest as docs/bundles.md says: with its default configuration and a flag, and with Babel. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fences } from '../docs/markdown.js';
import { installPackage } from '../package/install.mjs';
import { ofPackage } from '../runtimes/support/find.mjs';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const page = readFileSync(path('../../docs/bundles.md'), 'utf8');
const FLAG = '--experimental-vm-modules';

const BODY = `
test('encodes', () => {
  expect(bex.encodeCredentials({ username: 'a', password: 'b+c' })).toBe('username=a&password=b%2Bc');
  expect(typeof smartconnect.signIn).toBe('function');
});
`;
const MODULE = `import { bex, smartconnect } from 'credwire';\n${BODY}`;
const COMMONJS = `const { bex, smartconnect } = require('credwire');\n${BODY}`;

let top: string;
beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), 'credwire-jest-'));
  installPackage(top);
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

/** Runs Jest over a project of these files. */
function jest(files: Readonly<Record<string, string>>, node = process.execPath, options = ''): string {
  const folder = mkdtempSync(join(top, 'project-'));
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  for (const name of ['credwire', '@noble', 'jsbn']) {
    cpSync(join(top, 'node_modules', name), join(modules, name), { recursive: true });
  }
  symlinkSync(path('node_modules/@babel'), join(modules, '@babel'));
  for (const [name, text] of Object.entries({ 'package.json': '{ "private": true }', ...files })) {
    writeFileSync(join(folder, name), text);
  }
  const env = { ...process.env, NODE_OPTIONS: options, CI: 'true' };
  return spawnSync(node, [path('node_modules/jest/bin/jest.js')], { cwd: folder, encoding: 'utf8', env }).stderr;
}

/** The file that a page shows under this name. */
function shown(name: string): string {
  const fence = fences(page).find(({ code }) => code.startsWith(`// ${name}`));
  return fence?.code ?? expect.fail(`docs/bundles.md shows no ${name}`);
}

describe('Jest', () => {
  it('runs tests that are ES modules, with its default configuration and the flag', () => {
    expect(page).toContain(`NODE_OPTIONS=${FLAG} npx jest`);
    expect(jest({ 'a.test.mjs': MODULE }, process.execPath, FLAG)).toContain('1 passed, 1 total');
    const typed = '{ "private": true, "type": "module" }';
    expect(jest({ 'package.json': typed, 'a.test.js': MODULE }, process.execPath, FLAG)).toContain('1 passed, 1 total');
  });

  it('runs tests in CommonJS on Node 24, with its default configuration and the flag', () => {
    const node = ofPackage('node24/bin/node', path('node_modules')) ?? expect.fail('no Node 24 among the packages');
    expect(existsSync(node)).toBe(true);
    expect(jest({ 'a.test.js': COMMONJS }, node, FLAG)).toContain('1 passed, 1 total');
  });

  it.each([
    ['ES modules', MODULE],
    ['CommonJS', COMMONJS],
  ])('runs tests in %s that Babel compiles', (_, text) => {
    const names = ['jest.config.cjs', 'babel.config.cjs'];
    const configured = Object.fromEntries(names.map((name) => [name, shown(name)]));
    expect(jest({ ...configured, 'a.test.js': text })).toContain('1 passed, 1 total');
  });

  it('would tell where a test failed', () => {
    expect(jest({ 'a.test.mjs': MODULE.replace('%2B', '+') }, process.execPath, FLAG)).toContain('1 failed, 1 total');
  });
});
