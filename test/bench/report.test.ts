/** The benchmark's arithmetic and its page. What it measures is checked by the benchmark itself, in each run. */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { describe, expect, it } from 'vitest';
import { chart } from '../../bench/chart.mjs';
import { goals, isReached } from '../../bench/goals.mjs';
import { load, loadLine } from '../../bench/load.mjs';
import { coldStartTable, goalsTable, page, sessionTable, workloadTable } from '../../bench/report.mjs';
import { keptResults } from '../../bench/results.mjs';
import { quotients, ratio, summary } from '../../bench/statistics.mjs';

const RESULTS = {
  runtime: 'Node 1',
  processor: 'a processor',
  clock: 'CPU time.',
  workloads: [
    {
      name: 'form of 4 pairs',
      reference: 'URLSearchParams',
      rounds: { URLSearchParams: [300, 100, 200], credwire: [100, 50, 400] },
    },
  ],
};

describe('the statistics', () => {
  it('take the median and the quartiles, in whatever order the rounds came', () => {
    expect(summary([5, 1, 4, 2, 3])).toEqual({ median: 3, low: 2, high: 4 });
    expect(summary([7])).toEqual({ median: 7, low: 7, high: 7 });
  });

  it('compare round by round, not median by median', () => {
    expect(ratio([300, 100, 200], [100, 50, 400])).toEqual({ median: 2, low: 2, high: 3 });
  });
});

const flat = (median: number) => ({ median, low: median, high: median });

describe('a cold start', () => {
  const ours = { name: 'form: credwire/idscan', load: flat(2), first: flat(1) };
  const forge = { name: 'AES: node-forge', load: flat(10), first: flat(4) };
  const figuresOf = (coldStart: (typeof ours & { installed?: Pick<typeof ours, 'load' | 'first'> })[]) =>
    goals
      .filter(({ name }) => name.includes('form: credwire/idscan'))
      .map((goal) => [goal.name.split(',')[0], goal.figure({ ...RESULTS, coldStart })]);

  it('is compared with node-forge: the first operation, and all of it, bundled and as installed', () => {
    expect(figuresOf([ours, forge])).toEqual([
      ['first operation', 0.25],
      ['import and first operation', 3 / 14],
      ['import and first operation as installed', undefined],
    ]);
    const installed = figuresOf([
      { ...ours, installed: { load: flat(20), first: flat(1) } },
      { ...forge, installed: { load: flat(40), first: flat(2) } },
    ]);
    expect(installed[2]).toEqual(['import and first operation as installed', 0.5]);
  });

  it('has columns for what was measured as installed, and empty cells if a package cannot be', () => {
    expect(coldStartTable([ours])).not.toContain('installed');
    const lines = coldStartTable([ours, { ...forge, installed: { load: flat(40), first: flat(2) } }]).split('\n');
    expect(lines.slice(2)).toEqual([
      '| form: credwire/idscan | 2.00 | 1.00 | 3.00 |  |  |  |',
      '| AES: node-forge | 10.0 | 4.00 | 14.0 | 40.0 | 2.00 | 42.0 |',
    ]);
  });
});

describe('a call over a session', () => {
  const bare = [100, 100, 100, 100, 100, 100];
  const session = { fetch: bare, 'connect().send': [103, 101, 105, 104, 106, 102] };
  const goal = goals.find(({ name }) => name.startsWith('call over a good session'));

  it('is compared block by block, with the interval of the median', () => {
    expect(quotients([110, 300], [100, 200])).toEqual([1.1, 1.5]);
    expect(sessionTable(session)).toContain('| 1.035 | 1.010 to 1.060 |');
  });

  it('is a figure to reach', () => {
    expect(goal?.most).toBe(1.05);
    expect(goal?.figure({ ...RESULTS, session })).toBe(1.04);
    expect(goal?.figure(RESULTS)).toBeUndefined();
  });
});

describe('the tables', () => {
  it('put the fastest first', () => {
    const lines = workloadTable(RESULTS.workloads[0] as (typeof RESULTS.workloads)[number])
      .split('\n')
      .slice(2); // it is there
    expect(lines[0]).toMatch(/^\| credwire \| 100 ns \| .* \| 2\.00 × \|/);
    expect(lines[1]).toMatch(/^\| URLSearchParams \| 200 ns \| .* \| 1\.00 × \|/);
  });

  it('say of each figure whether it is reached, and nothing of those that were not measured', () => {
    const rows = goalsTable([RESULTS]).split('\n').slice(2);
    expect(rows).toHaveLength(goals.length);
    expect(rows.filter((row) => row.includes('✔'))).toEqual([
      '| form of 4 pairs: credwire against URLSearchParams | ≥ 1 | 2.00 ✔ |',
    ]);
    expect(rows.some((row) => row.includes('✘'))).toBe(false);
  });

  it('reach a figure at its bound, and not beyond it', () => {
    const [least, most] = [goals.find((goal) => goal.least === 5), goals.find((goal) => goal.most === 9)];
    if (least === undefined || most === undefined) throw new Error('no such goals');
    expect([isReached(least, 5), isReached(least, 4.99), isReached(most, 9), isReached(most, 9.01)]).toEqual([
      ...[true, false],
      ...[true, false],
    ]);
  });
});

describe('the load', () => {
  it('is told, and warned of from half a core on', () => {
    expect(loadLine({ before: 0.1, after: 0.49 })).toBe(
      'Other programs kept 0.1 cores busy before the run and 0.49 after it.',
    );
    expect(loadLine({ before: 0.1, after: 0.5 })).toContain('measure again');
    expect(page([{ ...RESULTS, load: { before: 3, after: 0 } }])).toContain('3 cores busy before the run');
  });

  it('lies between none and all of the cores', async () => {
    const cores = await load(0.05);
    expect(cores).toBeGreaterThanOrEqual(0);
    expect(cores).toBeLessThanOrEqual(cpus().length);
  });
});

describe('the results that are kept', () => {
  const kept = keptResults();

  it('are those of two versions of Node and of Chromium', () => {
    expect(kept.map(({ runtime }) => runtime.split(' ')[0])).toEqual(['Node', 'Node', 'Chromium']);
  });

  it('stand on the page as they are', () => {
    expect(readFileSync(new URL('../../bench/RESULTS.md', import.meta.url), 'utf8')).toBe(page(kept));
  });

  it('hold every workload that a figure speaks of, and every candidate of it', () => {
    /** Came with the note of the load, so results without it are older. */
    const newer =
      /nodeModPow|key parsing, 2048|SmartConnect tokenRequest|all exports|as installed|first operation, |good session/;
    for (const results of kept.filter(({ runtime }) => runtime.startsWith('Node'))) {
      const measured = goals.filter(({ name }) => !name.startsWith('at scale')); // that is a command of its own
      const missing = measured.filter((goal) => goal.figure(results) === undefined).map(({ name }) => name);
      expect(missing.filter((name) => results.load !== undefined || !newer.test(name))).toEqual([]);
    }
  });

  it('make a chart of well-formed text, with this library and its peers', () => {
    const svg = chart(kept[0] ?? RESULTS);
    expect(svg).toMatch(/^<svg [^>]+>.+<\/svg>\n$/s);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    expect(svg.match(/class="ours" x/g)?.length).toBeGreaterThan(5);
    expect(svg.match(/class="peer" x/g)?.length).toBeGreaterThan(5);
  });
});
