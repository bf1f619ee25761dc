/** Tables for people: as wide as the terminal, without borders. */
import Table from 'cli-table3';
import type { Io, Output } from './io.js';
import { painter } from './style.js';

const NO_BORDERS = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right']
    .concat(['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'])
    .map((part) => [part, '']),
);

/**
 * Rows under a head, the last column as wide as is left.
 *
 * @param io - The world.
 * @param stream - Where it will be written.
 * @param head - Names of the columns.
 * @param rows - Cells; text that is too long wraps.
 */
export function table(io: Io, stream: Output, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const paint = painter(io, stream);
  const GAP = 2;
  const width = Math.max(40, stream.columns ?? 100);
  const widest = head.map((name, column) =>
    Math.max(name.length, ...rows.flatMap((row) => (row[column] ?? '').split('\n').map((line) => line.length))),
  );
  const before = widest.slice(0, -1).map((columns) => Math.min(columns, Math.floor(width / head.length)) + GAP);
  const last = Math.max(10, Math.min((widest.at(-1) ?? 0) + GAP, width - before.reduce((sum, each) => sum + each, 0)));
  const made = new Table({
    chars: { ...NO_BORDERS, middle: '' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': GAP },
    colWidths: [...before, last],
    wordWrap: true,
    wrapOnWordBoundary: true,
  });
  made.push(
    head.map((name) => paint('bold', name)),
    ...rows.map((row) => [...row]),
  );
  return made.toString().replace(/ +$/gm, '');
}
