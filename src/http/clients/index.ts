/**
 * Adapters between request objects and HTTP clients. Types are structural: no client is imported.
 *
 * @module clients
 */

export { type CurlOptions, toCurl } from './curl.js';
export { type Fetch, type FetchInit, type FetchResponse, toFetch, viaFetch } from './fetch.js';
