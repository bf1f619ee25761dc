// A program of a browser: what the library returns is what fetch takes.
import { bex, systemRandom } from 'credwire';
import { toFetch, toXhr, viaFetch, viaXhr } from 'credwire/clients';
import { decodeBase64, encodeText, encryptAesCbc, encryptPkcs1, parseRsaKeyValue } from 'credwire/codecs';
import { bexSandbox, seededRandom, toFetchHandler } from 'credwire/sandbox';

const request = bex.tokenRequest({ username: 'a', password: 'b' });
export const answers: Promise<Response>[] = [
  fetch('https://a.example', { method: 'POST', body: encodeText('a') }),
  fetch('https://a.example', {
    method: 'POST',
    body: encryptAesCbc(new Uint8Array(16), new Uint8Array(16), encodeText('a')),
  }),
  fetch('https://a.example', { method: 'POST', body: decodeBase64('AAEC') }),
  fetch('https://a.example', { method: 'POST', body: encryptPkcs1(parseRsaKeyValue(''), new Uint8Array(1)) }),
  fetch('https://a.example', { method: 'POST', body: seededRandom('a')(3) }),
  fetch('https://a.example', { method: 'POST', body: systemRandom(3) }),
  fetch(...toFetch(request)),
];
export const blob = new Blob([encodeText('a')]);
export const sends = [viaFetch(fetch), viaFetch((url, init) => fetch(url, { ...init, credentials: 'omit' })), viaXhr()];
export const handle: (request: Request) => Promise<Response> = toFetchHandler(bexSandbox({ accounts: [] }), Response);
toXhr(request, new XMLHttpRequest());
