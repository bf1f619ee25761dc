/** Random bytes that stay the same until new ones are asked for: what changes as you type is what you typed. */
import { type RandomBytes, systemRandom } from 'credwire';

/** Draws bytes once, and hands out the same ones to each source that is made of it. */
export class Draw {
  #bytes = new Uint8Array(0);

  /** A source that begins with the first byte. */
  source(): RandomBytes {
    let at = 0;
    return (length) => {
      const end = at + length;
      if (end > this.#bytes.length) {
        const drawn = systemRandom(end - this.#bytes.length);
        const longer = new Uint8Array(end);
        longer.set(this.#bytes);
        longer.set(drawn, this.#bytes.length);
        this.#bytes = longer;
      }
      const part = this.#bytes.slice(at, end);
      at = end;
      return part;
    };
  }
}
