/** The prose check: every rule catches its example, and only prose is looked at. */
import { describe, expect, it } from 'vitest';
import { problemsIn, proseProblems } from '../../scripts/check-prose.mjs';
import { RULES } from '../../scripts/prose/rules.mjs';

describe('each rule catches its example and accepts the better wording:', () => {
  it.each(Object.entries(RULES))('%s', (name, { wrong, right }) => {
    expect(problemsIn(wrong).map(({ reason }) => reason)).toEqual(
      expect.arrayContaining([expect.stringContaining(`(${name})`)]),
    );
    expect(problemsIn(right)).toEqual([]);
  });
});

describe('the prose check', () => {
  it('catches repeated words, clichés and sentences that start with "So"', () => {
    expect(problemsIn('The key is is wrong.')).toHaveLength(1);
    expect(problemsIn('It works. So it is done.')).toHaveLength(1);
    expect(problemsIn('This is the acid test of a parser.')).toHaveLength(1);
  });

  it('reports the path and line of a phrase, even when the phrase wraps', () => {
    expect(proseProblems('docs/a.md', '# Title\n\nPass bytes in place\nof a string.\n')).toEqual([
      'docs/a.md:3: "in place of" (in place of): instead of',
    ]);
    expect(
      proseProblems('src/a.ts', 'const a = 1;\n/** Pass bytes in place\n * of a string. */\nconst b = 2;\n'),
    ).toEqual(['src/a.ts:2: "in place of" (in place of): instead of']);
  });

  it.each([
    ['a fenced block', '```ts\n// anew\n```\n'],
    ['inline code', 'Call `anew`.\n'],
    ['a link target', 'See [this](anew.md).\n'],
    ['an HTML comment', '<!-- anew -->\n'],
    ['a quotation', 'The server says "try anew".\n'],
  ])('ignores %s on a page', (_, text) => {
    expect(proseProblems('docs/a.md', text)).toEqual([]);
  });

  it.each([
    ['a block comment', '/** Fetch it anew. */\nconst a = 1;'],
    ['a line comment', '// Fetch it anew.\nconst a = 1;'],
    ['a comment at the end of a file', 'const a = 1;\n// Fetch it anew.'],
    ['a comment inside a call', 'f(\n  // Fetch it anew.\n  1,\n);'],
    ['a message', "throw new Error('fetch it anew');"],
    ['a message with a value', 'throw new Error(`fetch the key \u0024{anew} fetch it anew`);'],
  ])('looks at %s in a source file', (_, text) => {
    expect(proseProblems('src/a.ts', text)).toHaveLength(1);
  });

  it.each([
    ['code', 'const anew = 1;'],
    ['a single word in quotes', "const a = 'anew';"],
    ['an example', '/**\n * Adds.\n *\n * @example\n * ```ts\n * anew(1);\n * ```\n */\nconst a = 1;'],
    ['a link', '/** See {@link anew}. */\nconst a = 1;'],
  ])('ignores %s in a source file', (_, text) => {
    expect(proseProblems('src/a.ts', text)).toEqual([]);
  });

  it.each([
    ['text', '<template>\n  <p class="note">Fetch it\n    anew.</p>\n</template>', 2],
    ['a string of the script', '<script setup lang="ts">\nconst a = \'fetch it anew\';\n</script>\n', 2],
    ['a comment of the script', '<script>\n\n// Fetch it anew.\n</script>\n<template><p>{{ a }}</p></template>', 3],
  ])('looks at %s in a component', (_, text, line) => {
    const [found = '', ...others] = proseProblems('docs/.vitepress/A.vue', text);
    expect(found).toMatch(/^docs\/\.vitepress\/A\.vue:\d+: "anew"/);
    expect(Number(found.split(':')[1])).toBeGreaterThanOrEqual(line);
    expect(others).toEqual([]);
  });

  it.each([
    ['code', '<template><p :class="anew">{{ anew }}</p></template>'],
    ['styles', '<style>\n/* fetch it anew */\n</style>'],
  ])('ignores %s in a component', (_, text) => {
    expect(proseProblems('docs/.vitepress/A.vue', text)).toEqual([]);
  });

  it('looks at the names of tests, but not at the strings that they pass', () => {
    expect(proseProblems('test/a.test.ts', "it('fetches the key anew', () => f('fetch it anew'));")).toHaveLength(1);
  });
});
