/** Raw HTTP/1.1 text, as proxies and servers log it, and `.http` files, which look similar. */
import { type Seen, type SeenHeader, splitSeenUrl } from './seen.js';

const METHOD = /^(?:GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS)(?=[ \t])/;

/** "POST /path HTTP/1.1": the method and the target; undefined for any other line. */
export function splitRequestLine(line: string): readonly [method: string, target: string] | undefined {
  const [method] = METHOD.exec(line) ?? [''];
  const target = line
    .slice(method.length)
    .trim()
    .replace(/[ \t]HTTP\/[\d.]{1,5}$/, '')
    .trimEnd();
  return /^(?:https?:\/\/|\/|[a-z0-9.-]{1,255}(?::\d{1,5})?\/)/i.test(target) && method !== ''
    ? [method, target]
    : undefined;
}

// Separators and comments in .http files can come first.
function firstLine(lines: readonly string[]): { readonly at: number; readonly line: string } {
  const at = lines.findIndex((line) => line.trim() !== '' && !/^\s*(?:#|\/\/)/.test(line));
  return { at, line: String(lines[at]) };
}

/** Reads raw HTTP text; `undefined` if the string doesn't start like that. */
export function readHttp(text: string): Seen | undefined {
  const start = firstLine(text.split(/\r?\n/, 64));
  const request = splitRequestLine(start.line);
  if (request === undefined) return undefined;
  const [method, target] = request;
  const lines = text.split(/\r?\n/);
  let at = start.at + 1;
  const headers: SeenHeader[] = [];
  let more = '';
  for (; at < lines.length; at++) {
    const line = String(lines[at]);
    if (line.trim() === '') break;
    const colon = line.indexOf(':');
    if (/^\s+[?&]/.test(line))
      more += line.trim(); // .http files can continue a query this way
    else if (colon > 0) headers.push([line.slice(0, colon), line.slice(colon + 1).trim()]);
  }
  const url = splitSeenUrl(target + more);
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1].toLowerCase() ?? '';
  // Line breaks at the very end of the body belong to the file.
  const body = lines
    .slice(at + 1)
    .join('\n')
    .trimEnd();
  const isRelative = url.host === '';
  return { ...url, host: isRelative ? host : url.host, method, headers, body, faults: [] };
}
