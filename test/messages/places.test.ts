/** Holds the page of messages complete: every code, and every place in `src/` that makes an error. */
import { readdirSync, readFileSync } from 'node:fs';
import { ERROR_CODES } from 'credwire';
import { expect, it } from 'vitest';
import { errorsOfAll } from './subjects.js';

const FOLDER = new URL('../../src/', import.meta.url);

const sources = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.startsWith('cli/')) // the command's own are in test/cli
  .map((path) => ({ path, lines: readFileSync(new URL(path, FOLDER), 'utf8').split('\n') }));

/** Codes in the code of `src/`, without comments and the table of codes. */
const codesThrown = (): readonly string[] => {
  const lines = sources.filter(({ path }) => !path.endsWith('errors.ts')).flatMap((source) => source.lines);
  const code = lines.filter((line) => !/^\s*(?:\/\/|\/?\*)/.test(line)).join('\n');
  return [...new Set([...code.matchAll(/'(ERR_\w+)'/g)].map(([, name = '']) => name))].filter(
    (name) => name in ERROR_CODES,
  );
};

/** Lines that make an error, as stack traces name them: `src/http/run.ts:36`. */
const placesOfErrors = (): readonly string[] =>
  sources.flatMap(({ path, lines }) =>
    lines.flatMap((line, at) =>
      /(?:throw|return|[?:]) (?:new \w+Error|unexpected|malformed)\(/.test(line) ? [`src/${path}:${at + 1}`] : [],
    ),
  );

it('has every code that the library throws', async () => {
  const provoked = new Set<string>((await errorsOfAll()).map(({ code }) => code));
  expect(codesThrown().filter((code) => !provoked.has(code))).toEqual([]);
});

it('has a message from every place that makes an error', async () => {
  const stacks = (await errorsOfAll()).map(({ stack = '' }) => stack).join('\n');
  expect(placesOfErrors().length).toBeGreaterThan(60);
  expect(placesOfErrors().filter((place) => !stacks.includes(`${place}:`))).toEqual([]);
});
