/** A real n8n with the packed package in it, driven by its command-line tool. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('..', import.meta.url));
const host = join(folder, 'host');
const node = join(host, 'node_modules/node24/bin/node');

/** A credential to import. */
export interface Credential {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A node of a workflow, without what is the same for all. */
export interface Step {
  readonly name: string;
  readonly type: string;
  readonly typeVersion: number;
  readonly parameters: object;
  readonly credentials?: Readonly<Record<string, { readonly id: string; readonly name: string }>>;
  readonly onError?: 'continueRegularOutput';
}

/** What a node put out: its items, or its error. */
export interface Ran {
  readonly items: readonly unknown[];
  readonly error?: string;
}

/** An n8n of its own folder. */
export interface Host {
  /** Imports credentials by n8n's command. */
  importCredentials(credentials: readonly Credential[]): Promise<void>;
  /** The data of every credential, decrypted by n8n's command. */
  exportCredentials(): Promise<readonly Credential[]>;
  /** Imports and executes a workflow whose nodes run one after the other, each on three items; resolves to their outputs. */
  execute(steps: readonly Step[]): Promise<Readonly<Record<string, Ran>>>;
  /** Everything that n8n printed so far. */
  printed(): string;
  /** Everything that n8n wrote to its folder, as Latin-1. */
  written(): string;
  remove(): void;
}

/** Makes a folder, and installs the packed package in it as n8n does. */
export function makeHost(): Host {
  const home = mkdtempSync(join(tmpdir(), 'credwire-n8n-'));
  const nodes = join(home, '.n8n/nodes');
  mkdirSync(nodes, { recursive: true });
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', home], {
    cwd: folder,
    encoding: 'utf8',
  });
  const archive = join(home, packed.trim());
  execFileSync('npm', ['install', '--prefix', nodes, '--legacy-peer-deps', '--silent', '--offline', archive]);
  let output = '';
  const run = (args: readonly string[]): Promise<string> =>
    new Promise((resolve) => {
      const options = { cwd: home, env: environment(home), maxBuffer: 2 ** 28 };
      execFile(node, [join(host, 'node_modules/n8n/bin/n8n'), ...args], options, (_error, out, err) => {
        output += out + err;
        resolve(out + err);
      });
    });
  return {
    importCredentials: async (credentials) => {
      const path = join(home, 'credentials.json');
      writeFileSync(path, JSON.stringify(credentials.map((each) => ({ ...each, name: each.id }))));
      const text = await run(['import:credentials', `--input=${path}`]);
      rmSync(path);
      if (!text.includes(`Successfully imported ${credentials.length} credential`)) throw new Error(text);
    },
    exportCredentials: async () => {
      const path = join(home, 'exported.json');
      const text = await run(['export:credentials', '--all', '--decrypted', `--output=${path}`]);
      if (!text.includes('Successfully exported')) throw new Error(text);
      const exported = JSON.parse(readFileSync(path, 'utf8'));
      rmSync(path);
      return exported;
    },
    execute: async (steps) => {
      const path = join(home, 'workflow.json');
      writeFileSync(path, JSON.stringify([workflow(steps)]));
      const text = await run(['import:workflow', `--input=${path}`]);
      if (!text.includes('Successfully imported 1 workflow')) throw new Error(text);
      rmSync(path);
      return ranIn(await run(['execute', '--id=credwire', '--rawOutput']));
    },
    printed: () => output,
    written: () => readAll(join(home, '.n8n')),
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

const environment = (home: string): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: home,
  N8N_USER_FOLDER: home,
  N8N_LOG_LEVEL: 'debug',
  N8N_ENCRYPTION_KEY: 'a key for the tests only',
  N8N_DIAGNOSTICS_ENABLED: 'false',
  N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
  N8N_TEMPLATES_ENABLED: 'false',
  NO_COLOR: '1',
});

// Three items, because n8n sends the requests of several items at the same time.
const START: readonly Step[] = [
  { name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
  {
    name: 'Numbers',
    type: 'n8n-nodes-base.set',
    typeVersion: 3.4,
    parameters: { mode: 'raw', jsonOutput: '{ "number": [1, 2, 3] }', options: {} },
  },
  {
    name: 'Items',
    type: 'n8n-nodes-base.splitOut',
    typeVersion: 1,
    parameters: { fieldToSplitOut: 'number', options: {} },
  },
];

function workflow(steps: readonly Step[]): object {
  const all = [...START, ...steps].map((step, index) => ({ id: `node-${index}`, position: [200 * index, 0], ...step }));
  const links = all.slice(1).map(({ name }, index) => {
    const from = all[index]?.name ?? '';
    return [from, { main: [[{ node: name, type: 'main', index: 0 }]] }];
  });
  return {
    id: 'credwire',
    name: 'credwire',
    active: false,
    nodes: all,
    connections: Object.fromEntries(links),
    settings: { executionOrder: 'v1' },
  };
}

interface RunData {
  readonly error?: { readonly message?: string };
  readonly data?: { readonly main?: readonly (readonly { readonly json: unknown }[] | null)[] };
}

function ranIn(text: string): Readonly<Record<string, Ran>> {
  const start = text.indexOf('{\n  "data"');
  if (start < 0) throw new Error(text);
  const { data } = JSON.parse(text.slice(start, text.lastIndexOf('\n}') + 2));
  const runs = data.resultData.runData as Readonly<Record<string, readonly RunData[]>>;
  return Object.fromEntries(
    Object.entries(runs).map(([name, [run]]) => {
      const items = (run?.data?.main?.[0] ?? []).map(({ json }) => json);
      const error = run?.error?.message;
      return [name, error === undefined ? { items } : { items, error }];
    }),
  );
}

const readAll = (path: string): string =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
