/** Fake HTTP clients: each answers in its client's shape, and records what it was given. */
import type { HttpResponse } from 'credwire';
import {
  type AngularHttpClient,
  type AngularResponse,
  type JQuery,
  type JQueryXhr,
  type NodeAnswer,
  type NodeHttp,
  type Send,
  type SuperagentRequest,
  viaAngular,
  viaAxios,
  viaFetch,
  viaGot,
  viaJQuery,
  viaKy,
  viaNodeHttp,
  viaSuperagent,
  viaUndici,
  viaXhr,
  type Xhr,
} from 'credwire/clients';

/** One adapter, joined to a fake client that gives this answer or fails with this error. */
export interface Double {
  readonly name: string;
  readonly answering: (answer: HttpResponse) => Send;
  readonly failing: (error: Error) => Send;
  /** The adapter, given whatever. */
  readonly withClient: (client: unknown) => unknown;
  /** The adapter with a client whose answer is this, where the client's shape leaves that open. */
  readonly answeringWith?: (answer: unknown) => Send;
}

/** Node's header lines of an answer, as XMLHttpRequest gives them. */
export function headerLines(headers: HttpResponse['headers']): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${[value].flat().join(', ')}\r\n`)
    .join('');
}

/** An answer of fetch, as undici makes it, with the cookies apart. */
export function fetchAnswer({ status, headers, body }: HttpResponse): Response {
  const lines = Object.entries(headers).flatMap(([name, value]) => [value].flat().map((line) => [name, line] as const));
  const built = new Headers();
  for (const [name, line] of lines) built.append(name, line);
  return new Response(status === 204 ? null : body, { status, headers: built });
}

/** An XMLHttpRequest that ends in one event as soon as it is sent, and remembers what it was told. */
export class FakeXhr implements Xhr {
  readonly told: unknown[] = [];
  readonly status: number;
  readonly responseText: string;
  readonly responseURL: string;
  onload: Xhr['onload'] = null;
  onerror: Xhr['onerror'] = null;
  onabort: Xhr['onabort'] = null;
  ontimeout: Xhr['ontimeout'] = null;
  readonly #lines: string | null;
  readonly #event: 'onload' | 'onerror' | 'onabort' | 'ontimeout';

  constructor(answer: Partial<HttpResponse> = {}, event: FakeXhr['event'] = 'onload', responseURL = '') {
    this.status = answer.status ?? 200;
    this.responseText = answer.body ?? '';
    this.responseURL = responseURL;
    this.#lines = answer.headers === undefined ? null : headerLines(answer.headers);
    this.#event = event;
  }

  get event() {
    return this.#event;
  }

  open(...call: unknown[]): void {
    this.told.push(['open', ...call]);
  }

  setRequestHeader(...call: unknown[]): void {
    this.told.push(['setRequestHeader', ...call]);
  }

  send(...call: unknown[]): void {
    this.told.push(['send', ...call]);
    this[this.#event]?.({} as never); // an event whose parts nobody reads
  }

  getAllResponseHeaders(): string | null {
    return this.#lines;
  }
}

/** What jQuery.ajax returns, settled at once. */
export function jqXhr({ status, headers, body }: HttpResponse): JQueryXhr {
  return {
    status,
    responseText: body,
    getAllResponseHeaders: () => headerLines(headers),
    always: (settled) => settled(),
  };
}

/** An answer of Angular's HttpClient. */
export function angularAnswer({ status, headers, body }: HttpResponse, url: string | null = null): AngularResponse {
  return {
    status,
    url,
    headers: { keys: () => Object.keys(headers), getAll: (name) => [headers[name] ?? []].flat() },
    ...(status < 400 ? { body } : { error: body }),
  };
}

/** Angular's HttpClient, calling one method of its observer. */
export function angularHttp(tell: (observer: AngularObserver) => void): AngularHttpClient {
  return { request: () => ({ subscribe: tell }) };
}

type AngularObserver = Parameters<ReturnType<AngularHttpClient['request']>['subscribe']>[0];

/** node:http, whose answer ends as it is told: by its last chunk, by an error, or by a close without either. */
export function nodeHttp(
  { status, headers, body }: HttpResponse,
  ending: 'end' | 'close' | Error = 'end',
  told: unknown[] = [],
): NodeHttp {
  const listeners = new Map<string, (value: never) => void>();
  const answer: NodeAnswer = {
    statusCode: status,
    headers,
    setEncoding: () => {},
    on: (event: string, listener: (value: never) => void) => listeners.set(event, listener),
  };
  const emit = (event: string, value?: unknown) => listeners.get(event)?.(value as never); // each listener knows its own
  return {
    request: (options, listener) => ({
      on: () => {},
      end: (sent) => {
        told.push(options, sent);
        listener(answer);
        emit('data', body.slice(0, 1));
        emit('data', body.slice(1));
        if (ending === 'end') emit('end');
        else if (ending !== 'close') emit('error', ending);
        emit('close');
      },
    }),
  };
}

/** A request of superagent that writes down every call; awaited, it answers as in Node, through the parser. */
export function superagentRequest(
  answer: Promise<HttpResponse>,
  told: unknown[] = [],
  inNode = false,
): { readonly opened: SuperagentRequest; readonly open: (url: string) => SuperagentRequest } {
  const then: SuperagentRequest['then'] = (resolve, reject) =>
    answer.then(({ status, headers, body }) => ({ status, headers, text: body })).then(resolve, reject);
  const opened: SuperagentRequest = new Proxy({} as SuperagentRequest, {
    get: (_, name) => {
      if (name === 'then') return then;
      if (name === 'cert' && !inNode) return undefined;
      return (...values: unknown[]) => {
        told.push([name, ...values]);
        return opened;
      };
    },
  });
  const open = (url: string) => {
    told.push(['open', url]);
    return opened;
  };
  return { opened, open };
}

function superagent(answer: Promise<HttpResponse>) {
  const { open } = superagentRequest(answer);
  return { get: open, post: open, put: open, delete: open, patch: open, head: open };
}

const untyped = <C>(client: unknown): C => client as C; // these tests need something that isn't a client

/** Every adapter. */
export const doubles: readonly Double[] = [
  {
    name: 'viaFetch',
    answering: (answer) => viaFetch(async () => fetchAnswer(answer)),
    failing: (error) => viaFetch(() => Promise.reject(error)),
    withClient: (client) => viaFetch(untyped(client)),
    answeringWith: (answer) => viaFetch(async () => untyped(answer)),
  },
  {
    name: 'viaKy',
    answering: (answer) => viaKy(async () => fetchAnswer(answer)),
    failing: (error) => viaKy(() => Promise.reject(error)),
    withClient: (client) => viaKy(untyped(client)),
    answeringWith: (answer) => viaKy(async () => untyped(answer)),
  },
  {
    name: 'viaAxios',
    answering: ({ status, headers, body }) => viaAxios({ request: async () => ({ status, headers, data: body }) }),
    failing: (error) => viaAxios({ request: () => Promise.reject(error) }),
    withClient: (client) => viaAxios(untyped(client)),
    answeringWith: (answer) => viaAxios({ request: async () => untyped(answer) }),
  },
  {
    name: 'viaGot',
    answering: ({ status, headers, body }) => viaGot(async () => ({ statusCode: status, headers, body })),
    failing: (error) => viaGot(() => Promise.reject(error)),
    withClient: (client) => viaGot(untyped(client)),
    answeringWith: (answer) => viaGot(async () => untyped(answer)),
  },
  {
    name: 'viaUndici',
    answering: ({ status, headers, body }) =>
      viaUndici(async () => ({ statusCode: status, headers, body: { text: async () => body } })),
    failing: (error) => viaUndici(() => Promise.reject(error)),
    withClient: (client) => viaUndici(untyped(client)),
    answeringWith: (answer) => viaUndici(async () => untyped(answer)),
  },
  {
    name: 'viaNodeHttp',
    answering: (answer) => viaNodeHttp(nodeHttp(answer)),
    failing: (error) => viaNodeHttp(nodeHttp({ status: 200, headers: {}, body: '' }, error)),
    withClient: (client) => viaNodeHttp(untyped(client)),
  },
  {
    name: 'viaSuperagent',
    answering: (answer) => viaSuperagent(superagent(Promise.resolve(answer))),
    failing: (error) => viaSuperagent(superagent(Promise.reject(error))),
    withClient: (client) => viaSuperagent(untyped(client)),
  },
  {
    name: 'viaXhr',
    answering: (answer) => viaXhr(() => new FakeXhr(answer)),
    failing: (error) =>
      viaXhr(() => {
        throw error;
      }),
    withClient: (client) => viaXhr(untyped(client)),
  },
  {
    name: 'viaJQuery',
    answering: (answer) => viaJQuery({ ajax: () => jqXhr(answer) }),
    failing: (error) =>
      viaJQuery({
        ajax: () => {
          throw error;
        },
      }),
    withClient: (client) => viaJQuery(untyped<JQuery>(client)),
  },
  {
    name: 'viaAngular',
    answering: (answer) =>
      viaAngular(angularHttp(({ next, error }) => (answer.status < 400 ? next : error)(angularAnswer(answer)))),
    failing: (failure) => viaAngular(angularHttp(({ error }) => error(failure))),
    withClient: (client) => viaAngular(untyped(client)),
  },
];
