/** The config file: named profiles, so that a command needs no options. It can't hold a secret. */
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { nearest } from '../core/check.js';
import { isObject as isSomeObject } from '../core/json.js';
import type { Vendor } from '../vendors/index.js';
import { usageError } from './exit.js';
import { decodeUtf8, readPath } from './input.js';
import type { Io } from './io.js';
import { kebab, VENDOR_OPTIONS, VENDORS } from './vendor-options.js';

/** Name of the file, in the working directory or in `$XDG_CONFIG_HOME/credwire`. */
export const CONFIG_NAME = 'credwire.config.json';

const MOST_BYTES = 1_048_576;

/** What a profile says. */
export interface Profile {
  readonly vendor?: Vendor | undefined;
  /** Sign-in options by their names in the library. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Files that hold secrets, by the option's name. */
  readonly secretFiles: Readonly<Record<string, string>>;
  /** Whether to keep the session. */
  readonly cache?: boolean | undefined;
}

const NONE: Profile = { options: {}, secretFiles: {} };

/** A directory of the XDG Base Directory specification: the variable if it is an absolute path, or its default. */
export function xdgFolder({ env }: Io, name: string, fallback: string): string {
  const value = env[name];
  return join(value && isAbsolute(value) ? value : join(env.HOME ?? homedir(), fallback), 'credwire');
}

/**
 * Reads a profile from `--config`, `CREDWIRE_CONFIG`, the working directory or the XDG folder: the first one that exists.
 *
 * @param io - The world.
 * @param vendor - The vendor that the profile must be for.
 * @param name - The profile that was asked for, if any. Without one, the profile `default` is used if it exists.
 * @param given - The file that was asked for, if any.
 */
export async function readProfile(
  io: Io,
  vendor: Vendor,
  name: string | undefined,
  given: string | undefined,
): Promise<Profile> {
  const named = given ?? io.env.CREDWIRE_CONFIG;
  const places = named
    ? [resolve(io.cwd, named)]
    : [join(io.cwd, CONFIG_NAME), join(xdgFolder(io, 'XDG_CONFIG_HOME', '.config'), CONFIG_NAME)];
  const found = await firstFile(io, places, named !== undefined);
  const wanted = name ?? io.env.CREDWIRE_PROFILE;
  if (found === undefined) {
    if (wanted === undefined) return NONE;
    throw usageError(`--profile: there is no ${CONFIG_NAME} here or in the config folder`);
  }
  const profiles = profilesOf(found.path, found.text);
  const names = Object.keys(profiles);
  if (wanted === undefined) {
    const fallback = profiles.default;
    const isOurs = isObject(fallback) && (fallback.vendor ?? vendor) === vendor;
    return isOurs ? profileOf(`${CONFIG_NAME}: profile "default"`, fallback, vendor) : NONE;
  }
  if (!Object.hasOwn(profiles, wanted)) {
    const near = nearest(wanted, names);
    throw usageError(
      `--profile: ${CONFIG_NAME} has no such profile; ${near ? `did you mean "${near}"?` : `it has: ${names.join(', ') || 'none'}`}`,
    );
  }
  return profileOf(`${CONFIG_NAME}: profile "${wanted}"`, profiles[wanted], vendor);
}

/** A JSON object: an object whose members can be looked at. */
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => isSomeObject(value);

async function firstFile(
  io: Io,
  paths: readonly string[],
  mustBe: boolean,
): Promise<{ path: string; text: string } | undefined> {
  for (const path of paths) {
    try {
      return { path, text: decodeUtf8(path, await readPath(io, path, path, MOST_BYTES)) };
    } catch (error) {
      if (mustBe || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return undefined;
}

function profilesOf(path: string, text: string): Readonly<Record<string, unknown>> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw usageError(`${path}: isn't JSON`); // the parser's words quote the text
  }
  const profiles = isObject(json) ? json.profiles : undefined;
  if (isObject(profiles)) return profiles;
  throw usageError(`${path}: expected { "profiles": { "name": { "vendor": "bex", … } } }`);
}

function profileOf(label: string, value: unknown, vendor: Vendor): Profile {
  if (!isObject(value)) throw usageError(`${label}: expected an object`, 'ERR_ARGUMENT_TYPE');
  const { vendor: own, cache, ...rest } = value;
  if (own !== undefined && !VENDORS.some((id) => id === own)) {
    throw usageError(`${label}: "vendor": expected one of ${VENDORS.join(', ')}`);
  }
  if (own !== undefined && own !== vendor) throw usageError(`${label}: is for ${String(own)}, not for ${vendor}`);
  if (cache !== undefined && typeof cache !== 'boolean') {
    throw usageError(`${label}: "cache": expected true or false`, 'ERR_ARGUMENT_TYPE');
  }
  const specs = VENDOR_OPTIONS[vendor];
  const options: Record<string, unknown> = {};
  const secretFiles: Record<string, string> = {};
  for (const [key, entry] of Object.entries(rest)) {
    const spec = specs.find(({ name }) => name === key);
    const fileOf = specs.find(({ name, kind }) => kind === 'secret' && `${name}File` === key);
    if (fileOf !== undefined) {
      if (typeof entry !== 'string') throw usageError(`${label}: "${key}": expected a path`, 'ERR_ARGUMENT_TYPE');
      secretFiles[fileOf.name] = entry;
    } else if (spec?.kind === 'secret') {
      throw usageError(
        `${label}: "${key}": a config file can't hold a secret; use "${key}File", --${kebab(key)}-file or the environment`,
      );
    } else if (spec === undefined) {
      const known = ['vendor', 'cache', ...specs.map(({ name, kind }) => (kind === 'secret' ? `${name}File` : name))];
      const near = nearest(key, known);
      const hint = near ? `did you mean "${near}"?` : `known keys: ${known.join(', ')}`;
      throw usageError(`${label}: unknown key; ${hint}`, 'ERR_UNKNOWN_OPTION');
    } else {
      options[key] = entry; // the library checks its type
    }
  }
  return { vendor, options, secretFiles, cache };
}
