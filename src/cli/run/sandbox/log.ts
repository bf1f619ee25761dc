/** The log of a sandbox: one line per request, without secrets. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { redact } from '../../../http/redact.js';
import { shown } from '../../exit.js';
import { type Io, note } from '../../io.js';
import { painter } from '../../style.js';

/** Writes a line once the request is answered, or its client has gone. */
export function logged(io: Io, vendor: string, request: IncomingMessage, response: ServerResponse): void {
  const start = performance.now();
  response.once('close', () => {
    const paint = painter(io, io.stderr);
    const status = response.writableFinished ? String(response.statusCode) : 'gone';
    const colour = /^[23]/.test(status) ? 'green' : /^4/.test(status) ? 'yellow' : 'red';
    const time = new Date(io.now()).toISOString().slice(11, 19);
    const took = `${Math.round(performance.now() - start)} ms`;
    void note(io, `${time} ${vendor} ${request.method} ${targetOf(request)} ${paint(colour, status)} ${took}`);
  });
}

/** Path and query, the query's values hidden; `***` if the target can't be read. */
function targetOf({ url = '' }: IncomingMessage): string {
  const base = 'http://localhost';
  try {
    const whole = redact({ method: 'GET', url: url.startsWith('/') ? base + url : url, headers: {} }).url;
    return shown(whole.startsWith(`${base}/`) ? whole.slice(base.length) : whole);
  } catch {
    return '***';
  }
}
