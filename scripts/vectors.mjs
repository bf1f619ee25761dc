// What can be done with the golden vectors: `npm run vectors -- <command>`. Further arguments go to the command.
//
//   make      writes the vectors; only after their makers have changed
//   check     makes them again in memory and compares
//   mistakes  makes the wrong requests of mistakes.json again and compares
//   lint      holds schema, counts and canonical form
//   confirm   has other implementations confirm them
import { spawnSync } from 'node:child_process';

/** @type {Readonly<Record<string, readonly string[]>>} */
const COMMANDS = {
  make: ['python3', 'vectors/oracles/python/generate.py'],
  check: ['python3', 'vectors/oracles/python/generate.py', '--check'],
  mistakes: ['python3', 'vectors/oracles/mistakes/generate.py', '--check'],
  lint: [process.execPath, 'scripts/lint-vectors.mjs'],
  confirm: [process.execPath, 'scripts/confirm-vectors.mjs'],
};

const [name = '', ...more] = process.argv.slice(2);
const [program, ...args] = Object.hasOwn(COMMANDS, name) ? (COMMANDS[name] ?? []) : [];
if (program === undefined) {
  console.error(`vectors: expected one of ${Object.keys(COMMANDS).join(', ')}`);
  process.exit(2);
}
process.exit(spawnSync(program, [...args, ...more], { stdio: 'inherit' }).status ?? 1);
