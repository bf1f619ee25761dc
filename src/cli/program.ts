/** Turns the definitions into a commander program with help, and errors that never show what was typed. */
import { Argument, Command, type CommanderError, Option } from 'commander';
import { nearest } from '../core/check.js';
import type { Vendor } from '../vendors/index.js';
import type { Definition, OptionDefinition } from './definition.js';
import { usageError } from './exit.js';
import { hasColour, type Io } from './io.js';
import type { Secrets } from './secrets.js';
import { painter } from './style.js';
import { noteIgnored } from './variables.js';
import { helpOf, kebab, type OptionSpec, VENDOR_NAMES, VENDOR_OPTIONS, VENDORS, variable } from './vendor-options.js';

/** Options of every subcommand. */
const EVERYWHERE: readonly OptionDefinition[] = [
  { flags: '--verbose', help: 'show what led to an error' },
  { flags: '--no-color', help: 'no colors (also: NO_COLOR)' },
];

/** Options of every subcommand that takes a vendor. */
const OF_PROFILES: readonly OptionDefinition[] = [
  { flags: '--profile <name>', help: 'a profile of credwire.config.json (also: CREDWIRE_PROFILE)' },
  { flags: '--config <file>', help: 'another config file (also: CREDWIRE_CONFIG)' },
];

/** Thrown after help was shown. */
export class Shown extends Error {}

/**
 * The program.
 *
 * @param definitions - The subcommands, in the order of help.
 * @param io - The world.
 * @param secrets - Collects every secret.
 * @param done - Called with the exit code of the subcommand that ran.
 */
export function makeProgram(
  definitions: readonly Definition[],
  io: Io,
  secrets: Secrets,
  done: (exit: number) => void,
): Command {
  const program = prepared(new Command('credwire'), io)
    .description("Signs in to five vendors' APIs from a shell, shows each step, and says why a sign-in fails.")
    .usage('COMMAND [options]')
    .option('-V, --version', 'print the version')
    .addHelpText('after', '\nEach command has its own help: credwire sign-in bex --help\n');
  for (const definition of definitions) {
    const command = prepared(program.command(definition.name), io, definition).summary(definition.summary);
    command.description(`${definition.summary.charAt(0).toUpperCase()}${definition.summary.slice(1)}.`);
    if (!definition.ofVendor) {
      finish(command, definition, definition.examples);
      command.action(async () => {
        refuseMistaken(command, definition);
        await noteIgnored(io, [...definition.options, ...EVERYWHERE], command.opts());
        const { run } = await definition.load();
        done(await run({ io, secrets, given: command.opts(), operands: command.args }));
      });
      continue;
    }
    command.commandsGroup('Vendors:').usage('VENDOR [options]').addHelpText('after', examplesOf(definition.examples));
    for (const vendor of VENDORS) {
      const own = prepared(command.command(vendor), io, definition).summary(VENDOR_NAMES[vendor]);
      own.description(`${command.description().replace(/\.$/, '')}: ${VENDOR_NAMES[vendor]}.`);
      for (const spec of VENDOR_OPTIONS[vendor]) {
        addVendorOption(own, { ...spec, help: helpOf(definition.name, vendor, spec) });
      }
      for (const option of OF_PROFILES) addOption(own, option);
      const examples = definition.examples.filter((line) => line.split(' ')[1] === vendor);
      finish(own, definition, examples.length > 0 ? examples : definition.examples, vendor);
      own.action(async () => {
        refuseSecrets(own, vendor);
        refuseMistaken(own, definition);
        await noteIgnored(io, [...definition.options, ...EVERYWHERE], own.opts(), vendor);
        const { run } = await definition.load();
        done(await run({ io, secrets, given: own.opts(), operands: own.args, vendor }));
      });
    }
  }
  return program;
}

function finish(command: Command, definition: Definition, examples: readonly string[], vendor?: Vendor): void {
  for (const [at, operand] of (definition.operands?.split(' ') ?? []).entries()) {
    const argument = new Argument(operand, at === 0 ? definition.operandHelp : undefined);
    command.addArgument(at === 0 && definition.operandChoices ? argument.choices(definition.operandChoices) : argument);
  }
  for (const option of [...definition.options, ...EVERYWHERE]) {
    if (vendor === undefined || option.vendors?.includes(vendor) !== false) addOption(command, option);
  }
  if (examples.length > 0) command.addHelpText('after', examplesOf(examples));
}

function examplesOf(examples: readonly string[]): string {
  return `\nExamples:\n${examples.map((line) => `  credwire ${line}`).join('\n')}\n`;
}

function addOption(command: Command, { flags, help, choices, fallback, repeats }: OptionDefinition): void {
  const value = fallback ?? choices?.[0];
  const option = new Option(flags, value === undefined ? help : `${help} (default: ${value})`);
  if (choices) option.choices(choices);
  if (repeats) option.argParser((value: string, all: readonly string[] = []) => [...all, value]);
  command.addOption(option);
}

function addVendorOption(command: Command, { name, kind, value = 'value', choices, help, onlyIf }: OptionSpec): void {
  const flag = `--${kebab(name)}`;
  if (kind === 'secret') {
    if (name === 'password') command.option(`${flag}-stdin`, `read ${help} from stdin`);
    const condition = onlyIf === undefined ? '' : `, ${onlyIf}`;
    command.option(`${flag}-file <file>`, `read ${help} from a file${condition} (also: ${variable(name)})`);
    command.addOption(new Option(`${flag} [value]`).hideHelp()); // so that the error can give the reason
    return;
  }
  const option = new Option(kind === 'flag' ? flag : `${flag} <${value}>`, help);
  if (choices) option.choices(choices);
  if (kind === 'list') option.argParser((entry: string, all: readonly string[] = []) => [...all, entry]);
  if (kind === 'number') option.argParser((entry: string) => (/^\d{1,9}$/.test(entry) ? Number(entry) : Number.NaN));
  command.addOption(option);
}

