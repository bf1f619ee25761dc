// One candidate of one workload in a process of its own: checks its output, warms up, and then measures a round each
// time it is asked to. Started by measure.mjs.
import { workloads } from './workloads/index.mjs';

const [workloadName, candidateName, roundMs] = process.argv.slice(2);
const workload = workloads.find(({ name }) => name === workloadName);
const setUp = workload?.candidates[candidateName ?? ''];
if (workload === undefined || setUp === undefined) throw new Error(`no candidate ${workloadName}: ${candidateName}`);
const { run, read = (output) => output } = await setUp();

const check = async () => workload.check(read(await run()));

/** Nanoseconds of CPU time that this process has used, all its threads together. */
function cpuTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

/** Runs an operation so many times and returns the CPU time. @param {number} count */
async function time(count) {
  const start = cpuTime();
  if (workload?.waits) {
    for (let done = 0; done < count; done++) await run();
  } else {
    for (let done = 0; done < count; done++) run();
  }
  return cpuTime() - start;
}

await check();
const wanted = Number(roundMs) * 1e6;
let count = 1;
for (let used = await time(count); used < wanted; used = await time(count)) {
  count = used < wanted / 10 ? count * 4 : Math.ceil((count * wanted * 1.2) / used);
}
for (let round = 0; round < 4; round++) await time(count); // until the engine has compiled what is hot

process.on('message', async (message) => {
  if (message === 'end') {
    await check(); // warmed up, too, it gives what it should
    process.disconnect();
  } else {
    process.send?.((await time(count)) / count);
  }
});
process.send?.('ready');
