/** The command as a real process, bundled from the sources: another test builds dist/ again while these run. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** How a process ended, and what it said. */
export interface Ended {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

/** A process that runs. */
export interface Running {
  readonly process: ChildProcessWithoutNullStreams;
  /** Resolves once its stdout holds the text; rejects if it ends without. */
  said(text: string, stream?: 'out' | 'err'): Promise<string>;
  readonly ended: Promise<Ended>;
}

/** The command, and a folder of its own to run in. */
export interface Launcher {
  /** The working directory. */
  readonly folder: string;
  /** The bundled program. */
  readonly program: string;
  start(args: readonly string[], env?: Readonly<Record<string, string>>): Running;
  run(args: readonly string[], env?: Readonly<Record<string, string>>, input?: string): Promise<Ended>;
  /** Runs a command line of bash, with `credwire` on its PATH. */
  shell(script: string, env?: Readonly<Record<string, string>>): Promise<Ended>;
  remove(): void;
}

/** Bundles the command into a folder of its own. */
export function launcher(): Launcher {
  const home = mkdtempSync(join(tmpdir(), 'credwire-cli-'));
  const folder = join(home, 'work');
  mkdirSync(folder);
  copyFileSync(join(root, 'package.json'), join(home, 'package.json'));
  const program = join(home, 'dist/cli/bin.js');
  buildSync({
    entryPoints: [join(root, 'src/cli/bin.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['@colors/colors'],
    define: { __filename: 'import.meta.url' },
    banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
  });
  const bin = join(home, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'credwire'), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`, { mode: 0o755 });
  const begin = (file: string, args: readonly string[], env: Readonly<Record<string, string>>): Running => {
    const child = spawn(file, args, {
      cwd: folder,
      env: { PATH: `${bin}:${process.env.PATH}`, HOME: home, ...env },
    });
    const said = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text) => (said.out += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (said.err += text));
    child.stdin.on('error', () => undefined); // a program that has ended reads nothing
    const ended = new Promise<Ended>((resolve) => child.on('close', (exit) => resolve({ exit, ...said })));
    return {
      process: child,
      ended,
      said: (text, stream = 'out') =>
        new Promise((resolve, reject) => {
          const look = () => void (said[stream].includes(text) && resolve(said[stream]));
          child[stream === 'out' ? 'stdout' : 'stderr'].on('data', look);
          void ended.then(({ out, err }) => reject(new Error(`ended without "${text}": ${out}${err}`)));
          look();
        }),
    };
  };
  const start: Launcher['start'] = (args, env = {}) => begin(process.execPath, [program, ...args], env);
  return {
    folder,
    program,
    start,
    shell: (script, env = {}) => {
      const running = begin('bash', ['-c', script], env);
      running.process.stdin.end();
      return running.ended;
    },
    run: (args, env, input = '') => {
      const running = start(args, env);
      running.process.stdin.end(input);
      return running.ended;
    },
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}
