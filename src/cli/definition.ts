/** A subcommand as data, which help, completion and the docs' tests all read. */
import type { Vendor } from '../vendors/index.js';
import type { Io } from './io.js';
import type { Secrets } from './secrets.js';

/** An option of a subcommand. */
export interface OptionDefinition {
  /** In commander's syntax: `--output <format>`, `--cache`. */
  readonly flags: string;
  readonly help: string;
  /** The values that it may have; the first is the default. */
  readonly choices?: readonly string[];
  /** The default, shown in help; the command applies it. */
  readonly fallback?: string;
  /** The vendors that have it, if not all. */
  readonly vendors?: readonly Vendor[];
  /** Whether it may be given several times; its value is then a list. */
  readonly repeats?: boolean;
}

/** What a subcommand gets. */
export interface Task {
  readonly io: Io;
  /** Collects every secret, so that none is shown. */
  readonly secrets: Secrets;
  /** The options by their names in camel case. */
  readonly given: Readonly<Record<string, unknown>>;
  /** The operands after the subcommand, and after the vendor if there is one. */
  readonly operands: readonly string[];
}

/** The same, with the vendor. */
export type VendorTask = Task & { readonly vendor: Vendor };

interface Shared {
  readonly name: string;
  /** One line for the list of subcommands. */
  readonly summary: string;
  /** Operands in commander's syntax: `<method> <path>`, `[file]`, `[command...]`. */
  readonly operands?: string;
  /** The values that the first operand may have. */
  readonly operandChoices?: readonly string[];
  /** What the first operand is, for help. */
  readonly operandHelp?: string;
  /** What to say to words that aren't operands, but that people try; `undefined` for any other words. */
  readonly mistaken?: (words: readonly string[]) => string | undefined;
  readonly options: readonly OptionDefinition[];
  /** Command lines without the leading `credwire`, for help. */
  readonly examples: readonly string[];
}

/** A subcommand whose first operand is a vendor, and which takes that vendor's options. */
export interface VendorDefinition extends Shared {
  readonly ofVendor: true;
  /**
   * Loaded when it runs: `credwire --help` needs none of it. Resolves to the exit code. Because the command is bundled
   * into one file, static imports of the library are loaded at every start: beyond `core/`, use `await import()`.
   */
  readonly load: () => Promise<{ run(task: VendorTask): Promise<number> }>;
}

/** Any other subcommand. */
export interface PlainDefinition extends Shared {
  readonly ofVendor?: undefined;
  /** As for vendors. */
  readonly load: () => Promise<{ run(task: Task): Promise<number> }>;
}

/** A subcommand. */
export type Definition = PlainDefinition | VendorDefinition;
