/** Compiles the type tests in this folder: vitest does not check types, and `npm test` should run everything. */
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** What the compiler says about a file, with the project's settings. */
function diagnose(file: string, source?: string): readonly string[] {
  const { config } = ts.readConfigFile(path('../../tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, path('../..'));
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  if (source !== undefined) {
    host.readFile = (name) => (name === file ? source : readFile(name));
    host.fileExists = (name) => name === file || fileExists(name);
  }
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const line = diagnostic.file?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? -1;
    return `line ${line + 1}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n')}`;
  });
}

describe('the compiler', { timeout: 60_000 }, () => {
  it.each(['./sessions.test-d.ts', './functions.test-d.ts', './connect.test-d.ts'])('agrees with %s', (file) => {
    expect(diagnose(path(file))).toEqual([]);
  });

  it('would find mistakes', () => {
    const source =
      "import { bex } from 'credwire';\nbex.encodeUser('');\n// @ts-expect-error -- not one\nbex.profile;\n";
    expect(diagnose(path('./wrong.test-d.ts'), source)).toEqual([
      expect.stringContaining('line 2: Property'),
      expect.stringContaining("line 3: Unused '@ts-expect-error' directive"),
    ]);
  });
});
