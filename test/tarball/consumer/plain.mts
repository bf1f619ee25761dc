// A program that knows ECMAScript 2022 and nothing else: neither DOM nor Node.
import {
  bex,
  CredwireError,
  type ErrorCode,
  type HttpRequest,
  type HttpResponse,
  idscan,
  type RandomBytes,
  run,
  type Session,
  type SignIn,
  vendors,
} from 'credwire';
import { authorize } from 'credwire/bex';
import { type Send, toCurl, viaFetch } from 'credwire/clients';
import { decodeBase64, encodeText, encryptAesCbc, type ModPow } from 'credwire/codecs';
import { encodeCredentials } from 'credwire/idscan';
import { encryptPassword, tokenRequest } from 'credwire/ifactory';
import { encodeUser } from 'credwire/jacada';
import { bexSandbox, type Handler, seededRandom, toSend } from 'credwire/sandbox';
import { signIn } from 'credwire/smartconnect';

export const handler: Handler = bexSandbox({ accounts: [{ username: 'a', password: 'b' }] });
export const send: Send = toSend(handler);
export const session: Session = await run(bex.signIn({ username: 'a', password: 'b' }), send);
export const request: HttpRequest = tokenRequest({ baseUrl: 'https://a.example', userLogin: 'a', password: 'b' });
export const texts: string[] = [
  toCurl(request),
  encryptPassword('a'),
  encodeUser('a'),
  encodeCredentials({ username: 'a', password: 'b', area: 'scanning' }),
];
export const random: RandomBytes = seededRandom('a');
export const flow: SignIn<Session> = signIn({ email: 'a@example.com', password: 'b', random });
export const answer: Promise<HttpResponse> = viaFetch()(request);
export const ids: string[] = Object.values(vendors).map(({ profile }) => profile.id);
export const modPow: ModPow = (base) => new Uint8Array(base);
export const codeOf = (error: unknown): ErrorCode | undefined =>
  error instanceof CredwireError ? error.code : undefined;

// Bytes have a plain buffer of their own, not one that may be shared.
export const bytes: Uint8Array<ArrayBuffer>[] = [
  encodeText('a'),
  decodeBase64('AA=='),
  encryptAesCbc(new Uint8Array(16), new Uint8Array(16), random(1)),
];

if (session.vendor === 'bex') authorize(request, session);
const scanning: idscan.Session<'scanning'> = { vendor: 'idscan', area: 'scanning', token: 'a' };
// @ts-expect-error a token for scanning does not retrieve
idscan.authorize(request, scanning, { action: 'retrieval' });
// @ts-expect-error an option that nobody knows
bex.signIn({ username: 'a', password: 'b', passwort: 'c' });
// @ts-expect-error a request is read-only
request.url = '';
