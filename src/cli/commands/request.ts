import type { OptionDefinition, VendorDefinition } from '../definition.js';

/** The option of the commands that show a request. */
export const SHOW_SECRETS: OptionDefinition = {
  flags: '--show-secrets',
  help: "show secrets; don't use it where the output is logged or watched",
};

/** SmartConnect's key, for the commands that encrypt without contacting the vendor. */
export const PUBLIC_KEY: OptionDefinition = {
  flags: '--public-key-file <file>',
  help: "the vendor's public key: RSAKeyValue XML, or the response to the request for the key",
  vendors: ['smartconnect'],
};

/** `credwire request`. */
export const request: VendorDefinition = {
  name: 'request',
  summary: 'print the sign-in request without sending it',
  ofVendor: true,
  options: [
    { flags: '--output <format>', help: 'how to print it', choices: ['json', 'curl', 'har', 'http'] },
    {
      flags: '--shell <shell>',
      help: 'the shell that the curl command is for',
      choices: ['posix', 'cmd', 'powershell'],
    },
    SHOW_SECRETS,
    PUBLIC_KEY,
  ],
  examples: [
    'request bex --username user123 --output curl',
    'request ifactory --profile test --output curl --shell powershell --show-secrets',
    'request idscan --profile test --output http',
    'request jacada --profile test --output har',
    'request smartconnect --output curl',
    'request smartconnect --profile test --public-key-file key.json',
  ],
  load: () => import('../run/request.js'),
};
