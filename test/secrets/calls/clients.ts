/** Adapters and writers. */

import * as clients from 'credwire/clients';
import { fail } from '../variants.js';
import { type Anything, direct, type SecretCall } from './call.js';
import { password, request } from './values.js';

/** A client of every kind at once: each of its methods fails with the secret. */
const failingClient = Object.assign(() => fail(), {
  ...Object.fromEntries(
    ['request', 'ajax', 'get', 'post', 'put', 'delete', 'patch', 'head'].map((name) => [name, fail]),
  ),
  ...Object.fromEntries(['open', 'send', 'setRequestHeader'].map((name) => [name, fail])),
});

/** Adapters: each `toX` with a request, each `viaX` with something that isn't a client. */
export const CLIENTS: readonly SecretCall[] = Object.entries<Anything>(clients).map(([name, target]) =>
  name.startsWith('to') ? direct(name, target, request, failingClient) : direct(name, target, password),
);
