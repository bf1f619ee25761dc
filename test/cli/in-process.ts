/** The command within this process, with streams that tests can read: quicker than a process of its own. */
import { PassThrough, Writable } from 'node:stream';
import { main } from '../../src/cli/main.js';
import type { Ended } from './launch.js';

/** The world of a run. */
export interface World {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Uint8Array;
  readonly cwd?: string;
  /** Makes a terminal of stdout that is so wide. */
  readonly columns?: number;
}

/** Runs `credwire` with these arguments. */
export async function credwire(args: readonly string[], world: World = {}): Promise<Ended> {
  const said = { out: '', err: '' };
  const stream = (name: keyof typeof said): Writable =>
    new Writable({
      write: (chunk, _, done) => {
        said[name] += String(chunk);
        done();
      },
    });
  const { env = {}, input = '', cwd = '/nowhere', columns } = world;
  const exit = await main({
    argv: args,
    env: { HOME: '/nowhere', ...env },
    cwd,
    stdin: new PassThrough().end(input),
    stdout: Object.assign(stream('out'), columns === undefined ? {} : { isTTY: true, columns }),
    stderr: stream('err'),
    now: () => Date.UTC(2026, 0, 1),
    signal: new AbortController().signal,
  });
  return { exit, ...said };
}
