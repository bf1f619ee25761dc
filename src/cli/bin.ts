/** The program: gives `main` the process's own streams, and ends as it says. */
import { readVersion } from './version.js';

const [, , ...argv] = process.argv;

// The most frequent question of scripts, answered before anything else is loaded.
if (argv[0] === '--version' || argv[0] === '-V') {
  process.stdout.write(`${readVersion()}\n`);
} else {
  await start();
}

async function start(): Promise<void> {
  if (argv.includes('--no-color')) process.env.NO_COLOR = '1'; // the prompts ask Node, which looks there
  const stop = new AbortController();
  // The first signal lets the work end cleanly; the second one ends the process.
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      process.once(name, () => process.exit(130));
      stop.abort();
    });
  }
  // What a closed pipe throws, the writer sees; without a listener it would end the process.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  const { main } = await import('./main.js');
  const code = await main({
    argv,
    env: process.env,
    cwd: process.cwd(),
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    now: () => Date.now(),
    signal: stop.signal,
  });
  process.exitCode = code;
  process.stdin.unref?.(); // a terminal that was asked would keep the process
}
