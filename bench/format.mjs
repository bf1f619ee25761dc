// How numbers and tables are written.

/** Three digits, whatever the size. @param {number} value */
export const short = (value) => (value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3));

/** @param {number} nanoseconds */
export function duration(nanoseconds) {
  if (nanoseconds < 1000) return `${short(nanoseconds)} ns`;
  return nanoseconds < 1e6 ? `${short(nanoseconds / 1000)} µs` : `${short(nanoseconds / 1e6)} ms`;
}

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
export function table(head, rows) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n');
}
