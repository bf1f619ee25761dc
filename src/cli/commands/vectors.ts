import type { PlainDefinition } from '../definition.js';

/** `credwire vectors`. */
export const vectors: PlainDefinition = {
  name: 'vectors',
  summary: 'check a program in any language against the golden vectors',
  operands: '<action> [arguments...]',
  options: [
    {
      flags: '--only <what>',
      help: 'only these: a file (bex), a function (bex.tokenRequest), a flag or an id (bex:3); may be repeated',
      repeats: true,
    },
    { flags: '--skip <what>', help: 'leave these out; may be repeated', repeats: true },
    { flags: '--vectors <folder>', help: 'where the vectors are', fallback: 'the package credwire-vectors' },
    { flags: '--timeout <seconds>', help: 'how long to wait for the next answer', fallback: '10' },
    { flags: '--output <format>', help: 'text, or JSON', choices: ['text', 'json'] },
  ],
  examples: [
    'vectors list',
    'vectors list --only ifactory',
    'vectors show ifactory:3',
    'vectors check -- python3 port.py',
    'vectors check --only bex --skip IllFormed -- ./port',
  ],
  load: () => import('../run/vectors/index.js'),
};
