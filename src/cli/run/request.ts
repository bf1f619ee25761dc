/** `credwire request`: the sign-in request, in the form that other tools read. Nothing is sent. */
import type { HttpRequest } from '../../http/message.js';
import type * as smartconnect from '../../vendors/smartconnect.js';
import type { VendorTask } from '../definition.js';
import { EXIT, usageError } from '../exit.js';
import { type Io, note, print } from '../io.js';
import { collect, complete, textOf } from '../options.js';
import { publicKey, specsOf, tokenOptions } from '../token-options.js';
import { readVersion } from '../version.js';

/** Does the work. */
export async function run(task: VendorTask): Promise<number> {
  const { io, given } = task;
  const format = textOf(given.output) ?? 'json';
  const shell = textOf(given.shell);
  if (shell !== undefined && format !== 'curl') throw usageError('--shell: only works with --output curl');
  const request = await requestOf(task);
  const { redact } = await import('../../http/redact.js');
  const shown = given.showSecrets === true ? request : redact(request);
  await print(io, (await written(io, shown, format, shell)).trimEnd());
  if (JSON.stringify(shown) !== JSON.stringify(request)) {
    await note(io, 'credwire: secrets are hidden; --show-secrets prints a request that works');
  }
  return EXIT.done;
}

async function requestOf(task: VendorTask): Promise<HttpRequest> {
  if (task.vendor === 'smartconnect') return smartconnectRequest(task);
  const { moduleOf } = await import('../../session/by-id.js');
  const { tokenRequest } = (await moduleOf(task.vendor)) as { tokenRequest(options: unknown): HttpRequest }; // each has it
  return tokenRequest(await tokenOptions(task, false));
}

/** Without a key, the request that fetches it; with one, the next request of a sign-in. */
async function smartconnectRequest(task: VendorTask): Promise<HttpRequest> {
  const { io, secrets, vendor, given } = task;
  const module = await import('../../vendors/smartconnect.js');
  const { options } = await collect(io, secrets, vendor, given);
  if (options.clientId !== undefined) {
    return module.restTokenRequest(
      (await tokenOptions(task, false)) as unknown as smartconnect.RestTokenRequestOptions,
    );
  }
  const key = await publicKey(task);
  // The builders check the options, which are what the user gave.
  const { loginUrl, apiUrl, companyId, clientName, ipAddress, charset, pin, listCompanies } =
    options as Partial<smartconnect.SignInOptions>;
  if (key === undefined) return module.publicKeyRequest({ loginUrl });
  const full = await complete(io, secrets, vendor, options, specsOf(['email', 'password']));
  const { email, password } = full as unknown as smartconnect.SignInOptions;
  const user = { email, encryptedPassword: module.encryptPassword(password, key, { charset, pin }) };
  if (apiUrl !== undefined && companyId !== undefined) return module.tokenRequest({ ...user, apiUrl, companyId });
  if (listCompanies !== 'GetCompanyList') return module.companiesRequest({ ...user, loginUrl, clientName, ipAddress });
  if (apiUrl !== undefined) return module.companyListRequest({ ...user, apiUrl });
  throw usageError('--list-companies: GetCompanyList needs --api-url');
}

async function written(io: Io, request: HttpRequest, format: string, shell: string | undefined): Promise<string> {
  if (format === 'json') return JSON.stringify(request, null, 2);
  const { toCurl, toHar, toHttpFile } = await import('../../clients/index.js');
  if (format === 'http') return toHttpFile(request);
  if (format === 'curl') return toCurl(request, { shell: shell as 'posix' | undefined }); // one of the choices
  return JSON.stringify(archive(io, toHar(request)), null, 2);
}

/** A HAR archive, as browsers save one; nothing was answered. */
function archive(io: Io, request: object): object {
  const empty = { httpVersion: 'HTTP/1.1', cookies: [], headers: [], redirectURL: '', headersSize: -1, bodySize: -1 };
  const entry = {
    startedDateTime: new Date(io.now()).toISOString(),
    time: 0,
    request,
    response: { status: 0, statusText: '', ...empty, content: { size: 0, mimeType: '' } },
    cache: {},
    timings: { send: -1, wait: -1, receive: -1 },
  };
  return { log: { version: '1.2', creator: { name: 'credwire', version: readVersion() }, entries: [entry] } };
}
