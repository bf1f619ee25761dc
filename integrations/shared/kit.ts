/**
 * What the scripts for Postman and Bruno share: they keep a session in the tool's variables, sign a request with it, and
 * sign in again when a response says that it's over. `Tool` is what differs between the tools.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { CredwireError, type HttpRequest, type HttpResponse, ResponseError, type SessionOf } from 'credwire';
import { encodeText } from 'credwire/codecs';
import { type Connection, connect, type TokenStore } from 'credwire/session';
import { randomFrom } from './random.js';
import { listOf, readSignInOptions, SIGN_INS, type SignInId, type SignInWay } from './sign-ins.js';

export { lineOf } from './line.js';

/** What a tool provides. */
export interface Tool {
  /** The value of a variable in any scope, or `undefined`. */
  read(name: string): unknown;
  /** Sets a variable that outlives this request; `undefined` removes it. */
  write(name: string, value: string | undefined): void;
  /** Sets a variable for the rest of this run only. */
  note(name: string, value: string): void;
  /** Sends a request by the tool's own client. */
  send(request: HttpRequest): Promise<HttpResponse>;
}

/** The parts of a request that signing changes. */
export interface Signable {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The way to sign in that a name stands for. */
export function wayOf(id: string): SignInWay {
  if (Object.hasOwn(SIGN_INS, id)) return SIGN_INS[id as SignInId];
  connect(id as 'bex', {} as never); // throws, and says which there are
  throw new Error('unreachable');
}

/** The sign-in options that the variables hold. */
export function optionsOf(tool: Tool, id: string, way: SignInWay): Record<string, unknown> {
  const options = readSignInOptions(way, (name) => tool.read(`${id}_${name}`));
  const random = way.isRandom ? randomFrom(tool.read('credwire_seed')) : undefined;
  return random === undefined ? options : { ...options, random };
}

/** A connection that keeps its session in the tool's variables. */
export function connectBy(
  way: SignInWay,
  options: Readonly<Record<string, unknown>>,
  store: TokenStore,
  send: Tool['send'],
): Connection<SessionOf<string>> {
  const { vendor } = way;
  return connect(vendor, options as never, { store, send, onEvent: () => {} }) as Connection<SessionOf<string>>;
}

/** Stores the session in a single variable: one user at a time is signed in. */
export function storeOf(tool: Tool, id: string): TokenStore {
  const name = `${id}_session`;
  return {
    get: async () => tool.read(name),
    set: async (_key, text) => tool.write(name, text),
    delete: async () => tool.write(name, undefined),
  };
}

/**
 * The kept session, or a new one. A refused password isn't sent a second time in the same run, because accounts lock.
 */
export async function currentSession(tool: Tool, id: string): Promise<SessionOf<string>> {
  const way = wayOf(id);
  const options = optionsOf(tool, id, way);
  const mark = fingerprint(options);
  const refused = tool.read(`${id}_refused`);
  if (typeof refused === 'string' && refused.startsWith(`${mark} `)) {
    throw new ResponseError('ERR_SIGN_IN_REFUSED', `${refused.slice(mark.length + 1)} (not sent again in this run)`);
  }
  try {
    const session = await connectBy(way, options, storeOf(tool, id), (request) => tool.send(request)).session();
    const { apiUrl } = session as { readonly apiUrl?: unknown };
    if (typeof apiUrl === 'string') tool.note(`${id}_api`, apiUrl);
    return session;
  } catch (error) {
    if (error instanceof CredwireError && error.code === 'ERR_SIGN_IN_REFUSED') {
      tool.note(`${id}_refused`, `${mark} ${error.message}`);
    }
    throw error;
  }
}

// Sixteen bits: enough to notice a different password, too few to reveal anything about it.
function fingerprint(options: Readonly<Record<string, unknown>>): string {
  const [high = 0, low = 0] = sha256(encodeText(JSON.stringify(options)));
  return String(high * 256 + low);
}

/** A request before and after signing. `request` is called once there's a session. */
export async function sign(
  tool: Tool,
  id: string,
  request: () => Signable,
): Promise<{ before: Signable; signed: Signable }> {
  const session = await currentSession(tool, id);
  const before = request();
  const { url, headers } = wayOf(id).vendor.authorize(before, session, authorizeOptions(tool, id));
  return { before, signed: { url, headers } };
}

// These variables are for calls, not for the sign-in.
function authorizeOptions(tool: Tool, id: string): Record<string, unknown> {
  const [origins, via, action] = ['origins', 'via', 'action'].map((name) => tool.read(`${id}_${name}`));
  return {
    ...(typeof origins === 'string' && origins !== '' ? { origins: listOf(origins) } : {}),
    ...(via ? { via } : {}),
    ...(action ? { action } : {}),
  };
}

/** The result of sending a request again. */
export interface Repeat {
  readonly response: HttpResponse;
  /** Whether this response also says that the session is over. */
  readonly isOver: boolean;
}

/**
 * Checks the response to a call. If it says that the session is over, signs in again and sends the call once more with
 * `resend`. Otherwise returns `undefined`.
 */
export async function repeatIfOver(
  tool: Tool,
  id: string,
  request: () => Signable,
  response: HttpResponse,
  resend: (signed: Signable) => Promise<HttpResponse>,
): Promise<Repeat | undefined> {
  const { vendor } = wayOf(id);
  if (!vendor.isSessionOver(response)) return undefined;
  await storeOf(tool, id).delete('');
  const again = await resend((await sign(tool, id, request)).signed);
  return { response: again, isOver: vendor.isSessionOver(again) };
}
