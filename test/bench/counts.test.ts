/** The arithmetic of counted work: blocks of coverage, and what is more than before. */
import { describe, expect, it } from 'vitest';
import { changeLine, compareCounts, workOf } from '../../bench/count/counts.mjs';

describe('work', () => {
  it('counts each character as often as it ran', () => {
    expect(workOf([{ startOffset: 10, endOffset: 30, count: 3 }])).toBe(60);
  });

  it('counts a block inside another by its own count only', () => {
    const ranges = [
      { startOffset: 0, endOffset: 100, count: 1 },
      { startOffset: 20, endOffset: 60, count: 10 }, // a loop
      { startOffset: 30, endOffset: 40, count: 0 }, // never taken
      { startOffset: 70, endOffset: 80, count: 0 },
    ];
    expect(workOf(ranges)).toBe(50 + 30 * 10);
  });

  it('is empty if nothing ran', () => {
    expect(workOf([])).toBe(0);
    expect(workOf([{ startOffset: 0, endOffset: 9, count: 0 }])).toBe(0);
  });
});

describe('two sets of counts', () => {
  const before = { a: { work: 1000, bytes: 200 }, gone: { work: 1 } };

  it('are the same within the tolerance', () => {
    expect(compareCounts(before, { a: { work: 1030, bytes: 320 }, gone: { work: 1 } })).toEqual({
      more: [],
      less: [],
      added: [],
      removed: [],
    });
  });

  it('tell what is more, less, new and gone', () => {
    const { more, less, added, removed } = compareCounts(before, { a: { work: 1031, bytes: 79 }, new: { work: 1 } });
    expect(more).toEqual([{ name: 'a', what: 'work', before: 1000, after: 1031 }]);
    expect(less).toEqual([{ name: 'a', what: 'bytes', before: 200, after: 79 }]);
    expect([added, removed]).toEqual([['new'], ['gone']]);
  });

  it('are told in words', () => {
    expect(changeLine({ name: 'a', what: 'work', before: 1000, after: 1500 })).toBe(
      'a: 1,000 → 1,500 characters run (+50.0 %)',
    );
    expect(changeLine({ name: 'a', what: 'bytes', before: 200, after: 100 })).toBe(
      'a: 200 → 100 bytes allocated (-50.0 %)',
    );
  });
});
