/** Reads the columns of a CSV file, and the sign-in options of each row. */
import { createHash } from 'node:crypto';
import { nearest } from '../../../core/check.js';
import { storeKey } from '../../../session/key.js';
import type { Vendor } from '../../../vendors/index.js';
import { usageError } from '../../exit.js';
import { fromText, type Given } from '../../options.js';
import { Secrets } from '../../secrets.js';
import { kebab, neededBy, type OptionSpec, VENDOR_OPTIONS } from '../../vendor-options.js';

/** The options that name the user: the first that a row has. */
const USER: Readonly<Record<Vendor, readonly string[]>> = {
  ifactory: ['userLogin'],
  idscan: ['username'],
  jacada: ['user'],
  bex: ['username'],
  smartconnect: ['email', 'username'],
};

/** The sign-in of one row. */
export interface Wanted {
  /** The user's name. */
  readonly user: string;
  /** Everything that the sign-in needs. */
  readonly options: Given;
  /** The secrets of this row; the results go through them. */
  readonly secrets: Secrets;
}

/** A row: its sign-in, or what is wrong with it. */
export type Row = Wanted | { readonly user: string; readonly error: Error };

/** Reads rows under a head. */
export class Columns {
  readonly #vendor: Vendor;
  readonly #specs: readonly (OptionSpec | undefined)[];
  readonly #defaults: Given;
  readonly #seen = new Set<string>();

  /**
   * @param vendor - Whose options the columns are.
   * @param head - Names of the columns, in camel case or kebab case.
   * @param defaults - Options for every row that has none of its own.
   * @param ignoresUnknown - Whether other columns are allowed.
   */
  constructor(vendor: Vendor, head: readonly string[], defaults: Given, ignoresUnknown: boolean) {
    this.#vendor = vendor;
    this.#defaults = defaults;
    const specs = VENDOR_OPTIONS[vendor];
    const names = specs.map(({ name }) => name);
    this.#specs = head.map((cell, at) => {
      const title = cell.trim();
      const spec = specs.find(({ name }) => name === title || kebab(name) === title);
      if (spec === undefined && !ignoresUnknown) throw unknownColumn(vendor, head, title, at, names);
      return spec;
    });
    const known = this.#specs.filter((spec) => spec !== undefined);
    const twice = known.find((spec, at) => known.indexOf(spec) !== at);
    if (twice !== undefined) throw usageError(`the column "${twice.name}" is there twice`);
    const given = { ...defaults, ...Object.fromEntries(known.map(({ name }) => [name, ''])) };
    const missing = neededBy(vendor, given).find(({ name }) => !(name in given));
    if (missing !== undefined) {
      const other = missing.kind === 'secret' ? '' : `, and --${kebab(missing.name)} isn't given`;
      throw usageError(`the file has no column "${missing.name}"${other}`, 'ERR_ARGUMENT_TYPE');
    }
  }

  /** The sign-in of a row, or an error if the row can't be used. */
  read(cells: readonly string[]): Row {
    const options: Record<string, unknown> = { ...this.#defaults };
    const secrets = new Secrets();
    try {
      if (cells.length !== this.#specs.length) {
        throw usageError(`expected ${this.#specs.length} cells, got ${cells.length}`);
      }
      for (const [at, spec] of this.#specs.entries()) {
        const text = cells[at] ?? '';
        if (spec !== undefined && text !== '') options[spec.name] = fromText(`"${spec.name}"`, spec, text);
      }
      for (const { name, kind } of VENDOR_OPTIONS[this.#vendor]) {
        if (kind === 'secret' && options[name] !== undefined) secrets.add(String(options[name]));
      }
      const empty = neededBy(this.#vendor, options).find(({ name }) => options[name] === undefined);
      if (empty !== undefined) throw usageError(`"${empty.name}" is empty`, 'ERR_ARGUMENT_TYPE');
      if (this.#isSeen(options)) throw usageError('the same user is in an earlier row');
      return { user: this.#userOf(options), options, secrets };
    } catch (error) {
      return { user: this.#userOf(options), error: error as Error }; // everything here throws errors
    }
  }

  #userOf(options: Given): string {
    const name = USER[this.#vendor].find((each) => options[each] !== undefined);
    return name === undefined ? '' : String(options[name]);
  }

  /** Twelve characters stand for a user: in 100,000 rows two differ in 72 bits, and all of them take a few megabytes. */
  #isSeen(options: Given): boolean {
    const key = createHash('sha256').update(storeKey(this.#vendor, options)).digest('base64').slice(0, 12);
    if (this.#seen.has(key)) return true;
    this.#seen.add(key);
    return false;
  }
}

function unknownColumn(
  vendor: Vendor,
  head: readonly string[],
  title: string,
  at: number,
  names: readonly string[],
): Error {
  const isOne = head.length === 1 && /[;\t|]/.test(title);
  if (isOne) {
    return usageError('the file has one column; what separates its cells? Pass --delimiter ";" or --delimiter tab');
  }
  const near = nearest(title, names);
  const hint = near
    ? `did you mean "${near}"?`
    : `the columns are ${names.join(', ')}; --ignore-unknown-columns leaves it out`;
  return usageError(`column ${at + 1} isn't an option of ${vendor}; ${hint}`, 'ERR_UNKNOWN_OPTION');
}
