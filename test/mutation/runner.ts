/**
 * Runs each test once as it is, which shows the mutants that it reaches, and then once for each of these that is still alive.
 * Nothing is loaded again for a mutant, so thousands take minutes; a mutant that only acts while the sources load is for
 * the second step.
 */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunnerTestFile, RunnerTestSuite } from 'vitest';
import { TestRunner } from 'vitest';

interface Stryker {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: { readonly perTest: Record<string, Readonly<Record<string, number>>> };
}

type Test = Parameters<TestRunner['onAfterTryTask']>[0];

const { MUTATION_NOTES: notes = '', MUTATION_FROM: from = '0', MUTATION_TO: to = 'Infinity' } = process.env;

// The sandbox's and the session's tests replace these.
const { setTimeout, clearTimeout } = globalThis;
const now = performance.now.bind(performance);

const stryker: Stryker = {};
Object.assign(globalThis, { __stryker__: stryker }); // what the instrumented sources look at

export default class Mutating extends TestRunner {
  readonly #killed = new Set<string>();
  #read = 0;
  #isSpoilt = false;

  async runTask(test: Test): Promise<void> {
    stryker.currentTestId = test.id;
    const started = now();
    try {
      await run(test);
    } catch (error) {
      this.#isSpoilt = true;
      throw error;
    } finally {
      stryker.currentTestId = undefined;
    }
    const took = now() - started;
    if (this.#isSpoilt || took < Number(from) || took >= Number(to)) return;
    const reached = Object.entries(stryker.mutantCoverage?.perTest[test.id] ?? {});
    this.#readKilled();
    for (const [id, hits] of reached) {
      if (this.#killed.has(id)) continue;
      const isKilled = !(await this.#passes(test, id, hits, took));
      // A mutant can leave something wrong, such as an entry in a cache, which would make the next one look killed.
      const isSpoilt = !(await this.#passes(test, undefined, 0, took));
      if (isKilled || isSpoilt) this.#kill(id);
      if (isSpoilt) {
        this.#isSpoilt = true;
        return;
      }
    }
  }

  override onAfterRunFiles(files?: RunnerTestFile[]): void {
    super.onAfterRunFiles();
    if (this.#isSpoilt) return;
    for (const { filepath } of files ?? []) appendFileSync(join(notes, 'done'), `${filepath}\n`);
  }

  async #passes(test: Test, id: string | undefined, hits: number, took: number): Promise<boolean> {
    const current = join(notes, `current-${process.pid}`);
    if (id !== undefined) writeFileSync(current, `${id} ${now()}`);
    stryker.activeMutant = id;
    stryker.hitCount = 0;
    stryker.hitLimit = 1000 + 100 * hits;
    try {
      await again(test, 2000 + 20 * took);
      return true;
    } catch {
      return false;
    } finally {
      stryker.activeMutant = undefined;
      if (id !== undefined) writeFileSync(current, '');
    }
  }

  #kill(id: string): void {
    this.#killed.add(id);
    appendFileSync(join(notes, 'killed'), `${id}\n`);
  }

  /** What the other workers have killed. */
  #readKilled(): void {
    const text = readFileSync(join(notes, 'killed'), 'utf8');
    for (const id of text.slice(this.#read).split('\n')) this.#killed.add(id);
    this.#read = text.length;
  }
}

async function run(test: Test): Promise<void> {
  await TestRunner.getTestFn(test)();
}

/** With the hooks that a test that has run needs before it runs again. */
async function again(test: Test, limit: number): Promise<void> {
  const suites: RunnerTestSuite[] = [];
  for (let suite = test.suite; suite !== undefined; suite = suite.suite) suites.push(suite);
  if (!suites.includes(test.file)) suites.push(test.file);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('takes too long')), limit);
  });
  const steps = async () => {
    for (const suite of suites) {
      for (const hook of TestRunner.getSuiteHooks(suite).afterEach) await hook(test.context, suite);
    }
    for (const suite of [...suites].reverse()) {
      for (const hook of TestRunner.getSuiteHooks(suite).beforeEach) await hook(test.context, suite);
    }
    await run(test);
  };
  try {
    await Promise.race([steps(), late]);
  } finally {
    clearTimeout(timer);
  }
}
