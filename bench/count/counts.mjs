// The arithmetic of counted work: from coverage to a number, and from two sets of numbers to a verdict.

/**
 * @typedef {object} Count
 * @property {number} work - Characters of source that ran; a statement that runs ten times counts ten times.
 * @property {number} [bytes] - Bytes allocated an operation.
 * @property {number} [modules] - Modules that an import loads.
 *
 * @typedef {Readonly<Record<string, Count>>} Counts
 * @typedef {{ readonly startOffset: number, readonly endOffset: number, readonly count: number }} Range
 *
 * @typedef {object} Change
 * @property {string} name
 * @property {keyof Count} what
 * @property {number} before
 * @property {number} after
 */

/**
 * `work` and `modules` are exact; the tolerance is for new names, which are characters, too. For some operations V8 allocates
 * up to half as much again in one process than in the next, with the same flags, so `bytes` only tell what is much more.
 */
export const TOLERANCE = { work: 0.03, modules: 0.03, bytes: 0.6 };

/**
 * How many characters ran, by the blocks of V8's coverage: each block's own length, without the blocks inside it, times
 * its count.
 *
 * @param {readonly Range[]} ranges - Of one function, outer blocks before inner ones, as V8 tells them.
 */
export function workOf(ranges) {
  let work = 0;
  /** @type {Range[]} */
  const open = []; // the blocks around the one at hand, whose counts its characters must not have
  for (const range of ranges) {
    while ((open.at(-1)?.endOffset ?? Number.POSITIVE_INFINITY) <= range.startOffset) open.pop();
    work += (range.endOffset - range.startOffset) * (range.count - (open.at(-1)?.count ?? 0));
    open.push(range);
  }
  return work;
}

/**
 * What has changed by more than the tolerance: more first, then less, and what only one of them has.
 *
 * @param {Counts} before
 * @param {Counts} after
 */
export function compareCounts(before, after) {
  /** @type {Change[]} */
  const more = [];
  /** @type {Change[]} */
  const less = [];
  for (const [name, counts] of Object.entries(after)) {
    for (const what of /** @type {const} */ (['work', 'bytes', 'modules'])) {
      const [old, now] = [before[name]?.[what], counts[what]];
      if (old === undefined || now === undefined) continue;
      if (now > old * (1 + TOLERANCE[what])) more.push({ name, what, before: old, after: now });
      if (now < old * (1 - TOLERANCE[what])) less.push({ name, what, before: old, after: now });
    }
  }
  return {
    more,
    less,
    added: Object.keys(after).filter((name) => before[name] === undefined),
    removed: Object.keys(before).filter((name) => after[name] === undefined),
  };
}

/** One change in words. @param {Change} change */
export function changeLine({ name, what, before, after }) {
  const percent = ((after / before - 1) * 100).toFixed(1);
  const unit = { work: 'characters run', bytes: 'bytes allocated', modules: 'modules' }[what];
  const [from, to] = [before, after].map((value) => Math.round(value).toLocaleString('en'));
  return `${name}: ${from} → ${to} ${unit} (${after > before ? '+' : ''}${percent} %)`;
}
