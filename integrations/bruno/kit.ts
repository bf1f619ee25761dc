/** The module of Bruno's scripts: the library, and a function for each kind of script. */
import { type HttpRequest, type HttpResponse, InputError } from 'credwire';
import { lineOf, repeatIfOver, type Signable, sign, type Tool } from '../shared/kit.js';
import { stepRequest, takeStep } from '../shared/steps.js';
import type { Bru, Req, Res, Test } from './bru.js';

export * from 'credwire';

/** Before a request: signs in unless there's a kept session, and puts the token into the request. */
export const beforeRequest = (bru: Bru, req: Req, id: string): Promise<void> =>
  guarded(async () => {
    const { before, signed } = await sign(toolOf(bru, req), id, () => signableOf(bru, req));
    const names = new Set(Object.keys(signed.headers).map((name) => name.toLowerCase()));
    for (const name of Object.keys(before.headers)) if (!names.has(name.toLowerCase())) req.deleteHeader(name);
    for (const [name, value] of Object.entries(signed.headers)) {
      if (before.headers[name] !== value) req.setHeader(name, value);
    }
    if (signed.url !== before.url) req.setUrl(signed.url);
  });

/**
 * After a response: if it says that the session is over, signs in again, sends the request once more, and records the result
 * as a test. The body is then that of the last response; its status is in the variable `credwire_status`.
 */
export const afterResponse = (bru: Bru, req: Req, res: Res, id: string, test: Test): Promise<void> =>
  guarded(async () => {
    const first = responseOf(res);
    const signable = () => signableOf(bru, req);
    const repeat = await repeatIfOver(toolOf(bru, req), id, signable, first, (signed) => resend(bru, req, signed));
    bru.setVar('credwire_status', String((repeat?.response ?? first).status));
    if (repeat === undefined) return;
    const { status, body } = repeat.response;
    res.setBody(parsed(body));
    await test(`credwire: ${id}: the session was over; signed in again and sent the request again`, () => {
      if (repeat.isOver) throw new Error(`credwire: the response to the second request says the same (HTTP ${status})`);
    });
  });

/** Before a step of a sign-in: replaces the request by that of the step. */
export const beforeStep = (bru: Bru, req: Req, id: string, step: string): Promise<void> =>
  guarded(async () => {
    const request = stepRequest(toolOf(bru, req), id, step);
    if (request === undefined) {
      console.log(`credwire: ${id}: this sign-in doesn't need the step "${step}"`);
      return bru.runner.skipRequest();
    }
    req.setMethod(request.method);
    req.setUrl(request.url);
    req.setMaxRedirects(0);
    for (const [name, value] of Object.entries(request.headers)) req.setHeader(name, value);
    if (request.body !== undefined) req.setBody(withoutBraces(request.body), { raw: true });
  });

/** After a step: checks the response, and keeps what the next step or a call needs. */
export const afterStep = (bru: Bru, req: Req, res: Res, id: string, step: string, test: Test): Promise<void> =>
  guarded(async () => {
    const response = responseOf(res);
    const isComplete = await takeStep(toolOf(bru, req), id, step, response);
    await test(`credwire: ${id}: ${isComplete ? 'signed in' : `the step "${step}" is done`}`, () => {});
  });

// An error in a script fails the run, and one in a pre-request script stops the request. Bruno prints the stack too, which
// would be a line of the bundle.
async function guarded(task: () => Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    const plain = new Error(lineOf(error));
    plain.stack = plain.message;
    throw plain;
  }
}

function toolOf(bru: Bru, req: Req): Tool {
  return {
    read: (name) => read(bru, name),
    // A runtime variable lives until Bruno is closed. An environment variable would be written to a file.
    write: (name, value) => (value === undefined ? bru.deleteVar(name) : bru.setVar(name, value)),
    note: (name, value) => {
      // Runtime variables outlive a run in the app, and someone who sends a request by hand wants it sent.
      if (name.endsWith('_refused') && req.getExecutionMode() === 'standalone') return;
      bru.setVar(name, value);
    },
    send: (request) => sendBy(bru, request),
  };
}

const SECRET = /_(?:password|clientSecret|session|steps|refused|seed)$/;
const REFERENCE = /^\{\{\s*(process\.env\.)?([\w.-]+)\s*\}\}$/;

// Secrets are taken as they are, since a password can contain `{{name}}`, unless the whole value refers to another variable.
function read(bru: Bru, name: string, depth = 0): unknown {
  const value = [
    bru.runner.iterationData?.get(name),
    bru.getAllVars()[name],
    bru.getAllEnvVars()[name],
    bru.getAllCollectionVars()[name],
    bru.getAllGlobalEnvVars()[name],
    bru.getProcessEnv(name.toUpperCase()), // the command has no values for secret variables
  ].find((found) => found !== undefined && found !== null && found !== '');
  if (typeof value !== 'string') return value;
  const [, isEnvironment, other = ''] = REFERENCE.exec(value) ?? [];
  const found =
    other === '' || depth > 4 ? undefined : isEnvironment ? bru.getProcessEnv(other) : read(bru, other, depth + 1);
  if (found !== undefined) return found;
  return SECRET.test(name) ? value : fillIn(bru, value);
}

// `bru.interpolate` doesn't know the data of an iteration.
function fillIn(bru: Bru, text: string): string {
  const filled = text.replace(/\{\{\s*([\w.-]+)\s*\}\}/g, (whole, name) =>
    String(bru.runner.iterationData?.get(name) ?? whole),
  );
  return bru.interpolate(filled);
}

/** The name of the vendor in a variable. */
export const vendorIn = (bru: Bru, variable: string): string => String(read(bru, variable) ?? '');

const signableOf = (bru: Bru, req: Req): Signable => ({
  url: fillIn(bru, req.getUrl()),
  headers: Object.fromEntries(
    Object.entries(req.getHeaders()).map(([name, value]) => [name, fillIn(bru, String(value))]),
  ),
});

async function sendBy(bru: Bru, request: Omit<HttpRequest, 'method'> & { method: string }): Promise<HttpResponse> {
  const { method, url, headers, body } = request;
  // Every status resolves, no redirect is followed, and the body stays text. In Safe Mode, settings can't be functions.
  const settings = { validateStatus: null, maxRedirects: 0, responseType: 'text' };
  const response = await bru.sendRequest({ method, url, headers, data: body, ...settings });
  return { status: response.status, headers: plainHeaders(response.headers), body: String(response.data ?? '') };
}

function resend(bru: Bru, req: Req, { url, headers }: Signable): Promise<HttpResponse> {
  const body = req.getBody({ raw: true }) ?? '';
  if (typeof body !== 'string') {
    throw new InputError(
      'ERR_ARGUMENT_TYPE',
      'credwire: only a text body can be sent again; send the request once more',
    );
  }
  return sendBy(bru, { method: req.getMethod(), url, headers, ...(body === '' ? {} : { body }) });
}

// Bruno has parsed the body if it was JSON.
function responseOf(res: Res): HttpResponse {
  const [status, headers, body] = [res.getStatus(), plainHeaders(res.getHeaders()), res.getBody()];
  const isText = typeof body === 'string' && !/\bjson\b/i.test(String(headers['content-type']));
  return { status, headers, body: isText ? body : JSON.stringify(body ?? '') };
}

// In Developer Mode they're an object of axios.
const plainHeaders = (headers: HttpResponse['headers']): HttpResponse['headers'] =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? [...value] : value]),
  );

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

// Bruno replaces `{{name}}` in a body, like Postman.
const withoutBraces = (body: string): string => body.replaceAll('{{', '\\u007b\\u007b');
