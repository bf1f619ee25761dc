/** The sample requests on the vendors' pages are those that the builders make. */
import { bex, type HttpRequest, idscan, ifactory, jacada, smartconnect, type Vendor, vendors } from 'credwire';
import { describe, expect, test } from 'vitest';
import { fences } from './markdown.js';
import { read } from './project.js';

/** A request as HTTP/1.1 writes it, in the form of the pages. */
function written({ method, url, headers, body }: HttpRequest): string {
  const { host, pathname, search } = new URL(url);
  const lines = Object.entries({ Host: host, ...headers }).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${pathname}${search} HTTP/1.1`, ...lines, ...(body === undefined ? [] : ['', body])].join('\n');
}

const get = (url: string): HttpRequest => ({ method: 'GET', url, headers: {} });
const post = (url: string, headers = {}): HttpRequest => ({ method: 'POST', url, headers });

const mes = { baseUrl: 'https://mes.example:60200', userLogin: 'demo', password: 'P@ss+word/=1' };
const psc = { baseUrl: 'https://idscan.example', username: 'psc', password: 'p+ss/word=1', area: 'scanning' } as const;
const idscanToken = { vendor: 'idscan', area: 'scanning', token: '_dbDABG…' } as const;
const admin = { baseUrl: 'https://jacada.example', accountId: '12345678', user: 'admin', password: 'abcd' };
const letters = Uint8Array.from('kqnxzbplovmrt', (letter) => letter.charCodeAt(0) - 0x61);
const user123 = { username: 'user123', password: 'p+ss/word=1' };
// The second sample ciphertext of the vendor's document.
const encryptedPassword =
  'Ua4r0AK8f5xuLeFGhmBtg0SP9cXYT+YUDAMbNKZ53VHAN3lQIoOTue4bIhAs+G2dPloF++5rOcDOmVhKaeAyrfQhIDw/1sHH0k90H2ubTGDCJ0zK3ewf' +
  'XDXY2y3c8q6f7XShgVthACHNOpMV7BZXn2kDGQRR1WWHwJw4zBG+bGw=';
const demo = { email: 'demo.user@example.com', encryptedPassword };
const api = { apiUrl: 'api.example/API' };

// The pages cut tokens short; a "…" isn't valid in a token, so a character of the same length replaces it.
const shortened = (token: string) => token.replace('…', '~');
const asShown = (request: HttpRequest) => written(request).replace('~', '…');

const SAMPLES: Readonly<Record<Vendor, readonly string[]>> = {
  ifactory: [
    written(ifactory.tokenRequest(mes)),
    asShown(
      ifactory.authorize(get(`${mes.baseUrl}/api/stations`), { vendor: 'ifactory', token: shortened('eyJhbGciOi…') }),
    ),
  ],
  idscan: [
    written(idscan.tokenRequest(psc)),
    ...(['authorization', 'cookie'] as const).map((via) => {
      const session = { ...idscanToken, token: shortened(idscanToken.token) };
      return asShown(idscan.authorize(post(`${psc.baseUrl}/idscanenterprisesvc/journey/upload`), session, { via }));
    }),
  ],
  jacada: [
    written(jacada.tokenRequest({ ...admin, random: () => letters })),
    written(
      jacada.authorize(get(`${admin.baseUrl}/version/1/account/12345678/tasks`), {
        vendor: 'jacada',
        token: '2097LSLW01387DKLK2038127',
      }),
    ),
  ],
  bex: [
    written(bex.tokenRequest(user123)),
    written(bex.tokenRequest({ ...user123, transport: 'query' })),
    asShown(
      bex.authorize(
        post('https://api.bex.co.za/api/service/submitwaybillwia', { 'Content-Type': 'application/json' }),
        { vendor: 'bex', token: shortened('dOdw98yc…') },
      ),
    ),
  ],
  smartconnect: [
    written(smartconnect.publicKeyRequest()),
    written(smartconnect.companiesRequest(demo)),
    written(smartconnect.tokenRequest({ ...api, ...demo, companyId: '72b01219' })),
    written(smartconnect.validateRequest({ ...api, token: 'Um5UVA==' })),
  ],
};

describe('sample requests', () => {
  for (const [id, samples] of Object.entries(SAMPLES)) {
    test(`of docs/${id}.md are the builders' own`, () => {
      const shown = fences(read(`docs/${id}.md`))
        .filter(({ language }) => language === 'text')
        .map(({ code }) => code.split('\n\nHTTP/1.1')[0]);
      expect(shown).toEqual(samples);
    });
  }

  test('are there for every vendor', () => {
    expect(Object.keys(SAMPLES)).toEqual(Object.keys(vendors));
  });
});
