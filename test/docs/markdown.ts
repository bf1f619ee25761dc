/** Reads what the tests need of markdown: code blocks, links, headings, tables. Not a parser of markdown. */

/** A block between two lines of backticks. */
export interface Fence {
  readonly language: string;
  /** Line of the first line of code, counted from 1. */
  readonly line: number;
  readonly code: string;
}

/** The fenced code blocks. */
export function fences(text: string): readonly Fence[] {
  const found: Fence[] = [];
  let open: { language: string; line: number; code: string[] } | undefined;
  text.split('\n').forEach((content, index) => {
    const mark = /^```(\S*)(?: \[[^\]]+\])?$/.exec(content); // the name in brackets is a tab's
    if (mark !== null && open === undefined) {
      open = { language: mark[1] ?? '', line: index + 2, code: [] };
    } else if (mark !== null && open !== undefined) {
      found.push({ ...open, code: open.code.join('\n') });
      open = undefined;
    } else {
      open?.code.push(content);
    }
  });
  if (open !== undefined) throw new Error(`a code block that starts before line ${open.line} does not end`);
  return found;
}

/** The text without its code blocks: what is prose, headings, tables and links. */
export const withoutFences = (text: string): string => text.replace(/^```[^\n]*\n[\s\S]*?^```$/gm, '');

/** The targets of all links, `[…](target)`. */
export function linkTargets(text: string): readonly string[] {
  const prose = withoutFences(text).replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');
}

/** The anchors of the headings, as code hosts derive them. */
export function anchors(text: string): readonly string[] {
  return [...withoutFences(text).matchAll(/^#{1,6} (.+)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** The rows of all tables, without heads and rules; `\|` is a bar within a cell. */
export function tableRows(text: string): readonly (readonly string[])[] {
  const rows = withoutFences(text).split('\n');
  return rows
    .filter((row, index) => row.startsWith('|') && !isRule(row) && !isRule(rows[index + 1] ?? ''))
    .map((row) =>
      row
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll('\\|', '|')),
    );
}

const isRule = (row: string): boolean => /^\|[ :|-]+\|$/.test(row);
