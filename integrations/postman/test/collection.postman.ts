/** The collection as newman runs it, against the sandboxes over HTTP. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FOLDERS } from '../../shared/collection.mjs';
import { PASSWORDS, startServer, type TestServer } from '../../shared/test-server.js';
import { collectionOf, folderOf, type Item, newman, type Values } from './newman.js';

const seed = { credwire_seed: randomBytes(32).toString('hex') };
const VENDORS = FOLDERS.map(({ id }) => id);
const IS_SIGN_IN = /\/(?:tokens|token|auth\/|login|GetToken)$/;

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(() => void server.seen());

const values = (others: Values = {}): Values => ({ ...server.variables(0), ...seed, ...others });
const nameOf = (id: string) => FOLDERS.find((folder) => folder.id === id)?.name ?? '';
const callsOf = (id: string) => folderOf(`${nameOf(id)}: calls`);
const signIns = () => server.seen().filter(({ path }) => IS_SIGN_IN.test(path)).length;

describe('a run of the whole collection', () => {
  it('runs every step and every call with passwords that are easy to spoil, and prints no secret', async () => {
    const own = { credwire_vendor: 'bex', credwire_url: `${server.url}/bex/api/service/own` };
    const { status, output, left } = await newman({ ...seed, ...own }, { data: [server.variables(0)] });
    expect(status, output).toBe(0);
    expect(output.match(/Pass {2}credwire: \w+: signed in/g)).toHaveLength(VENDORS.length);
    expect(output.match(/\[200 OK/g)).toHaveLength(15);
    const tokens = VENDORS.map((id) => JSON.parse(left[`${id}_session`] ?? '{}').session?.token);
    expect(tokens).toEqual(VENDORS.map(() => expect.stringMatching(/^.{8,}$/)));
    const secrets = [...PASSWORDS, ...tokens, ...Object.values(seed), 'hush'];
    const forms = secrets.flatMap((text) => [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)]);
    expect(forms.filter((text) => output.includes(text))).toEqual([]);
    expect(output.match(/\b(?:password|token)=(?!\*\*\*)/g)).toBeNull();
  });
});

describe('the session', () => {
  it('is kept from call to call and from run to run until it ends, and belongs to one user', async () => {
    const collection = collectionOf(...VENDORS.map(callsOf));
    const data = [server.variables(1), server.variables(0), server.variables(0)];
    const first = await newman(seed, { collection, data });
    expect(first.status, first.output).toBe(0);
    expect(signIns()).toBe(2 * VENDORS.length);

    const entry = JSON.parse(first.left.ifactory_session ?? '');
    const ended = { ...entry, session: { ...entry.session, expiresAt: Date.now() - 1 } };
    const kept = { ...values(), ...first.left, ...server.variables(0), ifactory_session: JSON.stringify(ended) };
    const second = await newman(kept, { collection });
    expect(second.status, second.output).toBe(0);
    expect(signIns()).toBe(1);
  });

  it("is renewed when a response says that it's over, and the request is sent again", async () => {
    const items = VENDORS.flatMap((id) => {
      const request = { method: 'POST', url: `${server.url}/control/revoke/${id.replace('Rest', '')}` };
      // SmartConnect's `validate` says "false", which isn't a refusal.
      const calls = id === 'smartconnect' ? { ...callsOf(id), item: [OWN_REQUEST] } : callsOf(id);
      return [calls, { name: 'the end of all sessions', request }, calls];
    });
    const { status, output } = await newman(values(), { collection: collectionOf(...items) });
    expect(status, output).toBe(0);
    const repeats = output.match(/Pass {2}credwire: \w+: the session was over; signed in again/g);
    expect(repeats).toHaveLength(VENDORS.length);
    expect(signIns()).toBe(2 * VENDORS.length);
    // The user's own request kept its path variable, query and header, and its script saw the last response.
    const url = `${server.url}/smartconnect/API/maps?first=app&second=%2B&token=T app`;
    expect(output.split(url)).toHaveLength(3);
    expect(output.match(/answer 200 \{"authorised":true/g)).toHaveLength(2);
  });
});

const OWN_REQUEST: Item = {
  name: 'own',
  event: [
    {
      listen: 'test',
      script: {
        exec: [
          "const sent = pm.request.url.toString() + ' ' + pm.request.headers.get('x-own');",
          "pm.test(sent.replace(/token=[^& ]+/, 'token=T'), () => {});",
          "pm.test('answer ' + pm.variables.replaceIn('{{credwire_status}} {{credwire_body}}'), () => {});",
        ],
      },
    },
  ],
  request: {
    method: 'GET',
    url: {
      host: ['{{smartconnect_api}}'],
      path: [':what'],
      query: [
        { key: 'first', value: '{{smartconnectRest_clientId}}' },
        { key: 'second', value: '%2B' },
      ],
      variable: [{ key: 'what', value: 'maps' }],
    },
    header: [{ key: 'X-Own', value: '{{smartconnectRest_clientId}}' }],
  },
};
