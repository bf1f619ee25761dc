/** A link to what's chosen. It holds the vendor and the switches, never anything typed, so it can't hold a secret. */
import type { Vendor } from 'credwire';
import { type Entries, FORMS, firstEntries, VENDORS } from './forms.js';

/** What a link says. */
export interface Shared {
  readonly vendor: Vendor;
  readonly choices: Readonly<Record<string, string>>;
}

/** The part of the link after `#`: what differs from the defaults. */
export function toHash(vendor: Vendor, { choices }: Entries): string {
  const changed = FORMS[vendor].choices
    .filter(({ name, values }) => values.slice(1).includes(choices[name] ?? ''))
    .map(({ name }): [string, string] => [name, choices[name] ?? '']);
  return `#${new URLSearchParams([['vendor', vendor], ...changed])}`;
}

/** Reads a link. Anything other than a vendor and its choices is ignored. */
export function fromHash(hash: string): Shared | undefined {
  const given = new URLSearchParams(hash.slice(1));
  const vendor = VENDORS.find((id) => id === given.get('vendor'));
  if (vendor === undefined) return undefined;
  const choices = { ...firstEntries(vendor).choices };
  for (const { name, values } of FORMS[vendor].choices) {
    const value = given.get(name);
    if (value !== null && values.includes(value)) choices[name] = value;
  }
  return { vendor, choices };
}
