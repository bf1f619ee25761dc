/** Redirects that a client followed although it was told not to. */
import { TransportError } from '../core/errors.js';

/**
 * Rejects a response from a different origin than the requested one. XMLHttpRequest always follows redirects, and some
 * fetches ignore the option: the credentials may have gone with them, and the caller must know.
 *
 * @throws {@link TransportError} `ERR_TRANSPORT`
 * @internal
 */
export function refuseForeignAnswer(owner: string, asked: string, answered: unknown): void {
  if (typeof answered !== 'string' || answered === '' || origin(answered) === origin(asked)) return;
  throw new TransportError('ERR_TRANSPORT', `${owner}: the client followed a redirect to another origin`);
}

// The platform's URL knows other spellings of a host: 127.1, [0:0:0:0:0:0:0:1].
function origin(url: string): string | undefined {
  // This package needs no ambient types, so the global is declared here.
  const { URL } = globalThis as unknown as { URL: new (url: string) => { readonly origin?: string } };
  try {
    return new URL(url).origin ?? plainOrigin(url);
  } catch {
    // there is none, or it's React Native's, which has no origin
  }
  return plainOrigin(url);
}

function plainOrigin(url: string): string | undefined {
  const whole = /^https?:\/\/[^/?#]*/.exec(url.toLowerCase())?.[0];
  return whole?.replace(whole.startsWith('https:') ? /:443$/ : /:80$/, '');
}
