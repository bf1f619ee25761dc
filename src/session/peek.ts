/** Whether a response of fetch says that the session is over, while the caller can still read its body. */
import { forget } from '../core/forget.js';
import { parseJson } from '../core/json.js';
import { headOf } from '../http/fetch-response.js';
import type { HttpResponse } from '../http/message.js';
import type { FetchResponse } from './by-fetch.js';

/** Longer JSON is data, and says nothing about a session. In characters and, as declared, in bytes. */
const MOST = 65_536;

/** What both copies of a Node stream hold, in bytes: the copy of a longer one only flows while the other is read too. */
const MOST_IN_NODE = 16_384;

/** Servers label their refusals in many ways, but never as a download. */
const MAY_TELL = /^(?:$|application\/(?:[\w.+-]+\+)?json\b|text\/(?:plain|json|html)\b)/i;

/** Whether a response says that the session is over. */
export async function saysOver(response: FetchResponse, isOver: (response: HttpResponse) => boolean): Promise<boolean> {
  const head = headOf(response);
  let isAsked = false;
  const probe = {
    ...head,
    // For some vendors the status says it all, and then the body isn't waited for.
    get body() {
      isAsked = true;
      return '';
    },
  };
  if (isOver(probe)) return true;
  const { 'content-type': type = '', 'content-length': length } = head.headers;
  if (!isAsked || !MAY_TELL.test(String(type)) || Number(length ?? 0) > MOST) return false;
  try {
    const body = await beginning(response, length === undefined ? Number.POSITIVE_INFINITY : Number(length));
    return body !== undefined && isOver({ ...head, body });
  } catch {
    return false; // the caller gets the same failure from the body
  }
}

interface Reader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>;
  cancel(): Promise<void>;
}

/** The body's text, or as much of it as shows what it is; `undefined` if it isn't JSON, or too long. */
async function beginning(response: FetchResponse, length: number): Promise<string | undefined> {
  const { body } = response;
  // React Native has no streams: what it has is all there.
  if (body === undefined || body === null) return response.clone().text();
  if (!('getReader' in (body as object))) return length > MOST_IN_NODE ? undefined : response.clone().text();
  const copy = response.clone().body as { getReader(): Reader };
  const reader = copy.getReader();
  try {
    return await readJson(reader);
  } finally {
    forget(reader.cancel()); // the caller's own copy goes on
  }
}

async function readJson(reader: Reader): Promise<string | undefined> {
  const { TextDecoder } = globalThis as unknown as {
    TextDecoder: new () => { decode(bytes?: Uint8Array, options?: { readonly stream: boolean }): string };
  };
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    text += decoder.decode(value, { stream: !done });
    if (text.length > MOST || !/^\s*(?:["[{]|$)/.test(text)) return undefined;
    // A stream of events or lines doesn't end.
    if (done || (/["\]}]\s*$/.test(text) && parseJson(text) !== undefined)) return text;
  }
}
