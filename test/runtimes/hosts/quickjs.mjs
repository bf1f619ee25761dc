/** Runs a script in QuickJS, compiled to WebAssembly, and prints what it prints. */
import { readFileSync } from 'node:fs';
import { getQuickJS } from 'quickjs-emscripten';

const context = (await getQuickJS()).newContext();
const print = context.newFunction('print', (text) => console.log(context.getString(text)));
context.setProp(context.global, 'print', print);
context.unwrapResult(context.evalCode(readFileSync(process.argv[2] ?? '', 'utf8'))).dispose();
context.unwrapResult(context.runtime.executePendingJobs());
