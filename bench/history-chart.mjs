// A picture of the main figures over the releases: one panel per figure, with its goal as a dashed line.
import { short } from './format.mjs';
import { goals } from './goals.mjs';

/** The titles of the panels, and the names of their goals. @type {readonly (readonly [string, string])[]} */
export const SHOWN = [
  ['AES, 12 bytes: times as fast as node-forge', 'AES password of 12 bytes: credwire, prepared against node-forge'],
  ['AES, 31 bytes: times as fast as node:crypto', 'AES password of 31 bytes: credwire, prepared against node:crypto'],
  ['Form: times as fast as URLSearchParams', 'form of 4 pairs: credwire against URLSearchParams'],
  ['RSA-2048: times as fast as node-forge', 'RSA-2048 encryption: credwire against node-forge'],
  ['RSA-2048, nodeModPow: share of node:crypto', 'RSA-2048 encryption: credwire, nodeModPow against node:crypto'],
  [
    'Key parsing, 2048: times as fast as node-forge',
    'RSA key parsing, 2048 bits: credwire, RSAKeyValue against node-forge, components',
  ],
  [
    "Import as installed, share of node-forge's",
    'import as installed, credwire, all exports as a share of AES: node-forge',
  ],
  [
    "First RSA-2048, share of jsencrypt's",
    'first operation, RSA-2048: credwire/smartconnect as a share of RSA-2048: jsencrypt',
  ],
  ['Call over a session, share of fetch', 'call over a good session, connect().send as a share of fetch'],
  ['Bundle of credwire, KB', 'credwire, bundled and compressed, in KB'],
  ['Bundle of credwire/bex, KB', 'credwire/bex, bundled and compressed, in KB'],
  ['Bundle of credwire/smartconnect, KB', 'credwire/smartconnect, bundled and compressed, in KB'],
];

const COLUMNS = 3;
const [WIDTH, TOP] = [1120, 84];
const PANEL = { width: WIDTH / COLUMNS, height: 190 };
/** Where a panel draws its points; to the right of them stand the latest figures. */
const PLOT = { left: 16, top: 38, width: PANEL.width - 90, height: 104 };
const [VERSION_WIDTH, GOAL_WIDTH] = [48, 44];
const SERIES = ['oldest', 'newest'];

