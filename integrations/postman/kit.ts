/** The global `credwire` in Postman's scripts: the library, and a function for each kind of script. */
import type { HttpRequest, HttpResponse } from 'credwire';
import { lineOf, repeatIfOver, type Signable, sign, type Tool } from '../shared/kit.js';
import { stepRequest, takeStep } from '../shared/steps.js';
import { headersOf, type Pm, type PmResponse, write } from './pm.js';

export * from 'credwire';

/** Before a request: signs in unless there's a kept session, and puts the token into the request. */
export const beforeRequest = (pm: Pm, id: string): Promise<void> =>
  guarded(pm, id, async () => {
    const { before, signed } = await sign(toolOf(pm), id, () => ({
      url: pm.variables.replaceIn(pm.request.url.toString()),
      headers: headersOf(pm.request.headers, pm),
    }));
    write(pm, before, signed);
  });

/**
 * After a response: if it says that the session is over, signs in again, sends the request once more, and records the result
 * as a test. Later scripts find the last response in the variables `credwire_status` and `credwire_body`.
 */
export const afterResponse = (pm: Pm, id: string): Promise<void> =>
  guarded(pm, id, async () => {
    const first = responseOf(pm.response);
    const { request } = pm;
    const signable = () => ({ url: request.url.toString(), headers: headersOf(request.headers, pm) });
    const repeat = await repeatIfOver(toolOf(pm), id, signable, first, (signed) => resend(pm, signed));
    const { status, body } = repeat?.response ?? first;
    pm.variables.set('credwire_status', String(status));
    pm.variables.set('credwire_body', body);
    if (repeat === undefined) return;
    pm.test(`credwire: ${id}: the session was over; signed in again and sent the request again`, () => {
      if (repeat.isOver) throw new Error(`credwire: the response to the second request says the same (HTTP ${status})`);
    });
  });

/** Before a step of a sign-in: replaces the request by that of the step. */
export const beforeStep = (pm: Pm, id: string, step: string): Promise<void> =>
  guarded(pm, id, async () => {
    const request = stepRequest(toolOf(pm), id, step);
    if (request === undefined) {
      console.log(`credwire: ${id}: this sign-in doesn't need the step "${step}"`);
      return pm.execution?.skipRequest?.();
    }
    const { method, url, headers, body } = request;
    pm.request.method = method;
    pm.request.url.update(url);
    for (const [key, value] of Object.entries(headers)) pm.request.headers.upsert({ key, value });
    pm.request.body = undefined;
    if (body !== undefined)
      pm.request.update({ ...pm.request.toJSON(), body: { mode: 'raw', raw: withoutBraces(body) } });
  });

/** After a step: checks the response, and keeps what the next step or a call needs. */
export const afterStep = (pm: Pm, id: string, step: string): Promise<void> =>
  guarded(pm, id, async () => {
    const isComplete = await takeStep(toolOf(pm), id, step, responseOf(pm.response));
    pm.test(`credwire: ${id}: ${isComplete ? 'signed in' : `the step "${step}" is done`}`, () => {});
  });

// Older sandboxes ignore a rejected promise, but a failed test fails the run. A request without a token isn't sent.
async function guarded(pm: Pm, id: string, task: () => Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    const line = lineOf(error);
    console.error(line);
    pm.test(`credwire: ${id}`, () => {
      throw new Error(line);
    });
    if (pm.info.eventName === 'prerequest') pm.execution?.skipRequest?.();
  }
}

function toolOf(pm: Pm): Tool {
  return {
    read: (name) => pm.variables.get(name),
    write: (name, value) => (value === undefined ? pm.environment.unset(name) : pm.environment.set(name, value)),
    note: (name, value) => pm.variables.set(name, value),
    send: ({ method, url, headers, body }: HttpRequest) =>
      sendBy(pm, {
        method,
        url,
        header: Object.entries(headers).map(([key, value]) => ({ key, value })),
        ...(body === undefined ? {} : { body: { mode: 'raw', raw: withoutBraces(body) } }),
      }),
  };
}

const sendBy = (pm: Pm, request: object): Promise<HttpResponse> =>
  new Promise((resolve, reject) =>
    pm.sendRequest(request, (error, response) => (error ? reject(error) : resolve(responseOf(response)))),
  );

// Postman adds these again.
const OWN_HEADERS = /^(?:accept-encoding|cache-control|connection|content-length|host|postman-token|user-agent)$/i;

function resend(pm: Pm, { url, headers }: Signable): Promise<HttpResponse> {
  const header = Object.entries(headers)
    .filter(([name]) => !OWN_HEADERS.test(name))
    .map(([key, value]) => ({ key, value }));
  const { auth: _, ...request } = pm.request.toJSON();
  return sendBy(pm, { ...request, url, header });
}

// Postman replaces `{{name}}` in a body by the variable's value, and a password can contain that. JSON has another way to
// write a brace, and forms encode it.
const withoutBraces = (body: string): string => body.replaceAll('{{', '\\u007b\\u007b');

function responseOf(response: PmResponse): HttpResponse {
  const headers: Record<string, string | string[]> = {};
  response.headers.each(({ key, value }) => {
    const name = key.toLowerCase();
    const before = headers[name];
    headers[name] = before === undefined ? value : [before, value].flat();
  });
  return { status: response.code, headers, body: response.text() };
}
