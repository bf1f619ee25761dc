/** The table of a profile: which functions took the time. */
import { expect, it } from 'vitest';
import { selfTimes } from '../../bench/profile/self-times.mjs';

const frame = (id: number, functionName: string, url: string, lineNumber: number) => ({
  id,
  callFrame: { functionName, url, lineNumber },
});
const nodes = [
  frame(1, 'check', 'file:///tmp/x/dist/core/check.js', 9),
  frame(2, 'check', 'file:///tmp/x/dist/core/check.js', 9), // called from elsewhere
  frame(3, '', 'file:///tmp/x/dist/core/check.js', 20),
  frame(4, 'modPow', 'file:///home/dist/node_modules/jsbn/index.js', 0),
  frame(5, '(garbage collector)', '', -1),
  frame(6, '(idle)', '', -1),
];

it('adds up the samples of a function, most first, without the time that nothing ran', () => {
  const samples = [1, 2, 3, 4, 5, 6, 1];
  const timeDeltas = [100, 150, 50, 400, 100, 5000, 200];
  expect(selfTimes({ nodes, samples, timeDeltas })).toEqual([
    { name: 'check', where: 'dist/core/check.js:10', share: 0.45 },
    { name: 'modPow', where: 'jsbn/index.js:1', share: 0.4 },
    { name: '(garbage collector)', where: '', share: 0.1 },
    { name: '(anonymous)', where: 'dist/core/check.js:21', share: 0.05 },
  ]);
});

it('is empty without samples', () => {
  expect(selfTimes({ nodes })).toEqual([]);
});
