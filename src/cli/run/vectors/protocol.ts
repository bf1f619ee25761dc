/** The line protocol: one JSON object a line to the program, one back. docs/command.md describes it. */
import { isObject } from '../../../core/json.js';
import type { Item } from './files.js';

/** What a vector says that must come out; members in the order in which they are compared. */
export type Expected = Readonly<Record<string, unknown>>;

/** The outcome of a vector that was answered. */
export type Judgement =
  | { readonly verdict: 'right' | 'partly' | 'unknown' }
  | { readonly verdict: 'wrong'; readonly at: string; readonly expected: unknown; readonly got: unknown };

/** The line that asks for a vector: ASCII alone, so that no program's charset matters. */
export function questionOf({ id, type, vector }: Item): string {
  const { input, random, exchanges } = vector;
  const question = {
    id,
    type,
    input: expanded(input),
    ...(random === undefined ? {} : { random }),
    ...(exchanges === undefined ? {} : { responses: exchanges.map(({ response }) => expanded(response)) }),
  };
  return JSON.stringify(question).replace(/[\u007F-\uFFFF]/g, escaped);
}

/** What must come out of a vector. */
export function expectedOf({ vector }: Item): Expected {
  const { stages = {}, output, outputHex, request, session, exchanges, error } = vector;
  const outcome = {
    ...Object.fromEntries(Object.entries(stages).map(([name, value]) => [`stages.${name}`, value])),
    output,
    outputHex,
    request,
    requests: exchanges?.map((exchange) => exchange.request),
    session,
    error,
  };
  const there = Object.entries(outcome).filter(([, value]) => value !== undefined);
  return Object.fromEntries(there.map(([name, value]) => [name, expanded(value)]));
}

/**
 * Compares an answer: each stage that it has, and its outcome if it has one.
 *
 * @param expected - What must come out.
 * @param answer - What came.
 */
export function judge(expected: Expected, answer: Readonly<Record<string, unknown>>): Judgement {
  const { id: _, unknown, stages, ...outcome } = answer;
  if (unknown === true) return { verdict: 'unknown' };
  const given = Object.entries(isObject(stages) ? stages : {});
  const flat: Expected = { ...Object.fromEntries(given.map(([name, value]) => [`stages.${name}`, value])), ...outcome };
  const isRefusal = 'error' in expected;
  let isWhole = false;
  for (const [name, value] of Object.entries(expected)) {
    if (!(name in flat)) continue;
    const difference = name === 'error' ? errorDifference(value, flat[name]) : differenceOf(name, value, flat[name]);
    if (difference !== undefined) return difference;
    isWhole ||= !name.startsWith('stages.');
  }
  // An outcome of the other kind, or one that the vector doesn't have. A further stage is the program's own business.
  const surplus = Object.keys(flat).find((name) => !(name in expected) && !name.startsWith('stages.'));
  if (surplus !== undefined) {
    const wanted = isRefusal ? { error: expected.error } : withoutStages(expected);
    return { verdict: 'wrong', at: surplus, expected: wanted, got: flat[surplus] };
  }
  if (isWhole) return { verdict: 'right' };
  return { verdict: Object.keys(flat).some((name) => name in expected) ? 'partly' : 'unknown' };
}

const withoutStages = (expected: Expected): Expected =>
  Object.fromEntries(Object.entries(expected).filter(([name]) => !name.startsWith('stages.')));

/** `true` stands for any error: the program has no codes. Any other members must match. */
function errorDifference(expected: unknown, got: unknown): Judgement | undefined {
  if (got === true) return undefined;
  const [wanted, told] = [expected, got].map((value) => (isObject(value) ? value : {})) as [Expected, Expected];
  for (const [name, value] of Object.entries(told)) {
    const difference = differenceOf(`error.${name}`, wanted[name], value);
    if (difference !== undefined) return difference;
  }
  return 'code' in told ? undefined : { verdict: 'wrong', at: 'error.code', expected: wanted.code, got: told.code };
}

/** Requests are text in their order, everything else is compared member by member. */
function differenceOf(name: string, expected: unknown, got: unknown): Judgement | undefined {
  const spelled = /^requests?$/.test(name) ? JSON.stringify : canonical;
  return spelled(expected) === spelled(got) ? undefined : { verdict: 'wrong', at: name, expected, got };
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => {
    if (!isObject(member) || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}

/** A value with its repeats written out: `{"repeat": [["a", 65000]]}` stands for a string. */
export function expanded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(expanded);
  if (!isObject(value)) return value;
  const { repeat } = value as { readonly repeat?: readonly (readonly [string, number])[] }; // the package's own
  if (Array.isArray(repeat) && Object.keys(value).length === 1) {
    return repeat.map(([part, times]) => String(part).repeat(Number(times))).join('');
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, expanded(member)]));
}

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
