/** What newman shows of failures. Its own file, so that it runs at the same time as the others. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FOLDERS } from '../../shared/collection.mjs';
import { startServer, type TestServer } from '../../shared/test-server.js';
import { collectionOf, folderOf, type Item, newman, type Values } from './newman.js';

const seed = { credwire_seed: randomBytes(32).toString('hex') };
const VENDORS = FOLDERS.map(({ id }) => id);

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(() => void server.seen());

const nameOf = (id: string) => FOLDERS.find((folder) => folder.id === id)?.name ?? '';
const callsOf = (id: string) => folderOf(`${nameOf(id)}: calls`);
const stepsOf = (id: string) => folderOf(`${nameOf(id)}: step by step`);
const oneLine = (text: string) => text.replace(/\s+/g, ' ');

describe('a failure fails the run and shows one line of the library', () => {
  const fails = async (items: readonly Item[], others: Values) => {
    const { status, output } = await newman(
      { ...server.variables(0), ...seed, ...others },
      { collection: collectionOf(...items) },
    );
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
