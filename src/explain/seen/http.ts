/** Raw HTTP/1.1 text, as proxies and servers log it, and `.http` files, which look alike. */
import { type Seen, type SeenHeader, splitSeenUrl } from './seen.js';

const REQUEST_LINE = /^([A-Z]+)[ \t]+(\S[^\r\n]*?)(?:[ \t]+HTTP\/[\d.]+)?[ \t]*$/;

/** Whether a text begins like a raw request. */
export const isHttpText = (text: string): boolean => requestLine(text.split(/\r?\n/, 64)) !== undefined;

// Separators and comments of .http files may stand in front.
function requestLine(lines: readonly string[]): number | undefined {
  const at = lines.findIndex((line) => line.trim() !== '' && !/^\s*(?:#|\/\/)/.test(line));
  const [, , target = ''] = REQUEST_LINE.exec(lines[at] ?? '') ?? [];
  const isRequest = /^(?:https?:\/\/|\/|[a-z0-9.-]+(?::\d+)?\/)/i.test(target);
  return isRequest && /^(?:GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS)\b/.test(lines[at] ?? '') ? at : undefined;
}

/** Reads raw HTTP text that {@link isHttpText} takes. */
export function readHttp(text: string): Seen {
  const lines = text.split(/\r?\n/);
  const start = requestLine(lines) ?? 0;
  const [, method, target = ''] = REQUEST_LINE.exec(lines[start] ?? '') ?? [];
  let at = start + 1;
  const headers: SeenHeader[] = [];
  let more = '';
  for (; at < lines.length && (lines[at] ?? '').trim() !== ''; at++) {
    const line = lines[at] ?? '';
    const colon = line.indexOf(':');
    if (/^\s+[?&]/.test(line))
      more += line.trim(); // .http files may continue a query so
    else if (colon > 0) headers.push([line.slice(0, colon), line.slice(colon + 1).trim()]);
  }
  const url = splitSeenUrl(target + more);
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1].toLowerCase() ?? '';
  // Of the text behind the head, line ends at its very end are those of the file.
  const body = lines
    .slice(at + 1)
    .join('\n')
    .trimEnd();
  const isRelative = url.host === '';
  return { ...url, host: isRelative ? host : url.host, method: method?.toUpperCase(), headers, body, faults: [] };
}
