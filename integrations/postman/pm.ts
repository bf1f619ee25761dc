/** The parts of Postman's `pm` that the kit uses, and how it changes a request. */
import type { Signable } from '../shared/kit.js';

interface Scope {
  get(name: string): unknown;
  set(name: string, value: string): void;
  unset(name: string): void;
  replaceIn(text: string): string;
}

interface Header {
  readonly key: string;
  readonly value: string;
  readonly disabled?: boolean;
}

interface Headers {
  each(look: (header: Header) => void): void;
  upsert(header: Header): void;
  remove(name: string): void;
}

/** Postman's request. */
export interface PmRequest {
  method: string;
  body: unknown;
  readonly url: {
    toString(): string;
    update(url: string): void;
    readonly query: { clear(): void };
    addQueryParams(query: string): void;
  };
  readonly headers: Headers;
  update(request: object): void;
  toJSON(): Record<string, unknown>;
}

/** Postman's response. */
export interface PmResponse {
  readonly code: number;
  readonly headers: Headers;
  text(): string;
}

/** Postman's `pm`. */
export interface Pm {
  readonly info: { readonly eventName: string };
  readonly environment: Scope;
  readonly variables: Scope;
  readonly request: PmRequest;
  readonly response: PmResponse;
  readonly execution?: { skipRequest?(): void };
  sendRequest(request: object, done: (error: unknown, response: PmResponse) => void): void;
  test(name: string, check: () => void): void;
}

/** The headers that will be sent, with their variables replaced. */
export function headersOf(headers: Headers, { variables }: Pm): Record<string, string> {
  const plain: Record<string, string> = {};
  headers.each(({ key, value, disabled }) => {
    if (!disabled) plain[variables.replaceIn(key)] = variables.replaceIn(value);
  });
  return plain;
}

/** Applies what signing changed to Postman's request. The path keeps its variables. */
export function write(pm: Pm, before: Signable, signed: Signable): void {
  const { headers, url } = pm.request;
  const names = new Set(Object.keys(signed.headers).map((name) => name.toLowerCase()));
  const gone: string[] = [];
  headers.each(({ key }) => {
    const name = pm.variables.replaceIn(key);
    if (name in before.headers && !names.has(name.toLowerCase())) gone.push(key);
  });
  for (const key of gone) headers.remove(key);
  for (const [key, value] of Object.entries(signed.headers)) {
    if (before.headers[key] !== value) headers.upsert({ key, value });
  }
  if (signed.url === before.url) return;
  url.query.clear();
  url.addQueryParams(signed.url.replace(/^[^?]*\??/, '').replace(/#.*$/, ''));
}
