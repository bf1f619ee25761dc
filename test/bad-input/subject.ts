/** A public function with right arguments and the kind of each, for the tables of this directory. */
import { callUntyped } from '../support/thrown.js';
import type { Kind } from './kinds.js';

/** Stands for the password in right arguments: no error about another argument may show it. */
export const SECRET = 'sEcReT-of-the-user';

export type Members = Readonly<Record<string, unknown>>;

type Anything = (...args: never[]) => unknown;

/** A function of an object, or of arguments that stand for one; a test replaces one member at a time. */
export interface Subject {
  readonly name: string;
  /** Right members, new ones each time: a random source is used up. */
  readonly valid: () => Members;
  readonly kinds: Readonly<Record<string, Kind>>;
  /** Calls the function as untyped JavaScript can. */
  readonly call: (members: unknown) => unknown;
}

/** A function whose last argument is the object; `first` are those before it. */
export function ofObject(
  name: string,
  target: Anything,
  valid: () => Members,
  kinds: Subject['kinds'],
  first: readonly unknown[] = [],
): Subject {
  return { name, valid, kinds, call: (members) => callUntyped(target, ...first, members) };
}

/** A flow, which reads its options when it starts. */
export function ofFlow(
  name: string,
  target: (...args: never[]) => Generator,
  valid: () => Members,
  kinds: Subject['kinds'],
): Subject {
  return ofObject(name, (...args) => target(...args).next(), valid, kinds);
}

/** A function whose arguments are replaced one at a time; their names are in the order of the kinds. */
export function ofArguments(name: string, target: Anything, valid: () => Members, kinds: Subject['kinds']): Subject {
  const call = (members: unknown) => {
    const values = members as Members; // of `valid`, with one of them replaced
    return callUntyped(target, ...Object.keys(kinds).map((key) => values[key]));
  };
  return { name, valid, kinds, call };
}
