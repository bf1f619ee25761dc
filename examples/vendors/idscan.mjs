// GBG IDscan: one session an area, and the time at which each ends.
import http from 'node:http';
import { idscan, run } from 'credwire';
import { viaFetch } from 'credwire/clients';
import { idscanSandbox, listen } from 'credwire/sandbox';

const user = { username: 'psc', password: 'p+ss w/rd' };
const server = await listen(http, idscanSandbox({ accounts: [user] }));
const baseUrl = server.url;
const send = viaFetch();

// The sandbox does not say when it issued the token: the current time comes from here.
const now = Date.UTC(2026, 0, 1);
const scanning = await run(idscan.signIn({ baseUrl, ...user, area: 'scanning', now }), send);
const investigation = await run(idscan.signIn({ baseUrl, ...user, area: 'investigation', now }), send);
console.log(scanning.expiresAt === undefined ? 'no end' : new Date(scanning.expiresAt).toISOString());

const upload = /** @type {const} */ ({
  method: 'POST',
  url: `${baseUrl}/idscanenterprisesvc/journey/upload`,
  headers: {},
});
const retrieval = /** @type {const} */ ({
  method: 'GET',
  url: `${baseUrl}/idscanenterprisesvc/Journey/Get?journeyID=1`,
  headers: {},
});
console.log((await send(idscan.authorize(upload, scanning, { action: 'upload' }))).status);
console.log((await send(idscan.authorize(retrieval, investigation, { action: 'retrieval' }))).status);

// A session of the one area does not do for the other: with `action` that is an error at once, without it the server's.
console.log((await send(idscan.authorize(retrieval, scanning))).status);

await server.close();
