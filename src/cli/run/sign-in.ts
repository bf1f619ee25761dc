/** `credwire sign-in`: a token on stdout, and nothing else. */
import type { Session } from '../../vendors/index.js';
import { headersOf } from '../authorization.js';
import type { Profile } from '../config.js';
import type { VendorTask } from '../definition.js';
import { EXIT } from '../exit.js';
import type { Io } from '../io.js';
import { print } from '../io.js';
import { collect, complete, textOf } from '../options.js';
import { cacheFolder, keptSession, signedIn } from '../sessions.js';
import { neededBy, type OptionSpec } from '../vendor-options.js';

/** Does the work. */
export async function run({ io, secrets, vendor, given }: VendorTask): Promise<number> {
  const { options, profile } = await collect(io, secrets, vendor, given);
  const folder = folderOf(io, given, profile);
  const timeout = textOf(given.timeout);
  // A cached session needs the user name, but no password.
  const isPlain = ({ kind }: OptionSpec): boolean => kind !== 'secret';
  const user =
    folder === undefined
      ? options
      : await complete(io, secrets, vendor, options, neededBy(vendor, options).filter(isPlain));
  const kept = folder === undefined ? undefined : await keptSession(io, vendor, user, folder);
  const signIn = async (): Promise<Session> =>
    (await signedIn(io, vendor, await complete(io, secrets, vendor, user), { folder, timeout })).session();
  const session = kept ?? (await signIn());
  for (const line of await linesOf(session, textOf(given.output))) await print(io, line);
  return EXIT.done;
}

/** The folder of cached sessions; `undefined` if the session isn't cached. */
export function folderOf(io: Io, given: Readonly<Record<string, unknown>>, profile: Profile): string | undefined {
  return (given.cache ?? profile.cache ?? false) === true ? cacheFolder(io, given.cacheDir) : undefined;
}

async function linesOf(session: Session, format: string | undefined): Promise<readonly string[]> {
  if (format === 'json') return [JSON.stringify(session, null, 2)];
  if (format === 'header') return headersOf(session);
  return format === 'env' ? variablesOf(session) : [session.token];
}

function variablesOf(session: Session): readonly string[] {
  const { token, expiresAt, origin } = session;
  const { sessionId, apiUrl } = session as { readonly sessionId?: string; readonly apiUrl?: string }; // some have them
  const end = expiresAt === undefined ? undefined : new Date(expiresAt).toISOString();
  const variables = { TOKEN: token, EXPIRES_AT: end, ORIGIN: origin, API_URL: apiUrl, SESSION_ID: sessionId };
  return Object.entries(variables).flatMap(([name, value]) =>
    value === undefined ? [] : [`CREDWIRE_${name}=${quoted(value)}`],
  );
}

/** A word of a POSIX shell: XCU 2.2.2, single quotes. */
function quoted(value: string): string {
  return /^[\w./:@%+,=-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
