import type { PlainDefinition } from '../definition.js';

/** `credwire sandbox`. */
export const sandbox: PlainDefinition = {
  name: 'sandbox',
  summary: "run sandboxes of the vendors' servers on this machine",
  operands: '[vendor...]',
  options: [
    {
      flags: '--port <n>',
      help: 'port of the first vendor; the others take the ports after it',
      fallback: 'free ones',
    },
    { flags: '--host <address>', help: 'where to listen', choices: ['127.0.0.1', '::1'] },
    { flags: '--accounts <file>', help: 'JSON file of the accounts, by vendor', fallback: 'generated and printed' },
    { flags: '--seed <text>', help: 'generate the same passwords, tokens and keys every time' },
    {
      flags: '--fault <what>',
      help: 'a fault for the first requests: STATUS, "html" or "timeout", with :COUNT for several; may be repeated',
      repeats: true,
    },
    { flags: '--latency <ms>', help: 'delay of each response in milliseconds', fallback: '0' },
    { flags: '--token-life <seconds>', help: 'how long tokens are valid', fallback: 'until the sandbox stops' },
    { flags: '--tls-key <file>', help: 'private key in PEM, for HTTPS' },
    { flags: '--tls-cert <file>', help: 'its certificate in PEM' },
    { flags: '--cors', help: 'allow requests from web pages of any origin' },
    { flags: '--quiet', help: "don't log requests" },
    {
      flags: '--output <format>',
      help: "what to print when it's ready: text, or one line of JSON",
      choices: ['text', 'json'],
    },
  ],
  examples: [
    'sandbox bex --port 4010',
    'sandbox --seed demo',
    'sandbox ifactory jacada --accounts accounts.json --token-life 60',
    'sandbox bex --fault 503:3 --fault timeout --latency 200',
    'sandbox bex --output json --quiet',
  ],
  load: () => import('../run/sandbox/index.js'),
};
