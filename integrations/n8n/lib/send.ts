/** Requests by n8n's own clients. Every status resolves, no redirect is followed, and the body stays text. */
import type { HttpRequest, HttpResponse } from 'credwire';
import type { ICredentialTestFunctions, IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';

/** Sends a request. */
export type Send = (request: HttpRequest) => Promise<HttpResponse>;

/** The options of every request. */
export const AS_TEXT = {
  encoding: 'text',
  returnFullResponse: true,
  ignoreHttpStatusErrors: true,
  disableFollowRedirect: true,
} as const satisfies Partial<IHttpRequestOptions>;

/** By the client that credentials and nodes have. */
export const sendBy =
  ({ helpers }: IHttpRequestHelper): Send =>
  async ({ method, url, headers, body }) =>
    responseOf(
      await helpers.httpRequest({
        method,
        url,
        headers: { ...headers },
        ...(body === undefined ? {} : { body }),
        ...AS_TEXT,
      }),
    );

/** By the client that the test of a credential has. */
export const sendByTest =
  ({ helpers }: ICredentialTestFunctions): Send =>
  async ({ method, url, headers, body }) =>
    responseOf(
      await helpers.request({
        method,
        uri: url,
        headers: { ...headers },
        ...(body === undefined ? {} : { body }),
        json: false,
        resolveWithFullResponse: true,
        simple: false,
        followRedirect: false,
        followAllRedirects: false,
      }),
    );

/** The response that n8n's clients resolve to. */
export function responseOf(full: unknown): HttpResponse {
  const { statusCode, headers, body } = Object(full) as {
    readonly statusCode?: unknown;
    readonly headers?: HttpResponse['headers'];
    readonly body?: unknown;
  };
  const text = typeof body === 'string' ? body : body === undefined || body === null ? '' : JSON.stringify(body);
  return { status: Number(statusCode), headers: { ...headers }, body: text };
}
