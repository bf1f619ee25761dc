/** Runs a collection by Bruno's command, as a user does. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const kit = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Variables, by name. */
export type Values = Readonly<Record<string, string>>;

/** What a run came to. */
export interface Run {
  readonly status: number;
  readonly output: string;
  /** The environment's file after the run. */
  readonly environment: string;
}

/** What to run. */
export interface Options {
  readonly sandbox: 'safe' | 'developer';
  /** Folders of the collection; all of it by default. */
  readonly paths?: readonly string[];
  /** More files of the collection. */
  readonly files?: Values;
  /** Rows of variables, one for an iteration. */
  readonly data?: readonly Values[];
}

const IS_SECRET = /_(?:password|clientSecret)$/;

/** Runs Bruno; resolves whatever its exit status. Secrets are in a file `.env`, all else in an environment. */
export function bru(values: Values, { sandbox, paths = ['.'], files = {}, data }: Options): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'credwire-bruno-'));
  cpSync(kit('dist/credwire'), folder, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const secrets = Object.entries(values).filter(([name]) => IS_SECRET.test(name));
  const quoted = secrets.map(([name, value]) => `${name.toUpperCase()}=\`${value}\`\n`);
  writeFileSync(join(folder, '.env'), quoted.join(''));
  const environment = join(folder, 'environments/credwire.bru');
  const filled = readFileSync(environment, 'utf8').replace(/^ {2}(\w+): ?.*$/gm, (line, name) =>
    name in values ? `  ${name}: ${values[name]}` : line,
  );
  writeFileSync(environment, filled);
  writeFileSync(join(folder, 'data.json'), JSON.stringify(data ?? []));
  const args = [
    ...[kit('node_modules/@usebruno/cli/bin/bru.js'), 'run', ...paths, '-r', '--env', 'credwire', '--sandbox', sandbox],
    ...(data === undefined ? [] : ['--json-file-path', 'data.json']),
  ];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder, env: { ...process.env, FORCE_COLOR: '0' } }, (error, out, err) => {
      const after = readFileSync(environment, 'utf8');
      rmSync(folder, { recursive: true });
      const status = typeof error?.code === 'number' ? error.code : error ? -1 : 0;
      resolve({ status, output: out + err, environment: after });
    });
  });
}
