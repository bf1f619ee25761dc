/** A reporter for newman: its own `cli`, but without the values in URLs. iFactory's and SmartConnect's URLs hold secrets. */
import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { redact } from 'credwire';

type Seen = Readonly<Record<string, unknown>> | undefined;
type Listener = (error: unknown, seen: Seen) => void;

interface Emitter {
  on(event: string, listener: Listener): unknown;
}

type Reporter = new (emitter: Emitter, options: object, run: object) => object;

// This file can be anywhere, so newman's own files are looked up from the program that was started.
function cliReporter(): Reporter {
  const load = createRequire(realpathSync(process.argv[1] ?? '.'));
  for (const path of ['../lib/reporters/cli', 'newman/lib/reporters/cli']) {
    try {
      return load(path);
    } catch (error) {
      if ((error as { readonly code?: unknown }).code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  throw new Error('newman-reporter-credwire: newman is not installed beside the program that was started');
}

/** Newman creates one for each run. */
export default class {
  constructor(emitter: Emitter, options: object, run: object) {
    const on = (event: string, listener: Listener): unknown =>
      emitter.on(event, function (this: unknown, error, seen) {
        listener.call(this, error, hide(seen));
      });
    const shown = new Proxy(emitter, { get: (target, name) => (name === 'on' ? on : Reflect.get(target, name)) });
    const Cli = cliReporter();
    // Its verbose form prints bodies.
    Object.assign(this, new Cli(shown, options, { ...run, verbose: false }));
  }
}

function hide(seen: Seen): Seen {
  const request = seen?.request as { readonly method: string; readonly url: object } | undefined; // as documented
  return request ? { ...seen, request: { method: request.method, url: hiddenUrl(String(request.url)) } } : seen;
}

function hiddenUrl(url: string): string {
  try {
    return redact({ method: 'GET', url, headers: {} }).url;
  } catch {
    return url.replace(/[?#].*$/s, ''); // not an absolute URL: a variable in it is missing
  }
}
