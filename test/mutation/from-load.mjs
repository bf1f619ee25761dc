// The second step, one of several processes: for each mutant that it's sent, loads everything again with it active, and runs
// the tests until one fails.
import { createVitest } from 'vitest/node';

const vitest = await createVitest('test', {
  config: 'test/mutation/vitest.config.ts',
  pool: 'threads', // which take over process.env
  maxWorkers: 1,
  watch: false,
  bail: 1,
  reporters: [{}],
});

/** @param {import('./reloading.mjs').Wanted} wanted */
async function passes({ id, order, isAll }) {
  process.env.__STRYKER_ACTIVE_MUTANT__ = id;
  process.env.MUTATION_ORDER = order.join(' ');
  vitest.state.filesMap.clear();
  vitest.state.errorsSet.clear();
  await vitest.start(isAll ? [] : ['test/mutation/together.ts']);
  const files = vitest.state.getFiles();
  return files.length > 0 && files.every(({ result }) => result?.state === 'pass');
}

process.on('message', async (/** @type {import('./reloading.mjs').Wanted} */ wanted) => {
  process.send?.({ passes: await passes(wanted) });
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
