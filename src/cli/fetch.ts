/** The platform's fetch, whose errors say which host didn't answer, and why. */
import { TransportError } from '../core/errors.js';

/** What a system's code means, for the most frequent ones. */
const MEANINGS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: "the name can't be looked up now",
  ECONNREFUSED: 'nothing listens there',
  CERT_HAS_EXPIRED: "the server's certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "the server's certificate is self-signed; NODE_EXTRA_CA_CERTS names a file to trust",
  ERR_TLS_CERT_ALTNAME_INVALID: "the server's certificate is for another name",
};

/** Fetches. A failure is an error of this library; an abort or a time limit is passed on, since its signal explains it. */
export const namedFetch: typeof fetch = async (input, init) => {
  try {
    return await fetch(input, init);
  } catch (cause) {
    const url = input instanceof Request ? input.url : String(input);
    if (init?.signal?.aborted || !URL.canParse(url)) throw cause;
    const { clientFailure, systemCode } = await import('../http/client-errors.js');
    const code = systemCode(cause);
    const meaning = code === undefined ? undefined : MEANINGS[code];
    const words = `${code === undefined ? '' : ` (${code})`}${meaning === undefined ? '' : `: ${meaning}`}`;
    throw new TransportError(clientFailure(cause), `no answer from ${new URL(url).host}${words}`, { cause });
  }
};
