// A picture of the main workloads: a bar a candidate, the longer the faster, this library's in a colour of their own.
import { short } from './format.mjs';
import { ratio, summary } from './statistics.mjs';

const SHOWN = [
  'AES password of 12 bytes',
  'AES password of 31 bytes',
  'RSA-1024 encryption',
  'RSA-2048 encryption',
  'RSA key parsing, 1024 bits',
  'form of 4 pairs',
];
const WIDTH = 1120;
const COLUMN = WIDTH / 2;
const ROW = 22;
const LABEL = 290;
const BAR = COLUMN - LABEL - 90;

const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #222 }
  .title { font-weight: 600; font-size: 15px }
  .ours { fill: #0a7d4f } .peer { fill: #9aa5b1 } .paper { fill: #fff }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6e6e6 } .ours { fill: #37c48c } .peer { fill: #6b7683 } .paper { fill: #16191d }
  }`;

/** @param {import('./results.mjs').Results} results @returns {string} */
export function chart({ runtime, workloads }) {
  const panels = SHOWN.flatMap((wanted) => workloads.filter(({ name }) => name === wanted)).map(panel);
  let y = 66;
  /** @type {string[]} */
  const parts = [];
  for (let at = 0; at < panels.length; at += 2) {
    const pair = panels.slice(at, at + 2);
    pair.forEach(({ svg }, column) => {
      parts.push(`<g transform="translate(${16 + column * COLUMN} ${y})">${svg}</g>`);
    });
    y += Math.max(...pair.map(({ height }) => height)) + 26;
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${y}" viewBox="0 0 ${WIDTH} ${y}" role="img">`,
    `<title>Speed of credwire and its peers, ${escaped(runtime)}</title>`,
    `<style>${STYLE}\n</style>`,
    `<rect class="paper" width="${WIDTH}" height="${y}"/>`,
    `<text class="title" x="16" y="28">${escaped(runtime)}: operations in the same time; longer is faster</text>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}

/** @param {import('./results.mjs').Results['workloads'][number]} workload */
function panel({ name, reference, rounds }) {
  const baseline = rounds[reference ?? ''] ?? [];
  const rows = Object.entries(rounds)
    .map(([candidate, times]) => ({
      candidate,
      median: summary(times).median,
      compared: ratio(baseline, times).median,
    }))
    .sort((a, b) => a.median - b.median);
  const fastest = rows[0]?.median ?? Number.NaN;
  const lines = rows.map(({ candidate, median, compared }, at) => {
    const y = 14 + at * ROW;
    const width = Math.max(1, (BAR * fastest) / median).toFixed(1);
    const kind = candidate.startsWith('credwire') ? 'ours' : 'peer';
    return [
      `<text x="${LABEL - 8}" y="${y + 12}" text-anchor="end">${escaped(candidate)}</text>`,
      `<rect class="${kind}" x="${LABEL}" y="${y}" width="${width}" height="${ROW - 6}" rx="2"/>`,
      `<text x="${LABEL + Number(width) + 6}" y="${y + 12}">${short(compared)} ×</text>`,
    ].join('');
  });
  const title = `<text class="title">${escaped(name)} (${escaped(reference ?? '')} = 1)</text>`;
  return { svg: [title, ...lines].join('\n'), height: 14 + rows.length * ROW };
}

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
