import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ifactory } from 'credwire';
import { connect } from 'credwire/session';
import { fileStore } from 'credwire/session/file';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gateway, USER } from './support.js';

let directory = '';

beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'credwire-file-')), 'made', 'by the store');
});

afterEach(() => rmSync(join(directory, '../..'), { recursive: true, force: true }));

describe('fileStore', () => {
  it('keeps one string per key, in files that only the user can read', async () => {
    const { store } = fileStore(directory);
    expect(await store.get('credwire:bex:https://a:1')).toBeUndefined();
    await store.set('credwire:bex:https://a:1', 'one');
    await store.set('credwire:bex:https://a:2', 'two');
    await store.set('credwire:bex:https://a:1', 'new');
    expect(await store.get('credwire:bex:https://a:1')).toBe('new');
    expect(await store.get('credwire:bex:https://a:2')).toBe('two');
    const names = readdirSync(directory);
    expect(names).toHaveLength(2); // nothing else is left
    for (const name of names) expect(statSync(join(directory, name)).mode & 0o777).toBe(0o600);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    await store.delete('credwire:bex:https://a:1');
    await store.delete('credwire:bex:https://a:1');
    expect(await store.get('credwire:bex:https://a:1')).toBeUndefined();
  });

  it('rejects where a file is there that it cannot read', async () => {
    const { store } = fileStore(directory);
    await store.set('key', 'one');
    rmSync(join(directory, 'key.json'));
    mkdirSync(join(directory, 'key.json'));
    await expect(store.get('key')).rejects.toMatchObject({ code: 'EISDIR' });
  });

  it('lets one task a key run at a time', async () => {
    const { lock } = fileStore(directory);
    let [running, most, runs] = [0, 0, 0];
    const task = async () => {
      most = Math.max(most, ++running);
      await new Promise((go) => setTimeout(go, 5));
      running--;
      runs++;
    };
    await Promise.all(Array.from({ length: 5 }, () => lock('key', task)));
    expect([most, runs]).toEqual([1, 5]);
    await expect(lock('key', () => Promise.reject(new Error('of the task')))).rejects.toThrow('of the task');
    await lock('key', task); // released
    await expect(lock('key', async () => rmSync(join(directory, 'key.json.lock'), { recursive: true }))).resolves.toBe(
      undefined,
    );
  });

  it('stops trying to get a lock when nobody waits for it any more', async () => {
    const { lock } = fileStore(directory);
    let release = (): void => {};
    const held = lock(
      'key',
      () =>
        new Promise((go) => {
          release = go;
        }),
    );
    await vi.waitFor(() => expect(readdirSync(directory)).toContain('key.json.lock'));
    const controller = new AbortController();
    const task = vi.fn(async () => {});
    const waiting = lock('key', task, { signal: controller.signal });
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'ELOCKED' });
    release();
    await held;
    expect(task).not.toHaveBeenCalled();
  });

  it('serves connections, and an entry that was cut off counts as missing', async () => {
    const server = gateway();
    const settings = { send: server.send, ...fileStore(directory) };
    await connect(ifactory, USER, settings).session();
    await connect(ifactory, USER, settings).session();
    expect(server.signIns).toBe(1);
    const [name = ''] = readdirSync(directory);
    writeFileSync(join(directory, name), readFileSync(join(directory, name), 'utf8').slice(0, 50));
    await connect(ifactory, USER, settings).session();
    expect(server.signIns).toBe(2);
  });

  it('costs a sign-in where the directory cannot be used', async () => {
    const server = gateway();
    const file = join(directory, '../..', 'a file');
    writeFileSync(file, '');
    const settings = { send: server.send, ...fileStore(join(file, 'no directory')) };
    expect((await connect(ifactory, USER, settings).send({ url: '/a' })).status).toBe(200);
  });

  it.each([undefined, '', 5])('refuses %s for a path', (path) => {
    expect(() => fileStore(path as string)).toThrow(/^fileStore: "directory": expected/);
  });

  it('is safe under several processes: one sign-in for eight of them', async () => {
    let signIns = 0;
    const server = createServer((request, response) => {
      const isSignIn = request.url?.startsWith('/api/tokens') === true;
      if (isSignIn) signIns++;
      setTimeout(() => response.end(JSON.stringify({ token: 'one' })), isSignIn ? 50 : 0);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as { readonly port: number };
    const program = join(directory, '../..', 'program.mjs');
    const source = (path: string) => fileURLToPath(new URL(`../../src/${path}`, import.meta.url));
    await build({
      stdin: {
        contents: `
          import * as ifactory from ${JSON.stringify(source('vendors/ifactory.ts'))};
          import { connect } from ${JSON.stringify(source('session/connect.ts'))};
          import { fileStore } from ${JSON.stringify(source('session/file/index.ts'))};
          const options = { baseUrl: 'http://127.0.0.1:${port}', userLogin: 'u', password: 'p' };
          const connection = connect(ifactory, options, fileStore(${JSON.stringify(directory)}));
          const calls = Array.from({ length: 20 }, () => connection.fetch('/ping'));
          console.log((await Promise.all(calls)).every(({ status }) => status === 200));`,
        resolveDir: fileURLToPath(new URL('.', import.meta.url)),
      },
      bundle: true,
      platform: 'node',
      format: 'esm',
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
      define: { __filename: 'import.meta.url' },
      outfile: program,
    });
    const runs = Array.from({ length: 8 }, () => promisify(execFile)(process.execPath, [program]));
    for (const { stdout } of await Promise.all(runs)) expect(stdout).toBe('true\n');
    server.close();
    expect(signIns).toBe(1);
  });
});
