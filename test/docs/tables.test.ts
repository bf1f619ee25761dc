import { ERROR_CODES, vendors } from 'credwire';
import { formUrlEncode, percentEncode } from 'credwire/codecs';
import { describe, expect, test } from 'vitest';
import { publicFunctions, publicTypes } from './api.js';
import { tableRows } from './markdown.js';
import { entries, read } from './project.js';

const rowsOf = (path: string, heading: string) =>
  tableRows(
    read(path)
      .split(new RegExp(`^## ${heading}$`, 'm'))[1]
      ?.split(/^## /m)[0] ?? '',
  );

/** What stands between the backticks of a cell. */
const code = (cell: string): string => cell.replace(/^`` (.*) ``$|^`(.*)`$/, '$1$2');

describe('docs/encodings.md', () => {
  const CONTROLS = `NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI
    DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US space`.split(/\s+/);
  const nameOf = (point: number) => (point === 0x7f ? 'DEL' : (CONTROLS[point] ?? String.fromCharCode(point)));
  const rows = rowsOf('docs/encodings.md', 'All of ASCII').map((row) => row.map(code));

  test('has a row for each ASCII character, in order', () => {
    expect(rows.map(([hex, name]) => [hex, name])).toEqual(
      Array.from({ length: 128 }, (_, point) => [point.toString(16).toUpperCase().padStart(2, '0'), nameOf(point)]),
    );
  });

  test('shows what percentEncode makes, which is RFC 3986 with its unreserved characters', () => {
    const percent = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
    const byRfc = (character: string) => (/[A-Za-z0-9._~-]/.test(character) ? character : percent(character));
    const characters = rows.map((_, point) => String.fromCharCode(point));
    expect(rows.map((row) => row[2])).toEqual(characters.map(percentEncode));
    expect(rows.map((row) => row[2])).toEqual(characters.map(byRfc));
  });

  test('shows what formUrlEncode makes, which is what URLSearchParams prints', () => {
    const characters = rows.map((_, point) => String.fromCharCode(point));
    expect(rows.map((row) => `p=${row[3]}`)).toEqual(characters.map((character) => formUrlEncode([['p', character]])));
    expect(rows.map((row) => `p=${row[3]}`)).toEqual(
      characters.map((character) => new URLSearchParams([['p', character]]).toString()),
    );
  });

  test('shows what encodeURIComponent makes', () => {
    expect(rows.map((row) => row[4])).toEqual(rows.map((_, point) => encodeURIComponent(String.fromCharCode(point))));
  });

  test('lists exactly the characters in which the three differ', () => {
    const differing = rows.filter(([, , ...encodings]) => new Set(encodings).size > 1).map(([, ...row]) => row);
    expect(rowsOf('docs/encodings.md', 'Where they differ').map((row) => row.map(code))).toEqual(differing);
  });
});

describe('docs/errors.md', () => {
  const rows = rowsOf('docs/errors.md', 'Every code');

  test('has every code with its meaning, in the order of ERROR_CODES', () => {
    expect(rows.map(([name = '', , meaning]) => [code(name), meaning])).toEqual(Object.entries(ERROR_CODES));
  });

  test('says of every code what to do', () => {
    expect(rows.filter((row) => !/\S\.$/.test(row[3] ?? '')).map(([name]) => name)).toEqual([]);
  });

  test('names the classes that the comments of the functions name', () => {
    const documented = publicFunctions
      .flatMap(({ comment }) => comment.throws)
      .flatMap((text) => {
        const thrown = /^\{@link (\w+)\}/.exec(text)?.[1] ?? '';
        return [...text.matchAll(/`(ERR_\w+)`/g)].map((match) => `${match[1]} ${thrown}`);
      });
    const shown = rows.flatMap(([name = '', classes = '']) =>
      classes.split(', ').map((thrown) => `${code(name)} ${code(thrown)}`),
    );
    expect(new Set(shown)).toEqual(new Set(documented));
  });
});

describe('README.md', () => {
  const rows = rowsOf('README.md', 'The vendors');

  test('has a row for each vendor, with the name and the document of its profile and a link to its page', () => {
    const expected = Object.values(vendors).map(({ profile }) => [
      `[${profile.name}](docs/${profile.id}.md)`,
      profile.document,
    ]);
    expect(rows.map(([name, document]) => [name, document])).toEqual(expected);
  });

  test('names every entry of the package', () => {
    const named = rowsOf('README.md', 'Entry points')
      .flatMap(([names = '']) => names.split(', ').map(code))
      .map((name) => (name.startsWith('/') ? `credwire${name}` : name));
    expect(named.filter((name) => !name.endsWith('.json')).sort()).toEqual(
      entries.map(({ specifier }) => specifier).sort(),
    );
  });
});

const membersOf = (entry: string, name: RegExp): readonly string[] =>
  publicTypes.filter((type) => type.specifier === entry && name.test(type.name)).flatMap(({ members }) => members);

const hasWord = (text: string, word: string): boolean => new RegExp(`\\b${word}\\b`).test(text);

describe('docs/sandbox.md', () => {
  const table = rowsOf('docs/sandbox.md', 'The five');

  test('has a row for each sandbox', () => {
    const standIns = publicFunctions.map(({ name }) => name).filter((name) => name.endsWith('Sandbox'));
    expect(table.map(([name = '']) => code(name)).sort()).toEqual([...standIns].sort());
  });

  test('names every other function, every option and every member of an account', () => {
    const page = read('docs/sandbox.md');
    const functions = publicFunctions.filter(({ specifier }) => specifier === 'credwire/sandbox');
    const names = [
      ...functions.map(({ name }) => name),
      ...membersOf('credwire/sandbox', /Account$|Options$|KeyPair$/),
    ];
    expect(names).toContain('prefixLength');
    expect(names.filter((name) => !hasWord(page, name))).toEqual([]);
  });
});

describe('docs/clients.md', () => {
  test('names every adapter', () => {
    const adapters = publicFunctions.filter(({ specifier }) => specifier === 'credwire/clients');
    expect(adapters.filter(({ name }) => !hasWord(read('docs/clients.md'), name))).toEqual([]);
  });
});

describe('the page of', () => {
  for (const id of Object.keys(vendors)) {
    const functions = rowsOf(`docs/${id}.md`, 'Functions').map(([cell = '']) => cell);

    test(`${id} lists every function of the module`, () => {
      const named = functions.flatMap((cell) => [...cell.matchAll(/`(\w+)/g)].map((match) => match[1]));
      const exported = publicFunctions
        .filter(({ specifier }) => specifier === `credwire/${id}`)
        .map(({ name }) => name);
      expect(named.sort()).toEqual([...exported, 'profile'].sort());
    });

    test(`${id} names every option`, () => {
      const options = membersOf(`credwire/${id}`, /(?:Options|Credentials)$/);
      expect(options).toContain('password');
      expect(options.filter((name) => !hasWord(functions.join(), name))).toEqual([]);
    });
  }
});
