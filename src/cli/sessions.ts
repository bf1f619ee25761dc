/** Sessions of the command: over fetch, with the file store if the user wants to keep them. */
import { join, resolve } from 'node:path';
import { CredwireError } from '../core/errors.js';
import type { Connection, ConnectSettings } from '../session/index.js';
import type { Session, Vendor } from '../vendors/index.js';
import { xdgFolder } from './config.js';
import { usageError } from './exit.js';
import { namedFetch } from './fetch.js';
import { canAsk, type Io, note } from './io.js';
import { numberOf, textOf } from './options.js';

type Options = Readonly<Record<string, unknown>>;

/** Where cached sessions are: `--cache-dir`, `CREDWIRE_CACHE_DIR`, or credwire's folder in the user's cache. */
export function cacheFolder(io: Io, given: unknown): string {
  const named = textOf(given) ?? io.env.CREDWIRE_CACHE_DIR;
  return named ? resolve(io.cwd, named) : join(xdgFolder(io, 'XDG_CACHE_HOME', '.cache'), 'sessions');
}

const NOT_KEPT = "credwire: couldn't cache the session; is the disk full, or does someone else own the cache folder?";

/** How a connection is made. */
export interface Connecting {
  /** Folder of the cached sessions; none are cached without one. */
  readonly folder?: string | undefined;
  /** Seconds for each request. */
  readonly timeout?: string | undefined;
}

/** Connects to a vendor; nothing is sent yet. */
export async function connectTo(
  io: Io,
  vendor: Vendor,
  options: Options,
  connecting: Connecting = {},
): Promise<Connection<Session>> {
  const { connect } = await import('../session/index.js');
  const { folder } = connecting;
  const kept = folder === undefined ? {} : (await import('../session/file/index.js')).fileStore(folder);
  let isTold = false; // if one step fails, others do too
  const settings = {
    ...kept,
    fetch: namedFetch,
    now: io.now,
    signal: io.signal,
    timeout: timeoutOf(connecting),
    onEvent: ({ type, ...event }) => {
      if (!isTold && type === 'fault' && 'part' in event && ['store', 'lock'].includes(event.part)) {
        isTold = true;
        return note(io, NOT_KEPT);
      }
      return undefined;
    },
  } satisfies ConnectSettings<Vendor, never, typeof fetch>;
  // The library checks the options when it signs in; the vendor is only known at run time.
  return connect(vendor, options as never, settings as never) as unknown as Connection<Session>;
}

/** The session that is cached for these options, if it's still valid; needs no password. */
export async function keptSession(
  io: Io,
  vendor: Vendor,
  options: Options,
  folder: string,
): Promise<Session | undefined> {
  const [{ storeKey }, { parseEntry }, { fileStore }] = await Promise.all([
    import('../session/key.js'),
    import('../session/store.js'),
    import('../session/file/index.js'),
  ]);
  const key = storeKey(vendor, options);
  const text = await fileStore(folder)
    .store.get(key)
    .catch(() => undefined); // an entry that can't be read counts as missing
  return parseEntry<Session & { readonly token: string }>(key, vendor, text, io.now())?.session;
}

/**
 * A connection that is signed in, by the cached session or a new one. If several companies fit and nobody named one, the
 * user picks one.
 *
 * @param io - The world.
 * @param vendor - The vendor.
 * @param options - Everything that the sign-in needs.
 * @param connecting - Whether to keep the session, and how long to wait.
 */
export async function signedIn(
  io: Io,
  vendor: Vendor,
  options: Options,
  connecting: Connecting,
): Promise<Connection<Session>> {
  const connection = await connectTo(io, vendor, options, connecting);
  try {
    await connection.session();
    return connection;
  } catch (error) {
    const isChoice = CredwireError.isOurs(error) && error.code === 'ERR_COMPANY_CHOICE';
    if (!isChoice || options.companyId !== undefined) throw error;
    if (!canAsk(io)) {
      throw usageError(`${vendor}: several companies fit; name one with --company-id`, 'ERR_COMPANY_CHOICE');
    }
    const { chooseCompany } = await import('./company.js');
    const company = await chooseCompany(io, options, timeoutOf(connecting));
    const { folder, ...unkept } = connecting;
    const chosen = await connectTo(io, vendor, { ...options, ...company }, unkept);
    if (folder !== undefined) await keep(io, vendor, options, folder, await chosen.session());
    return chosen;
  }
}

/** Keeps a session for options that don't name a company, so that the next command doesn't ask for it again. */
async function keep(io: Io, vendor: Vendor, options: Options, folder: string, session: Session): Promise<void> {
  const [{ storeKey }, { formatEntry }, { fileStore }] = await Promise.all([
    import('../session/key.js'),
    import('../session/store.js'),
    import('../session/file/index.js'),
  ]);
  const [key, at] = [storeKey(vendor, options), io.now()];
  const ttl = session.expiresAt === undefined ? [] : [session.expiresAt - at];
  await fileStore(folder)
    .store.set(key, formatEntry(key, { session, at }), ...ttl)
    .catch(() => note(io, NOT_KEPT));
}

function timeoutOf({ timeout }: Connecting): number {
  return timeout === undefined ? 30_000 : Math.max(1, numberOf('--timeout', timeout, 86_400)) * 1000;
}
