/** A bare URL: nothing is known of method, headers and body. */
import { type Seen, splitSeenUrl } from './seen.js';

/** Whether a text is a URL and nothing else. */
export const isUrlText = (text: string): boolean => /^https?:\/\/[^\n\r]*$/i.test(text);

/** Reads a URL. */
export function readUrl(url: string): Seen {
  return { ...splitSeenUrl(url), method: undefined, headers: undefined, body: undefined, faults: [] };
}
