/** The workflows of the public host: pinned actions, least permissions, and nothing named that is not there. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tableRows } from '../docs/markdown.js';
import { manifest } from './install.mjs';

const FOLDER = new URL('../../.github/workflows/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');
const page = readFileSync(new URL('../../docs/runtimes.md', import.meta.url), 'utf8');

/** The rights of each workflow and of its jobs, from top to bottom. Only the jobs that publish may write or sign. */
const RIGHTS: Readonly<Record<string, readonly string[]>> = {
  'ci.yml': ['contents: read'],
  'release.yml': ['contents: read', 'contents: read', 'id-token: write'],
  'site.yml': ['contents: read', 'contents: read', 'pages: read', 'pages: write', 'id-token: write'],
};

describe.each(readdirSync(FOLDER))('%s', (name) => {
  const text = read(name);
  const lines = text.split('\n');

  it('pins every action by its full commit, and says which version that is', () => {
    const actions = lines.filter((line) => /^\s*-? ?uses:/.test(line) && !line.includes('uses: ./'));
    const pinned = /^ *-? uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
    expect(actions.filter((line) => !pinned.test(line))).toEqual([]);
    expect(actions.length).toBeGreaterThan(0);
  });

  it('pins every container by its digest', () => {
    const containers = lines.filter((line) => /^\s*(?:container|image):/.test(line));
    expect(containers.filter((line) => !/@sha256:[0-9a-f]{64}$/.test(line))).toEqual([]);
  });

  it('has exactly the rights that it needs', () => {
    expect(text).toMatch(/^permissions:(?: \{\}|\n {2}contents: read)\n/m);
    expect(text.match(/^ *permissions:.*/gm)?.filter((line) => !/:(?: \{\})?$/.test(line))).toEqual([]);
    const rights = lines.map((line) => line.trim()).filter((line) => /^[\w-]+: (?:read|write)$/.test(line));
    expect(rights).toEqual(RIGHTS[name]);
  });

  it('keeps no credentials in the clone, and puts nothing of an event into a shell', () => {
    const clones = lines.filter((line) => line.includes('actions/checkout@')).length;
    expect(lines.filter((line) => line.trim() === 'persist-credentials: false')).toHaveLength(clones);
    // An expression is only allowed in settings, which no shell reads; a script of several lines isn't one.
    const settings =
      /^ +(?:[A-Z_]+: \$\{\{ (?:matrix\.\w+|steps\.pages\.outputs\.base_path) \}\}\/?$|node-version: |group: |cancel-in-progress: |url: \$\{\{ steps\.deployment\.outputs\.page_url \}\}$)/;
    expect(lines.filter((line) => line.includes('${{') && !settings.test(line))).toEqual([]);
    expect(text).not.toMatch(/pull_request_target|secrets\./);
  });

  it('limits the time of every job of its own', () => {
    const jobs = lines.filter((line) => line.startsWith('    runs-on:')).length;
    expect(lines.filter((line) => line.startsWith('    timeout-minutes:'))).toHaveLength(jobs);
  });

  it('runs scripts that there are', () => {
    const scripts = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script ?? '');
    expect(scripts.filter((script) => !(script in manifest.scripts))).toEqual([]);
  });
});

/** The ids of all engines, as `--require` calls them; read as text, for their packages are not installed here. */
function engineIds(): string[] {
  const folder = new URL('../runtimes/engines/', import.meta.url);
  const text = readdirSync(folder)
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');
  const ids = [...text.matchAll(/(?:\bid: |= browser\(|\sbrowser\()\s*'([\w-]+)'/g)].map(([, id = '']) => id);
  const majors = /\[('\d+'(?:, '\d+')*)\]\.map\(node\)/.exec(text)?.[1] ?? '';
  return [...ids, ...majors.split(', ').map((major) => `node${major.replaceAll("'", '')}`)];
}

describe('ci.yml', () => {
  it('tries every engine, each once', () => {
    const named = [...read('ci.yml').matchAll(/- engines: (\S+)/g)].flatMap(([, list = '']) => list.split(','));
    expect(named.sort()).toEqual(engineIds().sort());
    expect(named).toHaveLength(tableRows(page).filter((row) => row.length === 4).length);
  });
});
