import type { VendorDefinition } from '../definition.js';
import { PUBLIC_KEY } from './request.js';

/** `credwire diagnose`. */
export const diagnose: VendorDefinition = {
  name: 'diagnose',
  summary: "say what's wrong with a request that your code sends",
  ofVendor: true,
  operands: '[file]',
  options: [{ flags: '--output <format>', help: 'text, or JSON', choices: ['text', 'json'] }, PUBLIC_KEY],
  examples: [
    'diagnose ifactory --base-url https://mes.example --user-login demo request.har',
    'diagnose idscan --profile test request.txt',
    'diagnose bex --username user123 --password-file secret.txt < request.txt',
    'diagnose jacada --profile test --output json curl.txt',
    'diagnose smartconnect --profile test < request.txt',
  ],
  load: () => import('../run/diagnose.js'),
};
