/** The package in a real n8n, against the sandboxes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignInId } from '../../shared/sign-ins.js';
import { PASSWORDS, startServer, type TestServer, userOf } from '../../shared/test-server.js';
import { type Host, makeHost, type Ran, type Step } from './host.js';
import { startOther } from './other-server.js';
import { byHttp, call, credentialFor, IDS, own, PATHS } from './steps.js';

const IS_SIGN_IN = /\/(?:tokens|token|auth\/|login|GetToken)$/;

const DOWN = 'ERR_TRANSPORT: run: request 1 failed in the HTTP client (ECONNREFUSED)';
const HTML = 'ERR_RESPONSE_FORMAT: idscan.signIn: HTTP 200: expected JSON, got an HTML page of length 36';
const WRONG = 'wrong p+ss';

/** Options of a call. */
const OPTIONS = { contentType: 'text/x', headers: { header: [{ name: 'X-Own', value: 'a b' }] }, neverError: true };

/** Tokens that were output on purpose. */
const issued: string[] = [];

let server: TestServer;
let host: Host;

beforeAll(async () => {
  server = await startServer();
  host = makeHost();
});
afterAll(async () => {
  host.remove();
  await server.close();
});

/** A credential for the sandboxes. */
const credential = (id: SignInId, data: object = {}, name: string = id) => credentialFor(server, id, { ...data }, name);

const signIns = (): readonly string[] =>
  server.seen().flatMap(({ vendor, path }) => (IS_SIGN_IN.test(path) ? [vendor] : []));

/** The output for three equal items. */
const thrice = (item: unknown): Ran => ({ items: [item, item, item] });

