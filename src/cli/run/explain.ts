/** `credwire explain`: every step from the password to the request, for people to read. */
import type { Explanation, Stage } from '../../explain/index.js';
import type { HttpRequest } from '../../http/message.js';
import type { VendorTask } from '../definition.js';
import { EXIT } from '../exit.js';
import { type Io, note, print } from '../io.js';
import { painter } from '../style.js';
import { tokenOptions } from '../token-options.js';
import { widthOf, wrap } from '../wrap.js';

const HIDDEN = '***';

/** Does the work. */
export async function run(task: VendorTask): Promise<number> {
  const { io, vendor, given } = task;
  const options = await tokenOptions(task, true);
  const { explain } = await import('../../explain/index.js');
  const redact = given.showSecrets !== true;
  // The library checks the options; the vendor is only known at run time.
  const explanation = explain(vendor, options as never, { redact });
  await print(io, given.output === 'json' ? JSON.stringify(explanation, null, 2) : written(io, explanation));
  if (redact) await note(io, 'credwire: secrets are hidden; --show-secrets shows them');
  return EXIT.done;
}

/** On a narrower terminal the values go below the name, not to its right. */
const NARROW = 60;

function written(io: Io, { request, stages }: Explanation): string {
  const paint = painter(io, io.stdout);
  const width = Math.max(24, io.stdout.columns ?? 80);
  const names = stages.map(({ name }, at) => `${at + 1} ${name}`);
  const margin = width < NARROW ? 2 : Math.max(...names.map(widthOf)) + 2;
  const blocks = stages.map((stage, at) => {
    const lines = linesOf(stage, request, width - margin, (text) => paint('dim', text));
    const [name = '', indent] = [names[at], ' '.repeat(margin)];
    const head = paint(['bold', 'cyan'], name);
    if (width < NARROW) return [head, ...lines.map((line) => indent + line)].join('\n');
    return lines.map((line, row) => (row === 0 ? head + ' '.repeat(margin - widthOf(name)) : indent) + line).join('\n');
  });
  return blocks.join('\n\n');
}

const LABEL = 8;

function linesOf(stage: Stage, request: HttpRequest, width: number, dim: (text: string) => string): readonly string[] {
  const room = width - LABEL;
  const part = (label: string, lines: readonly string[]): readonly string[] =>
    lines.map((line, at) => dim((at === 0 ? label : '').padEnd(LABEL)) + line);
  const isRequest = stage.name === 'request';
  return [
    ...wrap(stage.note, width),
    ...(isRequest ? part('http', wrap(messageOf(request), room)) : []),
    ...(stage.text === undefined || isRequest ? [] : part('text', wrap(visible(stage.text), room))),
    ...(stage.hex === undefined ? [] : part('hex', hexLines(stage.hex, room))),
    ...part('source', wrap(stage.source, room).map(dim)),
  ];
}

function messageOf({ method, url, headers, body }: HttpRequest): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${url}`, ...lines, ...(body === undefined ? [] : ['', body])].join('\n');
}

/** In quotes, so that spaces at its ends are seen; what can't be seen or moves the cursor is spelled out. */
function visible(text: string): string {
  if (text === HIDDEN) return text;
  const spell = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16)}}`;
  return JSON.stringify(text).replace(/(?! )[\p{C}\p{Z}]/gu, spell);
}

/** Bytes in groups of two digits, as many a line as are easy to count. */
function hexLines(hex: string, width: number): readonly string[] {
  if (hex === HIDDEN) return [HIDDEN];
  const bytes = hex.match(/../g) ?? [];
  const most = Math.floor((width + 1) / 3);
  const perLine = [32, 16, 8, 4].find((count) => count <= most) ?? 2;
  const lines = Array.from({ length: Math.ceil(bytes.length / perLine) }, (_, at) =>
    bytes.slice(at * perLine, (at + 1) * perLine).join(' '),
  );
  const count = `${bytes.length} ${bytes.length === 1 ? 'byte' : 'bytes'}`;
  const last = lines.at(-1);
  if (last !== undefined && last.length + count.length + 4 <= width)
    return [...lines.slice(0, -1), `${last}  (${count})`];
  return [...lines, `(${count})`];
}
