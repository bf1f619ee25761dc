import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('./steps.mjs', import.meta.url));
const steps: Readonly<Record<string, readonly [some: number, more: number]>> = JSON.parse(
  execFileSync(process.execPath, [program], { encoding: 'utf8' }),
);
const { 'a quadratic function, to see that it is seen': control = [0, 0], ...measured } = steps;

describe('the steps taken on four times as much', () => {
  it('are counted: a quadratic function takes sixteen times as many', () => {
    expect(control[1]).toBeGreaterThan(12 * control[0]);
  });

  it.each(Object.entries(measured))('are at most four times as many: %s', (_what, [some, more]) => {
    expect(some).toBeGreaterThan(0);
    expect(more).toBeLessThanOrEqual(4 * some);
  });
});
