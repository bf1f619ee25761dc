/** Lines of an access log in the common or combined format: the request line is in quotes, and nothing else is known. */
import { splitRequestLine } from './http.js';
import { type Seen, splitSeenUrl } from './seen.js';

// The client, the user and the time come first; a space or the end of the line follows.
const LINE = /^[^"\r\n]{0,2000}"((?:[^"\\\r\n]|\\[^\r\n])*)"(?=\s|$)/;

/** Reads each line that has a request. */
export function readAccessLog(text: string): readonly Seen[] {
  return text.split(/\r?\n/).flatMap((line): readonly Seen[] => {
    const quoted = LINE.exec(line)?.[1];
    if (quoted === undefined || !/[ \t]HTTP\/\d/.test(quoted)) return [];
    const request = splitRequestLine(unescaped(quoted));
    if (request === undefined) return [];
    const [method, target] = request;
    return [{ ...splitSeenUrl(target), method, headers: undefined, body: undefined, faults: [] }];
  });
}

// Servers write what isn't printable ASCII as \xHH; percent-encoded, it's the same byte.
function unescaped(text: string): string {
  return text.replace(/\\(?:x([0-9a-f]{2})|([\s\S]))/gi, (_, hex?: string, character?: string) =>
    hex === undefined ? String(character) : `%${hex}`,
  );
}
