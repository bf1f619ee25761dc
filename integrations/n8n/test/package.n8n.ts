/** The built package without n8n: its linter, its description, and what the credentials remember. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { viaFetch } from 'credwire/clients';
import type {
  ICredentialDataDecryptedObject,
  ICredentialType,
  IExecuteFunctions,
  IHttpRequestHelper,
  IHttpRequestOptions,
  INodeType,
} from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SIGN_INS, type SignInId } from '../../shared/sign-ins.js';
import { PASSWORDS, startServer, type TestServer } from '../../shared/test-server.js';

const folder = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const load = createRequire(import.meta.url);

/** Makes an object of the class that a built file exports. */
function made<T>(path: string): T {
  const [Class] = Object.values(load(join(folder, path)) as Record<string, new () => T>);
  if (Class === undefined) throw new Error(`${path} exports nothing`);
  return new Class();
}

const credentials: readonly ICredentialType[] = manifest.n8n.credentials.map((path: string) => made(path));
const node: INodeType = made(manifest.n8n.nodes[0]);

function credentialOf(id: SignInId): ICredentialType {
  const found = credentials.find(({ name }) => name.toLowerCase() === `credwire${id}api`.toLowerCase());
  if (!found) throw new Error(`there is no credential for ${id}`);
  return found;
}

const IDS = Object.keys(SIGN_INS) as readonly SignInId[]; // the keys of an object with these keys

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(() => void server.seen());

