/** Programs that use the installed package, under the compilers and settings that their authors may have. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installed, installByNpm } from './support.js';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

const COMPILERS = ['5.7', '6.0', '7.0'];

/** Settings of modules; `nodenext` alone lets CommonJS require an ES module, from TypeScript 5.8 on. */
const MODULES = {
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
  node16: { module: 'node16', moduleResolution: 'node16' },
  bundler: { module: 'esnext', moduleResolution: 'bundler', resolveJsonModule: true },
};

/** Programs, and what they know of their platform. */
const PROGRAMS = {
  'plain.mts': { lib: ['es2022'], types: [] },
  'browser.mts': { lib: ['es2022', 'dom', 'dom.iterable'], types: [] },
  'node.mts': { lib: ['es2022'], types: ['node'] },
  'vectors.mts': { lib: ['es2022'], types: [] },
  'required.cts': { lib: ['es2022'], types: [] },
};

type Modules = keyof typeof MODULES;
type Program = keyof typeof PROGRAMS;

// Import attributes aren't in node16's syntax, and only nodenext has `require` of an ES module.
const understands = (compiler: string, modules: Modules, program: Program): boolean =>
  program === 'vectors.mts'
    ? modules !== 'node16'
    : program !== 'required.cts' || (modules === 'nodenext' && compiler !== '5.7');

const refused = COMPILERS.flatMap((compiler) =>
  (['node16', 'nodenext'] as const)
    .filter((modules) => !understands(compiler, modules, 'required.cts'))
    .map((modules) => ({ compiler, modules })),
);

const cases = COMPILERS.flatMap((compiler) =>
  (Object.keys(MODULES) as Modules[]).flatMap(
    (
      modules, // the keys of an object that is written out above
    ) =>
      (Object.keys(PROGRAMS) as Program[])
        .filter((program) => understands(compiler, modules, program))
        .map((program) => ({ compiler, modules, program })),
  ),
);

let installed: Installed;
beforeAll(() => {
  installed = installByNpm();
  for (const program of Object.keys(PROGRAMS))
    copyFileSync(path(`consumer/${program}`), join(installed.folder, program));
  symlinkSync(path('node_modules/@types'), join(installed.folder, 'node_modules', '@types'));
});
afterAll(() => installed.remove());

/** Compiles a program, and returns the compiler's words. */
function compile(compiler: string, modules: Modules, program: Program, name: string = program): string {
  const options = {
    ...{ noEmit: true, strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
    ...{ skipLibCheck: false, target: 'es2022', esModuleInterop: true },
    ...MODULES[modules],
    ...PROGRAMS[program],
  };
  const config = join(installed.folder, 'tsconfig.json');
  writeFileSync(config, JSON.stringify({ compilerOptions: options, files: [name] }));
  const tsc = path(`node_modules/typescript-${compiler}/bin/tsc`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsc, '-p', config], { encoding: 'utf8' });
  return `${stdout}${stderr}${status === 0 ? '' : `ended with ${status}`}`;
}

describe.each(cases)('TypeScript $compiler, $modules', ({ compiler, modules, program }) => {
  it(`compiles ${program}`, () => {
    expect(compile(compiler, modules, program)).toBe('');
  });
});

// README.md says so: elsewhere, CommonJS written in TypeScript must import() it.
it.each(refused)('TypeScript $compiler, $modules, has no require() of ES modules', ({ compiler, modules }) => {
  expect(compile(compiler, modules, 'required.cts')).toMatch(/error TS14(?:71|79): .*ES/);
});

it.each(COMPILERS)('TypeScript %s would tell where the types were wrong', (compiler) => {
  writeFileSync(
    join(installed.folder, 'wrong.mts'),
    "import { run } from 'credwire';\nexport const wrong: number = run;\n",
  );
  expect(compile(compiler, 'nodenext', 'plain.mts', 'wrong.mts')).toContain('error TS2322');
});
