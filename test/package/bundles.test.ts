/** What each entry brings along when it is bundled: how much, and of which packages. */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { goals } from '../../bench/goals.mjs';
import { tableRows } from '../docs/markdown.js';
import { entries, manifest, ROOT } from './install.mjs';

const page = readFileSync(new URL('../../docs/bundles.md', import.meta.url), 'utf8');

/** The source of an entry. */
const sourceOf = (entry: string): string =>
  `./${manifest.exports[entry.replace('credwire', '.')].replace('./dist/', 'src/').replace(/\.js$/, '.ts')}`;

interface Bundle {
  readonly text: string;
  /** Bytes after gzip. */
  readonly size: number;
  /** The packages that some of its code is of. */
  readonly packages: readonly string[];
  /** The sources that some of its code is of. */
  readonly sources: readonly string[];
}

/** Bundles a program as applications do: minified, for ECMAScript 2022. */
async function bundle(program: string, platform: 'neutral' | 'node' = 'neutral'): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: program, resolveDir: dirname(fileURLToPath(new URL('../../package.json', import.meta.url))) },
    absWorkingDir: ROOT,
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform,
    mainFields: ['module', 'main'],
    target: 'es2022',
  });
  const text = outputFiles[0]?.text ?? '';
  const inputs = Object.values(metafile.outputs).flatMap(({ inputs: parts }) => Object.entries(parts));
  const used = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
  const packages = used.map((path) => /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? '');
  return {
    text,
    size: gzipSync(text, { level: 9 }).length,
    packages: [...new Set(packages.filter((name) => name !== ''))].sort(),
    sources: used.filter((path) => path.startsWith('src/')),
  };
}

// Only the file store needs Node.
const wholeOf = (entry: string) =>
  bundle(
    `export * from '${sourceOf(entry)}';`,
    ['credwire/node', 'credwire/session/file'].includes(entry) ? 'node' : 'neutral',
  );

/** Texts that no minifier changes, and whose code they belong to. */
const TRACES = {
  'the table of AES': ['sbox', 'expandKey', 'aes'],
  'big integers': ['BigInt', 'modPow'],
  jsbn: ['BigInteger', 'toRadix'],
  RSA: ['RSAKeyValue', 'RSA', 'modulus'],
  'SHA-3': ['keccak'],
  'the sandbox': ['authorised'],
} as const;

const { RSA, ...others } = TRACES;
const AES = others['the table of AES'];
const NUMBERS = others['big integers'];
const SANDBOX = others['the sandbox'];
const KECCAK = others['SHA-3'];
const JSBN = others.jsbn;
const NOTHING_LARGE = [...AES, ...NUMBERS, ...JSBN, ...RSA, ...KECCAK, ...SANDBOX];

/** The packages of an entry, and the traces that must not be in it. */
const RULES: Readonly<Record<string, { packages: readonly string[]; without: readonly string[] }>> = {
  credwire: { packages: ['@noble/ciphers', '@noble/hashes'], without: [...JSBN, ...KECCAK, ...SANDBOX] },
  'credwire/ifactory': {
    packages: ['@noble/ciphers'],
    without: [...RSA, ...NUMBERS, ...JSBN, ...KECCAK, ...SANDBOX],
  },
  'credwire/idscan': { packages: [], without: NOTHING_LARGE },
  'credwire/jacada': { packages: [], without: NOTHING_LARGE },
  'credwire/bex': { packages: [], without: NOTHING_LARGE },
  'credwire/smartconnect': { packages: ['@noble/hashes'], without: [...AES, ...JSBN, ...KECCAK, ...SANDBOX] },
  'credwire/codecs': {
    packages: ['@noble/ciphers', '@noble/hashes'],
    without: [...JSBN, ...KECCAK, ...SANDBOX],
  },
  'credwire/jsbn': { packages: ['jsbn'], without: [...AES, ...KECCAK, ...SANDBOX, 'RSAKeyValue'] },
  'credwire/node': { packages: [], without: [...AES, ...JSBN, ...KECCAK, ...SANDBOX, 'RSAKeyValue'] },
  'credwire/clients': { packages: [], without: NOTHING_LARGE },
  'credwire/session': {
    packages: ['@noble/ciphers', '@noble/hashes'],
    without: [...JSBN, ...KECCAK, ...SANDBOX],
  },
  'credwire/session/file': {
    packages: ['graceful-fs', 'proper-lockfile', 'retry', 'signal-exit'],
    without: NOTHING_LARGE,
  },
  'credwire/explain': {
    packages: ['@noble/ciphers', '@noble/hashes'],
    without: [...JSBN, ...KECCAK, ...SANDBOX],
  },
  'credwire/sandbox': { packages: ['@noble/ciphers', '@noble/hashes', 'jsbn'], without: [] },
};

