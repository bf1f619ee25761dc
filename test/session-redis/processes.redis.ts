/** Many processes that share a session by a real Redis. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { createServer as createSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const WORKER = here('dist/worker.mjs');
const directory = mkdtempSync(join(tmpdir(), 'credwire-redis-'));

let redisPort = 0;
let redis: ChildProcess | undefined;

async function startRedis(): Promise<void> {
  const nothingKept = ['--save', '', '--appendonly', 'no', '--dir', directory];
  const started = spawn('redis-server', ['--port', `${redisPort}`, '--bind', '127.0.0.1', ...nothingKept]);
  redis = started;
  await new Promise<void>((ready, fail) => {
    started.on('error', fail);
    started.stdout.on('data', (text: Buffer) => {
      if (text.includes('Ready to accept connections')) ready();
    });
  });
}

async function stopRedis(): Promise<void> {
  const stopped = redis;
  redis = undefined;
  if (stopped === undefined || stopped.exitCode !== null) return;
  await new Promise<void>((gone) => {
    stopped.on('exit', () => gone());
    stopped.kill('SIGKILL');
  });
}

async function freePort(): Promise<number> {
  const socket = createSocket();
  await new Promise<void>((listening) => socket.listen(0, '127.0.0.1', listening));
  const { port } = socket.address() as { readonly port: number };
  await new Promise((closed) => socket.close(closed));
  return port;
}

/** A gateway whose tokens live for a time: it answers 401 to those that have ended. */
class Gateway {
  readonly signIns: number[] = [];
  readonly held: ServerResponse[] = [];
  isHolding = false;
  private readonly ends = new Map<string, number>();
  private readonly server: Server;

  constructor(private readonly life: number) {
    this.server = createServer((request, response) => {
      if (request.url?.startsWith('/api/tokens')) this.signIn(response);
      else {
        const end = this.ends.get(request.headers.authorization ?? '') ?? 0;
        response.writeHead(Date.now() < end ? 200 : 401).end('{}');
      }
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(this.server.address() as { readonly port: number }).port}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private signIn(response: ServerResponse): void {
    const now = Date.now();
    this.signIns.push(now);
    if (this.isHolding) {
      this.held.push(response);
      return;
    }
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = `${part({})}.${part({ exp: (now + this.life) / 1000, n: this.signIns.length })}.s`;
    this.ends.set(`Bearer ${token}`, now + this.life);
    setTimeout(() => response.end(JSON.stringify({ token })), 50);
  }
}

let gateway: Gateway;
let baseUrl = '';

const useGateway = async (life: number): Promise<void> => {
  gateway = new Gateway(life);
  baseUrl = await gateway.listen();
};

/** Runs a worker to its end. */
async function work(calls: number, every: number, timeout = 20_000): Promise<Readonly<Record<string, number>>> {
  const argument = JSON.stringify({ redis: `redis://127.0.0.1:${redisPort}`, baseUrl, calls, every, timeout });
  const { stdout } = await promisify(execFile)(process.execPath, [WORKER, argument]);
  return JSON.parse(stdout);
}

beforeAll(async () => {
  redisPort = await freePort();
  await build({
    entryPoints: [here('worker.mjs')],
    outfile: WORKER,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['keyv', '@keyv/redis', 'ioredis', 'redis-semaphore'],
    tsconfig: here('../../tsconfig.json'),
  });
});

beforeEach(startRedis);

afterEach(async () => {
  gateway.close();
  await stopRedis();
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('8 processes of 200 calls', () => {
  it('end with one sign-in an expiry, and lose no call', async () => {
    const life = 8000;
    await useGateway(life);
    const results = await Promise.all(Array.from({ length: 8 }, () => work(200, 50)));
    for (const seen of results) expect(seen).toMatchObject({ 'status 200': 200 });
    const gaps = gateway.signIns.slice(1).map((time, at) => time - Number(gateway.signIns[at]));
    expect(gaps.length).toBeGreaterThanOrEqual(1); // they have gone through an expiry
    // Renewed a tenth of its life before the end, and never twice.
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(life * 0.85);
  });
});

describe('a process that is killed while it signs in', () => {
  it("holds up the others no longer than the lock's life", async () => {
    await useGateway(60_000);
    gateway.isHolding = true;
    const argument = { redis: `redis://127.0.0.1:${redisPort}`, baseUrl, calls: 1, every: 0, timeout: 20_000 };
    const killed = spawn(process.execPath, [WORKER, JSON.stringify(argument)]);
    while (gateway.held.length === 0) await pause(20);
    killed.kill('SIGKILL');
    gateway.isHolding = false;
    const start = Date.now();
    expect(await work(1, 0)).toMatchObject({ 'status 200': 1, 'sign-in': 1 });
    expect(gateway.signIns).toHaveLength(2);
    expect(Number(gateway.signIns[1]) - start).toBeLessThan(3000 + 2000); // its life, and the start of a process
  });
});

describe('a server that stops and starts again', () => {
  it('loses no call: each process falls back to its own sign-in', async () => {
    await useGateway(1500);
    const working = Promise.all(Array.from({ length: 3 }, () => work(200, 30, 5000)));
    while (gateway.signIns.length === 0) await pause(20);
    await pause(500);
    await stopRedis();
    await pause(3000);
    await startRedis();
    const results = await working;
    for (const seen of results) expect(seen['status 200']).toBe(200);
    // On a busy machine a process may start when the server is back: then it sees no fault.
    const faults = results.map((seen) => Number(seen['fault of store'] ?? 0));
    expect(Math.max(...faults)).toBeGreaterThan(0);
  });
});
