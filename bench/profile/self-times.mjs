// From a profile of V8 to the functions that took the time.

/**
 * @typedef {object} Node
 * @property {number} id
 * @property {{ readonly functionName: string, readonly url: string, readonly lineNumber: number }} callFrame
 *
 * @typedef {object} Profile
 * @property {readonly Node[]} nodes
 * @property {readonly number[] | undefined} [samples] - Ids of nodes.
 * @property {readonly number[] | undefined} [timeDeltas] - Microseconds before each sample.
 */

/**
 * Functions by the share of the time that they themselves took, most first. Time without any work doesn't count.
 *
 * @param {Profile} profile
 */
export function selfTimes({ nodes, samples = [], timeDeltas = [] }) {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  /** @type {Map<string, { name: string, where: string, time: number }>} */
  const found = new Map();
  let all = 0;
  samples.forEach((id, at) => {
    const { functionName = '', url = '', lineNumber = 0 } = frames.get(id) ?? {};
    if (functionName === '(idle)') return;
    const time = Math.max(0, timeDeltas[at] ?? 0);
    const key = `${functionName} ${url}:${lineNumber}`;
    const entry = found.get(key) ?? {
      name: functionName || '(anonymous)',
      where: url && `${shortPath(url)}:${lineNumber + 1}`,
      time: 0,
    };
    found.set(key, { ...entry, time: entry.time + time });
    all += time;
  });
  return [...found.values()]
    .sort((one, other) => other.time - one.time)
    .map(({ name, where, time }) => ({ name, where, share: time / all }));
}

/** The path below the library or the packages; Node's own modules as they are. @param {string} url */
const shortPath = (url) =>
  /(?:\/node_modules\/|\/(?=(?:dist|bench)\/))(?!.*\/node_modules\/)(.*)$/.exec(url)?.[1] ?? url;
