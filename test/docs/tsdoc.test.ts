import { CredwireError, CryptoError, ERROR_CODES, InputError, ResponseError, TransportError } from 'credwire';
import { describe, expect, test } from 'vitest';
import { type PublicFunction, publicFunctions } from './api.js';
import { filesBelow, markdownFiles, read } from './project.js';
import { parseDocComment } from './tsdoc.js';

const ERROR_CLASSES = [CredwireError, InputError, ResponseError, CryptoError, TransportError].map(({ name }) => name);

/** The entries whose functions all follow a published document, so their comments name it. */
const FOLLOWS_A_DOCUMENT = ['ifactory', 'idscan', 'jacada', 'bex', 'smartconnect', 'codecs'];

/** A page, or the comments of a source file: its code also names the codes of Node and of HTTP clients. */
const proseOf = (file: string): string => {
  const text = read(file);
  return file.endsWith('.md') ? text : (text.match(/\/\*[\s\S]*?\*\/|\/\/.*/g) ?? []).join('\n');
};

const codesIn = (text: string): readonly string[] => text.match(/\bERR_[A-Z0-9_]*[A-Z0-9]/g) ?? [];
const linksIn = (text: string): readonly string[] =>
  [...text.matchAll(/\{@link (\w+)\}/g)].map((match) => match[1] ?? '');

/** The codes that a `@throws` names, those of the functions included whose errors come through it. */
function codesOf(text: string, specifier: string): readonly string[] {
  const inherited = linksIn(text)
    .filter((name) => !ERROR_CLASSES.includes(name))
    .flatMap((name) => functionNamed(specifier, name)?.comment.throws ?? [])
    .flatMap((throws) => codesOf(throws, specifier));
  return [...codesIn(text), ...inherited];
}

const functionNamed = (specifier: string, name: string): PublicFunction | undefined =>
  publicFunctions.find((other) => other.specifier === specifier && other.name === name);

/** What a function's comment lacks. */
function gaps({ specifier, name, parameters, comment }: PublicFunction): readonly string[] {
  const { summary, params, returns, throws, see, examples } = comment;
  const follows = FOLLOWS_A_DOCUMENT.some((entry) => specifier.endsWith(`/${entry}`));
  const checks: readonly (readonly [string, boolean])[] = [
    ['a summary that ends in a full stop', /\S\s*[.:]$/.test(summary.split('\n\n')[0] ?? '')],
    ...parameters.map((parameter) => [`@param ${parameter}`, (params.get(parameter) ?? '') !== ''] as const),
    [`no @param but ${parameters}`, [...params.keys()].every((parameter) => parameters.includes(parameter))],
    ['@returns', (returns ?? '') !== ''],
    ['@throws', throws.length > 0],
    ['a code in each @throws', throws.every((text) => codesOf(text, specifier).length > 0)],
    [
      'a linked class in each @throws',
      throws.every((text) => linksIn(text).some((link) => ERROR_CLASSES.includes(link))),
    ],
    ['@see with the source', !follows || see.length > 0],
    ['an @example that calls it', examples.some(({ text }) => text.includes(`${name}(`))],
  ];
  return checks.filter(([, fulfilled]) => !fulfilled).map(([label]) => label);
}

describe('the comment is whole:', () => {
  for (const each of publicFunctions) {
    test(`${each.specifier} ${each.name}`, () => {
      expect(gaps(each)).toEqual([]);
    });
  }
});

describe('error codes', () => {
  test('that a comment or page names exist', () => {
    const files = [...filesBelow('src', '.ts'), ...markdownFiles];
    const stray = files.flatMap((file) =>
      codesIn(proseOf(file))
        .filter((code) => !Object.hasOwn(ERROR_CODES, code))
        .map((code) => `${file}: ${code}`),
    );
    expect(stray).toEqual([]);
  });

  test('are each named by a @throws', () => {
    const named = new Set(publicFunctions.flatMap(({ comment }) => comment.throws).flatMap(codesIn));
    expect(Object.keys(ERROR_CODES).filter((code) => !named.has(code))).toEqual([]);
  });
});

describe('the reader of comments', () => {
  const comment = `/**
 * Adds.
 *
 * More of it.
 *
 * @param a - One number.
 * @returns The sum
 * of both.
 * @throws {@link InputError} \`ERR_ARGUMENT_TYPE\`.
 * @example
 * \`\`\`ts
 * add(1, 2); // => 3
 * @decorator class A {}
 * \`\`\`
 */`;

  test('takes a comment apart', () => {
    const { summary, params, returns, throws, see, examples } = parseDocComment(comment);
    expect(summary).toBe('Adds.\n\nMore of it.');
    expect([...params]).toEqual([['a', 'One number.']]);
    expect(returns).toBe('The sum\nof both.');
    expect(throws).toEqual(['{@link InputError} `ERR_ARGUMENT_TYPE`.']);
    expect(see).toEqual([]);
    expect(examples).toEqual([{ text: expect.stringContaining('@decorator class A {}'), line: 9 }]);
  });

  test('finds each gap of a comment', () => {
    const whole = { specifier: 'credwire/sandbox', name: 'add', parameters: ['a'], comment: parseDocComment(comment) };
    expect(gaps(whole)).toEqual([]);
    expect(gaps({ ...whole, specifier: 'credwire/codecs' })).toEqual(['@see with the source']);
    expect(gaps({ ...whole, parameters: ['b'], name: 'subtract' })).toEqual([
      '@param b',
      'no @param but b',
      'an @example that calls it',
    ]);
    expect(gaps({ ...whole, comment: parseDocComment('/** Adds */') })).toEqual([
      'a summary that ends in a full stop',
      '@param a',
      '@returns',
      '@throws',
      'an @example that calls it',
    ]);
    const vague = comment.replace('`ERR_ARGUMENT_TYPE`', 'where it is none').replace('{@link InputError}', 'An error');
    expect(gaps({ ...whole, comment: parseDocComment(vague) })).toEqual([
      'a code in each @throws',
      'a linked class in each @throws',
    ]);
  });
});
