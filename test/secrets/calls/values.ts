/** Arguments that the calls share: secrets in whatever may hold one. */
import { type HttpRequest, type HttpResponse, ifactory, smartconnect } from 'credwire';
import { seededRandom } from 'credwire/sandbox';
import { KEY_1024 } from '../../support/rsa-keys.js';
import { SECRETS } from '../../support/sentinels.js';

export const { user, password, email, token, csrf, company } = SECRETS;

export const key = KEY_1024.key;
export const random = () => seededRandom('secrets');
export const encryptedPassword: string = smartconnect.encryptPassword(password, key, { random: random() });
export const ciphertext: string = ifactory.encryptPassword(password);

export const baseUrl = 'https://api.example';
export const credentials = { username: user, password };
export const answer = (value: unknown, headers: HttpResponse['headers'] = {}) => ({
  status: 200,
  headers,
  body: typeof value === 'string' ? value : JSON.stringify(value),
});
export const query = new URLSearchParams({ email, password: encryptedPassword, token }).toString();
export const request: HttpRequest = {
  method: 'POST',
  url: `${baseUrl}/GetToken?${query}`,
  headers: { Authorization: `Bearer ${token}`, Cookie: `token=${token}; csrftoken=${csrf}` },
  body: JSON.stringify({ user, password, Email: email }),
};
/** Of the origin of the request, which is then replaced by others. */
export const session = { token, vendor: 'x', origin: baseUrl };
export const PLACES = { origins: [`https://${company}.example`], allowInsecureHttp: false };
export const apiUrl = `api.example/${encodeURIComponent(company)}`;
export const companies = {
  UserId: user,
  Email: email,
  Products: [{ ApiUrl: apiUrl, Account: { AccountId: company, Name: user } }],
};
export const bytes = new Uint8Array(Buffer.from(password));
