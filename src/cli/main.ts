/** One run of the command: parses, does the work, and turns whatever is thrown into a line and an exit code. */
import { DEFINITIONS } from './commands/index.js';
import { chainOf, EXIT, exitOf, lineOf } from './exit.js';
import { type Io, note } from './io.js';
import { makeProgram, Shown } from './program.js';
import { Secrets } from './secrets.js';
import { painter } from './style.js';

/**
 * Runs the command.
 *
 * @param io - The world: arguments, environment, streams.
 * @returns The exit code.
 */
export async function main(io: Io): Promise<number> {
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
