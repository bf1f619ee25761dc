/** Engines that import packages by themselves: Node, Deno, Bun. They get the installed package, and no bundle. */
import { execute } from '../support/execute.mjs';
import { ofPackage } from '../support/find.mjs';
import { reportIn, versionIn } from './engine.mjs';

const ROOT = new URL('../../..', import.meta.url).href;

/** @param {string} program */
const version = async (program) => versionIn(await execute(program, ['--version']));

/** @param {string} major @returns {import('./engine.mjs').Engine} */
const node = (major) => ({
  id: `node${major}`,
  name: `Node ${major}`,
  find: () => ofPackage(`node${major}/bin/node`),
  version,
  // Both ways in which Node loads a package, in processes of their own; and the command.
  run: async (program, { cases, folder }) => {
    await tryCommand(program, folder);
    return [
      reportIn(await execute(program, ['module.mjs', ROOT, cases], { cwd: folder })),
      reportIn(await execute(program, ['required.cjs', ROOT, cases], { cwd: folder })),
    ];
  },
});

/** Lets the command explain a sign-in: parsing, a lazy part of the library, a result. @param {string} program @param {string} folder */
async function tryCommand(program, folder) {
  const args = ['node_modules/credwire/dist/cli/bin.js', 'explain', 'bex', '--username', 'demo', '--output', 'json'];
  const output = await execute(program, args, { cwd: folder, env: { CREDWIRE_PASSWORD: 'secret' } });
  const names = JSON.parse(output).stages.map((/** @type {{ name: string }} */ { name }) => name);
  if (names.at(-1) !== 'request') throw new Error(`the command explains ${names}`);
  const help = await execute(program, ['node_modules/credwire/dist/cli/bin.js', 'vendors'], { cwd: folder });
  if (!/^smartconnect /m.test(help)) throw new Error('the command lists no vendors');
}

/** @type {readonly import('./engine.mjs').Engine[]} */
export const modules = [
  ...['20', '22', '24', '26'].map(node),
  {
    id: 'deno',
    name: 'Deno',
    find: () => ofPackage('deno-bin/deno'),
    version,
    run: async (program, { cases, folder }) => {
      const flags = ['--node-modules-dir=manual', '--cached-only', '--no-remote', '--allow-read'];
      const env = { DENO_DIR: folder, DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' };
      return [reportIn(await execute(program, ['run', ...flags, 'module.mjs', ROOT, cases], { cwd: folder, env }))];
    },
  },
  {
    id: 'bun',
    name: 'Bun',
    find: () => ofPackage('bun-bin/bin/bun'),
    version,
    run: async (program, { cases, folder }) => [
      reportIn(await execute(program, ['run', 'module.mjs', ROOT, cases], { cwd: folder })),
    ],
  },
];
