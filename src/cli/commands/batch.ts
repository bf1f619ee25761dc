import type { VendorDefinition } from '../definition.js';
import { TIMEOUT } from './sign-in.js';

/** `credwire batch`. */
export const batch: VendorDefinition = {
  name: 'batch',
  summary: 'sign in every account in a CSV file',
  ofVendor: true,
  operands: '<file>',
  options: [
    { flags: '--concurrency <n>', help: 'how many sign-ins run at once', fallback: '4' },
    { flags: '--rate <n>', help: 'how many sign-ins may start per second', fallback: 'no limit' },
    { flags: '--max-refusals <n>', help: 'stop after this many refusals in a row; 0 never stops', fallback: '5' },
    {
      flags: '--retries <n>',
      help: 'how often to try again if the server is unavailable; never after a refusal',
      fallback: '2',
    },
    { flags: '--results <file>', help: 'write the results to a file that only you can read', fallback: 'stdout' },
    { flags: '--resume', help: 'continue where the results file ends; try failed rows again' },
    { flags: '--tokens', help: 'add the sessions, with their tokens, to the results' },
    { flags: '--delimiter <character>', help: 'what separates cells: a character, or "tab"', fallback: ',' },
    { flags: '--ignore-unknown-columns', help: "ignore columns that aren't options of the vendor" },
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
