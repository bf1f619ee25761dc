/** Responses from fetch as plain data. */
import type { HttpResponse } from '../http/message.js';

/** The parts of the standard's Headers that are used. */
export interface FetchHeaders {
  /** Calls back with each header. */
  forEach(callback: (value: string, name: string) => void): void;
}

/** The parts of the standard's Response that are used. */
export interface FetchResponse {
  /** HTTP status code. */
  readonly status: number;
  /** The headers. */
  readonly headers: FetchHeaders;
  /** The body, decoded as UTF-8. */
  text(): Promise<string>;
  /** A copy of the response, to read it a second time. */
  clone(): FetchResponse;
}

/** Headers in any of the standard's forms, as a record. */
export function plainHeaders(headers: unknown): Readonly<Record<string, string>> {
  const plain: Record<string, string> = {};
  if (Array.isArray(headers)) for (const [name, value] of headers) plain[name] = value;
  else if (typeof (headers as FetchHeaders | undefined)?.forEach === 'function') {
    (headers as FetchHeaders).forEach((value, name) => {
      plain[name] = value;
    });
  } else for (const [name, value] of Object.entries(headers ?? {})) plain[name] = String(value);
  return plain;
}

/** A response as plain data, including its body. */
export async function readResponse(response: FetchResponse): Promise<HttpResponse> {
  const body = await response.text();
  return { ...headOf(response), body };
}

/** A response without its body. */
export function headOf({ status, headers }: FetchResponse): HttpResponse {
  return { status, headers: plainHeaders(headers), body: '' };
}
