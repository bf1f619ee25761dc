import { existsSync } from 'node:fs';
import { dirname, normalize } from 'node:path/posix';
import { vendors } from 'credwire';
import { describe, expect, test } from 'vitest';
import { markdownExamples } from './examples.js';
import { anchors, fences, linkTargets, tableRows } from './markdown.js';
import { absolute, manifest, markdownFiles, read } from './project.js';

/** What is wrong with the links in a file's text. */
function deadLinks(file: string, text: string): readonly string[] {
  return linkTargets(text)
    .filter((target) => !/^https?:/.test(target))
    .filter((target) => {
      const [path = '', anchor] = target.split('#');
      const linked = path === '' ? file : normalize(`${dirname(file)}/${path}`);
      if (!existsSync(absolute(linked))) return true;
      return anchor !== undefined && !anchors(path === '' ? text : read(linked)).includes(anchor);
    });
}

/** The commands in `sh` blocks, one per line. */
const commands = (text: string): readonly string[] =>
  fences(text)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ code }) => code.split('\n'));

/** Scripts named in blocks or between backticks, and that package.json lacks. */
function unknownScripts(text: string): readonly string[] {
  const named = [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map((match) => match[1] ?? '');
  const standard = [...text.matchAll(/\bnpm (test|start)\b/g)].map((match) => match[1] ?? '');
  return [...named, ...standard].filter((script) => !Object.hasOwn(manifest.scripts, script));
}

describe('markdown', () => {
  for (const file of markdownFiles) {
    test(`${file}: every relative link leads to a file, every anchor to a heading`, () => {
      expect(deadLinks(file, read(file))).toEqual([]);
    });

    test(`${file}: every code block says what it is`, () => {
      const known = ['ts', 'js', 'sh', 'text', 'json', 'python'];
      expect(fences(read(file)).filter(({ language }) => !known.includes(language))).toEqual([]);
    });

    test(`${file}: every npm script is one of package.json`, () => {
      expect(unknownScripts(read(file))).toEqual([]);
    });
  }

  test('finds dead links, dead anchors and unknown scripts', () => {
    const text =
      '# One head\n[a](no.md) [b](#one-head) [c](#two) [d](docs/bex.md#pitfalls) [e](docs/bex.md#none)\n`[f](g)`';
    expect(deadLinks('README.md', text)).toEqual(['no.md', '#two', 'docs/bex.md#none']);
    expect(unknownScripts('`npm run build`, npm run no-such, `npm start`')).toEqual(['no-such', 'start']);
  });

  test('is read as it is written', () => {
    const text = '# A `b` & c\n\n```ts\n# no heading\n[no](link)\n```\n\n| a | b |\n|---|---|\n| `\\|` | d |\n';
    expect(fences(text)).toEqual([{ language: 'ts', line: 4, code: '# no heading\n[no](link)' }]);
    expect(anchors(text)).toEqual(['a-b--c']);
    expect(linkTargets(text)).toEqual([]);
    expect(tableRows(text)).toEqual([['`|`', 'd']]);
    expect(() => fences('```ts\n1;')).toThrow('a code block that starts before line 2 does not end');
  });
});

describe('README.md', () => {
  const readme = read('README.md');

  test('shows the two command lines, each in a block of its own', () => {
    const blocks = fences(readme).map(({ code }) => code);
    expect(blocks).toContain('npm ci && npm run demo');
    expect(blocks).toContain('npm ci && npm test');
  });

  test('only asks for npm commands and npx credwire', () => {
    const known = /^(?:CREDWIRE_PASSWORD=\S+ )?(?:npm (?:ci|install|run|test)|npx credwire)\b/;
    const request = /^echo '[^']+' > request\.txt$/; // what diagnose reads
    expect(commands(readme).filter((command) => !known.test(command) && !request.test(command))).toEqual([]);
  });

  test('is short enough to read', () => {
    expect(readme.split('\n').length).toBeLessThan(200);
  });
});

describe("a vendor's page", () => {
  test.each(Object.keys(vendors))('docs/%s.md starts with an example of at most ten lines', (id) => {
    const [first] = markdownExamples(`docs/${id}.md`);
    expect(first?.code.split('\n').length).toBeLessThanOrEqual(10);
    expect(first?.code).toContain(`${id}.signIn(`);
  });
});

describe('CONTRIBUTING.md', () => {
  test('names every script of package.json', () => {
    const text = read('CONTRIBUTING.md');
    const hooks = ['prepack'];
    const scripts = Object.keys(manifest.scripts).filter((script) => !hooks.includes(script));
    expect(scripts.filter((script) => !new RegExp(`\\bnpm (?:run )?${script}(?![\\w:-])`).test(text))).toEqual([]);
  });
});
