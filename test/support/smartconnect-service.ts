/** SmartConnect's service as a script: it answers each endpoint as told, and records what it was asked. */
import { type HttpRequest, type HttpResponse, run, smartconnect } from 'credwire';
import { formatRsaKeyValue } from 'credwire/codecs';
import { json } from './http-messages.js';
import { KEY_1024, openPkcs1 } from './rsa-keys.js';

export type Options = Parameters<typeof smartconnect.signIn>[0];

export const LOGIN = 'https://login.smartconnect.com';
export const API = 'https://api.smartconnect.com/API';
export const USER = { email: 'demo@example.com', password: 'p\u00E9+' };

/** One entry of the companies list. */
export const product = (id: string, apiUrl?: string) => ({
  ApiUrl: apiUrl,
  Account: { AccountId: id, Name: `Company ${id}` },
});

interface Script {
  readonly products?: readonly object[];
  readonly list?: unknown;
  readonly publicKey?: HttpResponse;
  readonly token?: string;
}

/** A service that answers by the end of the path, and records what it was asked. */
export function service(script: Script = {}) {
  const { products = [], list = [], publicKey = json(formatRsaKeyValue(KEY_1024.key)), token = 'abc' } = script;
  const asked: HttpRequest[] = [];
  const send = async (request: HttpRequest): Promise<HttpResponse> => {
    asked.push(request);
    const { pathname } = new URL(request.url);
    if (pathname.endsWith('/v1/public-key')) return publicKey;
    if (pathname.endsWith('/v1/companies')) return json({ Products: products });
    if (pathname.endsWith('/GetCompanyList')) return json(list);
    if (pathname.endsWith('/GetToken')) return json(token);
    throw new Error('no such endpoint');
  };
  const places = () => asked.map(({ method, url }) => `${method} ${url.split('?', 1)[0]}`);
  return { asked, places, send };
}

export const signIn = (options: Partial<Options>, { send }: ReturnType<typeof service>) =>
  run(smartconnect.signIn({ ...USER, ...options }), send);

/** The password that a request carries, decrypted by OpenSSL. */
export function passwordOf({ url, body }: HttpRequest): string {
  const ciphertext = body === undefined ? new URL(url).searchParams.get('password') : JSON.parse(body).Password;
  return openPkcs1(KEY_1024, Buffer.from(ciphertext, 'base64')).message.toString();
}
