/** Whether a response of fetch says that the session is over, while the caller can still read its body. */
import { forget } from '../core/forget.js';
import { parseJson } from '../core/json.js';
import { headOf } from '../http/fetch-response.js';
import type { HttpResponse } from '../http/message.js';
import type { FetchResponse } from './by-fetch.js';

/** Longer JSON is data, and says nothing about a session. In bytes. */
const MOST = 65_536;

/** The copies of a Node stream hold this many bytes, and no copy flows on before the other is read. */
const MOST_IN_NODE = 16_384;

/** Servers label their refusals in many ways, but never as a download. */
const MAY_TELL = /^(?:$|application\/(?:[\w.+-]+\+)?json\b|text\/(?:plain|json|html)\b)/i;

/** Whether a response says that the session is over. */
export async function saysOver(response: FetchResponse, isOver: (response: HttpResponse) => boolean): Promise<boolean> {
  const head = headOf(response);
  const isEnough = judge(head, isOver);
  if (isEnough !== undefined) return isEnough;
  const { 'content-type': type = '', 'content-length': length = 0 } = head.headers;
  if (!MAY_TELL.test(String(type)) || Number(length) > MOST) return false;
  let body: string | undefined;
  try {
    body = await beginning(response);
  } catch {
    // The caller gets the same failure from the body.
  }
  return body !== undefined && isOver({ ...head, body });
}

/** Judges by the status; `undefined` if the vendor needs the body too, which can come much later. */
function judge(head: HttpResponse, isOver: (response: HttpResponse) => boolean): boolean | undefined {
  let isAsked = false;
  const probe = {
    ...head,
    get body() {
      isAsked = true;
      return '';
    },
  };
  try {
    return isOver(probe) || (isAsked ? undefined : false);
  } catch (error) {
    if (isAsked) return undefined; // a vendor of the caller's own may expect JSON
    throw error;
  }
}

/** A stream of bytes: the standard's, or one of Node. */
type Stream =
  | { getReader(): { read(): Promise<Chunk>; cancel(): Promise<unknown> } }
  | { [Symbol.asyncIterator](): { next(): Promise<Chunk>; return(): Promise<unknown> } };

interface Chunk {
  readonly done?: boolean | undefined;
  readonly value?: Uint8Array | undefined;
}

/** The body's text, or as much of it as shows what it is; `undefined` if it isn't a JSON object, or too long. */
async function beginning(response: FetchResponse): Promise<string | undefined> {
  const copy = response.clone();
  const stream = copy.body as Stream | null | undefined;
  // React Native has no streams: what it has is all there.
  if (stream === undefined || stream === null) return copy.text();
  if ('getReader' in stream) {
    const reader = stream.getReader();
    return readObject(() => reader.read(), MOST).finally(() => forget(reader.cancel())); // the caller's own copy goes on
  }
  const iterator = stream[Symbol.asyncIterator]();
  return readObject(() => iterator.next(), MOST_IN_NODE).finally(() => forget(iterator.return()));
}

async function readObject(next: () => Promise<Chunk>, most: number): Promise<string | undefined> {
  const { TextDecoder } = globalThis as unknown as {
    TextDecoder: new () => { decode(bytes?: Uint8Array, options?: { readonly stream: boolean }): string };
  };
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  let tried = 0;
  for (;;) {
    const { done, value } = await next();
    const piece = decoder.decode(value, { stream: !done });
    text += piece;
    bytes += value?.length ?? 0;
    if (bytes > most || !/^\s{0,100}(?:\{|$)/.test(text.slice(0, 200))) return undefined;
    if (done) return text;
    // A stream of lines doesn't end. Parsed at the end of a line or twice the length, so that tiny pieces cost no more.
    if (/\}\s*$/.test(piece.slice(-100)) && (piece.includes('\n') || text.length >= 2 * tried)) {
      if (parseJson(text) !== undefined) return text;
      tried = text.length;
    }
  }
}
