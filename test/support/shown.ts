/** Everything that an error or a request shows when it is logged. */
import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { format, inspect } from 'node:util';

/** What a console prints of a value by each of its methods. */
function consoleOutput(value: unknown): string {
  let printed = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      printed += chunk;
      done();
    },
  });
  const console = new Console({ stdout: stream, stderr: stream, colorMode: false });
  for (const print of ['log', 'info', 'warn', 'error', 'debug', 'dir', 'dirxml', 'table', 'trace'] as const)
    console[print](value);
  console.log('%s %o %O %j %d', value, value, value, value, value);
  console.log({ nested: [value] });
  console.dir(value, { showHidden: true, depth: null });
  return printed;
}

/** Own members, hidden ones too, as text; `cause` is looked at by tests of its own. */
function ownMembers(value: object): string {
  const names = Reflect.ownKeys(value).filter((name) => name !== 'cause');
  return names.map((name) => `${String(name)}: ${String(Reflect.get(value, name))}`).join('\n');
}

/** The texts that a value shows: printed, inspected in every way, serialised, cloned, member by member. */
export function facesOf(value: object): Readonly<Record<string, string>> {
  const clone: unknown = structuredClone(value);
  return {
    text: String(value),
    json: `${JSON.stringify(value)} ${JSON.stringify({ ...value })} ${JSON.stringify([value], null, 2)}`,
    inspect: inspect(value),
    'inspect, hidden members too': inspect(value, { showHidden: true, depth: null, getters: false }),
    'inspect, as uncaught errors are printed': inspect(value, { customInspect: false, showHidden: true, depth: null }),
    'inspect, within another value': inspect({ list: [value], map: new Map([[value, value]]) }, { depth: null }),
    format: format('%s %o %O %j', value, value, value, value),
    console: consoleOutput(value),
    members: ownMembers(value),
    clone: inspect(clone, { customInspect: false, showHidden: true, depth: null }),
  };
}

/** Text without the file locations in stack frames: paths and hashes may hold any four characters. */
export function withoutPlaces(text: string): string {
  return text.replaceAll(/(?:file:\/\/|node:|\/)[^\s()]*:\d+:\d+/g, '');
}
