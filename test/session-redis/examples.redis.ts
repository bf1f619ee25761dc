/** The examples of sessions: on workerd, and counted by OpenTelemetry's API. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterEach, describe, expect, it } from 'vitest';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'credwire-worker-'));
let workerd: ChildProcess | undefined;

afterEach(() => {
  workerd?.kill();
  rmSync(directory, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const socket = createServer();
  await new Promise<void>((listening) => socket.listen(0, '127.0.0.1', listening));
  const { port } = socket.address() as { readonly port: number };
  await new Promise((closed) => socket.close(closed));
  return port;
}

// The vendor, as a worker: everything that the example asks of the network goes there.
const VENDOR = `
let [signIns, calls, token] = [0, 0, ''];
export default {
  fetch: async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/api/service/login') {
      const { username, password } = await request.json();
      if (username !== 'user123' || password !== 'p+ss') return Response.json({ ex: 'Wrong' });
      token = 'token-' + ++signIns;
      return Response.json({ value: token });
    }
    if (pathname === '/revoke' && signIns === 1) token = '';
    if (request.headers.get('token') !== token) return Response.json({ ex: 'Invalid token' });
    return Response.json({ pathname, signIns, calls: ++calls });
  },
};`;

const config = (port: number) => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "page", worker = .page), (name = "vendor", worker = .vendor)],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "page")],
);
const page :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-01-01",
  globalOutbound = "vendor",
  durableObjectNamespaces = [(className = "Courier", uniqueKey = "courier")],
  durableObjectStorage = (inMemory = void),
  bindings = [
    (name = "COURIER", durableObjectNamespace = "Courier"),
    (name = "BEX_USER", text = "user123"),
    (name = "BEX_PASSWORD", text = "p+ss"),
  ],
);
const vendor :Workerd.Worker = (
  modules = [(name = "vendor.js", esModule = embed "vendor.js")],
  compatibilityDate = "2026-01-01",
);`;

describe('examples/session/worker.mjs', () => {
  it('keeps one session for all requests, in a Durable Object', async () => {
    await build({
      entryPoints: [here('../../examples/session/worker.mjs')],
      outfile: join(directory, 'worker.js'),
      bundle: true,
      format: 'esm',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      tsconfig: here('../../tsconfig.json'),
    });
    writeFileSync(join(directory, 'vendor.js'), VENDOR);
    const port = await freePort();
    writeFileSync(join(directory, 'config.capnp'), config(port));
    const program = here('node_modules/workerd-bin/bin/workerd');
    workerd = spawn(program, ['serve', join(directory, 'config.capnp')], { stdio: ['ignore', 'inherit', 'inherit'] });

    const call = async (path: string): Promise<unknown> => {
      for (let attempt = 0; ; attempt++) {
        try {
          return await (await fetch(`http://127.0.0.1:${port}${path}`)).json();
        } catch (error) {
          if (attempt === 100) throw error;
          await pause(100); // it has just been started
        }
      }
    };
    expect(await call('/api/service/a')).toEqual({ pathname: '/api/service/a', signIns: 1, calls: 1 });
    const calls = await Promise.all(Array.from({ length: 20 }, () => call('/api/service/b')));
    expect(calls.every((answer) => (answer as { readonly signIns: number }).signIns === 1)).toBe(true);
    expect(await call('/revoke')).toMatchObject({ signIns: 2 }); // noticed inside HTTP 200
    expect(await call('/api/service/c')).toMatchObject({ pathname: '/api/service/c' });
  });
});

describe('examples/session/metrics.mjs', () => {
  it("counts by OpenTelemetry's API", async () => {
    const seen: unknown[] = [];
    const { metrics } = await import('@opentelemetry/api');
    const instrument = (name: string) => {
      const keep = (value: number, attributes: unknown) => seen.push([name, value > 0 || value === 0, attributes]);
      return { add: keep, record: keep };
    };
    // An SDK in miniature.
    const meter = { createCounter: instrument, createHistogram: instrument };
    metrics.setGlobalMeterProvider({ getMeter: () => meter as unknown as ReturnType<typeof metrics.getMeter> });
    const { connectCounted } = await import('../../examples/session/metrics.mjs');
    let signIns = 0;
    const answer = async (url: string) =>
      Response.json(String(url).endsWith('/login') ? { value: `t${++signIns}` } : { ex: 'over' });
    await connectCounted({ username: 'u', password: 'p' }, answer as typeof fetch).fetch('/a');
    const signIn = { vendor: 'bex', type: 'sign-in' };
    const took = ['credwire.session.sign_in.duration', true, { vendor: 'bex', stored: false }];
    expect(seen).toEqual([
      ['credwire.session.events', true, signIn],
      took,
      ['credwire.session.events', true, { vendor: 'bex', type: 'repeat' }],
      ['credwire.session.events', true, signIn],
      took,
    ]);
  });
});