const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #222 }
  .title { font-weight: 600 } .head { font-weight: 600; font-size: 15px } .small { font-size: 12px }
  .paper { fill: #fff } .axis { stroke: #c8d0d8 } .goal { stroke: #c0392b; stroke-dasharray: 5 4 } .reach { fill: #c0392b }
  .oldest { fill: #0a7d4f } .newest { fill: #2563c4 } polyline { stroke-width: 2 }
  polyline.oldest { fill: none; stroke: #0a7d4f } polyline.newest { fill: none; stroke: #2563c4 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6e6e6 } .paper { fill: #16191d } .axis { stroke: #3a424b } .goal { stroke: #ff8a7a } .reach { fill: #ff8a7a }
    .oldest { fill: #37c48c } .newest { fill: #7fb0ff }
    polyline.oldest { fill: none; stroke: #37c48c } polyline.newest { fill: none; stroke: #7fb0ff }
  }`;

/** @param {readonly import('./history.mjs').Release[]} releases - The oldest first. @returns {string} */
export function historyChart(releases) {
  const height = TOP + Math.ceil(SHOWN.length / COLUMNS) * PANEL.height;
  const panels = SHOWN.map(([title, name], at) => {
    const [x, y] = [(at % COLUMNS) * PANEL.width, TOP + Math.floor(at / COLUMNS) * PANEL.height];
    return `<g transform="translate(${x.toFixed(1)} ${y})">\n${panel(title, name, releases)}\n</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img">`,
    '<title>The main figures of each release of credwire</title>',
    `<style>${STYLE}\n</style>`,
    `<rect class="paper" width="${WIDTH}" height="${height}"/>`,
    `<text class="head" x="16" y="28">The main figures, release by release</text>`,
    `<circle class="oldest" cx="22" cy="51" r="5"/><text x="34" y="56">oldest supported Node</text>`,
    `<circle class="newest" cx="252" cy="51" r="5"/><text x="264" y="56">newest Node</text>`,
    `<path class="goal" d="M372 51h30"/><text x="410" y="56">goal (≥: higher is better, ≤: lower is better)</text>`,
    ...panels,
    '</svg>\n',
  ].join('\n');
}

/** @param {string} title @param {string} name @param {readonly import('./history.mjs').Release[]} releases */
function panel(title, name, releases) {
  const { least, most } = goals.find((goal) => goal.name === name) ?? {};
  const goal = least ?? most ?? Number.NaN;
  const series = SERIES.map((kind) => {
    const points = releases.flatMap(({ version, runtimes }, at) => {
      const measured = runtimes.at(kind === 'oldest' ? 0 : -1);
      const value = measured?.figures[name];
      return value === undefined ? [] : [{ at, value, label: `credwire ${version}, ${measured?.runtime}` }];
    });
    return { kind, points };
  });
  const top = Math.max(goal, ...series.flatMap(({ points }) => points.map(({ value }) => value))) * 1.15;
  /** @param {number} value */
  const yOf = (value) => PLOT.top + PLOT.height * (1 - value / top);
  /** @param {number} at */
  const xOf = (at) => PLOT.left + GOAL_WIDTH + ((PLOT.width - GOAL_WIDTH) * (at + 0.5)) / releases.length;
  const bottom = PLOT.top + PLOT.height;
  const everyNth = Math.ceil((releases.length * VERSION_WIDTH) / (PLOT.width - GOAL_WIDTH));
  return [
    `<text class="title" x="${PLOT.left}" y="18">${escaped(title)}</text>`,
    `<path class="axis" d="M${PLOT.left} ${bottom}h${PLOT.width.toFixed(1)}"/>`,
    `<path class="goal" d="M${PLOT.left} ${yOf(goal).toFixed(1)}h${PLOT.width.toFixed(1)}"/>`,
    `<text class="small reach" x="${PLOT.left}" y="${(yOf(goal) - 5).toFixed(1)}">${least === undefined ? '≤' : '≥'} ${goal}</text>`,
    ...releases.flatMap(({ version }, at) => {
      if ((releases.length - 1 - at) % everyNth !== 0) return [];
      return [
        `<text class="small" x="${xOf(at).toFixed(1)}" y="${bottom + 18}" text-anchor="middle">${escaped(version)}</text>`,
      ];
    }),
    ...series.flatMap(({ kind, points }) => line(kind, points, xOf, yOf)),
    ...latest(series, yOf),
  ].join('\n');
}

/** @typedef {{ readonly at: number, readonly value: number, readonly label: string }} Point */
/** @typedef {(value: number) => number} Scale */

/** @param {string} kind @param {readonly Point[]} points @param {Scale} xOf @param {Scale} yOf */
function line(kind, points, xOf, yOf) {
  const places = points.map(({ at, value }) => `${xOf(at).toFixed(1)},${yOf(value).toFixed(1)}`);
  const dots = points.map(({ at, value, label }) => {
    const place = `cx="${xOf(at).toFixed(1)}" cy="${yOf(value).toFixed(1)}"`;
    return `<circle class="${kind}" ${place} r="4.5"><title>${escaped(label)}: ${short(value)}</title></circle>`;
  });
  return places.length > 1 ? [`<polyline class="${kind}" points="${places.join(' ')}"/>`, ...dots] : dots;
}

/** The latest figures beside the plot, far enough from each other to be read. @param {readonly { readonly kind: string, readonly points: readonly Point[] }[]} series @param {Scale} yOf */
function latest(series, yOf) {
  const labels = series.flatMap(({ kind, points }) => {
    const value = points.at(-1)?.value;
    return value === undefined ? [] : [{ kind, value, y: yOf(value) + 5 }];
  });
  const x = (PLOT.left + PLOT.width + 8).toFixed(1);
  if (labels.length === 0) {
    const [middle, y] = [(PLOT.left + PLOT.width / 2).toFixed(1), PLOT.top + PLOT.height / 2];
    return [`<text class="small" x="${middle}" y="${y}" text-anchor="middle">not measured yet</text>`];
  }
  if (new Set(labels.map(({ value }) => short(value))).size === 1) labels.splice(0, labels.length - 1); // sizes don't depend on Node
  const [upper, lower] = labels.sort((one, other) => one.y - other.y);
  if (upper !== undefined && lower !== undefined && lower.y - upper.y < 15) {
    const middle = (upper.y + lower.y) / 2;
    [upper.y, lower.y] = [middle - 7.5, middle + 7.5];
  }
  return labels.map(
    ({ kind, value, y }) => `<text class="title ${kind}" x="${x}" y="${y.toFixed(1)}">${short(value)}</text>`,
  );
}

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
