import type { PlainDefinition } from '../definition.js';

/** `credwire completion`. */
export const completion: PlainDefinition = {
  name: 'completion',
  summary: 'print the completion script for a shell',
  operands: '<shell>',
  operandChoices: ['bash', 'zsh', 'fish'],
  operandHelp: 'the shell',
  options: [],
  examples: [
    'completion bash > ~/.local/share/bash-completion/completions/credwire',
    'completion zsh > ~/.zfunc/_credwire',
    'completion fish > ~/.config/fish/completions/credwire.fish',
  ],
  load: () => import('../run/completion.js'),
};
