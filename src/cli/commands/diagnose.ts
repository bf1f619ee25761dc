import type { VendorDefinition } from '../definition.js';
import { PUBLIC_KEY } from './request.js';

/** The beginning of a request, where a file's name should be. */
const REQUEST =
  /^(?:curl(?:\.exe)?(?:\s|$)|https?:\/\/|(?:await\s+)?fetch\s*\(|(?:GET|POST|PUT|DELETE|PATCH|HEAD)(?:\s|$)|\{)/i;

const NOT_AN_ARGUMENT =
  "a request isn't taken from the command line, where the process list and the shell's history show its secrets; put it into a file and name the file, or pipe it to stdin";

/** `credwire diagnose`. */
export const diagnose: VendorDefinition = {
  name: 'diagnose',
  summary: "say what's wrong with a request that your code sends",
  ofVendor: true,
  operands: '[file]',
  mistaken: (words) => (words.some((word) => REQUEST.test(word)) ? NOT_AN_ARGUMENT : undefined),
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
