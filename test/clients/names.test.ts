/** Errors of an adapter begin with its own name, and not with that of what it is built on. */
import { describe, expect, it } from 'vitest';
import { get } from '../support/http-messages.js';
import { silentClients } from '../support/silent-clients.js';
import { callUntyped } from '../support/thrown.js';

describe.each(Object.entries(silentClients))('%s', (name, make) => {
  it.each([
    ['a URL without a scheme', get('vendor.example'), 'ERR_URL'],
    ['an unknown method', { ...get('https://vendor.example'), method: 'TRACE' }, 'ERR_ARGUMENT_VALUE'],
    ['nothing', undefined, 'ERR_ARGUMENT_TYPE'],
  ])('names itself if it is given %s', async (_, request, code) => {
    const sent = callUntyped(make().send, request) as Promise<unknown>;
    const error: unknown = await sent.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code, message: expect.stringMatching(new RegExp(`^${name}: request`)) });
  });
});
