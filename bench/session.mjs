// What a call over a good session costs beside the bare client: `npm run build && node bench/session.mjs`. Both ask a
// server in a process of its own; rounds take turns, and the median of their ratios counts. Fails above the goal.
import { fork } from 'node:child_process';
import http from 'node:http';
import { connect } from '../dist/session/index.js';
import * as ifactory from '../dist/vendors/ifactory.js';

const GOAL = 1.05;
const ROUNDS = 31;
const CALLS = 300;

if (process.argv[2] === 'server') {
  const server = http.createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(request.url?.startsWith('/api/tokens') ? '{"token":"abc"}' : '{"orders":[]}');
  });
  server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
} else {
  const server = fork(new URL(import.meta.url), ['server']);
  const port = await new Promise((resolve) => server.once('message', (address) => resolve(address.port)));
  const baseUrl = `http://127.0.0.1:${port}`;

  /** @param {{ url: string, method: string, headers: Readonly<Record<string, string>> }} request */
  const send = async ({ url, method, headers }) => {
    const response = await fetch(url, { method, headers, redirect: 'manual' });
    return { status: response.status, headers: {}, body: await response.text() };
  };
  const connection = connect(ifactory, { baseUrl, userLogin: 'u', password: 'p' }, { send });
  const bare = { url: `${baseUrl}/orders`, method: 'GET', headers: { Authorization: 'Bearer abc' } };

  /** @param {() => Promise<unknown>} call */
  const timeOf = async (call) => {
    const start = performance.now();
    for (let at = 0; at < CALLS; at++) await call();
    return ((performance.now() - start) / CALLS) * 1000;
  };
  /** @param {readonly number[]} values */
  const median = (values) => [...values].sort((one, other) => one - other)[values.length >> 1] ?? Number.NaN;

  const [client, connected] = [() => send(bare), () => connection.send({ url: '/orders' })];
  for (const call of [client, connected, client, connected]) await timeOf(call); // warm
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const [one, other] = round % 2 === 0 ? [client, connected] : [connected, client];
    const [first, second] = [await timeOf(one), await timeOf(other)];
    rounds.push(round % 2 === 0 ? { bare: first, connect: second } : { bare: second, connect: first });
  }
  const ratio = median(rounds.map((times) => times.connect / times.bare));
  const [alone, kept] = [median(rounds.map((times) => times.bare)), median(rounds.map((times) => times.connect))];
  console.log(`fetch ${alone.toFixed(0)} µs, by connect ${kept.toFixed(0)} µs: ${ratio.toFixed(3)} ×, goal ${GOAL} ×`);
  server.kill();
  process.exitCode = ratio <= GOAL ? 0 : 1;
}
