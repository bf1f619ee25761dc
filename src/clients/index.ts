/**
 * Adapters between request objects and HTTP clients. Types are structural: no client is imported.
 *
 * @module clients
 */

export { type CurlOptions, toCurl } from '../formats/curl.js';
export { type HarOptions, type HarPair, type HarRequest, toHar } from '../formats/har.js';
export { type HttpFileOptions, toHttpFile } from '../formats/http-file.js';
export type { FetchResponse } from '../http/fetch-response.js';
export type { AbortSignalLike, PlatformSignal } from '../http/signals.js';
export {
  type AngularHttpClient,
  type AngularOptions,
  type AngularResponse,
  toAngular,
  viaAngular,
} from './angular.js';
export { type Axios, type AxiosConfig, type AxiosResponse, toAxios, viaAxios } from './axios.js';
export { type Fetch, type FetchInit, toFetch, viaFetch } from './fetch.js';
export { type Got, type GotOptions, type GotResponse, toGot, viaGot } from './got.js';
export { type JQuery, type JQuerySettings, type JQueryXhr, type NativeXhr, toJQuery, viaJQuery } from './jquery.js';
export { type Ky, type KyOptions, toKy, viaKy } from './ky.js';
export type { Send, SendOptions, ViaOptions } from './limit.js';
export {
  type NodeAnswer,
  type NodeClientRequest,
  type NodeHttp,
  type NodeHttpOptions,
  toNodeHttp,
  viaNodeHttp,
} from './node-http.js';
export {
  type Superagent,
  type SuperagentParser,
  type SuperagentRequest,
  type SuperagentResponse,
  type SuperagentStream,
  toSuperagent,
  viaSuperagent,
} from './superagent.js';
export {
  toUndici,
  type UndiciOptions,
  type UndiciRequest,
  type UndiciResponse,
  viaUndici,
} from './undici.js';
export { toXhr, viaXhr, type Xhr, type XhrRequest } from './xhr.js';
