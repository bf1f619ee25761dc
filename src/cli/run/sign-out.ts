/** `credwire sign-out`: forgets the cached session. The vendors have no way to end a token. */
import type { VendorTask } from '../definition.js';
import { EXIT } from '../exit.js';
import { note } from '../io.js';
import { collect } from '../options.js';
import { cacheFolder, connectTo, keptSession } from '../sessions.js';

/** Does the work. */
export async function run({ io, secrets, vendor, given }: VendorTask): Promise<number> {
  const { options } = await collect(io, secrets, vendor, given);
  const folder = cacheFolder(io, given.cacheDir);
  const had = (await keptSession(io, vendor, options, folder)) !== undefined;
  await (await connectTo(io, vendor, options, { folder })).signOut();
  await note(
    io,
    had
      ? `${vendor}: forgot the session; the token itself stays valid until it expires`
      : `${vendor}: no session was cached for this user`,
  );
  return EXIT.done;
}
