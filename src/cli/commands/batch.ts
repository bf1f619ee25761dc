import type { VendorDefinition } from '../definition.js';
import { TIMEOUT } from './sign-in.js';

/** `credwire batch`. */
export const batch: VendorDefinition = {
  name: 'batch',
  summary: 'sign in every account of a CSV file',
  ofVendor: true,
  operands: '<file>',
  options: [
    { flags: '--concurrency <n>', help: 'sign-ins at once', fallback: '4' },
    { flags: '--rate <n>', help: 'sign-ins a second at most', fallback: 'no limit' },
    { flags: '--max-refusals <n>', help: 'stop after so many refusals in a row; 0 never stops', fallback: '5' },
    {
      flags: '--retries <n>',
      help: 'further attempts where the server cannot answer; never after a refusal',
      fallback: '2',
    },
    { flags: '--results <file>', help: 'write the results to a file that only you can read', fallback: 'stdout' },
    { flags: '--resume', help: 'go on where the results file ends' },
    { flags: '--tokens', help: 'put the sessions with their tokens into the results' },
    { flags: '--delimiter <character>', help: 'what stands between cells: a character, or "tab"', fallback: ',' },
    { flags: '--ignore-unknown-columns', help: "leave out columns that aren't options of the vendor" },
    TIMEOUT,
  ],
  examples: [
    'batch bex users.csv --results results.jsonl',
    'batch bex users.csv --results results.jsonl --resume',
    'batch ifactory users.csv --profile test --concurrency 2 --rate 5 --tokens',
    'batch jacada - --profile test --delimiter tab',
  ],
  load: () => import('../run/batch/index.js'),
};
