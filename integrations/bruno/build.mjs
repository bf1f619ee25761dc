// Builds the collection: a folder of files, with the library as one of them.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { bundle, licences } from '../shared/bundle.mjs';
import { environment, FOLDERS } from '../shared/collection.mjs';

const here = new URL('./', import.meta.url);
const dist = new URL('dist/credwire/', here);

/** @param {string} path @param {string} text */
function save(path, text) {
  const url = new URL(path.split('/').map(encodeURIComponent).join('/'), dist);
  mkdirSync(new URL('.', url), { recursive: true });
  writeFileSync(url, text);
}

/** A block of Bruno's format. @param {string} name @param {readonly string[]} lines */
const block = (name, lines) => `${name} {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;

/** @param {string} name @param {number} seq @param {string} [type] */
const meta = (name, seq, type) => block('meta', [`name: ${name}`, ...(type ? [`type: ${type}`] : []), `seq: ${seq}`]);

const LOAD = "const credwire = require('./credwire.js');";

/** @param {string} before @param {string} after */
const scripts = (before, after) => [
  block('script:pre-request', [LOAD, `await credwire.${before};`]),
  block('script:post-response', [LOAD, `await credwire.${after};`]),
];

/** @param {string} id The vendor, as an expression. */
const callScripts = (id) => scripts(`beforeRequest(bru, req, ${id})`, `afterResponse(bru, req, res, ${id}, test)`);

/** @param {string} id @param {string} step */
const stepScripts = (id, step) =>
  scripts(`beforeStep(bru, req, '${id}', '${step}')`, `afterStep(bru, req, res, '${id}', '${step}', test)`);

/**
 * A request. The library has encoded the URL, so Bruno must not.
 *
 * @param {string} name @param {number} seq @param {{ method: string, url: string, body?: string }} request
 */
const request = (name, seq, { method, url, body }) => [
  meta(name, seq, 'http'),
  block(method.toLowerCase(), [`url: ${url}`, `body: ${body === undefined ? 'none' : 'json'}`, 'auth: none']),
  ...(body === undefined ? [] : [block('body:json', body.split('\n'))]),
  block('settings', ['encodeUrl: false']),
];

/** @param {readonly string[]} blocks */
const file = (blocks) => blocks.join('\n');

rmSync(dist, { recursive: true, force: true });
save('bruno.json', `${JSON.stringify({ version: '1', name: 'credwire', type: 'collection' }, null, 2)}\n`);
save('credwire.js', await bundle(new URL('kit.ts', here).href, { format: 'cjs' }));
save('credwire.licences.txt', licences());
save('.gitignore', '.env\n');

const variables = environment();
const secrets = variables.filter(({ secret }) => secret).map(({ name }) => name);
const plain = variables.filter(({ secret }) => !secret).map(({ name, value }) => `${name}: ${value}`.trimEnd());
// Sessions are runtime variables here, which no file holds.
const asked = secrets.filter((name) => !name.endsWith('_session'));
save('environments/credwire.bru', file([block('vars', plain), `vars:secret [\n  ${asked.join(',\n  ')}\n]\n`]));

for (const [index, { id, name, steps, calls }] of FOLDERS.entries()) {
  save(`${name}/folder.bru`, file([meta(name, index + 1)]));
  save(`${name}/Step by step/folder.bru`, file([meta('Step by step', 1)]));
  for (const [at, step] of steps.entries()) {
    const title = `${at + 1} ${step.title}`;
    save(`${name}/Step by step/${title}.bru`, file([...request(title, at + 1, step), ...stepScripts(id, step.name)]));
  }
  save(`${name}/Calls/folder.bru`, file([meta('Calls', 2), ...callScripts(`'${id}'`)]));
  for (const [at, call] of calls.entries()) {
    save(`${name}/Calls/${call.title}.bru`, file(request(call.title, at + 1, call)));
  }
}
const vendor = "credwire.vendorIn(bru, 'credwire_vendor')";
save('Any vendor/folder.bru', file([meta('Any vendor', FOLDERS.length + 1), ...callScripts(vendor)]));
save('Any vendor/A call.bru', file(request('A call', 1, { method: 'GET', url: '{{credwire_url}}' })));
