import type { VendorDefinition } from '../definition.js';
import { CACHE_OPTIONS } from './sign-in.js';

/** `credwire sign-out`. */
export const signOut: VendorDefinition = {
  name: 'sign-out',
  summary: 'forget the cached session',
  ofVendor: true,
  options: CACHE_OPTIONS.filter(({ flags }) => flags.startsWith('--cache-dir')),
  examples: [
    'sign-out bex --profile test',
    'sign-out ifactory --base-url https://mes.example:60200 --user-login demo',
    'sign-out idscan --profile test',
    'sign-out jacada --profile test',
    'sign-out smartconnect --email me@example.com',
  ],
  load: () => import('../run/sign-out.js'),
};
