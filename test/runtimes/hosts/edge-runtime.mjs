/** Runs a script in the edge runtime and prints the report. */
import { readFileSync } from 'node:fs';
import { EdgeRuntime } from 'edge-runtime';

const runtime = new EdgeRuntime();
console.log(await runtime.evaluate(readFileSync(process.argv[2] ?? '', 'utf8')));
