/** A small server, a clock and stores for the tests of connections. */
import type { HttpRequest, HttpResponse } from 'credwire';
import type { TokenStore } from 'credwire/session';

/** Credentials that the server below takes. */
export const USER = { baseUrl: 'https://mes.example/gateway', userLogin: 'demo', password: 'p+ss/word=1' };

/** A JWT, as the gateway of iFactory gives one, that ends at a time. */
export function jwt(number: number, expiresAt: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({ n: number, exp: expiresAt / 1000 })}.sig`;
}

/** An iFactory gateway that gives a new token at each sign-in, and takes the last one alone. */
export function gateway(life?: number) {
  let now = 1_000_000_000_000;
  let token = '';
  let held: (() => void)[] | undefined;
  const server = {
    signIns: 0,
    calls: 0,
    requests: [] as HttpRequest[],
    /** What sign-ins are answered with, instead of a token. */
    refusal: undefined as HttpResponse | undefined,
    now: () => now,
    pass: (time: number) => {
      now += time;
    },
    revoke: () => {
      token = '';
    },
    /** Lets sign-ins wait until `release`. */
    hold: () => {
      held = [];
    },
    release: () => {
      const waiting = held ?? [];
      held = undefined;
      for (const go of waiting) go();
    },
    send: async (request: HttpRequest): Promise<HttpResponse> => {
      server.requests.push(request);
      if (request.url.includes('/api/tokens?')) {
        server.signIns++;
        if (held !== undefined) await new Promise<void>((go) => held?.push(go));
        if (server.refusal !== undefined) return server.refusal;
        token = life === undefined ? `token-${server.signIns}` : jwt(server.signIns, now + life);
        return { status: 200, headers: {}, body: JSON.stringify({ token }) };
      }
      server.calls++;
      const isGood = token !== '' && request.headers.Authorization === `Bearer ${token}`;
      return { status: isGood ? 200 : 401, headers: {}, body: `call ${server.calls}` };
    },
  };
  return server;
}

/** The gateway, reached by a fetch that records its arguments. */
export function fetchOf(server: ReturnType<typeof gateway>) {
  const calls: { readonly url: string; readonly init: RequestInit }[] = [];
  const fetch = async (url: string, init: RequestInit = {}): Promise<Response> => {
    calls.push({ url, init });
    const headers = init.headers as Record<string, string>;
    const { status, body } = await server.send({ method: 'GET', url, headers });
    return new Response(body, { status });
  };
  return { fetch, calls };
}

/** A store in memory that two connections can share, as two processes would. */
export function memoryStore(): TokenStore & { readonly entries: Map<string, string>; readonly lives: unknown[] } {
  const entries = new Map<string, string>();
  const lives: unknown[] = [];
  return {
    entries,
    lives,
    get: async (key) => entries.get(key),
    set: async (key, value, ttl) => {
      lives.push(ttl);
      entries.set(key, value);
    },
    delete: async (key) => entries.delete(key),
  };
}

/** A lock that lets one task a key run at a time. */
export function memoryLock() {
  const last = new Map<string, Promise<unknown>>();
  return async (key: string, task: () => Promise<void>): Promise<void> => {
    const before = last.get(key);
    const mine = (async () => {
      await before;
      await task();
    })();
    last.set(key, mine);
    await mine;
  };
}

/** Lets everything run that can. */
export const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** What never answers. */
export const never = () => new Promise<never>(() => {});

/** What rejects. */
export const failing = () => Promise.reject(new Error('of the store'));
