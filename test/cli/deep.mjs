// Signs in 100,000 accounts of a CSV file, kills the run halfway, goes on, and measures the memory:
//
//   npm run test:cli:deep             100,000 rows
//   npm run test:cli:deep -- 20000    another number
//
// Fails if an account is signed in twice, a result is missing, or memory grows with the rows.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROWS = Number(process.argv[2] ?? 100_000);
const CONCURRENCY = 16;
const MEGABYTE = 1_048_576;
/** The users that were seen take a few dozen bytes each; everything else must stay as it is. */
const MOST_GROWTH = 40;

const program = fileURLToPath(new URL('../../dist/cli/bin.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'credwire-batch-'));
const [csv, results] = [join(folder, 'users.csv'), join(folder, 'results.jsonl')];

/** @type {Map<string, number>} How often each user has signed in. */
const signIns = new Map();
let answered = 0;
/** @type {(() => void) | undefined} */
let onHalf;

const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    const { username } = JSON.parse(body);
    signIns.set(username, (signIns.get(username) ?? 0) + 1);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ id: 1, value: `token-of-${username}`, email: username }));
    if (++answered === Math.floor(ROWS / 2)) onHalf?.();
  });
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

try {
  await writeCsv();
  const first = await batch([], (child) => {
    onHalf = () => child.kill('SIGKILL');
  });
  const rest = await batch(['--resume'], () => {});
  const lines = readFileSync(results, 'utf8').trimEnd().split('\n');
  const inOrder = lines.every((line, at) => JSON.parse(line).row === at + 1);
  const repeated = [...signIns.values()].filter((times) => times > 1).length;
  console.log(`killed after about ${Math.floor(ROWS / 2)} rows: ${first.told}`);
  console.log(`resumed: ${rest.told}, ${rest.seconds.toFixed(1)} s`);
  console.log(
    `${lines.length} results, in order: ${inOrder}; signed in twice: ${repeated} (in flight when it was killed)`,
  );
  const grown = Math.max(first.growth, rest.growth);
  if (rest.code !== 0 || lines.length !== ROWS || !inOrder || repeated > CONCURRENCY || grown > MOST_GROWTH) {
    console.error('test:cli:deep: failed');
    process.exitCode = 1;
  }
} finally {
  server.close();
  rmSync(folder, { recursive: true, force: true });
}

async function writeCsv() {
  const file = createWriteStream(csv);
  file.write('username,password\n');
  for (let row = 1; row <= ROWS; row++) {
    if (!file.write(`user-${row}@example.com,"pass,word-${row}"\n`)) {
      await new Promise((resolve) => file.once('drain', () => resolve(undefined)));
    }
  }
  await new Promise((resolve) => file.end(() => resolve(undefined)));
}

/**
 * @param {readonly string[]} more
 * @param {(child: import('node:child_process').ChildProcess) => void} started
 */
async function batch(more, started) {
  const url = `http://127.0.0.1:${port}`;
  const args = ['batch', 'bex', csv, '--base-url', url, '--results', results, '--concurrency', String(CONCURRENCY)];
  const start = performance.now();
  const child = spawn(process.execPath, [program, ...args, ...more], {
    stdio: 'ignore',
    env: { PATH: process.env.PATH },
  });
  started(child);
  /** @type {number[]} */
  const samples = [];
  const timer = setInterval(() => samples.push(memoryOf(child.pid)), 250);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearInterval(timer);
  const seen = samples.filter((bytes) => bytes > 0);
  // The heap fills up first, until the collector has found its size.
  const half = Math.ceil(seen.length / 2);
  const [settled, peak] = [Math.max(...seen.slice(0, half)), Math.max(...seen.slice(half))];
  const growth = (peak - settled) / MEGABYTE;
  const told = `${Math.round(settled / MEGABYTE)} MB at most in the first half, ${Math.round(peak / MEGABYTE)} MB in the second`;
  return { code, growth, told, seconds: (performance.now() - start) / 1000 };
}

/** Resident memory of a process, as Linux tells it. @param {number | undefined} pid */
function memoryOf(pid) {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0; // it has just ended
  }
}
