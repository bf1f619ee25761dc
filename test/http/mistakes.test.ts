/** No ordinary mistake of a caller ends the process: each is made in a real one, which must end well by itself. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';

// Bundled once: each process then starts at once.
const folder = mkdtempSync(join(tmpdir(), 'credwire-mistakes-'));
const program = join(folder, 'mistakes.mjs');
const entry = fileURLToPath(new URL('./mistakes.ts', import.meta.url));
buildSync({ entryPoints: [entry], outfile: program, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
afterAll(() => rmSync(folder, { recursive: true }));

const EXPECTED: Readonly<Record<string, string>> = {
  'an asynchronous generator as flow': 'ERR_ARGUMENT_TYPE',
  'an asynchronous generator as flow, which throws later': 'ERR_ARGUMENT_TYPE',
  'a flow that throws': 'ERR_TRANSPORT',
  'a sign-in that was not called': 'ERR_ARGUMENT_TYPE',
  'a send that is not a function': 'ERR_ARGUMENT_TYPE',
  'a send that returns no promise': 'ERR_ARGUMENT_TYPE',
  'a send that throws at once': 'ERR_TRANSPORT',
  'a send that is rejected': 'ERR_TRANSPORT',
  'one flow run twice': 'ERR_ARGUMENT_VALUE',
  'a fetch that is rejected when the time is over': 'ERR_TIMEOUT',
  'a client that is rejected when the request is aborted': 'ERR_ABORTED',
  'a random source that is a promise': 'ERR_RANDOM',
  'a choose that is asynchronous': 'ERR_COMPANY_CHOICE',
  'an onEvent that is asynchronous, with a store that is rejected': 'abc',
  'a handler that is asynchronous, behind node:http': 'HTTP 500',
  'a handler that is asynchronous, behind fetch': 'HTTP 500',
  'a handler that is not a function': 'ERR_ARGUMENT_TYPE',
  'a listener of a handler that throws': 'HTTP 500',
};

describe('a process survives', () => {
  it('every mistake that the program knows', () => {
    const names: unknown = JSON.parse(execFileSync(process.execPath, [program], { encoding: 'utf8' }));
    expect(names).toEqual(Object.keys(EXPECTED));
  });

  it.each(Object.entries(EXPECTED))('%s', async (name, outcome) => {
    // Rejects where the process ends with another exit code than 0.
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, name]);
    expect([stdout, stderr]).toEqual([outcome, '']);
  });
});
