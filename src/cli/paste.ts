/** Reads text that is pasted into a terminal. */
import { TransportError } from '../core/errors.js';
import { usageError } from './exit.js';
import { type Io, note } from './io.js';

/**
 * Reads what is pasted, up to Ctrl-D. The terminal is in raw mode, because it would cut lines after 4,096 bytes
 * otherwise, and a curl command can have long cookies. Nothing is shown, because it contains secrets.
 *
 * @param io - The world; its stdin is a terminal.
 * @param what - What to paste.
 * @param most - How many characters are allowed.
 */
export async function readPaste(io: Io, what: string, most: number): Promise<string> {
  await note(io, `Paste ${what}, then press Enter and Ctrl-D. What you paste isn't shown.`);
  const { stdin, signal } = io;
  const aborted = new TransportError('ERR_ABORTED', 'stopped while a paste was read; nothing was sent');
  stdin.setRawMode?.(true);
  try {
    const text = await new Promise<string>((resolve, reject) => {
      const decoder = new TextDecoder();
      let text = '';
      const end = (finish: () => void): void => {
        stdin.off('data', onData).off('end', onEnd);
        signal.removeEventListener('abort', onAbort);
        stdin.pause();
        finish();
      };
      const onAbort = (): void => end(() => reject(aborted));
      const onEnd = (): void => end(() => resolve(text));
      const onData = (chunk: Buffer | string): void => {
        text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
        const at = text.search(CONTROL);
        if (text.length > most)
          end(() => reject(usageError(`diagnose: expected at most ${most} characters, got more`)));
        else if (at >= 0 && text.charAt(at) === '\x03') onAbort();
        else if (at >= 0) {
          text = text.slice(0, at);
          onEnd();
        }
      };
      stdin.on('data', onData).on('end', onEnd);
      signal.addEventListener('abort', onAbort);
      stdin.resume();
    });
    const clean = text.replace(/\r\n?/g, '\n');
    await note(io, `Read ${clean.length} characters.`);
    return clean;
  } finally {
    stdin.setRawMode?.(false);
  }
}

/** Ctrl-C and Ctrl-D. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern looks for them
const CONTROL = /[\x03\x04]/;
