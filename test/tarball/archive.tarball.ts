/** What the linters of packages say about the archive, and what npm makes of it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programs } from '../docs/programs.js';
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

describe('after nothing but an install', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'credwire-pasted-'));
    mkdirSync(join(folder, 'node_modules'));
    const packages = { credwire: installed.folder, axios: fileURLToPath(new URL('.', import.meta.url)) };
    for (const [name, from] of Object.entries(packages))
      symlinkSync(join(from, 'node_modules', name), join(folder, 'node_modules', name));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(programs)('program $number of $page runs as pasted', ({ page, number, code }) => {
    const kind = code.startsWith('import ') ? 'mjs' : 'cjs';
    const file = `${page.replaceAll('/', '-')}-${number}.${kind}`;
    writeFileSync(join(folder, file), code);
    const { status, stdout, stderr } = spawnSync(process.execPath, [file], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 30_000,
    });
    expect(stderr).toBe('');
    // Each says in a comment what it prints.
    const [, said = 'nothing'] = /console\.log\(.*\); \/\/ (.+)$/m.exec(code) ?? [];
    const [start = said, end = ''] = said.split('…').map((part) => part.replace(/\s+/g, ''));
    expect(stdout.replace(/\s+/g, '').startsWith(start)).toBe(true);
    expect(stdout.replace(/\s+/g, '').endsWith(end)).toBe(true);
    expect(status).toBe(0);
  });

  it('runs them all', () => {
    expect(programs.map(({ page }) => page)).toEqual(expect.arrayContaining(['README.md', 'docs/getting-started.md']));
  });
});
