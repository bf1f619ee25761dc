/** The stages that `explain` shows. */
import { toHex } from '../codecs/hex.js';
import type { HttpRequest } from '../http/message.js';
import { redact } from '../http/redact.js';

/** A step between the password and the request. */
export interface Stage {
  /** Name of the stage, the same as in the golden vectors. */
  readonly name: string;
  /** The value as text, if it is text. */
  readonly text?: string;
  /** The value as bytes, in lower-case hex. */
  readonly hex?: string;
  /** What happens in this stage. */
  readonly note: string;
  /** The section of the vendor's document, or the standard, that requires it. */
  readonly source: string;
  /** Whether the value reveals the password, or can be used to sign in. */
  readonly secret?: boolean;
}

/** Every step from the password to the request. */
export interface Explanation {
  /** The request that the vendor's `tokenRequest` builds. */
  readonly request: HttpRequest;
  /** The steps, in order. */
  readonly stages: readonly Stage[];
}

/** A stage before it is shown. */
export interface StageDraft {
  readonly name: string;
  readonly text?: string | undefined;
  readonly bytes?: Uint8Array | undefined;
  readonly note: string;
  readonly source: string;
  /** Default: true. */
  readonly secret?: boolean;
}

const HIDDEN = '***';

/** Turns drafts into stages, and hides secrets if asked to. */
export function explanation(
  request: HttpRequest,
  drafts: readonly StageDraft[],
  hides: boolean,
  source: string,
): Explanation {
  const shown = hides ? redact(request) : request;
  const stages = drafts.map(({ name, text, bytes, note, source: from, secret = true }): Stage => {
    const isHidden = hides && secret;
    return Object.freeze({
      name,
      ...(text === undefined ? {} : { text: isHidden ? HIDDEN : text }),
      ...(bytes === undefined ? {} : { hex: isHidden ? HIDDEN : toHex(bytes) }),
      note,
      source: from,
      ...(secret ? { secret } : {}),
    });
  });
  const last: Stage = Object.freeze({
    name: 'request',
    text: JSON.stringify(shown),
    note: 'The whole request, fully encoded. The client that sends it must not encode it again.',
    source,
    secret: true,
  });
  return Object.freeze({ request: shown, stages: Object.freeze([...stages, last]) });
}
