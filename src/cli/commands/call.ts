import type { VendorDefinition } from '../definition.js';
import { CACHE_OPTIONS, TIMEOUT } from './sign-in.js';

/** `credwire call`. */
export const call: VendorDefinition = {
  name: 'call',
  summary: "call the vendor's API, signed in",
  ofVendor: true,
  operands: '<method> <path>',
  options: [
    { flags: '--data <data>', help: 'the body: text, @FILE, or @- for stdin' },
    { flags: '--header <line>', help: 'a header, such as "Accept: text/csv"; may be repeated', repeats: true },
    { flags: '--include', help: 'also print the status and the headers' },
    { flags: '--fail', help: 'exit with 1 or 3 if the status is 400 or more' },
    ...CACHE_OPTIONS,
    TIMEOUT,
  ],
  examples: [
    'call bex GET /api/service/waybills --profile test --cache',
    'call ifactory POST /api/stations --profile test --data @station.json',
    'call idscan GET /idscanenterprisesvc/JourneyDefinition/GetAll --profile test --fail',
    'call jacada GET /interactions --profile test --include',
    'call smartconnect GET /maps --email me@example.com --cache',
  ],
  load: () => import('../run/call.js'),
};
