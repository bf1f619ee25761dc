/**
 * What each engine is to `run.mjs`.
 *
 * @typedef {import('../suite/index.mjs').Report} Report
 * @typedef {object} Kit What all engines are given.
 * @property {string} folder A folder where the package is installed, alone.
 * @property {string} cases How many random cases of an engine of RSA.
 * @property {string} vectors A script that defines the vectors.
 * @property {string} module `entries/global.mjs` and the package as a module, which reads those vectors.
 * @property {string} printing A file with both as one script, which prints the report at its end.
 * @property {string} evaluated The same, but the script comes to a promise of the report.
 *
 * @typedef {object} Engine
 * @property {string} id What `--require` calls it.
 * @property {string} name
 * @property {() => string | undefined} find Its program, if it is installed.
 * @property {readonly string[]} [keeps] Parts that it does not let anyone hide; docs/runtimes.md names them.
 * @property {(program: string) => Promise<string>} version
 * @property {(program: string, kit: Kit) => Promise<Report[]>} run The reports of each way in which it loads the package.
 */

/** The report among what an engine has printed: its last line. @param {string} output @returns {Report} */
export function reportIn(output) {
  const line = output.trim().split('\n').at(-1) ?? '';
  if (!line.startsWith('{"missing":')) throw new Error(`no report, but: ${output.slice(-2000) || 'nothing'}`);
  return JSON.parse(line);
}

/** The first thing in a string that looks like a version. @param {string} text */
export const versionIn = (text) => /\d+(?:\.\d+)+/.exec(text)?.[0] ?? text.trim();
