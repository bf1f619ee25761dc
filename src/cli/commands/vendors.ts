import type { PlainDefinition } from '../definition.js';

/** `credwire vendors`. */
export const vendors: PlainDefinition = {
  name: 'vendors',
  summary: 'list the vendors and what their sign-ins need',
  options: [{ flags: '--output <format>', help: 'a table, or the profiles as JSON', choices: ['table', 'json'] }],
  examples: ['vendors', 'vendors --output json'],
  load: () => import('../run/vendors.js'),
};
