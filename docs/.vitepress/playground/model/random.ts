/** Random bytes that stay the same until you ask for new ones, so that only what you type changes the result. */
import { type RandomBytes, systemRandom } from 'credwire';

/** Draws bytes once, and gives the same ones to every source. */
export class Draw {
  #bytes = new Uint8Array(0);

  /** A source that starts at the first byte. */
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
