/** The figures that are kept of each release, and the chart of them. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { goals } from '../../bench/goals.mjs';
import { inOrder, keptReleases, releaseOf } from '../../bench/history.mjs';
import { historyChart, SHOWN } from '../../bench/history-chart.mjs';

const FORM = 'form of 4 pairs: credwire against URLSearchParams';
const results = (runtime: string, credwire: number) => ({
  ...{ runtime, processor: '', clock: '' },
  workloads: [{ name: 'form of 4 pairs', rounds: { URLSearchParams: [300], credwire: [credwire] } }],
});
const release = (version: string, ...figures: number[]) => ({
  version,
  runtimes: figures.map((figure, at) => ({ runtime: `Node ${20 + at}`, figures: { [FORM]: figure } })),
});

describe('a release', () => {
  it('keeps exactly the figures that were measured on Node', () => {
    const kept = releaseOf('1.0.0', [results('Node 20', 100), results('Node 26', 90), results('Chromium 1', 80)]);
    expect(kept).toEqual({
      version: '1.0.0',
      runtimes: [
        { runtime: 'Node 20', figures: { [FORM]: 3 } },
        { runtime: 'Node 26', figures: { [FORM]: 3.333 } },
      ],
    });
  });

  it('needs a version', () => {
    expect(() => releaseOf('', [])).toThrow("isn't a version");
    expect(() => releaseOf('../x', [])).toThrow("isn't a version");
  });

  it('comes after the releases with smaller numbers', () => {
    const versions = ['0.10.0', '0.2.1', '1.0.0', '0.2.0', '0.2.10'].map((version) => release(version));
    expect(inOrder(versions).map(({ version }) => version)).toEqual(['0.2.0', '0.2.1', '0.2.10', '0.10.0', '1.0.0']);
  });
});

describe('the chart', () => {
  const dots = (svg: string) => [...svg.matchAll(/<circle class="(\w+)" cx="([\d.]+)"[^>]*><title>([^<]+)</g)];

  it('shows figures that are goals', () => {
    const names = goals.map(({ name }) => name);
    expect(SHOWN.filter(([, name]) => !names.includes(name))).toEqual([]);
  });

  it('of one release has points without a line, and says what was not measured', () => {
    const svg = historyChart([release('1.0.0', 3, 4)]);
    expect(dots(svg).map(([, kind, , label]) => [kind, label])).toEqual([
      ['oldest', 'credwire 1.0.0, Node 20: 3.00'],
      ['newest', 'credwire 1.0.0, Node 21: 4.00'],
    ]);
    expect(svg).not.toContain('<polyline');
    expect(svg.match(/not measured yet/g)).toHaveLength(SHOWN.length - 1);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('of several has a line for each Node, from the oldest release to the newest', () => {
    const svg = historyChart([release('1.0.0', 3, 4), release('1.1.0', 3.5, 4), release('1.2.0', 5, 6)]);
    const places = dots(svg).flatMap(([, kind, x]) => (kind === 'oldest' ? [Number(x)] : []));
    expect(places).toHaveLength(3);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(svg.match(/<polyline/g)).toHaveLength(2);
  });

  it('writes latest figures that are close to each other apart, and equal ones once', () => {
    const latest = (svg: string) => [...svg.matchAll(/class="title (?:old|new)est" x="[\d.]+" y="([\d.]+)"/g)];
    const [upper, lower] = latest(historyChart([release('1.0.0', 3, 3.01)])).map(([, y]) => Number(y));
    expect((lower ?? 0) - (upper ?? 0)).toBeCloseTo(15);
    expect(latest(historyChart([release('1.0.0', 3, 3)]))).toHaveLength(1);
  });
});

describe('what is kept', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

  it('includes this version, on two versions of Node', () => {
    expect(keptReleases().find((each) => each.version === version)?.runtimes).toHaveLength(2);
  });

  it('is what the chart shows', () => {
    expect(readFileSync('bench/history.svg', 'utf8')).toBe(historyChart(keptReleases()));
  });
});
