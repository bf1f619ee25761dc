/** A bare URL: the method, headers and body are unknown. */
import { type Seen, splitSeenUrl } from './seen.js';

/** Whether a string is a URL and nothing else. */
export const isUrlText = (text: string): boolean => /^https?:\/\/[^\n\r]*$/i.test(text);

/** Reads a URL. */
export function readUrl(url: string): Seen {
  return { ...splitSeenUrl(url), method: undefined, headers: undefined, body: undefined, faults: [] };
}
