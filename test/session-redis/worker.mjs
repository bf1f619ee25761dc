// One process of the tests: makes calls over the connection of the example, and prints their results.
import { setTimeout as pause } from 'node:timers/promises';
import { connectShared } from '../../examples/session/redis.mjs';

const { redis, baseUrl, calls, every, timeout } = JSON.parse(process.argv[2] ?? '');

/** @type {Record<string, number>} */
const seen = {};
/** @param {string} what */
const count = (what) => {
  seen[what] = (seen[what] ?? 0) + 1;
};

const { connection, close } = connectShared(
  redis,
  { baseUrl, userLogin: 'demo', password: 'p+ss/word=1' },
  { timeout, onEvent: (event) => count(event.type === 'fault' ? `fault of ${event.part}` : event.type) },
);
const all = [];
for (let call = 0; call < calls; call++) {
  const sent = connection.fetch('/api/ping').then(
    ({ status }) => count(`status ${status}`),
    (error) => count(`error ${error.code}: ${error.message}`),
  );
  all.push(sent);
  await pause(every);
}
await Promise.all(all);
await close();
console.log(JSON.stringify(seen));
