/** Extracts the prose of a file. Everything else is blanked out, so positions don't shift. */
import ts from 'typescript';

/**
 * A piece of prose, and its offset in the file.
 *
 * @typedef {{ readonly start: number, readonly text: string }} Prose
 */

/** Replaces every character except line breaks. @param {string} text @param {string} [by] */
const blank = (text, by = ' ') => text.replace(/[^\n]/g, by);

/** Inline code, URLs and quotations become `X`, which reads as a noun. @param {string} text */
const withoutCode = (text) =>
  text
    .replace(/\{@link(?:plain|code)? [^}]*\}|\{@inheritDoc [^}]*\}/g, (found) => blank(found, 'X'))
    .replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, (found) => blank(found, 'X'))
    .replace(/\[[^\]]*\]\(https?:[^)\s]*\)/g, (found) => blank(found, 'X')) // others' titles
    .replace(/\]\([^)\s]*\)/g, (found) => blank(found))
    .replace(/<?https?:\/\/[^\s)>]+>?/g, (found) => blank(found, 'X'))
    .replace(/["“][^"“”\n]{1,60}["”]/g, (found) => blank(found, 'X'));

/** Fenced code. @param {string} text */
const withoutFences = (text) => text.replace(/^([ *]*)(`{3,})[^\n]*\n[\s\S]*?\n[ *]*\2 *$/gm, (found) => blank(found));

/**
 * The prose of a page, one piece per paragraph, list item and table cell.
 *
 * @param {string} text
 * @returns {readonly Prose[]}
 */
export function markdownProse(text) {
  const prose = withoutCode(withoutFences(text).replace(/<!--[\s\S]*?-->/g, (found) => blank(found)));
  return pieces(prose, /\n\s*\n|\n(?=\s*(?:[-*#]|\d+\.|\|))|\n?(?<!\\)\|/g);
}

/**
 * The prose of a source file: comments, names of tests, and with `strings` every string literal that
 * contains words.
 *
 * @param {string} path
 * @param {string} text
 * @param {{ strings: boolean }} options
 * @returns {readonly Prose[]}
 */
export function sourceProse(path, text, { strings }) {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  /** @type {Prose[]} */
  const found = [];
  for (const { pos, end } of comments(file, text)) {
    const comment = text
      .slice(pos, end)
      .replace(/^\s*(?:\/\*+|\/\/|\*(?!\/))|\*+\/$/gm, (mark) => blank(mark))
      .replace(/biome-ignore [\w/]+:|^\s*@(?:type|typedef|callback|property|template)\b.*$/gm, (mark) => blank(mark))
      .replace(/@(?:param|typeParam)(?: \{.*\})? \[?[\w.]+\]?(?: -)?|(?<!\{)@\w+(?: \{.*\})?/g, (mark) => blank(mark));
    for (const piece of pieces(withoutCode(withoutFences(comment)), /\n\s*\n|\n(?=\s*(?:-|\d+\.) )/g)) {
      found.push({ start: pos + piece.start, text: piece.text });
    }
  }
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (isText(node) && /[a-z] [a-z]/.test(node.text) && (strings || isTestName(node))) {
      found.push({ start: node.getStart(file) + 1, text: withoutCode(node.getText(file).slice(1)) });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/**
 * The prose of a Vue component: its text, and the comments and strings of its script.
 *
 * @param {string} text
 * @returns {readonly Prose[]}
 */
export function vueProse(text) {
  const code = /(?<=<script[^>]*>)[\s\S]*?(?=<\/script>)/.exec(text);
  const script = code === null ? '' : blank(text.slice(0, code.index)) + code[0];
  const shown = text
    .replace(/<(script|style)[^>]*>[\s\S]*?<\/\1>/g, (found) => blank(found))
    .replace(/\{\{[\s\S]*?\}\}/g, (found) => blank(found, 'X'))
    .replace(/<[^>]*>/g, (found) => blank(found, '|'));
  return [...sourceProse('script.ts', script, { strings: true }), ...pieces(shown, /\|+/g)];
}

/** @param {ts.Node} node @returns {node is ts.StringLiteralLike | ts.TemplateLiteralLikeNode} */
function isText(node) {
  return (
    ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)
  );
}

/** @param {ts.Node} node */
function isTestName({ parent }) {
  return ts.isCallExpression(parent) && /^(?:it|test|describe)\b/.test(parent.expression.getText());
}

/** The comments of a file; consecutive `//` lines count as one. @param {ts.SourceFile} file @param {string} text */
function comments(file, text) {
  /** @type {Map<number, { pos: number, end: number }>} */
  const all = new Map();
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (node.kind === ts.SyntaxKind.JsxText) return;
    const ranges = [
      ...(ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(text, node.getEnd()) ?? []),
    ];
    for (const { pos, end } of ranges) all.set(pos, { pos, end });
    for (const child of node.getChildren(file)) visit(child);
  };
  visit(file);
  /** @type {{ pos: number, end: number }[]} */
  const joined = [];
  for (const next of [...all.values()].sort((a, b) => a.pos - b.pos)) {
    const last = joined.at(-1);
    const isLine = text.startsWith('//', next.pos);
    if (last && isLine && text.startsWith('//', last.pos) && /^\n[ \t]*$/.test(text.slice(last.end, next.pos))) {
      last.end = next.end;
    } else joined.push(next);
  }
  return joined;
}

/** Splits text at each match. @param {string} text @param {RegExp} at @returns {Prose[]} */
function pieces(text, at) {
  /** @type {Prose[]} */
  const found = [];
  let start = 0;
  for (const cut of [...text.matchAll(at), undefined]) {
    const end = cut === undefined ? text.length : cut.index;
    const piece = text.slice(start, end);
    if (/\w/.test(piece)) found.push({ start, text: piece });
    start = cut === undefined ? end : cut.index + cut[0].length;
  }
  return found;
}
