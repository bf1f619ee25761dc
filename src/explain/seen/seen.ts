/** What was seen of a request, whatever it was read from. Nothing in it has been checked. */
import type { Fault } from '../findings.js';

/** A header line. */
export type SeenHeader = readonly [name: string, value: string];

/** A request as far as it could be read. */
export interface Seen {
  /** In upper case; `undefined` where nothing tells. */
  readonly method: string | undefined;
  /** The scheme in lower case; `undefined` where nothing tells. */
  readonly scheme: string | undefined;
  /** Host and port in lower case; empty where nothing tells. */
  readonly host: string;
  /** With the leading slash. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  /** `undefined` where only a URL was given. */
  readonly headers: readonly SeenHeader[] | undefined;
  /** `undefined` where nothing is known of the body. */
  readonly body: string | undefined;
  /** What could not be read, or will not be sent as it stands. */
  readonly faults: readonly Fault[];
}

/** A URL taken apart without judging it. */
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

/** The values of a header, its name in any case. */
export function seenHeader(seen: Seen, name: string): readonly string[] {
  return (seen.headers ?? []).filter(([other]) => other.trim().toLowerCase() === name).map(([, value]) => value.trim());
}
