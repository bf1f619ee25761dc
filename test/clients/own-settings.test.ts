/** What a client is set to by itself: its time limit and its signal, which stay in force or are told apart. */
import { viaAxios, viaFetch, viaGot, viaJQuery, viaKy, viaXhr } from 'credwire/clients';
import { describe, expect, it } from 'vitest';
import { FakeXhr, jqXhr } from '../support/client-doubles.js';
import { get } from '../support/http-messages.js';
import { rejectionOf } from '../support/thrown.js';

const request = get('https://vendor.example/a');

describe("a client's own settings", () => {
  it.each([
    [
      'a time limit',
      new DOMException('sentinel', 'TimeoutError'),
      'ERR_TIMEOUT',
      "the client's own time limit expired",
    ],
    ['a signal', new DOMException('sentinel', 'AbortError'), 'ERR_ABORTED', 'the client aborted the request'],
  ])('end in the code for %s', async (_, cause, code, what) => {
    const error = await rejectionOf(viaFetch(() => Promise.reject(cause))(request));
    expect(error).toMatchObject({ code, cause, message: `viaFetch: ${what}; see "cause"` });
  });

  it('stay in force: an instance with a signal of its own keeps it', async () => {
    const own = new AbortController().signal;
    const seen: unknown[] = [];
    const answer = { status: 200, statusCode: 200, headers: {}, data: '', body: '' };
    const tell = ({ signal }: { readonly signal?: unknown }) => {
      seen.push(signal);
      return Promise.resolve(answer);
    };
    await viaAxios(Object.assign({ request: tell }, { defaults: { signal: own } }))(request);
    const got = (_: string, options: { readonly signal?: unknown }) => tell(options);
    await viaGot(Object.assign(got.bind(null), { defaults: { options: { signal: own } } }))(request);
    expect(seen).toEqual([undefined, undefined]);
    await viaAxios(Object.assign({ request: tell }, { defaults: {} }))(request);
    const hostile = Object.defineProperty({ request: tell }, 'defaults', {
      get: () => {
        throw new Error('sentinel');
      },
    });
    await viaAxios(hostile)(request);
    expect(seen.slice(2)).toEqual([expect.any(AbortSignal), expect.any(AbortSignal)]);
  });

  it('give way by ky, whose limit of 10 seconds would be the shorter one, to a limit given here', async () => {
    const seen: unknown[] = [];
    const ky = async (_: string, options: object) => {
      seen.push('timeout' in options ? options.timeout : 'its own');
      return new Response('');
    };
    await viaKy(ky)(request);
    await viaKy(ky, { timeout: 20_000 })(request);
    expect(seen).toEqual(['its own', false]);
  });

  it('of jQuery are told by a word', async () => {
    const ends = (statusText: string) => {
      const xhr = { ...jqXhr({ status: 0, headers: {}, body: '' }), statusText };
      return rejectionOf(viaJQuery({ ajax: () => xhr })(request));
    };
    expect((await ends('timeout')).code).toBe('ERR_TIMEOUT');
    expect((await ends('abort')).code).toBe('ERR_ABORTED');
    expect((await ends('error')).code).toBe('ERR_TRANSPORT');
  });

  it('of XMLHttpRequest are told by an event', async () => {
    const ends = (event: FakeXhr['event']) => rejectionOf(viaXhr(() => new FakeXhr({}, event))(request));
    expect((await ends('ontimeout')).code).toBe('ERR_TIMEOUT');
    expect((await ends('onabort')).code).toBe('ERR_ABORTED');
    expect((await ends('onerror')).code).toBe('ERR_TRANSPORT');
  });
});
