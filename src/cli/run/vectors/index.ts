/** `credwire vectors`: lists and shows the golden vectors, and checks a program against them. */
import { nearest } from '../../../core/check.js';
import type { Task } from '../../definition.js';
import { EXIT, usageError } from '../../exit.js';
import { type Io, note, print } from '../../io.js';
import { numberOf, textOf } from '../../options.js';
import { table } from '../../table.js';
import { chosen, type Item, readVectors, vectorsFolder } from './files.js';
import { ask } from './program.js';
import { expectedOf, questionOf } from './protocol.js';
import { jsonReport, reportOf, textReport } from './report.js';

const ACTIONS = ['list', 'show', 'check'];

/** Does the work. */
export async function run({ io, given, operands: [action = '', ...rest] }: Task): Promise<number> {
  if (!ACTIONS.includes(action)) {
    const near = nearest(action, ACTIONS);
    throw usageError(`credwire vectors: ${near ? `did you mean "${near}"?` : `expected ${ACTIONS.join(', ')}`}`);
  }
  // Repeated options are lists.
  const [only, skip] = [given.only ?? [], given.skip ?? []] as [readonly string[], readonly string[]];
  const items = chosen(readVectors(vectorsFolder(io, textOf(given.vectors))), only, skip);
  const isJson = given.output === 'json';
  if (action === 'check') return check(io, items, rest, given);
  if (action === 'show') return show(io, items, rest);
  if (rest.length > 0) throw usageError('credwire vectors list: too many arguments; use --only to choose');
  await (only.length > 0 ? listVectors(io, items, isJson) : listFiles(io, items, isJson));
  return EXIT.done;
}

async function listFiles(io: Io, items: readonly Item[], isJson: boolean): Promise<void> {
  const counts = new Map<string, number>();
  for (const { file, type } of items) counts.set(`${file} ${type}`, (counts.get(`${file} ${type}`) ?? 0) + 1);
  const rows = [...counts].map(([key, vectors]) => {
    const [file = '', type = ''] = key.split(' ');
    return { file, type, vectors };
  });
  if (isJson) return print(io, JSON.stringify(rows, null, 2));
  const cells = rows.map(({ file, type, vectors }) => [file, String(vectors), type]);
  return print(io, table(io, io.stdout, ['file', 'vectors', 'function'], cells));
}

async function listVectors(io: Io, items: readonly Item[], isJson: boolean): Promise<void> {
  if (isJson) {
    const all = items.map(({ id, type, vector: { comment, flags, result } }) => ({ id, type, result, flags, comment }));
    return print(io, JSON.stringify(all, null, 2));
  }
  const rows = items.map(({ id, type, vector: { result, comment } }) => [id, type, result, comment]);
  return print(io, table(io, io.stdout, ['id', 'function', 'result', 'what it is about'], rows));
}

/** Prints one vector. */
async function show(io: Io, items: readonly Item[], ids: readonly string[]): Promise<number> {
  const [id] = ids;
  if (id === undefined || ids.length > 1) throw usageError('credwire vectors show: expected one id, such as bex:3');
  const item = items.find((each) => each.id === id.replace('.json', ''));
  if (item === undefined)
    throw usageError('credwire vectors show: there is no such vector; credwire vectors list shows them');
  const { type, profile, vector } = item;
  await print(io, JSON.stringify({ id: item.id, type, profile, ...vector }, null, 2));
  return EXIT.done;
}

async function check(io: Io, all: readonly Item[], command: readonly string[], given: Task['given']): Promise<number> {
  if (command.length === 0) {
    throw usageError('credwire vectors check: expected a program, such as: credwire vectors check -- python3 port.py');
  }
  const timeout = Math.max(1, given.timeout === undefined ? 10 : numberOf('--timeout', String(given.timeout), 86_400));
  const items = all.filter(({ isDefinition }) => !isDefinition);
  const questions = items.map((item) => ({ id: item.id, line: questionOf(item) }));
  const { answers, problem } = await ask(io, command, questions, timeout * 1000);
  const report = reportOf(
    items.map((item, at) => ({ item, expected: expectedOf(item), answer: answers[at] })),
    problem,
  );
  await print(io, given.output === 'json' ? jsonReport(report) : textReport(io, report));
  if (problem !== undefined) await note(io, `credwire: the program failed: ${problem}`);
  if (io.signal.aborted) return EXIT.interrupted;
  return report.ok ? EXIT.done : EXIT.refused;
}
