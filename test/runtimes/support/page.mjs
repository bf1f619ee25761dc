/**
 * Real browsers without a driver: a server on loopback hands out a page, and the page posts its report back, so any
 * browser that opens a URL can be tested.
 */
import { createServer } from 'node:http';

const TYPE = { html: 'text/html; charset=utf-8', script: 'text/javascript; charset=utf-8' };

/** @param {string} report An expression that comes to the report. */
const html = (report) => `<!doctype html><link rel="icon" href="data:,"><script type="module">
const say = (text) => fetch('/report', { method: 'POST', body: text });
addEventListener('error', ({ message }) => say('the page failed: ' + message));
try {
  await import('/page.js');
  await say(await ${report});
} catch (error) {
  await say('the page failed: ' + error);
}
</script>`;

/**
 * Serves a page that runs a script, has it opened, and waits for what it reports.
 *
 * @param {string} script A module.
 * @param {string} report An expression that comes to the report once the script has run.
 * @param {(url: string, signal: AbortSignal) => Promise<unknown>} open Starts a browser, which ends by the signal.
 * @param {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => boolean} [serve]
 *   Answers other requests, and tells whether it did.
 * @returns {Promise<string>}
 */
export async function reportOfPage(script, report, open, serve = () => false) {
  const end = new AbortController();
  /** @type {(text: string) => void} */
  let resolve = () => {};
  const reported = new Promise((/** @type {(text: string) => void} */ done) => {
    resolve = done;
  });
  const server = createServer((request, response) => {
    if (request.url === '/report') {
      let text = '';
      request.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      request.on('end', () => {
        response.end();
        resolve(text);
      });
    } else if (request.url === '/page.js') {
      response.setHeader('Content-Type', TYPE.script).end(script);
    } else if (request.url === '/') {
      response.setHeader('Content-Type', TYPE.html).end(html(report));
    } else if (!serve(request, response)) {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const browser = open(`http://127.0.0.1:${address.port}/`, end.signal);
  // The browser goes on until it is ended; if it ends before, that is why there is no report.
  const gone = browser.then(() => Promise.reject(new Error('the browser ended without a report')));
  try {
    return await Promise.race([reported, gone]);
  } finally {
    end.abort();
    await browser.catch(() => {});
    server.closeAllConnections();
    server.close();
  }
}
