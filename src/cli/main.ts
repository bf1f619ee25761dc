/** One run of the command: it parses, does the work, and turns errors into a line and an exit code. */
import { DEFINITIONS } from './commands/index.js';
import { chainOf, EXIT, exitOf, lineOf } from './exit.js';
import { type Io, note } from './io.js';
import { makeProgram, Shown } from './program.js';
import { Secrets } from './secrets.js';
import { painter } from './style.js';
import { VENDORS } from './vendor-options.js';

/**
 * Runs the command.
 *
 * @param given - The world: arguments, environment, streams.
 * @returns The exit code.
 */
export async function main(given: Io): Promise<number> {
  const io = withWords(given);
  const secrets = new Secrets();
  let exit: number = EXIT.done;
  try {
    const program = makeProgram(DEFINITIONS, io, secrets, (code) => {
      exit = code;
    });
    await program.parseAsync(wordsFirst(io.argv), { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof Shown) return EXIT.done;
    const code = exitOf(error);
    if (code === EXIT.done) return code;
    const showsCauses = isGiven(io, '--verbose');
    const vendor = VENDORS.find((id) => wordsFirst(io.argv)[1] === id);
    await note(io, painter(io, io.stderr)('red', lineOf(error, secrets, { vendor, showsCauses })));
    if (showsCauses) for (const line of chainOf(error, secrets)) await note(io, line);
    return code;
  }
}

/** `credwire` by itself and `credwire help …` ask for help; `--no-color` means what `NO_COLOR` does, for errors too. */
function withWords(io: Io): Io {
  const [first, ...rest] = wordsFirst(io.argv);
  const argv = first === undefined || first === 'help' ? [...rest, '--help'] : io.argv;
  return { ...io, argv, env: isGiven(io, '--no-color') ? { ...io.env, NO_COLOR: '1' } : io.env };
}

/** Options that can also precede the command and the vendor. They apply wherever they are. */
const GLOBAL: readonly string[] = ['--verbose', '--no-color'];

const isGiven = ({ argv }: Io, flag: string): boolean => beforeDashes(argv).includes(flag);

/** What belongs to this program; a command line that it starts can follow. */
const beforeDashes = (argv: readonly string[]): readonly string[] =>
  argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;

/** The arguments with nothing before the command and the vendor that applies anyway. */
function wordsFirst(argv: readonly string[]): string[] {
  let words = 0;
  return argv.filter((each) => {
    const isLeading = words < 2;
    if (!each.startsWith('-')) words++;
    return !(isLeading && GLOBAL.includes(each));
  });
}
