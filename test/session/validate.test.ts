/** SmartConnect is asked about a stored session before its first use, where that is wanted. */
import { type HttpRequest, type HttpResponse, smartconnect } from 'credwire';
import { seededRandom, smartconnectSandbox } from 'credwire/sandbox';
import { type ConnectionEvent, connect } from 'credwire/session';
import { describe, expect, it } from 'vitest';
import { json } from '../support/http-messages.js';
import { codeOf } from '../support/thrown.js';
import { memoryLock, memoryStore } from './support.js';

const random = seededRandom('test/session/validate');
const [email, password] = ['demo@example.com', 'p+ss/word=1'];
const handler = smartconnectSandbox({
  accounts: [{ email, password, companies: [{ id: '72b0', name: 'Demo' }] }],
  random,
});
const user = { email, password, companyId: '72b0', random };

/** Connections of several processes over one store. `answer` takes the place of what validation answers. */
function processes(answer?: (request: HttpRequest) => HttpResponse | undefined) {
  const asked: string[] = [];
  const events: ConnectionEvent[] = [];
  const store = memoryStore();
  const send = async (request: HttpRequest) => {
    const kind = /public-key|GetToken|validate/.exec(request.url)?.[0] ?? 'call';
    asked.push(kind);
    return (kind === 'validate' ? answer?.(request) : undefined) ?? handler(request);
  };
  const start = (settings: object = { validate: true }) =>
    connect(smartconnect, user, { send, store, onEvent: (event) => events.push(event), ...settings });
  const since = () => asked.splice(0).filter((kind) => kind !== 'call');
  return { start, since, events, store };
}

const SIGN_IN = ['public-key', 'GetToken'];

describe('validate', () => {
  it('asks about a stored session once, and not about one that it has just got', async () => {
    const { start, since } = processes();
    const first = await start().session();
    expect(since()).toEqual(SIGN_IN);
    const other = start();
    expect((await other.session()).token).toBe(first.token);
    expect(since()).toEqual(['validate']);
    await other.session();
    expect(since()).toEqual([]);
  });

  it('is off unless it is asked for', async () => {
    const { start, since } = processes(() => json(false));
    await start({}).session();
    since();
    await start({}).session();
    expect(since()).toEqual([]);
  });

  it.each([
    ['false', json(false)],
    ['HTTP 401', json('', 401)],
  ])('signs in where the answer is %s', async (_, answer) => {
    for (const lock of [undefined, memoryLock()]) {
      const { start, since, store } = processes(() => answer);
      await start({ lock }).session();
      since();
      const events: ConnectionEvent[] = [];
      await start({ validate: true, lock, onEvent: (event: ConnectionEvent) => events.push(event) }).session();
      expect(since()).toEqual(['validate', ...SIGN_IN]);
      expect(events).toMatchObject([{ type: 'sign-in', stored: false }]);
      expect(store.entries.size).toBe(1);
    }
  });

  it('keeps using the stored session if the answer makes no sense, and reports it', async () => {
    const { start, since, events } = processes(() => json('maybe', 503));
    await start({}).session();
    since();
    await start().session();
    expect(since()).toEqual(['validate']);
    expect(events).toMatchObject([
      {},
      { type: 'fault', part: 'validation', code: 'ERR_UNAVAILABLE' },
      { stored: true },
    ]);
  });

  it('sends the token of an entry that names another host nowhere', async () => {
    const { start, since, store } = processes();
    await start({}).session();
    since();
    for (const [key, entry] of store.entries) {
      const { session, ...rest } = JSON.parse(entry);
      store.entries.set(key, JSON.stringify({ ...rest, session: { ...session, apiUrl: 'https://evil.example/API' } }));
    }
    await start().session();
    expect(since()).toEqual(SIGN_IN);
  });

  it('does not validate a session of the REST API, which has no such endpoint', async () => {
    const requests: string[] = [];
    const send = async ({ url }: HttpRequest) => {
      requests.push(url);
      return json({ access_token: 'abc', token_type: 'bearer' });
    };
    const options = { apiUrl: 'https://api.example', username: 'u', password, clientId: 'c', clientSecret: 's' };
    const settings = { send, store: memoryStore(), validate: true };
    await connect(smartconnect, options, settings).session();
    await connect(smartconnect, options, settings).session();
    expect(requests).toEqual(['https://api.example/token']);
  });

  it('is refused for vendors that have nothing to ask', () => {
    expect(codeOf(() => connect('bex', { username: 'u', password }, { validate: true }))).toBe('ERR_ARGUMENT_VALUE');
    expect(() => connect('bex', { username: 'u', password }, { validate: false })).not.toThrow();
  });
});
