/**
 * Whatever a caller passes, instead of each option of each function: a coded error or the documented result, never an
 * error from inside, and no message that holds what was passed.
 */
import { inspect } from 'node:util';
import { CredwireError, ERROR_CODES } from 'credwire';
import { describe, expect, it } from 'vitest';
import { HOSTILE_VALUES, SENTINEL } from '../support/hostile-values.js';
import { verdicts } from './kinds.js';
import { type Members, SECRET, type Subject } from './subject.js';
import { ARGUMENT_SUBJECTS, OPEN_SUBJECTS, REQUEST_SUBJECTS } from './subjects/messages.js';
import { OPTION_SUBJECTS } from './subjects/options.js';
import { KEY_MAKING_SUBJECTS, SANDBOX_ARGUMENT_SUBJECTS, SANDBOX_SUBJECTS } from './subjects/sandbox.js';
import { SMARTCONNECT_SUBJECTS } from './subjects/smartconnect.js';

/** How a call ends: the code of its error, `taken`, or what should never be. */
async function verdictOn({ call }: Subject, members: unknown): Promise<string> {
  try {
    await call(members);
    return 'taken';
  } catch (error) {
    if (!(error instanceof CredwireError) || !Object.hasOwn(ERROR_CODES, error.code)) return `uncoded: ${error}`;
    const shown = [error.message, JSON.stringify(error), inspect(error, { showHidden: true, depth: null })].join('\n');
    const leaks = shown.includes(SENTINEL) || shown.includes(SECRET);
    return leaks ? `${error.code}, and shows what was passed: ${error.message}` : error.code;
  }
}

const CLOSED = [...OPTION_SUBJECTS, ...SMARTCONNECT_SUBJECTS, ...REQUEST_SUBJECTS, ...SANDBOX_SUBJECTS];
const OBJECTS = [...CLOSED, ...OPEN_SUBJECTS];
const ALL = [...OBJECTS, ...ARGUMENT_SUBJECTS, ...SANDBOX_ARGUMENT_SUBJECTS];

const cells = (subjects: readonly Subject[]) =>
  subjects.flatMap((subject) => Object.entries(subject.kinds).map(([option, kind]) => ({ subject, option, kind })));

describe('every hostile value instead of', () => {
  it.each(cells(ALL))('$option of $subject.name ends as documented', async ({ subject, option, kind }) => {
    const found: Record<string, string> = {};
    for (const { name, value } of HOSTILE_VALUES) {
      found[name] = await verdictOn(subject, { ...subject.valid(), [option]: value });
    }
    expect(found).toEqual(verdicts(kind));
  });

  it.each(cells(KEY_MAKING_SUBJECTS))('$option of $subject.name is refused as documented', async (cell) => {
    const refused = Object.entries(verdicts(cell.kind)).filter(([, verdict]) => verdict !== 'taken');
    for (const [name, verdict] of refused) {
      const value = HOSTILE_VALUES.find((hostile) => hostile.name === name)?.value;
      expect(await verdictOn(cell.subject, { ...cell.subject.valid(), [cell.option]: value }), name).toBe(verdict);
    }
  });
});

describe.each([...OBJECTS, ...KEY_MAKING_SUBJECTS])('$name', (subject) => {
  const { valid, kinds } = subject;
  const mayBeEmpty = Object.values(kinds).every((kind) => kind.undefined === 'taken');

  it('refuses every hostile value instead of its object, unless nothing in that is required', async () => {
    const allowed = ['ERR_ARGUMENT_TYPE', 'ERR_UNKNOWN_OPTION', ...(mayBeEmpty ? ['taken'] : [])];
    for (const { name, value } of HOSTILE_VALUES) expect(allowed, name).toContain(await verdictOn(subject, value));
  });

  it.each(Object.keys(kinds))('refuses a getter that throws instead of %s', async (option) => {
    for (const enumerable of [true, false]) {
      const get = () => {
        throw new Error(SENTINEL);
      };
      const members = Object.defineProperty({ ...valid() }, option, { get, enumerable });
      expect(await verdictOn(subject, members)).toBe('ERR_ARGUMENT_TYPE');
    }
  });
});

describe.each(CLOSED)('$name', (subject) => {
  it.each([
    ['by a name', { [SENTINEL]: undefined }],
    ['by the name of a method of objects', { toString: undefined }],
    ['by __proto__', JSON.parse('{"__proto__":1}')],
    ['by a symbol', { [Symbol(SENTINEL)]: 1 }],
  ])('refuses an option that it does not know: %s', async (_, stray) => {
    const members = Object.defineProperties({ ...subject.valid() }, Object.getOwnPropertyDescriptors(stray));
    expect(await verdictOn(subject, members)).toBe('ERR_UNKNOWN_OPTION');
  });

  it('refuses one that does not show in a loop', async () => {
    const members = Object.defineProperty({ ...subject.valid() }, SENTINEL, { value: 1, enumerable: false });
    expect(await verdictOn(subject, members)).toBe('ERR_UNKNOWN_OPTION');
  });
});

describe.each(OBJECTS)('$name', (subject) => {
  const { valid, call, kinds } = subject;
  const resultOf = async (members: unknown) => comparable(await call(members));

  it.each([
    ['a frozen object', () => Object.freeze({ ...valid() })],
    ['an object without a prototype', () => Object.assign(Object.create(null), valid())],
    ['an object of a class', () => Object.assign(new (class Options {})(), valid())],
    ['a proxy that does nothing', () => new Proxy({ ...valid() }, {})],
    ['getters', () => withGetters(valid())],
    ['members in another order', () => Object.fromEntries(Object.entries(valid()).reverse())],
  ])('takes %s like any other', async (_, members) => {
    expect(await resultOf(members())).toEqual(await resultOf(valid()));
  });

  it('does not change its object', async () => {
    const members = { ...valid() };
    const before = inspect(members, { depth: null });
    await resultOf(members);
    expect(inspect(members, { depth: null })).toBe(before);
  });

  it('reads no inherited member: neither from a prototype, nor from a polluted Object.prototype', async () => {
    // The random source stays, so that results can be compared.
    const names = Object.keys(kinds).filter((name) => kinds[name]?.undefined !== 'taken' || name === 'random');
    const least = () => Object.fromEntries(names.map((name) => [name, valid()[name]]));
    const expected = await resultOf(least());
    expect(await resultOf(Object.setPrototypeOf(least(), { ...valid() }))).toEqual(expected);
    expect(await polluted(Object.keys(kinds), () => resultOf(least()))).toEqual(expected);
  });
});

/** Any two functions count as equal. */
function comparable(result: unknown): unknown {
  return typeof result === 'function' ? 'a function' : result;
}

function withGetters(members: Members): object {
  const getters = Object.entries(members).map(([name, value]) => [name, { get: () => value, enumerable: true }]);
  return Object.defineProperties({}, Object.fromEntries(getters));
}

/** Runs some work while Object.prototype has members of these names. */
async function polluted<T>(names: readonly string[], work: () => Promise<T>): Promise<T> {
  try {
    for (const name of names) {
      const descriptor = { value: SENTINEL, configurable: true, enumerable: true, writable: true };
      Object.defineProperty(Object.prototype, name, descriptor);
    }
    return await work();
  } finally {
    for (const name of names) Reflect.deleteProperty(Object.prototype, name);
  }
}
