/** CONTRIBUTING.md says what is there: the import rule as the check draws it, every folder, and a way in that exists. */
import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tableRows } from './markdown.js';
import { absolute, read } from './project.js';

const text = read('CONTRIBUTING.md');
const section = (heading: string): string => text.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';

test('draws the import rule as scripts/check-imports.mjs does', () => {
  const comment = read('scripts/check-imports.mjs').split('\n').slice(1);
  const start = comment.findIndex((line) => line.startsWith('//   '));
  const drawn = comment.slice(start, comment.indexOf('//', start)).map((line) => line.slice(5));
  expect(drawn.length).toBeGreaterThan(2);
  expect(section('The import rule')).toContain(`\`\`\`text\n${drawn.join('\n')}\n\`\`\``);
});

test('has every folder in its table', () => {
  const named = tableRows(section('Layout'));
  const cells = named.map(([folder = '']) => folder).join(' ');
  const mirrored = named.find(([folder]) => folder === '`test/`')?.[1] ?? '';
  const folders = (path: string) =>
    readdirSync(absolute(path), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !/^(?:node_modules|dist|coverage|\..*)$/.test(entry.name))
      .map(({ name }) => name);
  expect(folders('.').filter((name) => !cells.includes(`\`${name}/`))).toEqual([]);
  expect(folders('src').filter((name) => !cells.includes(`\`src/${name}/\``))).toEqual([]);
  const isNamed = (name: string) => cells.includes(`\`test/${name}/\``) || mirrored.includes(`\`${name}/\``);
  expect(folders('test').filter((name) => !isNamed(name))).toEqual([]);
});

test('begins with an hour: three commands, and five files that are there', () => {
  expect(text.split('\n## ')[1]?.split('\n')[0]).toBe('Your first hour');
  const hour = section('Your first hour');
  expect(/```sh\n([\s\S]*?)\n```/.exec(hour)?.[1]?.split('\n')).toHaveLength(3);
  const files = [...hour.matchAll(/^\d\. `([^`]+)`/gm)].map(([, path = '']) => path);
  expect(files).toHaveLength(5);
  expect(files.filter((path) => !existsSync(absolute(path)))).toEqual([]);
});
