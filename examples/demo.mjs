// Signs in to all five vendors over real HTTP and shows what goes over the wire.
//
// Five sandboxes play the vendors' servers on loopback (credwire/sandbox); the built library talks to them through
// the platform's fetch. Requests are shown redacted. Anything that fails makes the exit status 1.
import http from 'node:http';
import { performance } from 'node:perf_hooks';
import { bex, CredwireError, idscan, ifactory, jacada, redact, run, smartconnect } from 'credwire';
import { viaFetch } from 'credwire/clients';
import {
  bexSandbox,
  idscanSandbox,
  ifactorySandbox,
  jacadaSandbox,
  listen,
  smartconnectSandbox,
} from 'credwire/sandbox';

const colour = process.stdout.isTTY === true && !process.env.NO_COLOR;
/** @param {number} code @param {string} text */
const paint = (code, text) => (colour ? `\u001B[${code}m${text}\u001B[0m` : text);
/** @param {string} text */
const bold = (text) => paint(1, text);
/** @param {string} text */
const dim = (text) => paint(2, text);
/** @param {string} text */
const green = (text) => paint(32, text);
/** @param {string} text */
const red = (text) => paint(31, text);

// Characters that get lost on the way when something is encoded twice, or not at all.
const password = 'p+ss w/rd=&%20 é€😀';
const email = 'demo.user@example.com';
const companies = [{ id: '72b01219-a6a4-4e25-8d93-58d0584bf75f', name: 'Test Demo Account' }];

/** @typedef {import('credwire').HttpRequest} HttpRequest */
/** @typedef {import('credwire').HttpResponse} HttpResponse */
/** @typedef {(request: HttpRequest) => Promise<HttpResponse>} Send */
/** @typedef {{ encoding: string, calls: readonly HttpRequest[] }} SignedIn */

/**
 * One vendor per row: the sandbox to start, and the sign-ins against it, each of which ends in a signed request.
 *
 * @type {readonly { name: string, handler: import('credwire/sandbox').Handler, signIn(url: string, send: Send): Promise<SignedIn> }[]}
 */
const rows = [
  {
    name: 'iFactory',
    handler: ifactorySandbox({ accounts: [{ userLogin: 'demo', password }] }),
    async signIn(baseUrl, send) {
      const session = await run(ifactory.signIn({ baseUrl, userLogin: 'demo', password }), send);
      const call = ifactory.authorize(get(`${baseUrl}/api/stations`), session);
      return { encoding: 'AES-128-CBC, Base64, query', calls: [call] };
    },
  },
  {
    name: 'GBG IDscan',
    handler: idscanSandbox({ accounts: [{ username: 'psc', password }] }),
    async signIn(baseUrl, send) {
      const options = { baseUrl, username: 'psc', password, area: /** @type {const} */ ('scanning'), now: Date.now() };
      const session = await run(idscan.signIn(options), send);
      const upload = get(`${baseUrl}/idscanenterprisesvc/upload`);
      const call = idscan.authorize(upload, session, { action: 'upload' });
      return { encoding: 'form', calls: [call] };
    },
  },
  {
    name: 'Jacada',
    handler: jacadaSandbox({ accounts: [{ accountId: '12345678', user: email, password }] }),
    async signIn(baseUrl, send) {
      const session = await run(jacada.signIn({ baseUrl, accountId: '12345678', user: email, password }), send);
      const call = jacada.authorize(get(`${baseUrl}/version/1/account/12345678/interaction`), session);
      return { encoding: 'random prefix, Base64, JSON', calls: [call] };
    },
  },
  {
    name: 'BEX',
    handler: bexSandbox({ accounts: [{ username: 'user123', password }] }),
    async signIn(baseUrl, send) {
      const session = await run(bex.signIn({ baseUrl, username: 'user123', password }), send);
      const call = bex.authorize(get(`${baseUrl}/api/service/waybills`), session);
      return { encoding: 'JSON', calls: [call] };
    },
  },
  {
    name: 'SmartConnect',
    handler: smartconnectSandbox({ accounts: [{ email, password, companies }] }),
    async signIn(loginUrl, send) {
      const user = { loginUrl, email, password };
      const company = { apiUrl: `${loginUrl}/API`, companyId: companies[0]?.id ?? '' };
      console.log(dim('  the company is known'));
      const known = await run(smartconnect.signIn({ ...user, ...company }), send);
      console.log(dim('  the company comes from the list'));
      const listed = await run(smartconnect.signIn(user), send);
      for (const { token, apiUrl = '' } of [known, listed]) {
        const valid = smartconnect.parseValidateResponse(await send(smartconnect.validateRequest({ apiUrl, token })));
        if (!valid) throw new Error('the token is not valid');
      }
      const calls = [known, listed].map((session) => smartconnect.authorize(get(`${session.apiUrl}/maps`), session));
      return { encoding: 'RSA-1024, PKCS#1 v1.5, Base64, query and JSON', calls };
    },
  },
];

/** @param {string} url @returns {HttpRequest} */
function get(url) {
  return { method: 'GET', url, headers: { Accept: 'application/json' } };
}

/** The platform's fetch, telling what goes past. @type {Send} */
async function send(request) {
  const { method, url, headers, body } = redact(request);
  console.log(`  ${dim('→')} ${method} ${url}`);
  for (const [name, value] of Object.entries(headers)) {
    if (name !== 'Accept') console.log(dim(`      ${name}: ${value}`));
  }
  if (body !== undefined) console.log(dim(`      ${body}`));
  const response = await viaFetch()(request);
  console.log(`  ${dim('←')} ${response.status}`);
  return response;
}

/** @param {readonly (readonly string[])[]} lines */
function table(lines) {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  /** @param {readonly string[]} line */
  const row = (line) => `│ ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' │ ')} │`;
  /** @param {string} left @param {string} middle @param {string} right */
  const rule = (left, middle, right) => left + widths.map((width) => '─'.repeat(width + 2)).join(middle) + right;
  const [head = [], ...body] = lines;
  const shown = body.map((line) =>
    row(line)
      .replace(/✔ [\w ]+\w/, green)
      .replace(/✘ \w+/, red),
  );
  return [rule('┌', '┬', '┐'), bold(row(head)), rule('├', '┼', '┤'), ...shown, rule('└', '┴', '┘')].join('\n');
}

const results = [['vendor', 'the password travels as', 'requests', 'ms', 'authorized call', 'result']];
for (const { name, handler, signIn } of rows) {
  console.log(bold(name));
  const server = await listen(http, handler);
  const start = performance.now();
  let requests = 0;
  /** @type {Send} */
  const counted = (request) => {
    requests++;
    return send(request);
  };
  /** @param {string} encoding @param {string} call @param {string} result */
  const done = (encoding, call, result) => {
    results.push([name, encoding, String(requests), (performance.now() - start).toFixed(0), call, result]);
  };
  try {
    const { encoding, calls } = await signIn(server.url, counted);
    for (const call of calls) {
      const { status, body } = await counted(call);
      if (status !== 200 || JSON.parse(body).authorised !== true)
        throw new Error(`the call was refused: HTTP ${status}`);
    }
    done(encoding, 'HTTP 200', '✔ signed in');
  } catch (error) {
    process.exitCode = 1;
    console.log(red(`  ${error instanceof Error ? error.message : 'failed'}`));
    done('', '', `✘ ${error instanceof CredwireError ? error.code : 'failed'}`);
  } finally {
    await server.close();
  }
  console.log();
}
console.log(table(results));
