/** What is known of a request, whatever it was read from. None of it has been checked. */
import type { Fault } from '../findings.js';

/** A header line. */
export type SeenHeader = readonly [name: string, value: string];

/** A request, or the parts that could be read. */
export interface Seen {
  /** In upper case; `undefined` if unknown. */
  readonly method: string | undefined;
  /** The scheme in lower case; `undefined` if unknown. */
  readonly scheme: string | undefined;
  /** Host and port in lower case; empty if unknown. */
  readonly host: string;
  /** With the leading slash. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  /** `undefined` if only a URL was passed. */
  readonly headers: readonly SeenHeader[] | undefined;
  /** `undefined` if the body is unknown. */
  readonly body: string | undefined;
  /** Parts that couldn't be read, or that won't be sent as written. */
  readonly faults: readonly Fault[];
}

/** A URL taken apart, without checks. */
export function splitSeenUrl(url: string): Pick<Seen, 'scheme' | 'host' | 'path' | 'query'> {
  const [, scheme = '', host = '', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):)?\/\/([^/?#]*)([\s\S]*)$/i.exec(url) ?? [];
  const target = (scheme === '' && host === '' ? url : rest).replace(/#[\s\S]*$/, '');
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  return {
    scheme: scheme === '' ? undefined : scheme.toLowerCase(),
    host: host.replace(/^[^@]*@/, '').toLowerCase(),
    path: path === '' ? '/' : path,
    query: mark < 0 ? '' : target.slice(mark + 1),
  };
}

/** The values of a header; the name is case-insensitive. */
export function seenHeader(seen: Seen, name: string): readonly string[] {
  return (seen.headers ?? []).filter(([other]) => other.trim().toLowerCase() === name).map(([, value]) => value.trim());
}
