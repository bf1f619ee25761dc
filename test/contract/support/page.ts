/** What runs inside the browser's page: every client for browsers, through one call that a test can make. */
import axios from 'axios';
import type { HttpResponse, SendableRequest } from 'credwire';
import { type Send, viaAngular, viaAxios, viaFetch, viaJQuery, viaKy, viaSuperagent, viaXhr } from 'credwire/clients';
import jQuery from 'jquery';
import ky from 'ky';
import kyNewest from 'ky-newest';
import superagent from 'superagent';
import { angularOnFetch, angularOnXhr } from './angular.js';

const clients = {
  fetch: viaFetch(),
  XMLHttpRequest: viaXhr(),
  'axios on XMLHttpRequest': viaAxios(axios),
  'axios on fetch': viaAxios(axios.create({ adapter: 'fetch' })),
  'ky 1': viaKy(ky),
  'ky 2': viaKy(kyNewest),
  superagent: viaSuperagent(superagent),
  jQuery: viaJQuery(jQuery),
  'Angular on XMLHttpRequest': viaAngular(angularOnXhr()),
  'Angular on fetch': viaAngular(angularOnFetch()),
} satisfies Readonly<Record<string, Send>>;

/** Names of the clients. */
export type BrowserClient = keyof typeof clients;

/** An answer, or what the rejection says, for errors cannot leave the page. */
export type Outcome =
  | { readonly response: HttpResponse }
  | { readonly error: { readonly name: string; readonly code: unknown; readonly message: string } };

declare global {
  var sendBy: (client: BrowserClient, request: SendableRequest) => Promise<Outcome>;
}

globalThis.sendBy = async (client, request) => {
  try {
    return { response: await clients[client](request) };
  } catch (error) {
    const { name = '', code, message = '' } = error as { name?: string; code?: unknown; message?: string };
    return { error: { name, code, message } };
  }
};
