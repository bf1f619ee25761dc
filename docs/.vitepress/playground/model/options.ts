/** Turns what's typed and chosen into the options that the library takes. */
import type { RandomBytes, Vendor } from 'credwire';
import { parseRsaKeyValue } from 'credwire/codecs';
import type { VendorOptions } from 'credwire/explain';
import { type Entries, FORMS, isAsked } from './forms.js';

type Options = Record<string, unknown>;

/** The values of switches that aren't strings. */
const MEANINGS: Readonly<Record<string, unknown>> = {
  no: false,
  yes: true,
  refuse: false,
  allow: true,
  'not sent': undefined,
};

const NUMBERS = ['prefixLength'];

// Anything but a whole number is passed on unchanged: the library says what it expects.
const numberOr = (text: string): number | string => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : text);

/** Options of `explain`, `diagnose` and `tokenRequest`. */
export function optionsOf(id: Vendor, entries: Entries, random: RandomBytes): VendorOptions[Vendor] {
  const options: Options = {};
  for (const { name, isOptional } of FORMS[id].fields) {
    const text = entries.fields[name] ?? '';
    if (!isAsked(id, name, entries) || (isOptional && text === '')) continue;
    options[name] = NUMBERS.includes(name) ? numberOr(text) : text;
  }
  for (const { name } of FORMS[id].choices) {
    const value = entries.choices[name] ?? '';
    if (isAsked(id, name, entries) && name !== 'api') options[name] = value in MEANINGS ? MEANINGS[value] : value;
  }
  if (id === 'jacada') options.random = random;
  if (id === 'smartconnect') completeSmartconnect(options, entries.choices.api === 'REST', random);
  return options as unknown as VendorOptions[Vendor]; // the library checks them: that is what the page shows
}

function completeSmartconnect(options: Options, isRest: boolean, random: RandomBytes): void {
  if (!isRest) {
    options.key = parseRsaKeyValue(String(options.key));
    options.random = random;
    // A sign-in can ask for these; a token request needs them.
    options.companyId ??= '';
    options.apiUrl ??= '';
    return;
  }
  options.username = options.email;
  delete options.email;
}
