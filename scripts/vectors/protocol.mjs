/**
 * The line protocol of the oracles: one question per line, one answer per line, so small that a shell can speak it.
 *
 * A question is the name of a function and its arguments as fields, an answer is `ok` and what came out as fields, or
 * `error` and a code, or `unknown`. All are separated by tabs. A field is `path=kind:value`; steps of the path are
 * joined by full stops, and everything but letters, digits, `_` and `-` in a step is percent-encoded. Kinds:
 *
 *   s  text, in hex of UTF-16 (big-endian), so that a lone surrogate can be asked for
 *   h  bytes, in hex
 *   n  a number, as JSON writes it
 *   b  true or false
 *   z  null, o an empty object, a an empty array; nothing after the colon
 */

/** @typedef {Map<string, string>} Fields From paths to `kind:value`, in order. */

/**
 * @param {unknown} value
 * @param {readonly string[]} [path]
 * @returns {[string, string][]}
 */
export function toFields(value, path = []) {
  const name = path.map(escapeStep).join('.');
  if (typeof value === 'string') return [[name, path.at(-1)?.endsWith('Hex') ? `h:${value}` : `s:${toUtf16(value)}`]];
  if (typeof value === 'number') return [[name, `n:${value}`]];
  if (typeof value === 'boolean') return [[name, `b:${value}`]];
  if (typeof value !== 'object' || value === null) return [[name, 'z:']];
  const entries = Object.entries(value);
  if (entries.length === 0) return [[name, Array.isArray(value) ? 'a:' : 'o:']];
  return entries.flatMap(([step, item]) => toFields(item, [...path, step]));
}

/** @param {string} type @param {unknown} input */
export function toLine(type, input) {
  const fields = Object.keys(/** @type {object} */ (input)).length === 0 ? [] : toFields(input);
  return [type, ...fields.map(([path, value]) => `${path}=${value}`)].join('\t');
}

/**
 * @param {string} line
 * @returns {{ verdict: 'ok' | 'error' | 'unknown', code?: string, fields: Fields }}
 */
export function fromLine(line) {
  const [verdict = '', ...rest] = line.split('\t');
  if (verdict === 'unknown') return { verdict, fields: new Map() };
  if (verdict === 'ok') return { verdict, fields: parseFields(rest) };
  if (verdict !== 'error') throw new Error(`no answer: ${line.slice(0, 200)}`);
  const [code = '', ...fields] = rest;
  return { verdict, code, fields: parseFields(fields) };
}

/** @param {readonly string[]} fields @returns {Fields} */
function parseFields(fields) {
  return new Map(
    fields.map((field) => {
      const equals = field.indexOf('=');
      return [field.slice(0, equals), field.slice(equals + 1)];
    }),
  );
}

/** @param {string} step */
const escapeStep = (step) => step.replace(/[^\w-]/gu, (character) => Buffer.from(character).reduce(percent, ''));

/** @param {string} before @param {number} byte */
const percent = (before, byte) => `${before}%${byte.toString(16).toUpperCase().padStart(2, '0')}`;

/** @param {string} text */
const toUtf16 = (text) =>
  Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, '0')).join('');
