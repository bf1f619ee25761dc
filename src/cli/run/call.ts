/** `credwire call`: one authorized call; the response's body goes to stdout as it came. */
import { CredwireError, TransportError } from '../../core/errors.js';
import type { VendorTask } from '../definition.js';
import { EXIT, usageError } from '../exit.js';
import { readAll, readPath } from '../input.js';
import { type Io, note, write } from '../io.js';
import { collect, complete, textOf } from '../options.js';
import { type Connecting, connectTo, keptSession, signedIn } from '../sessions.js';
import { folderOf } from './sign-in.js';

/** A body is kept in memory, so that it can be sent again after a new sign-in. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Does the work. */
export async function run({ io, secrets, vendor, given, operands }: VendorTask): Promise<number> {
  const [method = '', path = ''] = operands;
  refuseMethod(method);
  const headers = headersFrom((given.header ?? []) as readonly string[]); // a repeated option is a list
  const data = textOf(given.data);
  if (data === '@-' && given.passwordStdin === true) {
    throw usageError('--data @- and --password-stdin: stdin can be one of them');
  }
  if (data !== undefined && /^(?:get|head)$/i.test(method)) throw usageError(`--data: ${method} has no body`);
  const body = data === undefined ? undefined : await bodyOf(io, data);
  if (body !== undefined && !Object.keys(headers).some((name) => /^content-type$/i.test(name))) {
    headers['Content-Type'] = isJson(body) ? 'application/json' : 'application/octet-stream';
  }
  const { options, profile } = await collect(io, secrets, vendor, given);
  const connecting = { folder: folderOf(io, given, profile), timeout: textOf(given.timeout) };
  const init = { method: method.toUpperCase(), headers, ...(body === undefined ? {} : { body }) };
  const withSession = async (): Promise<Response> =>
    (await connectTo(io, vendor, options, connecting)).fetch(path, init);
  const withSignIn = async (): Promise<Response> => {
    const full = await complete(io, secrets, vendor, options);
    return (await signedIn(io, vendor, full, connecting)).fetch(path, init);
  };
  const response = (await withKept(io, { vendor, options, connecting }, withSession)) ?? (await withSignIn());
  if (given.include === true) await write(io.stdout, headOf(response));
  await copyBody(io, response);
  if (response.status < 400) return EXIT.done;
  await note(io, `credwire: HTTP ${response.status} ${response.statusText}`.trimEnd());
  if (given.fail !== true) return EXIT.done;
  const isLater = [408, 425, 429].includes(response.status) || response.status >= 500;
  return isLater ? EXIT.later : EXIT.refused;
}

interface Kept {
  readonly vendor: VendorTask['vendor'];
  readonly options: Readonly<Record<string, unknown>>;
  readonly connecting: Connecting;
}

/** The call over a cached session without a password; `undefined` if there is none, or it is over and one is needed. */
async function withKept(
  io: Io,
  { vendor, options, connecting }: Kept,
  send: () => Promise<Response>,
): Promise<Response | undefined> {
  const { folder } = connecting;
  if (folder === undefined || (await keptSession(io, vendor, options, folder)) === undefined) return undefined;
  try {
    return await send();
  } catch (error) {
    // The session was over, and a new one needs a password or the user's choice of a company.
    const code = CredwireError.isOurs(error) ? error.code : undefined;
    const isOver = code === 'ERR_COMPANY_CHOICE' || (code === 'ERR_ARGUMENT_TYPE' && options.password === undefined);
    if (!isOver) throw error;
    await (await connectTo(io, vendor, options, connecting)).signOut(); // or the next connection would use it
    return undefined;
  }
}

/** Methods that fetch refuses to send (Fetch Standard, forbidden method). */
const FORBIDDEN = ['CONNECT', 'TRACE', 'TRACK'];

function refuseMethod(method: string): void {
  const forbidden = FORBIDDEN.find((each) => each === method.toUpperCase());
  if (forbidden !== undefined) throw usageError(`"method": ${forbidden} can't be sent by this command`);
  if (/^[\w!#$%&'*+.^`|~-]+$/.test(method)) return; // RFC 9110, section 5.6.2
  throw usageError('"method": expected one word, such as GET or POST; the path comes after it');
}

async function bodyOf(io: Io, data: string): Promise<Uint8Array<ArrayBuffer>> {
  if (!data.startsWith('@')) return new TextEncoder().encode(data);
  if (data === '@-') return new Uint8Array(await readAll(io.stdin, '--data @-', MOST_BYTES, io.signal));
  return new Uint8Array(await readPath(io, '--data', data.slice(1), MOST_BYTES));
}

function isJson(body: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return true;
  } catch {
    return false;
  }
}

function headersFrom(lines: readonly string[]): Record<string, string> {
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    if (colon < 1) throw usageError('--header: expected "Name: value"');
    const name = line.slice(0, colon).trim();
    if (/^(?:proxy-)?authorization$/i.test(name)) {
      throw usageError(
        `--header: a secret isn't taken from the command line; the session's token is added automatically`,
      );
    }
    return [name, line.slice(colon + 1).trim()];
  });
  return Object.fromEntries(headers);
}

function headOf({ status, statusText, headers }: Response): string {
  const lines = [...headers].map(([name, value]) => `${name}: ${value}`);
  return `${[`HTTP ${status} ${statusText}`.trimEnd(), ...lines].join('\n')}\n\n`;
}

/** Chunk by chunk, as they come: a response may be larger than memory. */
async function copyBody({ stdout }: Io, { body }: Response): Promise<void> {
  if (body === null) return;
  for await (const chunk of chunksOf(body)) await write(stdout, chunk);
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body as unknown as AsyncIterable<Uint8Array>; // Node's streams are iterable
  } catch (cause) {
    const { clientFailure } = await import('../../http/client-errors.js');
    throw new TransportError(clientFailure(cause), 'the connection broke off before the end of the response', {
      cause,
    });
  }
}
