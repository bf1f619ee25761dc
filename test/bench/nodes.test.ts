/** Which versions of Node a benchmark runs on. */
import { expect, it } from 'vitest';
import { nodesOf } from '../../bench/nodes.mjs';

const NODES = new Map([
  [20, '/bin/node'],
  [26, '/bench/node26'],
]);

it('are those that were asked for, in that order', () => {
  expect(nodesOf('26,20', NODES)).toEqual(['/bench/node26', '/bin/node']);
  expect(nodesOf('newest', NODES)).toEqual(['/bench/node26']);
});

it('must be there', () => {
  expect(() => nodesOf('20,22', NODES)).toThrow("there's no Node 22, only 20 and 26");
  expect(() => nodesOf('', NODES)).toThrow("there's no Node ");
});
