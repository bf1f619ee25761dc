/** What a user of the package depends on: pinned, few, and told by the bill of materials. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

describe('the dependencies', () => {
  it.each(Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }))('pin %s: %s', (_, version) => {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('run no script of their own when they are installed', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
    const run = Object.keys(manifest.dependencies).filter((name) => packages[`node_modules/${name}`].hasInstallScript);
    expect(run).toEqual([]);
  });
});

describe('the bill of materials', () => {
  const command: string = manifest.scripts.sbom;

  it('is CycloneDX, and holds the dependencies with version, licence and hash', () => {
    const [program = '', ...args] = command.split(' ');
    const bill = JSON.parse(execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    expect(bill.bomFormat).toBe('CycloneDX');
    expect(bill.metadata.component.purl).toBe(`pkg:npm/credwire@${manifest.version}`);
    const held = bill.components.map(({ name, version }: { name: string; version: string }) => [name, version]);
    expect(Object.fromEntries(held)).toEqual(manifest.dependencies);
    for (const { licenses, hashes } of bill.components) {
      expect(licenses).toEqual([{ license: { id: 'MIT' } }]);
      expect(hashes[0].alg).toBe('SHA-512');
    }
  });
});
