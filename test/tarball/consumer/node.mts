// A program of Node.
import { writeFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { bex, run } from 'credwire';
import { toFetch, viaFetch, viaNodeHttp } from 'credwire/clients';
import { encodeText } from 'credwire/codecs';
import { bexSandbox, listen } from 'credwire/sandbox';

const server = await listen(http, bexSandbox({ accounts: [] }));
export const session = await run(
  bex.signIn({ baseUrl: server.url, username: 'a', password: 'b' }),
  viaNodeHttp(http, https),
);
export const answers: Promise<Response>[] = [
  fetch('https://a.example', { method: 'POST', body: encodeText('a') }),
  fetch(...toFetch(bex.tokenRequest({ username: 'a', password: 'b' }))),
];
export const sends = [viaFetch(fetch)];
await writeFile('a', encodeText('a'));
