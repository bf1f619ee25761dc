/** What the check of a release refuses, and that the working copy has nothing else against it than what it documents. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { problems, readRelease } from '../../scripts/check-release.mjs';

const manifest = (directory: string) => ({
  version: '1.2.3',
  author: 'the authors',
  repository: { type: 'git', url: 'git+https://github.com/o/n.git', ...(directory === '.' ? {} : { directory }) },
  homepage: 'https://o.github.io/n/',
  bugs: 'https://github.com/o/n/issues',
});
const READY = {
  tag: 'v1.2.3',
  repository: 'o/n',
  changelog: '# Changelog\n\n## [1.2.3] - 2026-12-01\n',
  files: [
    'README.md',
    'docs',
    'docs/a.md',
    'vectors/README.md',
    'picture.svg',
    ...['3', '4'].map((patch) => `bench/history/1.2.${patch}.json`),
  ],
  packages: [
    { folder: '.', manifest: manifest('.'), readme: '[a](docs/a.md#b) [c](docs/) [d](https://e.example)' },
    { folder: 'vectors', manifest: manifest('vectors'), readme: '[a](../docs/a.md) <img src="../picture.svg">' },
  ],
};
const [main, vectors] = READY.packages;
const withMain = (change: object) =>
  ({
    ...READY,
    packages: [{ ...main, manifest: { ...main?.manifest, ...change }, readme: '' }, vectors].filter(
      (e) => e !== undefined,
    ),
  }) as typeof READY; // the manifests are incomplete on purpose
const withReadme = (readme: string) => ({
  ...READY,
  packages: READY.packages.map((each) => (each.folder === '.' ? { ...each, readme } : each)),
});

describe('the check of a release', () => {
  it('lets a complete one pass', () => {
    expect(problems(READY)).toEqual([]);
  });

  it.each([
    ['another tag', { ...READY, tag: 'v1.2.4', changelog: '## [1.2.4] - 2026-12-01' }, 2],
    ['another repository', { ...READY, repository: 'fork/n' }, 2],
    ['no section in the changelog', { ...READY, changelog: '## [1.2.2] - 2026-12-01' }, 1],
    ['a version without a date', { ...READY, changelog: '## [1.2.3] - Unreleased' }, 1],
    ['a version without figures', { ...READY, files: READY.files.filter((file) => !file.endsWith('1.2.3.json')) }, 1],
    ['no author', withMain({ author: undefined }), 1],
    ['no address', withMain({ homepage: undefined }), 1],
    ['a placeholder for the homepage', withMain({ homepage: 'https://site.invalid/' }), 1],
    ['a placeholder for issues', withMain({ bugs: { url: 'https://repository.invalid/issues' } }), 1],
    ['the folder of another package', withMain({ repository: { ...main?.manifest.repository, directory: 'x' } }), 1],
    ['a link to a file that only a working copy has', withReadme('[a](docs/reference/index.md)'), 1],
    ['a picture that only a working copy has', withReadme('![a](docs/public/no.svg)'), 1],
    ['a link to a placeholder', withReadme('[a](https://site.invalid/a)'), 1],
  ])('refuses %s', (_, release, count) => {
    expect(problems(release)).toHaveLength(count);
  });
});

describe('the working copy', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

  it('can be published once its placeholders and the date are filled in', () => {
    const found = problems(readRelease(`v${version}`, 'owner/name'));
    const expected =
      /: "\w+" is still a placeholder: |: "repository\.url" must be |: "## \[[\d.]+\] - Unreleased" has no date$/;
    expect(found.filter((line) => !expected.test(line))).toEqual([]);
  });

  it('fails as a program, and says what is missing', () => {
    const run = (...args: string[]) =>
      spawnSync(process.execPath, ['scripts/check-release.mjs', ...args], { encoding: 'utf8' });
    expect(run('v0.0.0', 'owner/name')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('the tag is v0.0.0'),
    });
    expect(run()).toMatchObject({ status: 2, stderr: expect.stringContaining('usage') });
  });
});
