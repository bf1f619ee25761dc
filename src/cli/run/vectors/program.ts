/** Runs the program that is checked: questions to its stdin, answers from its stdout, in the same order. */
import { spawn } from 'node:child_process';
import { isObject } from '../../../core/json.js';
import { usageError } from '../../exit.js';
import type { Io } from '../../io.js';

/** An answer is far shorter. */
const MOST_CHARACTERS = 16 * 1024 * 1024;

/** One answer. */
export type Answer = Readonly<Record<string, unknown>>;

/** What came back. */
export interface Answers {
  /** As many as there were, in the order of the questions. */
  readonly answers: readonly Answer[];
  /** Why there are fewer than questions, or the program can't be trusted. */
  readonly problem?: string | undefined;
}

/** A question, and what it is called. */
export interface Question {
  readonly id: string;
  readonly line: string;
}

/**
 * Puts questions to a program. What it writes to stderr is shown as it comes.
 *
 * @param io - The world.
 * @param command - The program and its arguments.
 * @param questions - The questions; all are sent, however slowly it answers.
 * @param timeout - Milliseconds without an answer after which it is ended.
 */
export function ask(
  io: Io,
  [file = '', ...args]: readonly string[],
  questions: readonly Question[],
  timeout: number,
): Promise<Answers> {
  // credwire's own environment variables can hold secrets, so a program that somebody else wrote doesn't get them.
  const env = Object.fromEntries(Object.entries(io.env).filter(([name]) => !/^CREDWIRE_/i.test(name)));
  const child = spawn(file, args, { cwd: io.cwd, env, stdio: ['pipe', 'pipe', 'pipe'] });
  const answers: Answer[] = [];
  let problem: string | undefined;
  let rest = '';

  return new Promise((resolve, reject) => {
    const fail = (words: string): void => {
      problem ??= words;
      child.kill('SIGKILL');
    };
    const silent = () =>
      fail(
        `no answer to ${questions[answers.length]?.id} for ${timeout / 1000} s; does it read line by line, and flush its output?`,
      );
    let timer = setTimeout(silent, timeout);
    const stop = (): void => fail('stopped');
    io.signal.addEventListener('abort', stop);
    if (io.signal.aborted) stop();

    const take = (line: string): void => {
      const question = questions[answers.length];
      const answer = parsed(line);
      const trouble = troubleWith(question, answer, questions.length);
      if (trouble !== undefined || answer === undefined) {
        fail(trouble ?? '');
        return;
      }
      answers.push(answer);
      clearTimeout(timer);
      if (answers.length < questions.length) timer = setTimeout(silent, timeout);
    };

    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (problem === undefined && line.trim() !== '') take(line);
      if (rest.length > MOST_CHARACTERS) fail(`an answer of more than ${MOST_CHARACTERS} characters`);
    });
    child.stderr.pipe(io.stderr, { end: false });
    child.stdin.on('error', () => undefined); // a program that ends early: its exit status tells
    child.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      io.signal.removeEventListener('abort', stop);
      reject(usageError(`check: the program can't be started (${error.code}); is it on the path?`));
    });
    child.once('close', (status, signal) => {
      clearTimeout(timer);
      io.signal.removeEventListener('abort', stop);
      if (problem === undefined && rest.trim() !== '') take(rest);
      clearTimeout(timer);
      if (answers.length < questions.length) {
        const end = signal === null ? `exit status ${status}` : signal;
        problem ??= `ended with ${end} after ${answers.length} answers, before that to ${questions[answers.length]?.id}`;
      }
      resolve({ answers, problem });
    });
    child.stdin.end(questions.map(({ line }) => `${line}\n`).join(''));
  });
}

function troubleWith(question: Question | undefined, answer: Answer | undefined, most: number): string | undefined {
  if (question === undefined) return `more answers than the ${most} questions`;
  if (answer === undefined) {
    return `its answer to ${question.id} isn't a JSON object on one line; write anything else to stderr`;
  }
  if (answer.id === undefined || answer.id === question.id) return undefined;
  return `an answer with a different id, instead of one to ${question.id}; answer in the same order`;
}

function parsed(line: string): Answer | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) && !Array.isArray(value) ? (value as Answer) : undefined;
  } catch {
    return undefined;
  }
}
