/** Every client that runs in Node, with the same signature. */
import http from 'node:http';
import https from 'node:https';
import axios from 'axios';
import {
  type Fetch,
  type Send,
  viaAngular,
  viaAxios,
  viaFetch,
  viaGot,
  viaKy,
  viaNodeHttp,
  viaSuperagent,
  viaUndici,
} from 'credwire/clients';
import got from 'got';
import gotNewest from 'got-newest';
import ky from 'ky';
import kyNewest from 'ky-newest';
import nodeFetch from 'node-fetch';
import { fromEvent, takeUntil } from 'rxjs';
import superagent from 'superagent';
import * as undici from 'undici';
import { angularOnFetch } from './angular.js';

export interface Client {
  readonly name: string;
  readonly send: Send;
  /** The same with the caller's signal, by the client's own way. */
  readonly sendWith: (signal: AbortSignal) => Send;
  /** Headers that the client adds itself, besides `Host`, `Connection` and the body's length. */
  readonly adds: readonly string[];
}

const FETCH = ['accept', 'accept-language', 'sec-fetch-mode', 'user-agent', 'accept-encoding'];

/** One row per client. */
export const nodeClients: readonly Client[] = [
  {
    name: 'fetch of Node',
    send: viaFetch(),
    sendWith: (signal) => viaFetch((url, init) => fetch(url, { ...init, signal })),
    adds: FETCH,
  },
  {
    name: 'fetch of undici',
    send: viaFetch(undici.fetch),
    sendWith: (signal) => viaFetch((url, init) => undici.fetch(url, { ...init, signal })),
    adds: FETCH,
  },
  {
    name: 'node-fetch',
    // Its types know no Uint8Array for a body; it takes one all the same.
    send: viaFetch(nodeFetch as Fetch),
    sendWith: (signal) => viaFetch((url, init) => (nodeFetch as Fetch)(url, Object.assign(init, { signal }))),
    adds: ['accept', 'user-agent', 'accept-encoding'],
  },
  {
    name: 'axios on node:http',
    send: viaAxios(axios),
    sendWith: (signal) => viaAxios(axios.create({ signal })),
    adds: ['accept', 'user-agent', 'accept-encoding'],
  },
  {
    name: 'axios on fetch',
    send: viaAxios(axios.create({ adapter: 'fetch' })),
    sendWith: (signal) => viaAxios(axios.create({ adapter: 'fetch', signal })),
    adds: FETCH,
  },
  {
    name: 'got 14',
    send: viaGot(got),
    sendWith: (signal) => viaGot(got.extend({ signal })),
    adds: ['user-agent', 'accept-encoding'],
  },
  {
    name: 'got 16',
    send: viaGot(gotNewest),
    sendWith: (signal) => viaGot(gotNewest.extend({ signal })),
    adds: ['user-agent', 'accept-encoding'],
  },
  { name: 'ky 1', send: viaKy(ky), sendWith: (signal) => viaKy(ky.extend({ signal })), adds: FETCH },
  {
    name: 'ky 2',
    send: viaKy(kyNewest),
    sendWith: (signal) => viaKy(kyNewest.extend({ signal })),
    adds: FETCH,
  },
  {
    name: 'request of undici',
    send: viaUndici(undici.request),
    sendWith: (signal) => viaUndici((url, options) => undici.request(url, { ...options, signal })),
    adds: [],
  },
  {
    name: 'node:http and node:https',
    send: viaNodeHttp(http, https),
    sendWith: (signal) => {
      const withSignal = (module: typeof http | typeof https) => ({
        request: (options: http.RequestOptions, listener: (answer: http.IncomingMessage) => void) =>
          module.request({ ...options, signal }, listener),
      });
      return viaNodeHttp(withSignal(http), withSignal(https));
    },
    adds: [],
  },
  {
    name: 'superagent',
    send: viaSuperagent(superagent),
    sendWith: (signal) =>
      viaSuperagent(
        superagent.agent().use((request: superagent.SuperAgentRequest) => {
          signal.addEventListener('abort', () => {
            request.abort(); // not returned: it is a promise of its own, whose rejection nobody would take
          });
        }),
      ),
    adds: ['accept-encoding'],
  },
  {
    name: 'Angular on fetch',
    send: viaAngular(angularOnFetch()),
    sendWith: (signal) => {
      const client = angularOnFetch();
      return viaAngular({
        request: (method, url, options) =>
          client.request(method, url, options).pipe(takeUntil(fromEvent(signal, 'abort'))),
      });
    },
    adds: FETCH,
  },
];
