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

/** @param {string} id none for the sources as they are */
async function passes(id) {
  process.env.__STRYKER_ACTIVE_MUTANT__ = id;
  vitest.state.filesMap.clear();
  vitest.state.errorsSet.clear();
  await vitest.start();
  const files = vitest.state.getFiles();
  return files.length > 0 && files.every(({ result }) => result?.state === 'pass');
}

process.on('message', async (/** @type {string} */ id) => {
  process.send?.({ id, passes: await passes(id) });
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
