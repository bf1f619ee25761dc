/** A browser doesn't say why a request failed; the adapters say what it most likely was. */
import { bex, run, TransportError } from 'credwire';
import { viaAngular, viaAxios, viaFetch, viaJQuery, viaKy, viaXhr } from 'credwire/clients';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { angularHttp, FakeXhr, jqXhr } from '../support/client-doubles.js';
import { get } from '../support/http-messages.js';
import { rejectionOf } from '../support/thrown.js';

const request = get('https://vendor.example/a');
const failed = new TypeError('Failed to fetch');
const fail = (error: unknown) => viaFetch(() => Promise.reject(error));

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('in a browser, a request that failed without a reason', () => {
  it.each([
    ['a page', { document: {}, location: { origin: 'https://app.example' } }],
    ['a page of a file', { document: {}, location: { origin: 'null' } }],
    ['a worker', { location: { origin: 'https://app.example' } }],
    ['a page whose address is not shown', { document: {} }],
    ['a page of a host whose name is a part of the other', { document: {}, location: { origin: 'https://vendor.ex' } }],
  ])('names CORS as the likely cause in %s', async (_, globals) => {
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
    const error = await rejectionOf(fail(failed)(request));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({ code: 'ERR_TRANSPORT', retryable: true, cause: failed });
    expect(error.message).toContain('viaFetch: ');
    expect(error.message).toContain('CORS');
    const flow = bex.signIn({ username: 'u', password: 'p' });
    expect((await rejectionOf(run(flow, fail(failed)))).message).toBe(error.message);
  });

  it.each([
    ['viaKy', viaKy(() => Promise.reject(failed))],
    ['viaKy, from version 2 on', viaKy(() => Promise.reject({ name: 'NetworkError', cause: failed }))],
    ['viaAxios', viaAxios({ request: () => Promise.reject({ name: 'AxiosError', code: 'ERR_NETWORK' }) })],
    ['viaAxios over fetch', viaAxios({ request: () => Promise.reject({ code: 'ERR_NETWORK', cause: failed }) })],
    ['viaAngular', viaAngular(angularHttp(({ error }) => error({ name: 'HttpErrorResponse', status: 0 })))],
    ['viaXhr', viaXhr(() => new FakeXhr({}, 'onerror'))],
    ['viaJQuery', viaJQuery({ ajax: () => jqXhr({ status: 0, headers: {}, body: '' }) })],
  ])('does so by %s', async (_, send) => {
    vi.stubGlobal('document', {});
    expect(await rejectionOf(send(request))).toMatchObject({
      code: 'ERR_TRANSPORT',
      message: expect.stringContaining('CORS'),
    });
  });

  it.each([
    ['to the origin of the page itself', request, failed],
    ['to that origin alone', get('https://vendor.example'), failed],
    [
      'that has a reason after all',
      get('https://a.example/'),
      new TypeError('fetch failed', { cause: { code: 'ENOTFOUND' } }),
    ],
    ['of another kind', get('https://a.example/'), new RangeError('own')],
    ['told by no error', get('https://a.example/'), undefined],
  ])("doesn't name CORS if it is one %s", async (_, asked, error) => {
    vi.stubGlobal('document', {});
    vi.stubGlobal('location', { origin: 'https://vendor.example' });
    await expect(fail(error)(asked)).rejects.toBe(error);
  });

  it("doesn't if reading the error throws", async () => {
    vi.stubGlobal('document', {});
    const hostile = Object.defineProperty({}, 'name', {
      get: () => {
        throw new Error('sentinel');
      },
    });
    await expect(fail(hostile)(request)).rejects.toBe(hostile);
  });
});

describe('elsewhere, a request that failed without a reason', () => {
  it('comes through as it is', async () => {
    await expect(fail(failed)(request)).rejects.toBe(failed);
    vi.stubGlobal('document', null);
    vi.stubGlobal('location', undefined);
    await expect(fail(failed)(request)).rejects.toBe(failed);
  });

  it('is a failure of the network by XMLHttpRequest and jQuery', async () => {
    expect((await rejectionOf(viaXhr(() => new FakeXhr({}, 'onerror'))(request))).message).toBe(
      'viaXhr: the network failed',
    );
    const jQuery = { ajax: () => jqXhr({ status: 0, headers: {}, body: '' }) };
    expect((await rejectionOf(viaJQuery(jQuery)(request))).message).toBe('viaJQuery: the network failed');
  });
});
