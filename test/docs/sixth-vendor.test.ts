/** The recipe for a sixth vendor in CONTRIBUTING.md: each place that it names has each vendor, and it names each place. */
import { existsSync } from 'node:fs';
import { vendors } from 'credwire';
import { describe, expect, test } from 'vitest';
import { absolute, filesBelow, read } from './project.js';

/** Files of a vendor's own. */
const FILES = [
  'docs/<vendor>.md',
  'src/vendors/<vendor>.ts',
  'src/sandbox/vendors/<vendor>.ts',
  'src/explain/<vendor>.ts',
  'vectors/oracles/python/model/<vendor>.py',
  'vectors/oracles/python/families/<vendor>.py',
  'vectors/<vendor>.json',
  'test/vendors/',
  'test/sandbox/vendors/<vendor>.test.ts',
  'examples/vendors/<vendor>.mjs',
];

/** Files that name every vendor, and what each says of it. */
const MENTIONS: Readonly<Record<string, (id: string) => RegExp>> = {
  'src/vendors/index.ts': (id) =>
    new RegExp(`from './${id}\\.js'[\\s\\S]*^  ${id},$[\\s\\S]*\\b${id}\\.Session\\b`, 'm'),
  'src/index.ts': (id) => new RegExp(`as ${id} from './vendors/${id}\\.js'`),
  'src/sandbox/index.ts': (id) => new RegExp(`\\b${id}Sandbox\\b`),
  'src/session/vendor.ts': (id) => new RegExp(`\\b${id}\\b`),
  'package.json': (id) => new RegExp(`"\\./${id}": "\\./dist/vendors/${id}\\.js"`),
  'typedoc.json': (id) => new RegExp(`"src/vendors/${id}\\.ts"`),
  'vitest.config.ts': (id) => new RegExp(`[(|]${id}[)|]`),
  'test/messages/': (id) => new RegExp(`'${id}\\.tokenRequest'`),
  'test/bad-input/subjects/': (id) => new RegExp(`\\b${id}\\.`),
  'test/secrets/calls/': (id) => new RegExp(`\\b${id}\\.`),
  'test/package/bundles.test.ts': (id) => new RegExp(`'credwire/${id}'`),
  'test/docs/samples.test.ts': (id) => new RegExp(`^  ${id}: \\[`, 'm'),
  'test/docs/fake-internet.ts': (id) => new RegExp(`\\b${id}Sandbox\\(`),
  'README.md': (id) => new RegExp(`\\(docs/${id}\\.md\\)`),
  'docs/sandbox.md': (id) => new RegExp(`^\\| \`${id}Sandbox\` \\|`, 'm'),
  'docs/bundles.md': (id) => new RegExp(`^\\| \`credwire/${id}\` \\|`, 'm'),
  'examples/demo.mjs': (id) => new RegExp(`\\b${id}\\.signIn\\(`),
};

/** The text of a file, or of all files of a folder. */
const textOf = (path: string): string =>
  path.endsWith('/') ? filesBelow(path.slice(0, -1), '.ts').map(read).join('\n') : read(path);

// What a later part of the library brings is asked for as soon as its folder is there.
const isDue = (path: string): boolean => existsSync(absolute(path.split('/').slice(0, 2).join('/')));

/** The places where a vendor is missing. */
function missing(id: string): readonly string[] {
  const own = FILES.filter(isDue)
    .map((path) => path.replace('<vendor>', id))
    .filter((path) =>
      path.endsWith('/')
        ? filesBelow(path.slice(0, -1), '.test.ts').every((name) => !name.includes(id))
        : !existsSync(absolute(path)),
    );
  const named = Object.entries(MENTIONS).filter(([path, pattern]) => !pattern(id).test(textOf(path)));
  return [...own, ...named.map(([path]) => path)];
}

describe('a vendor', () => {
  test.each(Object.keys(vendors))('%s is in every place', (id) => {
    expect(missing(id)).toEqual([]);
  });

  test('that is only named in the registry is missing everywhere else', () => {
    const everywhere = [...FILES.filter(isDue), ...Object.keys(MENTIONS)].map((path) =>
      path.replace('<vendor>', 'acme'),
    );
    expect(missing('acme')).toEqual(everywhere);
  });
});

describe('the recipe for a sixth vendor', () => {
  const recipe = read('CONTRIBUTING.md').split('## A sixth vendor')[1]?.split('\n## ')[0] ?? '';

  test('names every place', () => {
    const places = [...FILES.filter(isDue), ...Object.keys(MENTIONS)];
    expect(places.filter((path) => !recipe.includes(path))).toEqual([]);
  });
});