function refuseSecrets(command: Command, vendor: Vendor): void {
  for (const { name, kind } of VENDOR_OPTIONS[vendor]) {
    if (kind !== 'secret' || command.opts()[name] === undefined) continue;
    const flag = `--${kebab(name)}`;
    const byStdin = name === 'password' ? `${flag}-stdin, ` : '';
    throw usageError(
      `${flag}: a secret isn't taken from the command line, where the process list and the shell's history show it; use ${byStdin}${flag}-file or ${variable(name)}`,
    );
  }
}

function refuseMistaken(command: Command, { mistaken }: Definition): void {
  const end = command.args.findIndex((word) => word.startsWith('-')); // an unknown option, and maybe its value
  const advice = mistaken?.(end < 0 ? command.args : command.args.slice(0, end));
  if (advice !== undefined) throw usageError(`${ownerOf(command)}: ${advice}`);
}

/** Never exits, only writes help, and throws this library's errors with the nearest known name. */
function prepared(command: Command, io: Io, definition?: Definition): Command {
  const bold = painter(io, io.stdout);
  return command
    .exitOverride((error) => {
      const isOfWords = ['commander.unknownOption', 'commander.excessArguments'].includes(error.code);
      if (definition !== undefined && isOfWords) refuseMistaken(command, definition);
      throw translated(command, error);
    })
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: () => undefined, // errors are reported once, in main
      getOutHelpWidth: () => io.stdout.columns ?? 80,
      getOutHasColors: () => hasColour(io, io.stdout),
    })
    .configureHelp({
      minWidthToWrap: 16, // a window of 40 columns
      styleTitle: (title) => bold('bold', title),
      showGlobalOptions: false,
      subcommandTerm: (each) => each.name(),
    })
    .helpCommand(false);
}

function translated(command: Command, { code, message }: CommanderError): Error {
  const path = pathOf(command);
  const owner = ownerOf(command);
  const label = owner === '' ? '' : `${owner}: `;
  const typed = /'(-{0,2}[\w-]+)/.exec(message)?.[1] ?? '';
  const flags = command.options.filter(({ hidden }) => !hidden).map(({ long }) => long ?? '');
  switch (code) {
    case 'commander.helpDisplayed':
      return new Shown();
    case 'commander.help':
      return usageError(`${label}${choiceOf(command)}`, 'ERR_ARGUMENT_TYPE');
    case 'commander.unknownOption': {
      const misplaced = ownerOfFlag(command, typed);
      if (misplaced !== undefined) {
        const place = `${pathOf(misplaced)} ${typed}`;
        return usageError(`${label}options come last, as in ${place}`, 'ERR_UNKNOWN_OPTION');
      }
      const near = nearest(typed, flags);
      const hint = near ? `did you mean ${near}?` : `${path} --help lists the options`;
      return usageError(`${label}unknown option; ${hint}`, 'ERR_UNKNOWN_OPTION');
    }
    case 'commander.unknownCommand': {
      const near = nearest(
        typed,
        command.commands.map((each) => each.name()),
      );
      return usageError(`${label}${near ? `unknown ${kindOf(command)}; did you mean "${near}"?` : choiceOf(command)}`);
    }
    case 'commander.excessArguments':
      return usageError(`${label}too many arguments; ${path} --help shows which it takes`);
    case 'commander.missingArgument':
      return usageError(`${label}"${typed}" is missing; ${path} --help shows an example`, 'ERR_ARGUMENT_TYPE');
    case 'commander.optionMissingArgument': {
      const flag = /(--[\w-]+)/.exec(message)?.[1] ?? 'an option';
      return usageError(`${label}${flag} needs a value`, 'ERR_ARGUMENT_TYPE');
    }
    case 'commander.invalidArgument': {
      const flag = /^error: option '[^']*?(--[\w-]+)/.exec(message)?.[1];
      const argument = command.registeredArguments.find(({ argChoices }) => argChoices);
      const choices = command.options.find(({ long }) => long === flag)?.argChoices ?? argument?.argChoices ?? [];
      const near = nearest(typedValue(message), choices);
      const hint = near === undefined ? '' : `; did you mean "${near}"?`;
      return usageError(`${label}${flag ?? `"${argument?.name()}"`}: expected one of ${choices.join(', ')}${hint}`);
    }
    default:
      return usageError(`${label}the command line can't be read; ${path} --help shows an example`);
  }
}

/** The value in commander's message; used to find the nearest name, never shown. */
const typedValue = (message: string): string => /(?:argument|value) '([^']*)' is invalid/.exec(message)?.[1] ?? '';

const kindOf = (command: Command): string => (command.parent ? 'vendor' : 'command');

function choiceOf(command: Command): string {
  return `expected a ${kindOf(command)}: ${command.commands.map((each) => each.name()).join(', ')}`;
}

/** The first subcommand that has an option of this name; what was typed is then one of its flags. */
function ownerOfFlag(command: Command, flag: string): Command | undefined {
  for (const each of command.commands) {
    if (each.options.some(({ long, hidden }) => long === flag && !hidden)) return each;
    const inner = ownerOfFlag(each, flag);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** `sign-in bex`; the line of an error starts with the program's name anyway. */
const ownerOf = (command: Command): string => pathOf(command).replace(/^credwire ?/, '');

/** `credwire sign-in bex`. */
function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}
