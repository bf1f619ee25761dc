/** What Bruno's command must do with the collection, in either of its sandboxes. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { FOLDERS } from '../../shared/collection.mjs';
import { PASSWORDS, startServer, type TestServer } from '../../shared/test-server.js';
import { bru, type Options, type Values } from './bru.js';
import { renewalOf } from './renewal.js';

const VENDORS = FOLDERS.map(({ id }) => id);
const CALLS = FOLDERS.map(({ name }) => `${name}/Calls`);
const IS_SIGN_IN = /\/(?:tokens|token|auth\/|login|GetToken)$/;

/**
 * Defines the tests for a sandbox. Each sandbox has its own file, so that they run at the same time. Sessions end for the
 * vendors in `renewed`: Safe Mode is slow.
 */
export function collectionTests(sandbox: Options['sandbox'], renewed: readonly string[] = VENDORS): void {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());
  beforeEach(() => void server.seen());

  it('runs every step and every call with a password that is easy to spoil, renews sessions, and prints no secret', async () => {
    const own = { credwire_vendor: 'bex', credwire_url: `${server.url}/bex/api/service/own` };
    const files = Object.fromEntries(renewed.flatMap((id) => renewalOf(id, server.url)));
    const { status, output, environment } = await bru(own, { sandbox, data: [server.variables(0)], files });
    expect(status, output).toBe(0);
    expect(output.match(/✓ credwire: \w+: signed in/g)).toHaveLength(VENDORS.length);
    expect(output.match(/\(200 OK\)/g)).toHaveLength(16); // one of them is BEX's refusal
    const forms = [...PASSWORDS, 'hush'].flatMap((text) => [text, encodeURIComponent(text), JSON.stringify(text)]);
    expect(forms.filter((text) => output.includes(text) || environment.includes(text))).toEqual([]);
    expect(`${output}${environment}`).not.toMatch(/token=(?!T)|password=|"token"|Bearer/);

    // In the folders of renewalOf, the sessions end before the calls: the sessions of the steps were good until then.
    expect(output.match(/✓ credwire: \w+: the session was over; signed in again/g)).toHaveLength(renewed.length);
    expect(server.seen().filter(({ path }) => IS_SIGN_IN.test(path))).toHaveLength(VENDORS.length + renewed.length);
    // The call to SmartConnect kept its path, query and header, and its test saw the last response.
    expect(output.match(/✓ 200 true app \/maps\?first=app&second=%2B&token=T/g)).toHaveLength(1);
  });

  it('fails for bad input, a server that is down or the wrong one, and a refused password, which is sent once', async () => {
    const others: Values = {
      ifactory_baseUrl: 'http://127.0.0.1:1',
      idscan_baseUrl: `${server.url}/html`,
      jacada_accountId: '',
      bex_password: 'wrong p+ss',
      smartconnectRest_password: '',
      credwire_vendor: 'bexx',
      credwire_url: `${server.url}/bex/api/service/own`,
    };
    const paths = [...CALLS, 'Any vendor', 'SmartConnect/Step by step/3 Token.bru', 'Renewal bex'];
    const files = Object.fromEntries(renewalOf('bex', server.url));
    const { status, output } = await bru({ ...server.variables(1), ...others }, { sandbox, paths, files });
    expect(status, output).toBe(1);
    for (const line of [
      'ERR_TRANSPORT: run: request 1 failed in the HTTP client (ECONNREFUSED)',
      'ERR_RESPONSE_FORMAT: idscan.signIn: HTTP 200: expected JSON, got an HTML page of length 36',
      'ERR_ARGUMENT_TYPE: jacada.signIn: "accountId": expected ',
      'ERR_SIGN_IN_REFUSED: bex.signIn: the vendor refused (HTTP 200)',
      '(not sent again in this run)',
      'ERR_ARGUMENT_TYPE: smartconnect.restSignIn: "password": expected a string, got undefined',
      'ERR_ARGUMENT_VALUE: connect: "vendor": expected one of "ifactory", "idscan", "jacada", "bex", "smartconnect"',
      'ERR_ARGUMENT_VALUE: credwire: run the step "publicKey" of this sign-in first',
    ]) {
      expect(output).toContain(line);
    }
    expect(output.match(/Pre-request script error:/g)).toHaveLength(8);
    const sent = server.seen().map(({ path }) => path.replace(/^.*\/(?=.)/, ''));
    expect(sent).toEqual(['login', 'public-key', 'companies', 'GetToken', 'validate']); // no call of the others
    expect(output).not.toMatch(/wrong(?: |%20|\+)p/);
  });
}
