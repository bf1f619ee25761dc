// Joins the built modules into the files that rooms.mjs lists: opening a file costs Node more than running it.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { fileOf, sharing } from './rooms.mjs';

const dist = fileURLToPath(new URL('../dist', import.meta.url));

/** Modules by the file that holds them. @type {Map<string, string[]>} */
const modulesOf = new Map();
for (const module of readdirSync(dist, { recursive: true, encoding: 'utf8' }).sort()) {
  if (!module.endsWith('.js') || /^cli\/|^session\/file\/|\.min\.js$/.test(module)) continue;
  const file = fileOf(module);
  modulesOf.set(file, [...(modulesOf.get(file) ?? []), module]);
}

const NO_SIDE_EFFECTS = /@__NO_SIDE_EFFECTS__\n(?:export )?(?:const|function) (\w+)/g;
/** The functions that carry that mark. @type {Set<string>} */
const pure = new Set();
for (const module of [...modulesOf.values()].flat()) {
  for (const [, name = ''] of textOf(module).matchAll(NO_SIDE_EFFECTS)) pure.add(name);
}
refuseNamesakes();

const files = await Promise.all(
  [...modulesOf].map(async ([file, modules]) => ({ file, code: await joined(file, modules) })),
);
for (const module of [...modulesOf.values()].flat()) rmSync(join(dist, module));
for (const { file, code } of files) {
  mkdirSync(dirname(join(dist, file)), { recursive: true });
  writeFileSync(join(dist, file), code);
}
await checkImports();

/** The text of a built module. @param {string} module */
function textOf(module) {
  return readFileSync(join(dist, module), 'utf8');
}

/** Calls are marked by the name of the function, so no other function can have it. */
function refuseNamesakes() {
  if (pure.size === 0) throw new Error('no function is marked as free of side effects');
  const declaration = new RegExp(`(?<!__\\n(?:export )?)\\b(?:const|function) (${[...pure].join('|')})\\b`);
  for (const module of [...modulesOf.values()].flat()) {
    const name = declaration.exec(textOf(module))?.[1];
    if (name !== undefined) throw new Error(`${module} has another "${name}", whose calls would be marked as pure`);
  }
}

/**
 * The text of a file: an entry with what only it needs, or all exports of the modules that several files share.
 *
 * @param {string} file
 * @param {readonly string[]} modules
 */
async function joined(file, modules) {
  const exported = modules.includes(file) ? [file] : modules;
  const { outputFiles } = await build({
    stdin: { contents: exported.map((module) => `export * from './${module}';`).join('\n'), resolveDir: dist },
    bundle: true,
    write: false,
    plugins: [sharing(dist, file, (module) => modules.includes(module)), { name: 'pure calls', setup: markPureCalls }],
    packages: 'external',
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    charset: 'utf8',
  });
  const text = outputFiles[0]?.text ?? '';
  // The mark before f(a)(b) means the outer call, which isn't pure.
  if (/@__PURE__ \*\/ \(/.test(text))
    throw new Error(`${file}: the result of a pure call is called; give it a name first`);
  return withInlineExports(text);
}

/**
 * Marks each call of a function without side effects as pure, so that bundlers can leave out its result. They know the
 * function's own mark only before it's minified, and not all of them.
 *
 * @param {import('esbuild').PluginBuild} build
 */
function markPureCalls({ onLoad }) {
  const call = new RegExp(`(?<!function |[\\w.$]|__ \\*/ )(?:${[...pure].join('|')})\\(`, 'g');
  onLoad({ filter: /\.js$/ }, ({ path }) => {
    if (!path.startsWith(`${dist}/`)) return undefined;
    return { contents: readFileSync(path, 'utf8').replace(call, '/* @__PURE__ */ $&') };
  });
}

/**
 * Exports each declaration in place: the minifier keeps the names of those, for anyone who reads a stack trace.
 *
 * @param {string} code - As esbuild writes it, with one list of exports at the end.
 */
function withInlineExports(code) {
  const end = /^export \{([^{}]*)\};\n*$/m.exec(code);
  if (end === null) return code;
  let text = code.slice(0, end.index);
  const left = namesIn(end[1]).filter(({ from, to }) => {
    const name = from.replaceAll('$', '\\$');
    const declaration = new RegExp(`^(?=(?:(?:async )?function\\*? ${name}\\(|var ${name} = ))`, 'm');
    if (from !== to || !declaration.test(text)) return true;
    text = text.replace(declaration, 'export ');
    return false;
  });
  const rest = left.map(({ from, to }) => (from === to ? from : `${from} as ${to}`));
  return rest.length === 0 ? text : `${text}export { ${rest.join(', ')} };\n`;
}

/** Refuses an import of something that the other file doesn't export. */
async function checkImports() {
  for (const { file, code } of files) {
    for (const [, list, path] of code.matchAll(/^import \{([^{}]*)\} from "(\.[^"]+)";/gm)) {
      const target = join(dist, dirname(file), path ?? '');
      const exported = Object.keys(await import(pathToFileURL(target).href));
      const lost = namesIn(list).find(({ from }) => !exported.includes(from));
      if (lost !== undefined) throw new Error(`${file}: ${path} has no export "${lost.from}"`);
    }
  }
}

/** Each name of a list of imports or exports, and what it becomes. @param {string} [list] */
function namesIn(list = '') {
  return list
    .split(',')
    .map((name) => name.trim().split(' as '))
    .filter(([from]) => from !== '')
    .map(([from = '', to = from]) => ({ from, to }));
}
