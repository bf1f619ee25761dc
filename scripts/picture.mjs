// Draws the README's picture: a terminal in which the real command talks to a real sandbox. The same commands give the same
// file, because the sandbox has a seed.
//
//   npm run site:picture             writes docs/public/terminal.svg
//   npm run site:picture -- check    fails if the file in the repository differs
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The picture. */
export const FILE = new URL('../docs/public/terminal.svg', import.meta.url);

const BIN = fileURLToPath(new URL('../dist/cli/bin.js', import.meta.url));
const SANDBOX = ['sandbox', 'bex', '--port', '4010', '--seed', 'demo'];

/** What your own code sends, in the file that the first command reads. */
const REQUEST = "curl 'https://mes.example/api/tokens?userLogin=demo&password=jTpn+KK/TcRsHhUeGU2FsQ=='\n";

/** The lines that somebody types; a line that starts with `#` is a comment. */
export const TYPED = [
  '# Your own request gets a 401. Why?',
  "export CREDWIRE_PASSWORD='P@ss+word/=1'",
  'cat request.txt',
  'npx credwire diagnose ifactory --base-url https://mes.example --user-login demo request.txt',
  `# Sign in to a sandbox: npx credwire ${SANDBOX.join(' ')}`,
  'export CREDWIRE_PASSWORD=kpvedBPc72pM92sD',
  'npx credwire sign-in bex --base-url http://127.0.0.1:4010 --username demo',
  'npx credwire call bex GET /api/service/track --base-url http://127.0.0.1:4010 --username demo',
];

/** @typedef {{ typed: string, output: string }} Step */

const COLUMNS = 96;
const COLUMN = 8.4;
const ROW = 21;
const MARGIN = 20;
const TOP = 52;

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The rows of a step: its class, and its text. @param {Step} step @returns {(readonly [kind: string, text: string])[]} */
function rowsOf({ typed, output }) {
  const printed = output
    .replace(/\n+$/, '')
    .split('\n')
    .filter((line) => line !== '');
  const rows = printed.map((line) => /** @type {const} */ ([/^[A-Z_]+ \(/.test(line) ? 'code' : 'out', line]));
  return [[typed.startsWith('#') ? 'note' : 'in', typed.startsWith('#') ? typed : `$ ${typed}`], ...rows];
}

/** An SVG of a terminal. It has its own background, so it reads well on a light page and on a dark one. @param {readonly Step[]} steps */
export function draw(steps) {
  const groups = steps.map(rowsOf);
  const rows = groups.flatMap((group, index) =>
    index > 0 && group[0]?.[0] === 'note' ? [['out', ''], ...group] : group,
  );
  const long = rows.find(([, text = '']) => text.length > COLUMNS);
  if (long !== undefined) throw new Error(`wider than ${COLUMNS} columns: ${long[1]}`);
  const width = Math.ceil(COLUMNS * COLUMN + 2 * MARGIN);
  const height = TOP + rows.length * ROW + MARGIN;
  const lines = rows.map(([kind = '', text = ''], index) => {
    // The length is set, so that every monospaced font fits.
    const length = (text.trimStart().length * COLUMN).toFixed(1);
    const x = (MARGIN + (text.length - text.trimStart().length) * COLUMN).toFixed(1);
    const y = TOP + index * ROW + 14;
    const content = escaped(text.trimStart()).replace(/^\$ /, '<tspan class="note">$ </tspan>');
    return text === '' ? '' : `<text class="${kind}" x="${x}" y="${y}" textLength="${length}">${content}</text>\n`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>credwire in a terminal</title>
<style>
text { font: 14px ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; white-space: pre }
.in { fill: #f0f3f6 } .out { fill: #b7c0cb } .note { fill: #8b97a5 } .code { fill: #ffb757; font-weight: 700 }
</style>
<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="10" fill="#14191f" stroke="#4a5462"/>
<circle cx="24" cy="22" r="6" fill="#4a5462"/><circle cx="44" cy="22" r="6" fill="#4a5462"/><circle cx="64" cy="22" r="6" fill="#4a5462"/>
${lines.join('')}</svg>
`;
}

/** Runs every typed line in one shell, with a sandbox running. @returns {Promise<Step[]>} */
async function record() {
  const folder = mkdtempSync(join(tmpdir(), 'credwire-picture-'));
  const env = { PATH: process.env.PATH, HOME: folder, NO_COLOR: '1', BIN, NODE: process.execPath };
  const sandbox = spawn(process.execPath, [BIN, ...SANDBOX], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    await new Promise((resolve, reject) => {
      sandbox.stderr.on('data', (text) => String(text).includes('are ready') && resolve(undefined));
      sandbox.on('exit', () => reject(new Error('the sandbox did not start: is port 4010 in use?')));
    });
    writeFileSync(join(folder, 'request.txt'), REQUEST);
    const script = ['npx() { shift; "$NODE" "$BIN" "$@"; }', ...TYPED.flatMap((line) => ["printf '\\036'", line])];
    const { stdout, stderr } = spawnSync('bash', ['-c', script.join('\n')], { cwd: folder, env, encoding: 'utf8' });
    if (stderr !== '') throw new Error(stderr);
    const outputs = stdout.split('\x1e').slice(1);
    return TYPED.map((typed, index) => ({ typed, output: outputs[index] ?? '' }));
  } finally {
    sandbox.kill();
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const picture = draw(await record());
  if (process.argv[2] !== 'check') writeFileSync(FILE, picture);
  else if (readFileSync(FILE, 'utf8') !== picture) {
    console.error('docs/public/terminal.svg is out of date: npm run site:picture');
    process.exitCode = 1;
  }
}
