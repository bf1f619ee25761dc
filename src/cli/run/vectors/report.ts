/** What a program got right and wrong, for people and for programs. */
import type { Io } from '../../io.js';
import { painter } from '../../style.js';
import type { Item } from './files.js';
import type { Answer } from './program.js';
import { type Expected, judge } from './protocol.js';

/** A vector that was answered wrongly, by its first difference. */
interface Failure {
  readonly id: string;
  readonly type: string;
  readonly comment: string;
  /** The stage, or the part of the outcome. */
  readonly at: string;
  readonly expected: unknown;
  readonly got: unknown;
}

interface Counts {
  readonly file: string;
  vectors: number;
  right: number;
  /** Only stages were answered, and they are right. */
  partly: number;
  wrong: number;
  /** The program doesn't know the function. */
  unknown: number;
  /** It had ended. */
  unanswered: number;
}

/** The report. */
export interface Report {
  readonly ok: boolean;
  readonly files: readonly Counts[];
  readonly failures: readonly Failure[];
  readonly problem?: string;
}

/** A vector, and its answer. */
export interface Answered {
  readonly item: Item;
  readonly expected: Expected;
  readonly answer: Answer | undefined;
}

/** Further wrong vectors of a function usually have the same cause. */
const MOST_OF_A_TYPE = 3;

const MOST_CHARACTERS = 300;

/** Judges all answers. */
export function reportOf(answered: readonly Answered[], problem: string | undefined): Report {
  const files = new Map<string, Counts>();
  const failures: Failure[] = [];
  for (const { item, expected, answer } of answered) {
    const { id, file, type, vector } = item;
    const counts = files.get(file) ?? { file, vectors: 0, right: 0, partly: 0, wrong: 0, unknown: 0, unanswered: 0 };
    files.set(file, counts);
    counts.vectors++;
    if (answer === undefined) {
      counts.unanswered++;
      continue;
    }
    const judgement = judge(expected, answer);
    counts[judgement.verdict]++;
    if (judgement.verdict !== 'wrong') continue;
    const { at, expected: wanted, got } = judgement;
    failures.push({ id, type, comment: vector.comment, at, expected: wanted, got });
  }
  const all = [...files.values()];
  const isSome = all.some(({ right, partly }) => right + partly > 0);
  return {
    ok: problem === undefined && failures.length === 0 && isSome,
    files: all,
    failures,
    ...(problem === undefined ? {} : { problem }),
  };
}

/** As JSON. */
export const jsonReport = (report: Report): string => JSON.stringify(report, null, 2);

/** For people: the first failures of each function, and a table. */
export function textReport(io: Io, { ok, files, failures }: Report): string {
  const paint = painter(io, io.stdout);
  const seen = new Map<string, number>();
  const lines: string[] = [];
  for (const { id, type, comment, at, expected, got } of failures) {
    const count = (seen.get(type) ?? 0) + 1;
    seen.set(type, count);
    if (count > MOST_OF_A_TYPE) continue;
    lines.push(
      `${paint('bold', id)} ${type}: ${comment}`,
      `  ${paint('red', at)}`,
      `    expected ${text(expected)}`,
      `    got      ${text(got)}`,
    );
  }
  const more = [...seen].filter(([, count]) => count > MOST_OF_A_TYPE);
  for (const [type, count] of more)
    lines.push(`… and ${count - MOST_OF_A_TYPE} more of ${type} (--output json has them all)`);
  if (lines.length > 0) lines.push('');
  const columns = ['vectors', 'right', 'partly', 'wrong', 'unknown', 'unanswered'] as const;
  const totals = columns.map((column) => files.reduce((sum, counts) => sum + counts[column], 0));
  // The last line is enough for files that the program doesn't know.
  const rows = files
    .filter(({ vectors, unknown }) => vectors > unknown)
    .map((counts) => [counts.file, ...columns.map((column) => String(counts[column]))]);
  lines.push(...aligned([['file', ...columns], ...rows, ['all', ...totals.map(String)]]));
  const isIdle = totals[1] === 0 && totals[2] === 0 && totals[3] === 0;
  lines.push('', verdictOf(ok, failures.length, isIdle));
  return lines.join('\n');
}

/** Numbers to the right; no column is cut, as names of files must stay whole. */
function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const cell = (text: string, at: number) => (at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0));
  return rows.map((row) => row.map(cell).join('  '));
}

function verdictOf(ok: boolean, wrong: number, isIdle: boolean): string {
  if (ok) return 'All answers are right.';
  if (wrong > 0) return `${wrong} ${wrong === 1 ? 'answer is' : 'answers are'} wrong.`;
  return isIdle ? 'The program knows none of these functions.' : 'The program did not answer everything.';
}

function text(value: unknown): string {
  const json = JSON.stringify(value) ?? 'nothing';
  return json.length > MOST_CHARACTERS ? `${json.slice(0, MOST_CHARACTERS)}… (${json.length} characters)` : json;
}
