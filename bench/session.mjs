// What a call over a good session costs beside the bare client. Both ask a server in a process of its own and take turns
// call by call, so whatever else the machine does affects both alike. Only wall time shows what a caller
// waits for, so that's what is measured here.
//
//   npm run build && node bench/session.mjs    fails if the interval lies above the goal
import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { interval, quotients, summary } from './statistics.mjs';

export const [CONNECT, FETCH] = ['connect().send', 'fetch'];
export const SESSION_GOAL = 1.05;

const FILE = fileURLToPath(import.meta.url);

/**
 * Nanoseconds per call: the median of each block of calls.
 *
 * @param {{ readonly blocks: number, readonly calls: number }} [settings]
 * @returns {Promise<import('./measure.mjs').Rounds>}
 */
export async function measureSession({ blocks, calls } = { blocks: 25, calls: 200 }) {
  const { url, stop } = await startServer();
  try {
    const { client, connected } = await callers(url);
    await block(client, connected, calls * 50); // the library's part is so short that V8 compiles it late
    /** @type {{ bare: number, kept: number }[]} */
    const medians = [];
    while (medians.length < blocks) medians.push(await block(client, connected, calls));
    return { [FETCH]: medians.map(({ bare }) => bare), [CONNECT]: medians.map(({ kept }) => kept) };
  } finally {
    stop();
  }
}

/** Starts the server in a process of its own. */
export async function startServer() {
  const server = fork(FILE, ['server'], { execArgv: [] });
  const port = await new Promise((resolve) => server.once('message', resolve));
  return { url: `http://127.0.0.1:${port}`, stop: () => server.kill() };
}

/** @param {string} baseUrl */
export async function callers(baseUrl) {
  const { connect } = await import('../dist/session/index.js');
  const ifactory = await import('../dist/vendors/ifactory.js');
  /** @param {{ url: string, method: string, headers: Readonly<Record<string, string>> }} request */
  const send = async ({ url, method, headers }) => {
    const response = await fetch(url, { method, headers, redirect: 'manual' });
    return { status: response.status, headers: {}, body: await response.text() };
  };
  const connection = connect(ifactory, { baseUrl, userLogin: 'u', password: 'p' }, { send });
  const bare = { url: `${baseUrl}/orders`, method: 'GET', headers: { Authorization: 'Bearer abc' } };
  return { client: () => send(bare), connected: () => connection.send({ url: '/orders' }) };
}

/** @param {() => Promise<unknown>} client @param {() => Promise<unknown>} connected @param {number} calls */
async function block(client, connected, calls) {
  /** @type {{ bare: number[], kept: number[] }} */
  const times = { bare: [], kept: [] };
  for (let call = 0; call < calls; call++) {
    const isFirst = call % 2 === 0;
    if (isFirst) times.bare.push(await timeOf(client));
    times.kept.push(await timeOf(connected));
    if (!isFirst) times.bare.push(await timeOf(client));
  }
  return { bare: summary(times.bare).median, kept: summary(times.kept).median };
}

/** @param {() => Promise<unknown>} call */
async function timeOf(call) {
  const start = performance.now();
  await call();
  return (performance.now() - start) * 1e6;
}

function serve() {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(request.url?.startsWith('/api/tokens') ? '{"token":"abc"}' : '{"orders":[]}');
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address !== null && typeof address === 'object') process.send?.(address.port);
  });
}

async function measureAlone() {
  const { sessionTable } = await import('./report.mjs');
  const rounds = await measureSession();
  console.log(sessionTable(rounds));
  const { low, high } = interval(quotients(rounds[CONNECT] ?? [], rounds[FETCH] ?? []));
  const found = high <= SESSION_GOAL ? 'reached' : 'undecided, because the interval includes it';
  console.log(`\nThe goal of ${SESSION_GOAL} is ${low > SESSION_GOAL ? 'missed' : found}.`);
  process.exitCode = low > SESSION_GOAL ? 1 : 0;
}

if (process.argv[1] === FILE) {
  if (process.argv[2] === 'server') serve();
  else void measureAlone(); // not awaited: the table's module imports this one
}
