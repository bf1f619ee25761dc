/** Which answers come from the origin that was asked, by the platform's URL and without it. */
import { viaAxios } from 'credwire/clients';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { get } from '../support/http-messages.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Whether an answer from one place counts as the answer to a request to the other. */
async function isTaken(asked: string, answered: unknown): Promise<boolean> {
  const answer = { status: 200, headers: {}, data: '', request: { responseURL: answered } };
  const send = viaAxios({ request: async () => answer });
  try {
    await send(get(asked));
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: 'ERR_TRANSPORT' });
    return false;
  }
}

const throwing = class {
  constructor() {
    throw new TypeError('not implemented');
  }
};

describe.each<readonly [string, unknown]>([
  ['with the platform’s URL', URL],
  ['without one', undefined],
  ['with one that knows no origin', class {}],
  ['with one that throws', throwing],
])('an answer, %s', (_, platformUrl) => {
  it.each([
    ['https://h.example/a', 'https://h.example/b?c#d'],
    ['https://h.example/a', 'https://H.EXAMPLE'],
    ['https://h.example/a', 'https://h.example:443/a'],
    ['https://h.example:443', 'https://h.example?a'],
    ['http://h.example:80/a', 'http://h.example#a'],
    ['http://h.example/', 'http://h.example:80'],
    ['https://h.example:8443/a', 'https://h.example:8443/'],
    ['http://[::1]:80/a', 'http://[::1]/a'],
    ['https://h.example/a', ''],
    ['https://h.example/a', undefined],
    ['https://h.example/a', 1],
  ])('to %s is taken from %s', async (asked, answered) => {
    vi.stubGlobal('URL', platformUrl);
    expect(await isTaken(asked, answered)).toBe(true);
  });

  it.each([
    ['https://h.example/a', 'http://h.example/a'],
    ['https://h.example/a', 'https://other.example/a'],
    ['https://h.example/a', 'https://h.example:80/a'],
    ['http://h.example/a', 'http://h.example:443/a'],
    ['https://h.example/a', 'https://h.example:8443/a'],
    ['https://h.example/a', 'https://h.example:4430'],
    ['https://h.example/a', 'https://h.example.evil/a'],
    ['https://h.example/a', 'https://evil.example/https://h.example/a'],
    ['https://h.example/a', 'data:,https://h.example/a'],
    ['https://h.example/a', 'xhttps://h.example/a'],
    ['http://h.example/a', 'http://h.example:8080/a'],
    ['http://h.example:8080/a', 'http://h.example80/a'],
    ['https://h.example:4431/a', 'https://h.example1/a'],
  ])('to %s is not taken from %s', async (asked, answered) => {
    vi.stubGlobal('URL', platformUrl);
    expect(await isTaken(asked, answered)).toBe(false);
  });
});
