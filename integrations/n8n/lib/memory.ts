/**
 * What the credentials and the node remember about a sign-in while n8n runs. n8n runs the items of a node at the same time,
 * and some of its functions repeat a failed sign-in, so without this a password would be sent many times.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { CredwireError, ResponseError } from 'credwire';
import { encodeBase64, encodeText } from 'credwire/codecs';

/** A session as text, as the credential keeps it. */
export type SessionText = string;

interface Memory {
  pending?: Promise<SessionText>;
  session?: SessionText;
  /** When the session was issued. */
  issued?: number;
  /** The session that it replaced. */
  replaced?: SessionText;
  refusal?: { readonly message: string; readonly until: number };
}

const SHARED_MS = 30_000;
const REFUSED_MS = 300_000;
const MOST_ENTRIES = 1000;

const memories = new Map<string, Memory>();

function memoryOf(key: string): Memory {
  const found = memories.get(key) ?? {};
  memories.delete(key); // the last one is the one used last
  memories.set(key, found);
  const [oldest] = memories.keys();
  if (memories.size > MOST_ENTRIES && oldest !== undefined) memories.delete(oldest);
  return found;
}

/** Names a sign-in by its options, without revealing them. */
export const keyOf = (id: string, options: Readonly<Record<string, unknown>>): string =>
  encodeBase64(sha256(encodeText(JSON.stringify([id, options]))));

/**
 * Signs in, unless the same sign-in is running or has just ended: then it's shared. A refused password isn't sent again for
 * five minutes, because accounts lock.
 *
 * @param over - The session that is over, if there was one.
 */
export async function signInOnce(
  key: string,
  over: SessionText,
  begin: () => Promise<SessionText>,
): Promise<SessionText> {
  const memory = memoryOf(key);
  if (memory.refusal !== undefined && Date.now() < memory.refusal.until) {
    const why = 'this sign-in was refused less than five minutes ago and was not sent again';
    throw new ResponseError('ERR_SIGN_IN_REFUSED', `${memory.refusal.message} (${why})`);
  }
  if (memory.pending !== undefined) return memory.pending;
  const isFresh = memory.issued !== undefined && Date.now() - memory.issued < SHARED_MS;
  // A vendor can issue the same token again.
  const isOther = memory.session !== over || memory.replaced === over;
  if (isFresh && memory.session !== undefined && isOther) return memory.session;
  memory.pending = begin();
  try {
    memory.session = await memory.pending;
    memory.issued = Date.now();
    memory.replaced = over;
    return memory.session;
  } catch (error) {
    if (error instanceof CredwireError && error.code === 'ERR_SIGN_IN_REFUSED') {
      memory.refusal = { message: error.message, until: Date.now() + REFUSED_MS };
    }
    throw error;
  } finally {
    delete memory.pending;
  }
}

/** Forgets a session that is over; or any session, so that the next sign-in is a new one. */
export function forget(key: string, over?: SessionText): void {
  const memory = memories.get(key);
  if (memory !== undefined && (over === undefined || memory.session === over)) delete memory.session;
}
