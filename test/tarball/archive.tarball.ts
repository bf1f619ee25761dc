/** What the linters of packages say about the archive, and what npm makes of it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { entries, manifest } from '../package/install.mjs';
import { type Installed, installByNpm } from './support.js';

const tool = (name: string) => fileURLToPath(new URL(`node_modules/.bin/${name}`, import.meta.url));

let installed: Installed;
beforeAll(() => {
  installed = installByNpm();
});
afterAll(() => installed.remove());

it.each(['archive', 'vectors'] as const)('publint has nothing to say of the %s, not even a suggestion', (which) => {
  const { status, stdout, stderr } = spawnSync(tool('publint'), ['run', installed[which], '--strict'], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(stdout).toContain('All good!');
  expect(stdout).not.toMatch(/suggestion|warning|error/i);
  expect(status).toBe(0);
});

it('the types of each entry are found by every kind of resolution that knows ES modules', () => {
  const options = ['--profile', 'esm-only', '--format', 'json'];
  const { status, stdout } = spawnSync(tool('attw'), [installed.archive, ...options], { encoding: 'utf8' });
  const { analysis } = JSON.parse(stdout);
  // Of the others, node10 knows no "exports", and CommonJS under node16 takes an ES module by import() alone.
  const kinds = ['node16-esm', 'bundler'];
  const problems = analysis.problems.filter((problem: { resolutionKind?: string }) =>
    kinds.includes(problem.resolutionKind ?? 'bundler'),
  );
  expect(problems).toEqual([]);
  expect(Object.keys(analysis.entrypoints).map((entry) => entry.replace(/^\./, 'credwire'))).toEqual(
    expect.arrayContaining([...entries]),
  );
  expect(status).toBe(0);
});

it('brings its three dependencies and nothing else; the vectors bring nothing', () => {
  const modules = join(installed.folder, 'node_modules');
  const names = readdirSync(modules).filter((name) => !name.startsWith('.'));
  expect(names.sort()).toEqual(['@noble', 'credwire', 'credwire-vectors', 'jsbn']);
  expect(readdirSync(join(modules, '@noble')).sort()).toEqual(['ciphers', 'hashes']);
  const tree = JSON.parse(execFileSync('npm', ['ls', '--all', '--json'], { cwd: installed.folder, encoding: 'utf8' }));
  expect(tree.problems).toBeUndefined();
  const { dependencies } = tree.dependencies.credwire;
  expect(Object.fromEntries(Object.keys(dependencies).map((name) => [name, dependencies[name].version]))).toEqual(
    manifest.dependencies,
  );
});

it("runs the README's first program as pasted, after nothing but an install", () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const program = /^```js\n([\s\S]*?)^```$/m.exec(readme)?.[1] ?? '';
  writeFileSync(join(installed.folder, 'first.mjs'), program);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['first.mjs'], {
    cwd: installed.folder,
    encoding: 'utf8',
    timeout: 30_000,
  });
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^\{\s+status: 200,/);
  expect(status).toBe(0);
});
