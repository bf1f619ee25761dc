/** One run of the command: it parses, does the work, and turns errors into a line and an exit code. */
import { DEFINITIONS } from './commands/index.js';
import { chainOf, EXIT, exitOf, lineOf } from './exit.js';
import { type Io, note } from './io.js';
import { makeProgram, Shown } from './program.js';
import { Secrets } from './secrets.js';
import { painter } from './style.js';

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
    await program.parseAsync([...io.argv], { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof Shown) return EXIT.done;
    const code = exitOf(error);
    if (code === EXIT.done) return code;
    await note(io, painter(io, io.stderr)('red', lineOf(error, secrets)));
    if (io.argv.includes('--verbose')) for (const line of chainOf(error, secrets)) await note(io, line);
    return code;
  }
}

/** `credwire` by itself and `credwire help …` ask for help; `--no-color` means what `NO_COLOR` does, for errors too. */
function withWords(io: Io): Io {
  const [first, ...rest] = io.argv;
  const argv = first === undefined || first === 'help' ? [...rest, '--help'] : io.argv;
  return { ...io, argv, env: io.argv.includes('--no-color') ? { ...io.env, NO_COLOR: '1' } : io.env };
}
