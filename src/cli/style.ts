/** Colours, if the stream is a terminal that wants them. */
import { styleText } from 'node:util';
import { hasColour, type Io, type Output } from './io.js';

/** A format of Node's `styleText`. */
type Format = Parameters<typeof styleText>[0];

/** Paints text for a stream; leaves it unchanged if colours aren't wanted. */
export type Paint = (format: Format, text: string) => string;

/** How to paint for a stream. */
export function painter(io: Io, stream: Output): Paint {
  if (!hasColour(io, stream)) return (_, text) => text;
  // Newer Nodes look at process.stdout by themselves unless told not to; the type of Node 20 doesn't know that.
  const style = styleText as (format: Format, text: string, options: { validateStream: boolean }) => string;
  return (format, text) => style(format, text, { validateStream: false });
}