describe('in n8n', () => {
  it('signs in to every vendor, once for all items and both nodes, and outputs no secret of the session', async () => {
    await host.importCredentials(IDS.map((id) => credential(id)));
    const ran = await host.execute(
      IDS.flatMap((id) => [
        byHttp(`http ${id}`, id, server.url + PATHS[id]),
        call(`call ${id}`, id, server.url + PATHS[id]),
      ]),
    );
    for (const id of IDS) {
      const { items } = ran[`http ${id}`] ?? { items: [] };
      expect(items, id).toEqual(thrice(expect.objectContaining({ authorised: true })).items);
      expect(ran[`call ${id}`], id).toEqual(thrice({ statusCode: 200, body: items[0] }));
    }
    expect(signIns()).toEqual(['ifactory', 'idscan', 'jacada', 'bex', 'smartconnect', 'smartconnect']);
  });

  it('signs in once more when sessions are over, and sends each call again once', async () => {
    for (const vendor of ['ifactory', 'idscan', 'jacada', 'bex', 'smartconnect']) server.revoke(vendor);
    server.seen();
    const inHttp: readonly SignInId[] = ['ifactory', 'idscan', 'smartconnect'];
    const inOwn: readonly SignInId[] = ['jacada', 'bex', 'smartconnectRest'];
    const ran = await host.execute([
      ...inHttp.map((id) => byHttp(id, id, server.url + PATHS[id])),
      // n8n's own node takes HTTP 200 for success, whatever is in it.
      byHttp('over', 'bex', server.url + PATHS.bex),
      ...inOwn.map((id) => call(id, id, server.url + PATHS[id])),
    ]);
    const authorised = expect.objectContaining({ authorised: true });
    for (const id of inHttp) expect(ran[id]?.items, id).toEqual(thrice(authorised).items);
    for (const id of inOwn) expect(ran[id]?.items, id).toEqual(thrice({ statusCode: 200, body: authorised }).items);
    expect(ran.over).toEqual(thrice({ ex: expect.any(String) }));
    const sent = server.seen().map(({ vendor, path }) => (IS_SIGN_IN.test(path) ? `${vendor} signs in` : vendor));
    const count = (name: string) => sent.filter((each) => each === name).length;
    expect(sent.filter((each) => each.endsWith(' signs in'))).toHaveLength(IDS.length);
    // The three requests of n8n's node go out at the same time, those of the other node one after the other.
    expect({
      ifactory: count('ifactory'),
      idscan: count('idscan'),
      jacada: count('jacada'),
      bex: count('bex'),
    }).toEqual({
      ifactory: 6,
      idscan: 6,
      jacada: 4,
      bex: 7,
    });
  });

  it("doesn't use the session of a user who was in the credential before", async () => {
    const edited = (await host.exportCredentials()).filter(({ id }) => id === 'bex' || id === 'ifactory');
    const { variables } = server;
    await host.importCredentials(
      edited.map(({ id, type, data }) => {
        expect(data.sessionToken).toMatch(/^\{"madeFor":/);
        const user = id === 'bex' ? { username: userOf(1) } : { userLogin: userOf(1) };
        return { id, type, data: { ...data, ...user, password: variables(1)[`${id}_password`] } };
      }),
    );
    const ran = await host.execute([
      byHttp('http', 'ifactory', server.url + PATHS.ifactory),
      call('call', 'bex', server.url + PATHS.bex),
    ]);
    expect(ran.http).toEqual(thrice(expect.objectContaining({ user: userOf(1) })));
    expect(ran.call).toEqual(thrice({ statusCode: 200, body: expect.objectContaining({ user: userOf(1) }) }));
    expect(signIns()).toEqual(['ifactory', 'bex']);
  });

  it('outputs a session with its token only if that is asked for', async () => {
    const ran = await host.execute([
      ...IDS.map((id) => own(id, id, { operation: 'signIn' })),
      own('with the token', 'idscan', { operation: 'signIn', withToken: true }),
    ]);
    for (const id of IDS) {
      const [session] = ran[id]?.items ?? [];
      expect(session, id).toMatchObject({ vendor: id.replace('Rest', ''), origin: server.url });
      expect(Object.keys(Object(session)), id).not.toContain('token');
    }
    expect(ran['with the token']?.items[0]).toMatchObject({ vendor: 'idscan', token: expect.any(String) });
    expect(signIns()).toHaveLength(3 * (IDS.length + 1)); // each is a new one, for each item
    const { token } = Object(ran['with the token']?.items[0]);
    issued.push(String(token));
    expect(host.written()).toContain(token); // so the search for secrets below can find one
  });

  it('explains a request without sending it', async () => {
    // n8n keeps the request with the workflow, so this password isn't one of those that are searched for.
    await host.importCredentials([credential('bex', { password: 'p+ss of nobody' }, 'nobody')]);
    const request = (password: string) =>
      `curl ${server.url}/bex/api/service/login -H 'Content-Type: application/json' -d '${JSON.stringify({ username: userOf(0), password })}'`;
    const explain = (name: string, text: string) => own(name, 'bex', { operation: 'explain', request: text }, 'nobody');
    const ran = await host.execute([
      explain('right', request('p+ss of nobody')),
      explain('wrong', request('p ss of nobody')),
      explain('nothing', 'not a request'),
    ]);
    expect(ran.right).toEqual(thrice({ isRight: true, findings: [] }));
    expect(ran.wrong?.items[0]).toMatchObject({ isRight: false, findings: [{ code: 'OTHER_PASSWORD' }] });
    expect(ran.nothing?.items[0]).toMatchObject({ isRight: false, findings: [{ code: 'UNREADABLE' }] });
    expect(JSON.stringify(ran)).not.toContain('ss of nobody');
    expect(server.seen()).toEqual([]);
  });

  it('shows the line of the library for bad input, and sends a refused password once', async () => {
    const wrong = { password: WRONG };
    await host.importCredentials([
      credential('bex', wrong, 'refused'),
      credential('jacada', wrong, 'refused jacada'),
      credential('ifactory', { baseUrl: 'http://127.0.0.1:1' }, 'down'),
      credential('idscan', { baseUrl: `${server.url}/html` }, 'html'),
      credential('jacada', { accountId: '' }, 'missing'),
      credential('smartconnectRest', { password: '' }, 'empty'),
    ]);
    const other = server.url.replace('127.0.0.1', 'localhost');
    const expected: readonly (readonly [Step, string])[] = [
      [
        byHttp('a', 'bex', server.url + PATHS.bex, 'refused'),
        'ERR_SIGN_IN_REFUSED: bex.signIn: the vendor refused (HTTP 200)',
      ],
      [
        call('b', 'bex', server.url + PATHS.bex, 'refused'),
        '(this sign-in was refused less than five minutes ago and was not sent again)',
      ],
      [call('c', 'jacada', server.url + PATHS.jacada, 'refused jacada'), 'ERR_SIGN_IN_REFUSED: jacada.signIn: '],
      [byHttp('d', 'ifactory', server.url + PATHS.ifactory, 'down'), DOWN],
      [call('e', 'ifactory', server.url + PATHS.ifactory, 'down'), DOWN],
      [byHttp('f', 'idscan', server.url + PATHS.idscan, 'html'), HTML],
      [call('g', 'idscan', server.url + PATHS.idscan, 'html'), HTML],
      [
        byHttp('h', 'jacada', server.url + PATHS.jacada, 'missing'),
        'ERR_ARGUMENT_TYPE: jacada.signIn: "accountId": expected ',
      ],
      [
        call('i', 'smartconnectRest', server.url, 'empty'),
        'ERR_ARGUMENT_TYPE: smartconnect.restSignIn: "password": expected ',
      ],
      [byHttp('j', 'bex', other + PATHS.bex), 'ERR_ORIGIN_MISMATCH: '],
      [call('k', 'bex', other + PATHS.bex), 'ERR_ORIGIN_MISMATCH: '],
      [call('l', 'bex', '={{ "" }}'), 'ERR_URL: bex.authorize: request: "url": expected a URL'],
      [call('n', 'bex', `${server.url}/nowhere/x`), 'credwire: the call returned HTTP 404'],
      [byHttp('o', 'bex', `${server.url}/nowhere/y`), '404'],
      [byHttp('p', 'smartconnect', `${server.url}/nowhere/z`), '404'], // its token is in the URL
    ];
    const ran = await host.execute(expected.map(([step]) => step));
    const shown = expected.map(([{ name }]) => [name, JSON.stringify(ran[name]).replaceAll('\\"', '"')]);
    const missing = shown.filter(([, text], index) => !text?.includes(expected[index]?.[1] ?? '?'));
    expect(missing).toEqual([]);
    const sent = server.seen().map(({ vendor, path }) => (vendor === 'nowhere' ? path : vendor));
    // The last three: n8n's own node signs in and sends a request again after any error.
    expect(sent.filter((each) => !each.startsWith('/'))).toEqual([
      'bex',
      'jacada',
      'bex',
      ...Array(3).fill('smartconnect'),
    ]);
    const count = (end: string) => sent.filter((each) => each === `/nowhere/${end}`).length;
    expect([count('x'), count('y'), count('z')]).toEqual([3, 6, 6]);
  });

  it("sends the request as configured, and a redirect doesn't take the token to a different server", async () => {
    const other = await startOther();
    const { origin } = other;
    await host.importCredentials([credential('bex', { baseUrl: origin }, 'redirected')]);
    const follow = { redirect: { redirect: { followRedirects: true } } };
    const following = (name: string, path: string): Step => {
      const asked = byHttp(name, 'bex', origin + path, 'redirected');
      return { ...asked, parameters: { ...asked.parameters, method: 'GET', options: follow } };
    };
    const ran = await host.execute([
      following('http', '/api/x'),
      following('port', '/api/port'),
      call('call', 'bex', `${origin}/api/x`, 'redirected'),
      call('cut', 'bex', `${origin}/api/cut`, 'redirected'),
      own(
        'echo',
        'bex',
        { operation: 'call', method: 'PUT', url: `${origin}/api/echo`, body: 'é=1', options: OPTIONS },
        'redirected',
      ),
    ]);
    other.close();
    for (const name of ['http', 'port']) expect(JSON.stringify(ran[name]), name).toContain('302');
    expect(JSON.stringify(ran.call)).toContain('credwire: the call returned HTTP 302');
    const seen = { method: 'PUT', type: 'text/x', own: 'a b', hasToken: true, body: 'é=1' };
    expect(ran.echo).toEqual(thrice({ statusCode: 418, body: seen }));
    expect(JSON.stringify(ran.cut)).toContain(DOWN.replace('ECONNREFUSED', 'ECONNRESET'));
    expect(other.caught).toEqual([]);
  });

  it('prints no password and no token, and writes them only encrypted', async () => {
    const printed = host.printed();
    const exported = await host.exportCredentials();
    const sessions = exported.flatMap(({ data }) =>
      data.sessionToken ? [JSON.parse(String(data.sessionToken)).session] : [],
    );
    expect(sessions.map(({ vendor }) => vendor).sort()).toEqual([
      ...['bex', 'bex', 'idscan', 'ifactory', 'jacada', 'smartconnect', 'smartconnect'],
    ]);
    const secrets = [...PASSWORDS, WRONG, 'hush', ...sessions.map(({ token }) => String(token))];
    const forms = secrets
      .filter((secret) => !issued.includes(secret))
      .flatMap((text) => [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)]);
    const latin1 = (text: string) => Buffer.from(text).toString('latin1');
    expect(forms.filter((text) => printed.includes(text))).toEqual([]);
    expect(forms.filter((text) => host.written().includes(latin1(text)))).toEqual([]);
  });
});
