import type { OptionDefinition, VendorDefinition } from '../definition.js';

/** Options of the commands that can keep a session. */
export const CACHE_OPTIONS: readonly OptionDefinition[] = [
  { flags: '--cache', help: 'cache the session in a file that only you can read, and reuse it' },
  { flags: '--no-cache', help: "don't cache the session, even if the profile says so" },
  { flags: '--cache-dir <folder>', help: 'where cached sessions are (also: CREDWIRE_CACHE_DIR)' },
];

/** The option of the commands that send something. */
export const TIMEOUT: OptionDefinition = {
  flags: '--timeout <seconds>',
  help: 'how long to wait for each response',
  fallback: '30',
};

/** `credwire sign-in`. */
export const signIn: VendorDefinition = {
  name: 'sign-in',
  summary: 'sign in and print the token',
  ofVendor: true,
  options: [
    {
      flags: '--output <format>',
      help: 'what to print: the token, the session, header lines, or variables for a shell',
      choices: ['token', 'json', 'header', 'env'],
    },
    ...CACHE_OPTIONS,
    TIMEOUT,
  ],
  examples: [
    'sign-in bex --username user123',
    'sign-in ifactory --base-url https://mes.example:60200 --user-login demo --password-file secret.txt',
    'sign-in idscan --profile test --area scanning --output header',
    'sign-in jacada --profile test --cache',
    'sign-in smartconnect --email me@example.com --output json',
  ],
  load: () => import('../run/sign-in.js'),
};