describe('the package', () => {
  it.each(['source', 'packed'])("passes n8n's linter for community packages: %s", (leg) => {
    const to = mkdtempSync(join(tmpdir(), 'credwire-lint-'));
    try {
      if (leg === 'packed') {
        const [archive] = JSON.parse(
          execFileSync('npm', ['pack', '--json', '--pack-destination', to], { cwd: folder, encoding: 'utf8' }),
        );
        execFileSync('tar', ['-xzf', join(to, archive.filename), '-C', to]);
      } else {
        for (const each of ['package.json', 'credentials', 'nodes', 'icons']) {
          cpSync(join(folder, each), join(to, 'package', each), { recursive: true });
        }
      }
      // In a process of its own, and not as in a test, where the linter takes every file for a node.
      const { NODE_ENV: _, ...env } = process.env;
      const args = [join(folder, 'test/lint.mjs'), join(to, 'package'), leg];
      const lint = execFileSync(process.execPath, args, { encoding: 'utf8', env });
      expect(JSON.parse(lint)).toEqual({ passed: true });
    } finally {
      rmSync(to, { recursive: true });
    }
  });

  it('has every file that it names, and nothing to install', () => {
    const built = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' });
    for (const path of [...manifest.n8n.credentials, ...manifest.n8n.nodes]) {
      expect(built).toContain(path.replace('dist/', ''));
    }
    expect(manifest).not.toHaveProperty('dependencies');
    const required = built
      .filter((path) => path.endsWith('.js'))
      .flatMap((path) => [...readFileSync(join(folder, 'dist', path), 'utf8').matchAll(/\brequire\("([^"]+)"\)/g)]);
    expect(new Set(required.map(([, name]) => name))).toEqual(new Set(['n8n-workflow', '../kit.js', '../../kit.js']));
  });
});

describe('a credential', () => {
  it.each(IDS)('has a field for every option, with the default of the library: %s', (id) => {
    const { properties, preAuthentication, authenticate } = credentialOf(id);
    const names = new Set(properties.map(({ name }) => name));
    const renamed: Readonly<Record<string, string>> = { preferAlternateToken: 'preferAlternate', key: 'secretKey' };
    for (const option of Object.keys(SIGN_INS[id].options)) expect(names, option).toContain(renamed[option] ?? option);
    const [hidden] = properties.filter(({ type }) => type === 'hidden');
    expect(hidden).toMatchObject({
      name: 'sessionToken',
      default: '',
      typeOptions: { expirable: true, password: true },
    });
    for (const name of ['password', 'clientSecret', 'secretKey'].filter((each) => names.has(each))) {
      expect(properties.find((each) => each.name === name)?.typeOptions, name).toEqual({ password: true });
    }
    expect([typeof preAuthentication, typeof authenticate]).toEqual(['function', 'function']);
    expect(node.description.credentials?.map(({ name }) => name)).toContain(credentialOf(id).name);
  });

  it.each(IDS)('signs in with the defaults of its fields, and puts the token into a request: %s', async (id) => {
    const data = dataOf(id);
    const { sessionToken } = await preAuthenticate(id, data);
    const { session } = JSON.parse(String(sessionToken));
    const request = { url: `${session.apiUrl ?? session.origin}/x?a=%2B`, headers: { Accept: 'text/plain' } };
    const signed = await authenticate(id, { ...data, sessionToken: String(sessionToken) }, request);
    expect(JSON.stringify(signed)).toContain(JSON.stringify(encodeURI(session.token)).slice(1, -1));
    expect(signed).toMatchObject({
      headers: { Accept: 'text/plain' },
      disableFollowRedirect: true,
      followRedirect: false,
      followAllRedirects: false,
    });
    const path = /^http:\/\/127\.0\.0\.1:\d+.*\/x\?a=%2B/;
    expect(signed.url).toMatch(path);
    const older = { uri: request.url, url: undefined } as unknown as IHttpRequestOptions; // what n8n's older client has
    expect(await authenticate(id, { ...data, sessionToken: String(sessionToken) }, older)).toMatchObject({
      uri: signed.url,
    });
  });
});

it.each(['[]', 'null', '{"madeFor":', '{"madeFor":"other"}'])('takes %s for no session', async (sessionToken) => {
  await expect(authenticate('bex', { ...dataOf('bex'), sessionToken }, { url: server.url })).rejects.toMatchObject({
    response: { status: 401 }, // upon which n8n signs in
  });
});

describe('signing in at the same time', () => {
  it('happens once, and once more for all when the session is over', async () => {
    const texts = (sessionToken: string) =>
      Promise.all(Array.from({ length: 8 }, () => preAuthenticate('bex', { ...dataOf('bex', 1), sessionToken })));
    const [first, ...others] = (await texts('')).map(({ sessionToken }) => String(sessionToken));
    expect(new Set(others)).toEqual(new Set([first]));
    expect(server.seen()).toHaveLength(1);
    server.revoke('bex');
    const [second, ...more] = (await texts(first ?? '')).map(({ sessionToken }) => String(sessionToken));
    expect(second).not.toBe(first);
    expect(new Set(more)).toEqual(new Set([second]));
    // An item whose request went out before the others had signed in.
    expect(await preAuthenticate('bex', { ...dataOf('bex', 1), sessionToken: first ?? '' })).toEqual({
      sessionToken: second,
    });
    expect(server.seen()).toHaveLength(1);
  });

  it('happens once even if the vendor issues the same token again', async () => {
    const data = dataOf('bex', 1);
    const { sessionToken } = await preAuthenticate('bex', data);
    server.seen();
    const again = Array.from({ length: 8 }, () =>
      preAuthenticate('bex', { ...data, sessionToken: String(sessionToken) }),
    );
    for (const each of again) expect(await each).toEqual({ sessionToken });
    expect(await preAuthenticate('bex', { ...data, sessionToken: String(sessionToken) })).toEqual({ sessionToken });
    expect(server.seen()).toHaveLength(1);
  });

  it('sends a refused password once, and a different one at once', async () => {
    const data = { ...dataOf('jacada', 1), password: 'not that p+ss' };
    const refused = Array.from({ length: 5 }, () => preAuthenticate('jacada', { ...data }));
    const lines = (await Promise.allSettled(refused)).map((each) =>
      each.status === 'rejected' ? each.reason.message : '',
    );
    expect(new Set(lines)).toEqual(new Set([expect.stringMatching(/^ERR_SIGN_IN_REFUSED: jacada\.signIn: /)]));
    await expect(preAuthenticate('jacada', { ...data })).rejects.toThrow(
      '(this sign-in was refused less than five minutes ago and was not sent again)',
    );
    expect(server.seen()).toHaveLength(1);
    await expect(preAuthenticate('jacada', dataOf('jacada', 1))).resolves.toHaveProperty('sessionToken');
  });

  it("doesn't repeat a failure for the same credential, which n8n asks for after any error", async () => {
    const data = { ...dataOf('idscan'), baseUrl: `${server.url}/html` };
    const html = 'ERR_RESPONSE_FORMAT: idscan.signIn: HTTP 200: expected JSON, got an HTML page of length 36';
    let sent = 0;
    const helper = helperOf(() => sent++);
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(preAuthenticate('idscan', data, helper)).rejects.toThrow(html);
    }
    expect(sent).toBe(1);
    const signedIn = dataOf('bex');
    const { sessionToken } = await preAuthenticate('bex', signedIn);
    const kept = { ...signedIn, sessionToken: String(sessionToken) };
    server.seen();
    const elsewhere = authenticate('bex', kept, { url: 'https://elsewhere.example/api' });
    await expect(elsewhere).rejects.toThrow(/^ERR_ORIGIN_MISMATCH: /);
    await expect(preAuthenticate('bex', kept)).rejects.toThrow(/^ERR_ORIGIN_MISMATCH: /);
    expect(server.seen()).toEqual([]);
  });
});

describe('the node', () => {
  it('refuses an unknown vendor or operation', async () => {
    const run = (parameters: Readonly<Record<string, string>>) => {
      const context = {
        getInputData: () => [{ json: {} }],
        getNodeParameter: (name: string) => parameters[name],
        getNode: () => ({ name: 'Credwire', parameters: {} }),
        continueOnFail: () => true,
      };
      return node.execute?.call(context as unknown as IExecuteFunctions); // the members that are used here
    };
    const line = (message: string) => [[{ json: { error: message }, pairedItem: { item: 0 } }]];
    const vendors = '"ifactory", "idscan", "jacada", "bex", "smartconnect", "smartconnectRest"';
    const expected = `ERR_ARGUMENT_VALUE: credwire: "vendor": expected one of ${vendors}`;
    expect(await run({ vendor: 'bexx', operation: 'call' })).toEqual(line(expected));
    expect(await run({ vendor: 'bex', operation: 'sign' })).toEqual(
      line('ERR_ARGUMENT_VALUE: credwire: "operation": expected "call", "explain" or "signIn"'),
    );
  });
});

describe('the test of a credential', () => {
  const test = (id: SignInId, own: ICredentialDataDecryptedObject = {}) => {
    const used = node.description.credentials?.find(({ name }) => name === credentialOf(id).name);
    const run = node.methods?.credentialTest?.[String(used?.testedBy)];
    const request = async ({ uri, ...options }: { uri: string }) => sendFor({ url: uri, ...options });
    const context = { helpers: { request } } as unknown as ThisParameterType<NonNullable<typeof run>>; // its only member used
    return run?.call(context, { id: '', name: '', type: '', data: { ...dataOf(id), clientName: 'test', ...own } });
  };

  it.each(IDS.filter((id) => id === 'bex' || id === 'smartconnect'))('signs in: %s', async (id) => {
    expect(await test(id)).toEqual({ status: 'OK', message: 'Signed in' });
  });

  it('shows the line of the library', async () => {
    const message = 'ERR_ARGUMENT_TYPE: jacada.signIn: "accountId": expected a non-empty string, got an empty one';
    const result = await test('jacada', { accountId: '' });
    expect(result).toMatchObject({ status: 'Error', message: expect.stringContaining(message.slice(0, 40)) });
  });
});

/** What a user who fills in a credential has in it. */
function dataOf(id: SignInId, user = 0): ICredentialDataDecryptedObject {
  const { properties } = credentialOf(id);
  const defaults = properties.map(({ name, default: value }) => [name, value]);
  const prefix = `${id}_`;
  const values = Object.entries(server.variables(user, PASSWORDS[user])).filter(([key]) => key.startsWith(prefix));
  return {
    ...Object.fromEntries(defaults),
    ...Object.fromEntries(values.map(([key, value]) => [key.slice(prefix.length), value])),
  };
}

interface Request {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function sendFor({ url, method = 'GET', headers = {}, body }: Request): Promise<object> {
  const { status, ...rest } = await viaFetch()({
    method: method as 'GET',
    url,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  return { statusCode: status, ...rest };
}

const helperOf = (onSend = () => {}): IHttpRequestHelper =>
  ({
    helpers: {
      httpRequest: async (request: Request) => {
        onSend();
        return sendFor(request);
      },
    },
  }) as unknown as IHttpRequestHelper; // the type has the options of all of n8n's clients

async function preAuthenticate(id: SignInId, data: ICredentialDataDecryptedObject, helper = helperOf()) {
  const run = credentialOf(id).preAuthentication;
  if (!run) throw new Error('no preAuthentication');
  return run.call(helper, data);
}

async function authenticate(id: SignInId, data: ICredentialDataDecryptedObject, request: IHttpRequestOptions) {
  const run = credentialOf(id).authenticate;
  if (typeof run !== 'function') throw new Error('no authenticate');
  return run(data, request);
}
