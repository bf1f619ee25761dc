import type { VendorDefinition } from '../definition.js';
import { PUBLIC_KEY, SHOW_SECRETS } from './request.js';

/** `credwire explain`. */
export const explain: VendorDefinition = {
  name: 'explain',
  summary: 'show every step from the password to the request',
  ofVendor: true,
  options: [
    { flags: '--output <format>', help: 'a table, or JSON', choices: ['table', 'json'] },
    SHOW_SECRETS,
    PUBLIC_KEY,
  ],
  examples: [
    'explain ifactory --base-url https://mes.example --user-login demo --show-secrets',
    'explain idscan --profile test',
    'explain jacada --profile test --output json',
    'explain bex --username user123',
    'explain smartconnect --profile test --public-key-file key.json',
  ],
  load: () => import('../run/explain.js'),
};
