/** The sign-in options of one run: from the command line, the environment, a profile and the user, in this order. */
import type { Vendor } from '../vendors/index.js';
import { type Profile, readProfile } from './config.js';
import { usageError } from './exit.js';
import { canAsk, type Io } from './io.js';
import { type Secrets, secretFromFile, secretFromStdin } from './secrets.js';
import { kebab, neededBy, type OptionSpec, VENDOR_OPTIONS, variable } from './vendor-options.js';

/** What commander returns for a vendor's command: the vendor's and the command's options by name. */
export type Given = Readonly<Record<string, unknown>>;

/** The library's options, and the profile. */
export interface Resolved {
  readonly options: Readonly<Record<string, unknown>>;
  readonly profile: Profile;
}

/**
 * Collects the options, without asking the user.
 *
 * @param io - The world.
 * @param secrets - Collects every secret that is read.
 * @param vendor - The vendor.
 * @param given - What the command line says.
 */
export async function collect(io: Io, secrets: Secrets, vendor: Vendor, given: Given): Promise<Resolved> {
  const profile = await readProfile(io, vendor, textOf(given.profile), textOf(given.config));
  const options: Record<string, unknown> = {};
  for (const spec of VENDOR_OPTIONS[vendor]) {
    const value =
      spec.kind === 'secret'
        ? await secretOf(io, given, profile, spec.name)
        : (given[spec.name] ?? fromEnv(io, spec) ?? profile.options[spec.name]);
    if (value === undefined) continue;
    options[spec.name] = spec.kind === 'secret' ? secrets.add(String(value)) : value;
  }
  return { options, profile };
}

/**
 * The options with everything that is needed, by default for a sign-in. Asks for missing ones on a terminal.
 *
 * @throws `ERR_ARGUMENT_TYPE` naming every way to pass what is missing, if there is no terminal.
 */
export async function complete(
  io: Io,
  secrets: Secrets,
  vendor: Vendor,
  options: Readonly<Record<string, unknown>>,
  needed: readonly OptionSpec[] = neededBy(vendor, options),
): Promise<Readonly<Record<string, unknown>>> {
  const full = { ...options };
  for (const spec of needed) {
    if (full[spec.name] !== undefined) continue;
    if (!canAsk(io)) throw missing(vendor, spec);
    const { ask } = await import('./prompts.js'); // loaded only if something is asked
    const answer = await ask(io, spec);
    full[spec.name] = spec.kind === 'secret' ? secrets.add(answer) : answer;
  }
  return full;
}

function missing(vendor: Vendor, { name, kind }: OptionSpec): Error {
  const option = `--${kebab(name)}`;
  const ways =
    kind === 'secret'
      ? [...(name === 'password' ? [`${option}-stdin`] : []), `${option}-file`, variable(name)]
      : [option, variable(name), `"${name}" in a profile`];
  return usageError(`${vendor}: "${name}" is missing; pass it with ${ways.join(', ')}`, 'ERR_ARGUMENT_TYPE');
}

async function secretOf(io: Io, given: Given, profile: Profile, name: string): Promise<string | undefined> {
  const option = `--${kebab(name)}`;
  const [byStdin, byFile] = [given[`${name}Stdin`] === true, textOf(given[`${name}File`])];
  if (byStdin && byFile !== undefined) throw usageError(`${option}-stdin and ${option}-file: use one of them`);
  if (byStdin) return secretFromStdin(io, `${option}-stdin`);
  if (byFile !== undefined) return secretFromFile(io, `${option}-file`, byFile);
  const value = io.env[variable(name)];
  if (value !== undefined && value !== '') return value;
  const path = profile.secretFiles[name];
  return path === undefined ? undefined : secretFromFile(io, `"${name}File" of the profile`, path);
}

/** An option from its variable; an empty variable counts as none. */
function fromEnv({ env }: Io, spec: OptionSpec): unknown {
  const text = env[variable(spec.name)];
  return text === undefined || text === '' ? undefined : fromText(variable(spec.name), spec, text);
}

/**
 * The value of an option's text.
 *
 * @param label - Where the text comes from, for messages.
 * @param spec - The option.
 * @param text - The text; not empty.
 */
export function fromText(label: string, { kind, choices }: OptionSpec, text: string): unknown {
  if (kind === 'list') return text.split(/[\s,]+/).filter((entry) => entry !== '');
  if (kind === 'number') return numberOf(label, text);
  if (kind === 'flag') {
    if (/^(1|true|yes|on)$/i.test(text)) return true;
    if (/^(0|false|no|off)$/i.test(text)) return false;
    throw usageError(`${label}: expected true or false`);
  }
  if (choices && !choices.includes(text)) throw usageError(`${label}: expected one of ${choices.join(', ')}`);
  return text;
}

/** A whole number that isn't negative. */
export function numberOf(label: string, text: string, most = Number.MAX_SAFE_INTEGER): number {
  const number = Number(text);
  if (/^\d{1,16}$/.test(text) && number <= most) return number;
  const end = most === Number.MAX_SAFE_INTEGER ? '' : ` up to ${most}`;
  throw usageError(`${label}: expected a whole number${end}, got ${text.length} characters`);
}

/** An option's text, if it was given. */
export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
