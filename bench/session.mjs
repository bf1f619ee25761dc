// What a call over a good session costs beside the bare client: `npm run build && node bench/session.mjs`. Both ask a
// server in a process of its own. They take turns call by call, so that whatever else the machine does meets both alike,
// and the quotient of their medians counts. Fails above the goal.
import { fork } from 'node:child_process';
import http from 'node:http';
import { connect } from '../dist/session/index.js';
import * as ifactory from '../dist/vendors/ifactory.js';

const GOAL = 1.05;
const WARM_UP = 1000;
const CALLS = 5000;

if (process.argv[2] === 'server') {
  const server = http.createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(request.url?.startsWith('/api/tokens') ? '{"token":"abc"}' : '{"orders":[]}');
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address !== null && typeof address === 'object') process.send?.(address.port);
  });
} else {
  const server = fork(new URL(import.meta.url), ['server']);
  const port = await new Promise((resolve) => server.once('message', resolve));
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
    await call();
    return (performance.now() - start) * 1000;
  };
  /** @param {readonly number[]} values */
  const median = (values) => [...values].sort((one, other) => one - other)[values.length >> 1] ?? Number.NaN;

  const [client, connected] = [() => send(bare), () => connection.send({ url: '/orders' })];
  const times = { bare: [0], connect: [0] };
  for (let call = 0; call < WARM_UP + CALLS; call++) {
    if (call === WARM_UP) [times.bare, times.connect] = [[], []];
    const isFirst = call % 2 === 0;
    if (isFirst) times.bare.push(await timeOf(client));
    times.connect.push(await timeOf(connected));
    if (!isFirst) times.bare.push(await timeOf(client));
  }
  const [alone, kept] = [median(times.bare), median(times.connect)];
  const ratio = kept / alone;
  console.log(`fetch ${alone.toFixed(0)} µs, by connect ${kept.toFixed(0)} µs: ${ratio.toFixed(3)} ×, goal ${GOAL} ×`);
  server.kill();
  process.exitCode = ratio <= GOAL ? 0 : 1;
}
