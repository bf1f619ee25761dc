/** The collection as newman runs it, against the sandboxes over HTTP. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FOLDERS } from '../../shared/collection.mjs';
import { PASSWORDS, startServer, type TestServer } from '../../shared/test-server.js';
import { collectionOf, folderOf, type Item, newman, type Values } from './newman.js';

const seed = { credwire_seed: randomBytes(32).toString('hex') };
const VENDORS = ['ifactory', 'idscan', 'jacada', 'bex', 'smartconnect', 'smartconnectRest'];
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
const stepsOf = (id: string) => folderOf(`${nameOf(id)}: step by step`);
const signIns = () => server.seen().filter(({ path }) => IS_SIGN_IN.test(path)).length;
const oneLine = (text: string) => text.replace(/\s+/g, ' ');

describe('a run of the whole collection', () => {
  it('runs every step and every call with passwords that are easy to spoil, and prints no secret', async () => {
    const own = { credwire_vendor: 'bex', credwire_url: `${server.url}/bex/api/service/own` };
    const data = PASSWORDS.map((_, index) => server.variables(index));
    const { status, output, left } = await newman({ ...seed, ...own }, { data });
    expect(status, output).toBe(0);
    expect(output.match(/Pass {2}credwire: \w+: signed in/g)).toHaveLength(PASSWORDS.length * VENDORS.length);
    expect(output.match(/\[200 OK/g)).toHaveLength(PASSWORDS.length * 15);
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

describe('a failure fails the run and shows one line of the library', () => {
  const fails = async (items: readonly Item[], others: Values) => {
    const { status, output } = await newman(values(others), { collection: collectionOf(...items) });
    expect(status, output).toBe(1);
    // The table of failures comes last; the log before it breaks long lines.
    return { output: oneLine(output.slice(output.search(/#.*failure/))), seen: server.seen().map(({ path }) => path) };
  };

  it("for a refused password, which isn't sent a second time", async () => {
    const wrong = Object.fromEntries(VENDORS.map((id) => [`${id}_password`, 'wrong p+ss']));
    const { output, seen } = await fails([...VENDORS.map(callsOf), ...VENDORS.map(callsOf)], wrong);
    const refusals = output.match(/ERR_SIGN_IN_REFUSED: [\w.]+: the vendor refused \(HTTP \d+\)/g);
    expect(refusals).toHaveLength(VENDORS.length * 2);
    expect(output.match(/not sent again in this run/g)).toHaveLength(VENDORS.length);
    const ends = seen.map((path) => path.replace(/^.*\/(?=.)/, ''));
    expect(ends).toEqual(['tokens', 'token', 'auth/', 'login', 'public-key', 'companies', 'token']); // and no call
    expect(output).not.toMatch(/wrong(?: |%20|\+)p/);
  });

  it("for bad input, a server that's down or the wrong one, a missing step, and no randomness", async () => {
    const others = {
      ifactory_baseUrl: 'http://127.0.0.1:1',
      idscan_baseUrl: `${server.url}/html`,
      jacada_accountId: '',
      bex_password: '',
      smartconnectRest_password: '',
      credwire_vendor: 'bexx',
      credwire_url: `${server.url}/bex/api/service/own`,
      credwire_seed: '',
    };
    const lastStep = (stepsOf('smartconnect').item ?? []).slice(-1);
    const { output, seen } = await fails([...VENDORS.map(callsOf), folderOf('Any vendor'), ...lastStep], others);
    for (const line of [
      'ERR_TRANSPORT: run: request 1 failed in the HTTP client (ECONNREFUSED)',
      'ERR_RESPONSE_FORMAT: idscan.signIn: HTTP 200: expected JSON, got an HTML page of length 36',
      'ERR_ARGUMENT_TYPE: jacada.signIn: "accountId": expected ',
      'ERR_ARGUMENT_TYPE: bex.signIn: "password": expected a string, got undefined',
      'ERR_NO_RANDOM: ',
      'ERR_ARGUMENT_TYPE: smartconnect.restSignIn: "password": expected a string, got undefined',
      'ERR_ARGUMENT_VALUE: connect: "vendor": expected one of "ifactory", "idscan", "jacada", "bex", "smartconnect"',
      'ERR_ARGUMENT_VALUE: credwire: run the step "publicKey" of this sign-in first',
    ]) {
      expect(output).toContain(line);
    }
    expect(seen).toEqual(['/smartconnect/v1/public-key']);
  });
});
