/** The options of a token request, for the commands that send nothing: `request`, `explain` and `diagnose`. */
import type { RsaPublicKey } from '../codecs/rsa-key.js';
import type { VendorTask } from './definition.js';
import { usageError } from './exit.js';
import { decodeUtf8, readPath } from './input.js';
import { collect, complete, textOf } from './options.js';
import { VENDOR_OPTIONS } from './vendor-options.js';

type Options = Readonly<Record<string, unknown>>;

/** What SmartConnect's token request takes; the sign-in takes more. */
const OF_TOKEN = ['email', 'password', 'apiUrl', 'companyId', 'loginUrl', 'pin', 'charset'];

/** What its REST API's takes. */
const OF_REST = ['apiUrl', 'username', 'password', 'clientId', 'clientSecret'];

/** No key is longer. */
const MOST_BYTES = 262_144;

/**
 * The options of the vendor's token request. Asks for missing ones on a terminal.
 *
 * @param task - The run.
 * @param needsKey - Whether to make a request: SmartConnect then needs its public key, the company and its API.
 */
export async function tokenOptions(task: VendorTask, needsKey: boolean): Promise<Options> {
  const { io, secrets, vendor, given } = task;
  const { options } = await collect(io, secrets, vendor, given);
  if (vendor !== 'smartconnect') return complete(io, secrets, vendor, options);
  const isRest = options.clientId !== undefined;
  const names = isRest ? OF_REST : OF_TOKEN;
  const own = Object.fromEntries(Object.entries(options).filter(([name]) => names.includes(name)));
  if (isRest) return complete(io, secrets, vendor, own);
  const key = await publicKey(task);
  if (needsKey && key === undefined) {
    throw usageError(
      `${vendor}: "--public-key-file" is missing; credwire request smartconnect --output curl prints the request that gets the key`,
      'ERR_ARGUMENT_TYPE',
    );
  }
  // A diagnosis takes any company and any API unless they are named.
  const full = await complete(io, secrets, vendor, own, specsOf(OF_TOKEN.slice(0, needsKey ? 4 : 2)));
  return key === undefined ? full : { ...full, key };
}

/** Options of SmartConnect by their names. */
export const specsOf = (names: readonly string[]): typeof VENDOR_OPTIONS.smartconnect =>
  VENDOR_OPTIONS.smartconnect.filter(({ name }) => names.includes(name));

/** SmartConnect's key out of `--public-key-file`, if that was given. */
export async function publicKey({ io, given }: VendorTask): Promise<RsaPublicKey | undefined> {
  const path = textOf(given.publicKeyFile);
  if (path === undefined) return undefined;
  const label = '--public-key-file';
  const body = decodeUtf8(label, await readPath(io, label, path, MOST_BYTES));
  const [{ parsePublicKeyResponse }, { CredwireError }] = await Promise.all([
    import('../vendors/smartconnect.js'),
    import('../core/errors.js'),
  ]);
  try {
    return parsePublicKeyResponse({ status: 200, headers: {}, body });
  } catch (error) {
    if (!CredwireError.isOurs(error)) throw error;
    // The file is the user's to fix; this isn't a vendor's answer.
    throw usageError(error.message.replace(/^[\w.]+/, label), error.code);
  }
}
