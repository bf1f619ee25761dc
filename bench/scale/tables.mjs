// The tables of what bench/scale.mjs finds out.
import { duration, short, table } from '../format.mjs';
import { interval, summary } from '../statistics.mjs';

/** @param {number} value */
const whole = (value) => Math.round(value).toLocaleString('en');

/** @param {import('./results.mjs').Scale} scale */
export const scaleTables = ({ stretches, held, loopback, inFlight }) => [
  table(
    ['in a row', 'count', 'CPU time each', 'KB in use after a tenth', 'at the end', 'bytes more, each'],
    stretches.map(({ name, count, early, late, seconds }) => [
      name,
      whole(count),
      duration((seconds * 1e9) / count),
      ...[early, late].map((bytes) => whole(bytes / 1024)),
      ((late - early) / (count * 0.9)).toFixed(2),
    ]),
  ),
  table(
    ['held at a time', 'count', 'CPU time each', 'bytes each', 'bytes each, once let go'],
    [
      [
        'connections to BEX, signed in',
        whole(held.count),
        duration((held.seconds * 1e9) / held.count),
        whole(held.bytes),
        held.left.toFixed(2),
      ],
    ],
  ),
  table(
    [
      `sign-ins over loopback, ${inFlight} at a time`,
      ...['a second', 'by hand, a second', 'share of by hand', 'interval'],
      ...["client's CPU time each", 'by hand'],
    ],
    loopback.map(({ name, rounds }) => loopbackRow(name, rounds)),
  ),
];

/** @param {string} name @param {import('./results.mjs').Loopback['rounds']} rounds */
function loopbackRow(name, { credwire, 'by hand': byHand }) {
  const shares = credwire.map(({ perSecond }, round) => perSecond / (byHand[round]?.perSecond ?? Number.NaN));
  const { median, low, high } = interval(shares);
  const [own, other] = [credwire, byHand].map((turns) => ({
    perSecond: short(summary(turns.map(({ perSecond }) => perSecond)).median),
    cpu: duration(summary(turns.map(({ cpu }) => cpu)).median),
  }));
  const range = `${low.toFixed(3)} to ${high.toFixed(3)}`;
  return [name, ...[own?.perSecond, other?.perSecond, median.toFixed(3), range, own?.cpu, other?.cpu].map(String)];
}
