/** `credwire sandbox`: the vendors' servers on loopback, each on a port of its own, until a signal comes. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { nearest } from '../../../core/check.js';
import { systemRandom } from '../../../core/random.js';
import type { Handler } from '../../../sandbox/index.js';
import type { Vendor } from '../../../vendors/index.js';
import type { Task } from '../../definition.js';
import { EXIT, usageError } from '../../exit.js';
import { type Io, note, print } from '../../io.js';
import { numberOf, textOf } from '../../options.js';
import { VENDORS } from '../../vendor-options.js';
import { accountsFrom, generated, type VendorAccounts } from './accounts.js';
import { stepsOf } from './faults.js';
import { jsonOf, type Running, textLines } from './ready.js';
import { type Server, startServer, type Tls } from './server.js';

type Given = Task['given'];

/** Does the work. */
export async function run({ io, given, operands, secrets }: Task): Promise<number> {
  const vendors = vendorsOf(operands);
  const handlers = await handlersOf(io, given, vendors);
  for (const { accounts } of handlers) for (const { password } of passwordsOf(accounts)) secrets.add(password);
  const tls = await tlsOf(io, given);
  const host = textOf(given.host) ?? '127.0.0.1';
  const first = given.port === undefined ? 0 : numberOf('--port', String(given.port), 65_535);
  if (first > 0 && first + vendors.length - 1 > 65_535) {
    throw usageError(`--port: expected at most ${65_536 - vendors.length}, as ${vendors.length} ports are needed`);
  }
  const servers: Server[] = [];
  try {
    const running: Running[] = [];
    for (const [at, { vendor, handler, accounts }] of handlers.entries()) {
      const port = first === 0 ? 0 : first + at;
      const options = { host, port, tls, cors: given.cors === true, isLogged: given.quiet !== true };
      const server = await startServer(io, vendor, handler, options);
      servers.push(server);
      running.push({ vendor, baseUrl: server.url, accounts });
    }
    const lines = given.output === 'json' ? [jsonOf(running)] : textLines(io, running);
    for (const line of lines) await print(io, line);
    if (given.output !== 'json') await note(io, 'Ready. Press Ctrl-C to stop.');
    await untilStopped(io.signal);
  } finally {
    await Promise.all(servers.map(({ close }) => close()));
  }
  return EXIT.done;
}

function vendorsOf(operands: readonly string[]): readonly Vendor[] {
  if (operands.length === 0) return VENDORS;
  return [...new Set(operands)].map((name) => {
    const vendor = VENDORS.find((id) => id === name);
    if (vendor !== undefined) return vendor;
    const near = nearest(name, VENDORS);
    const hint = near ? `did you mean "${near}"?` : `expected ${VENDORS.join(', ')}`;
    throw usageError(`credwire sandbox: unknown vendor; ${hint}`);
  });
}

interface Ready {
  readonly vendor: Vendor;
  readonly handler: Handler;
  readonly accounts: VendorAccounts;
}

async function handlersOf(io: Io, given: Given, vendors: readonly Vendor[]): Promise<readonly Ready[]> {
  const sandboxes = await import('../../../sandbox/index.js');
  const seed = textOf(given.seed);
  // Without a seed nobody can tell the tokens in advance.
  const tokenSeed = seed ?? Buffer.from(systemRandom(16)).toString('hex');
  const file = textOf(given.accounts);
  const found = file === undefined ? undefined : await accountsFrom(io, file);
  const script = { steps: stepsOf((given.fault ?? []) as readonly string[]), delay: latencyOf(given) }; // a repeated option is a list
  const life =
    given.tokenLife === undefined ? undefined : numberOf('--token-life', String(given.tokenLife), 315_360_000);
  return vendors.map((vendor) => {
    const random = seed === undefined ? systemRandom : sandboxes.seededRandom(`${seed} ${vendor}`);
    const accounts = found === undefined ? generated(vendor, random) : found.get(vendor);
    if (accounts === undefined) throw usageError(`--accounts: the file has no accounts for ${vendor}`);
    const shared = { seed: tokenSeed, now: io.now, ...(life === undefined ? {} : { tokenLife: life * 1000 }) };
    const options = { ...shared, ...accounts.options, accounts: accounts.accounts };
    // The sandbox checks what the file says.
    const handler = sandboxes[`${vendor}Sandbox`](options as never);
    return { vendor, accounts, handler: sandboxes.scripted(handler, script) };
  });
}

function latencyOf(given: Given): number {
  return given.latency === undefined ? 0 : numberOf('--latency', String(given.latency), 600_000);
}

function passwordsOf({ accounts }: VendorAccounts): readonly { readonly password: string }[] {
  return accounts as readonly { readonly password: string }[]; // the sandbox has checked them
}

async function tlsOf(io: Io, given: Given): Promise<Tls | undefined> {
  const [key, cert] = [textOf(given.tlsKey), textOf(given.tlsCert)];
  if (key === undefined && cert === undefined) return undefined;
  if (key === undefined || cert === undefined) throw usageError('--tls-key and --tls-cert: expected both or neither');
  return { key: await readFile(resolve(io.cwd, key)), cert: await readFile(resolve(io.cwd, cert)) };
}

function untilStopped(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener('abort', () => done(), { once: true });
  });
}
