/** The library's errors in the command's words: a user of the command has its options, and not the library's. */
import { type CredwireError, TransportError } from '../core/errors.js';
import type { Vendor } from '../vendors/index.js';

/** What the words depend on. */
export interface Speaker {
  /** The vendor of the run, if it has one. */
  readonly vendor?: Vendor | undefined;
  /** Whether the causes of an error are shown below it. */
  readonly showsCauses?: boolean;
}

/** The message of an error. */
export function wordsOf(error: CredwireError, { vendor, showsCauses = false }: Speaker): string {
  const { host: refused = '' } = error as { readonly host?: string }; // errors that come from the vendor have it
  const replacements: readonly (readonly [RegExp, string])[] = [
    [/; see "cause"$/, ''],
    [/; its message is in vendorMessage/, ''], // it follows
    [/use diagnose from credwire\/explain/, `use credwire diagnose ${vendor ?? 'VENDOR'}`],
    [/pass allowInsecureHttp: true/, 'pass --allow-insecure-http'],
    [/list any other origin that can have its token in "origins"/, 'the command only sends it where it signed in'],
    [
      /: list their ids with parseCompaniesResponse, or leave "companyId" out and use "choose"/,
      '; without --company-id you can choose one on a terminal',
    ],
    [/pass "(?:apiUrl|companyId)" or "choose"/, 'name one with --company-id, and its API with --api-url'],
    [/pass "apiUrl"/, 'pass --api-url'],
    [
      /see this error's "host", and list it in "apiHosts" if it is correct/,
      `if you trust ${refused}, pass it with --api-hosts`,
    ],
  ];
  // A function, because a "$" in a replacement has a meaning.
  const words = replacements.reduce((text, [from, to]) => text.replace(from, () => to), error.message);
  return error instanceof TransportError && error.cause !== undefined && !showsCauses
    ? `${words}; --verbose shows more`
    : words;
}
