/** Variables that look like an option of the command, but aren't read. */
import type { Vendor } from '../vendors/index.js';
import type { OptionDefinition } from './definition.js';
import { type Io, note } from './io.js';
import { kebab, VENDOR_OPTIONS, variable } from './vendor-options.js';

/** Notes each variable that's named after an option which only the command line has. */
export async function noteIgnored(
  io: Io,
  options: readonly OptionDefinition[],
  given: Readonly<Record<string, unknown>>,
  vendor?: Vendor,
): Promise<void> {
  const own = options.flatMap(({ flags, help, vendors }) => {
    if (vendor !== undefined && vendors?.includes(vendor) === false) return [];
    const flag = /^--[\w-]+/.exec(flags)?.[0] ?? '';
    const name = `CREDWIRE_${flag.slice(2).replaceAll('-', '_').toUpperCase()}`;
    return help.includes(name) ? [] : [[name, flag] as const]; // those that are read are in help
  });
  const secrets = vendor === undefined ? [] : VENDOR_OPTIONS[vendor].filter(({ kind }) => kind === 'secret');
  const files = secrets.map(({ name }) => [`${variable(name)}_FILE`, `--${kebab(name)}-file`] as const);
  for (const [name, flag] of [...own, ...files]) {
    const option = flag.slice(2).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    if (!io.env[name] || given[option] !== undefined) continue;
    await note(io, `credwire: ${name} isn't read; use ${flag}`);
  }
}