/** What docs/bundles.md says of an entry: how many bytes at most, and which packages. */
function documented(entry: string): {
  readonly budget: number;
  readonly packages: readonly string[];
  /** In KB, if the entry has one. */
  readonly target: number | undefined;
} {
  const row = tableRows(page).find(([name]) => name === `\`${entry}\``) ?? expect.fail(`${entry} has no row`);
  const packages = (row[2] ?? '').replaceAll('`', '').split(', ');
  return {
    budget: Number(row[1]?.replaceAll(',', '')),
    packages: packages.filter((name) => name !== 'none').sort(),
    target: row[3] === '' ? undefined : Number(row[3]),
  };
}

// session-bundle.test.ts looks at sessions, which load most of it later.
describe.each(entries.filter((entry) => !entry.startsWith('credwire/session')))('%s', (entry) => {
  it('stays within the size that docs/bundles.md tells, and not far below it', async () => {
    const { size } = await wholeOf(entry);
    const { budget } = documented(entry);
    expect(size, `${size - budget} bytes over what is recorded`).toBeLessThanOrEqual(budget);
    expect(size).toBeGreaterThan(budget * 0.9); // else the page is out of date
  });

  it('brings the packages that it needs, and no trace of others', async () => {
    const { packages, without } = RULES[entry] ?? expect.fail(`${entry} has no rules`);
    const { text, packages: found, sources } = await wholeOf(entry);
    expect(found).toEqual(packages);
    expect(documented(entry).packages).toEqual(packages);
    expect(without.filter((trace) => text.includes(trace))).toEqual([]);
    if (entry !== 'credwire/sandbox') expect(sources.filter((path) => path.includes('sandbox'))).toEqual([]);
  });
});

/** How far a bundle is from a limit, in words. */
function distance(size: number, limit: number): string {
  const bytes = Math.round(Math.abs(size - limit)).toLocaleString('en');
  const percent = Math.abs((size / limit - 1) * 100).toFixed(1);
  return `${bytes} bytes ${size > limit ? 'over' : 'under'} (${percent} %)`;
}

describe('the goals', () => {
  it('are the same in the docs and in the benchmark, and every bundle says how far it is from its own', async () => {
    const lines = [];
    for (const entry of entries) {
      const { size } = await wholeOf(entry);
      const { budget, target } = documented(entry);
      const recorded = `${size.toLocaleString('en')} bytes, ${distance(size, budget)} what is recorded`;
      lines.push(`${entry}: ${recorded}${target === undefined ? '' : `; goal ${distance(size, target * 1024)}`}`);
      const figure = goals.find(({ name }) => name === `${entry}, bundled and compressed, in KB`);
      expect(figure?.most).toBe(target);
    }
    console.log(lines.join('\n'));
  });

  it('are missed and reached in words', () => {
    expect(distance(1100, 1000)).toBe('100 bytes over (10.0 %)');
    expect(distance(7500, 10_000)).toBe('2,500 bytes under (25.0 %)');
  });
});

describe('traces', () => {
  it('are in the bundle of what they stand for', async () => {
    const { text } = await wholeOf('credwire/sandbox');
    const { text: codecs } = await wholeOf('credwire/codecs');
    const traces = Object.values(TRACES).flat();
    expect(traces.filter((trace) => !`${text}${codecs}`.includes(trace))).toEqual([]);
  });
});

describe('one vendor of the main entry', () => {
  it.each(['ifactory', 'idscan', 'jacada', 'bex', 'smartconnect'])(
    'brings what %s needs, and no more',
    async (vendor) => {
      const named = await bundle(`export { ${vendor} } from '${sourceOf('credwire')}';`);
      const alone = await wholeOf(`credwire/${vendor}`);
      expect(named.packages).toEqual(alone.packages);
      expect(named.size).toBeLessThan(alone.size * 1.03); // a namespace is an object more
    },
  );
});
