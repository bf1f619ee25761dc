/** HTTP clients that never answer: each writes down how it was stopped. */
import {
  type Send,
  type SuperagentRequest,
  type ViaOptions,
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
} from 'credwire/clients';
import { FakeXhr } from './client-doubles.js';

/** An adapter over a client that never answers, and how often the client was told to stop. */
export interface Silent {
  readonly send: Send;
  readonly stops: () => number;
}

const never = new Promise<never>(() => {});

/** A client that takes a signal: it is stopped when that aborts. */
function bySignal(make: (client: (signal: AbortSignal | undefined) => Promise<never>) => Send): Silent {
  const signals: (AbortSignal | undefined)[] = [];
  const send = make((signal) => {
    signals.push(signal);
    return never;
  });
  return { send, stops: () => signals.filter((signal) => signal?.aborted).length };
}

/** A client that has a method to stop it. */
function byMethod(make: (stop: () => void) => Send): Silent {
  let stops = 0;
  const send = make(() => {
    stops++;
  });
  return { send, stops: () => stops };
}

/** Every adapter, by its name. */
export const silentClients: Readonly<Record<string, (options?: ViaOptions) => Silent>> = {
  viaFetch: (options) => bySignal((wait) => viaFetch((_, { signal }) => wait(signal), options)),
  viaKy: (options) => bySignal((wait) => viaKy((_, { signal }) => wait(signal), options)),
  viaAxios: (options) => bySignal((wait) => viaAxios({ request: ({ signal }) => wait(signal) }, options)),
  viaGot: (options) => bySignal((wait) => viaGot((_, { signal }) => wait(signal), options)),
  viaUndici: (options) => bySignal((wait) => viaUndici((_, { signal }) => wait(signal), options)),
  viaNodeHttp: (options) =>
    byMethod((destroy) =>
      viaNodeHttp({ request: () => ({ on: () => {}, end: () => {}, destroy }) }, undefined, options),
    ),
  viaSuperagent: (options) =>
    byMethod((abort) => {
      const parts = new Map<unknown, unknown>([
        ['abort', abort],
        ['then', never.then.bind(never)],
      ]);
      const opened: SuperagentRequest = new Proxy({} as SuperagentRequest, {
        get: (_, name) => parts.get(name) ?? (() => opened),
      });
      const open = () => opened;
      return viaSuperagent({ get: open, post: open, put: open, delete: open, patch: open, head: open }, options);
    }),
  viaXhr: (options) =>
    byMethod((abort) => {
      class SilentXhr extends FakeXhr {
        override send(): void {}
        abort = () => {
          abort();
          this.onabort?.({} as never); // an event whose parts nobody reads
        };
      }
      return viaXhr(() => new SilentXhr(), options);
    }),
  viaJQuery: (options) =>
    byMethod((abort) =>
      viaJQuery({ ajax: () => ({ status: 0, getAllResponseHeaders: () => null, always: () => {}, abort }) }, options),
    ),
  viaAngular: (options) =>
    byMethod((unsubscribe) => viaAngular({ request: () => ({ subscribe: () => ({ unsubscribe }) }) }, options)),
};
