/** Questions on a terminal. They go to stderr, so that stdout holds the result alone. */
import { isCancel, password, select, text } from '@clack/prompts';
import { TransportError } from '../core/errors.js';
import type { Io } from './io.js';
import type { OptionSpec } from './vendor-options.js';

/** Asks for an option's value; what is typed for a secret is hidden. */
export async function ask(io: Io, { name, kind, choices, help }: OptionSpec): Promise<string> {
  const shared = {
    input: io.stdin,
    output: io.stderr,
    signal: io.signal,
    message: `${help.charAt(0).toUpperCase()}${help.slice(1)}`,
  };
  const validate = (value: string | undefined) => (value ? undefined : 'This is needed.');
  const answer = choices
    ? select({ ...shared, options: choices.map((value) => ({ value })) })
    : kind === 'secret'
      ? password({ ...shared, validate })
      : text({ ...shared, validate, ...(name === 'baseUrl' ? { placeholder: 'https://…' } : {}) });
  return unlessCancelled(await answer);
}

/** Lets the user pick one of several things. */
export async function pick<T extends string>(
  io: Io,
  message: string,
  options: readonly { readonly value: T; readonly label: string; readonly hint?: string }[],
): Promise<T> {
  const list = options.map(({ value, label, hint }) => ({ value: value as string, label, ...(hint ? { hint } : {}) }));
  return unlessCancelled(
    await select({ input: io.stdin, output: io.stderr, signal: io.signal, message, options: list }),
  ) as T; // one of them
}

function unlessCancelled(answer: string | symbol): string {
  if (typeof answer === 'string' && !isCancel(answer)) return answer;
  throw new TransportError('ERR_ABORTED', 'stopped at a question; nothing was sent');
}
