// Builds what people import: a collection with the library in one of its variables, and an environment. Also builds a
// reporter for newman that hides the contents of URLs.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { bundle, licences } from '../shared/bundle.mjs';
import { environment, FOLDERS } from '../shared/collection.mjs';

const here = new URL('./', import.meta.url);
const dist = new URL('dist/', here);
/** @param {string} path @param {unknown} content */
const save = (path, content) => {
  const text = typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`;
  writeFileSync(new URL(path, dist), text);
};

const LOAD = "eval(pm.collectionVariables.get('credwire'));";

/** @param {'prerequest' | 'test'} listen @param {string} line */
const script = (listen, line) => ({ listen, script: { type: 'text/javascript', exec: [LOAD, line] } });

/** @param {string} id The vendor, as an expression. */
const events = (id) => [
  script('prerequest', `credwire.beforeRequest(pm, ${id});`),
  script('test', `credwire.afterResponse(pm, ${id});`),
];

/** A redirect would take the token along, wherever it leads. */
const NO_REDIRECT = { protocolProfileBehavior: { followRedirects: false } };

/** @param {import('../shared/collection.mjs').Call} call */
const callItem = ({ title, method, url, body }) => ({
  name: title,
  ...NO_REDIRECT,
  request: {
    method,
    header: body === undefined ? [] : [{ key: 'Content-Type', value: 'application/json' }],
    ...(body === undefined ? {} : { body: { mode: 'raw', raw: body } }),
    url,
  },
});

/** @param {string} id @param {import('../shared/collection.mjs').Step} step @param {number} index */
const stepItem = (id, { name, title, method, url }, index) => ({
  name: `${index + 1} ${title}`,
  ...NO_REDIRECT,
  event: [
    script('prerequest', `credwire.beforeStep(pm, '${id}', '${name}');`),
    script('test', `credwire.afterStep(pm, '${id}', '${name}');`),
  ],
  request: { method, header: [], url },
});

const folders = FOLDERS.map(({ id, name, about, steps, calls }) => ({
  name,
  description: about,
  item: [
    {
      name: `${name}: step by step`,
      description: 'The sign-in, request by request. The script puts the real request in place of what you see here.',
      item: steps.map((step, index) => stepItem(id, step, index)),
    },
    {
      name: `${name}: calls`,
      description:
        'Calls with the cached session. Put your own requests here: its scripts sign in and put the token in.',
      event: events(`'${id}'`),
      item: calls.map(callItem),
    },
  ],
}));

const own = {
  name: 'Any vendor',
  description: 'For the vendor that the variable credwire_vendor names, and the URL in credwire_url.',
  event: events("pm.variables.get('credwire_vendor')"),
  item: [callItem({ title: 'A call', method: 'GET', url: '{{credwire_url}}' })],
};

rmSync(dist, { recursive: true, force: true });
mkdirSync(new URL('newman-reporter-credwire/', dist), { recursive: true });
const library = await bundle(new URL('kit.ts', here).href, {
  format: 'iife',
  globalName: 'credwire',
  plainGlobals: true,
});
save('credwire.postman_collection.json', {
  info: {
    name: 'credwire',
    description: 'Signs in to iFactory, GBG IDscan, Jacada, BEX and eOne SmartConnect, and keeps the session.',
    schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
  },
  ...NO_REDIRECT, // for requests that people add
  item: [...folders, own],
  variable: [{ key: 'credwire', value: library }],
});
save('credwire.postman_environment.json', {
  name: 'credwire',
  values: environment().map(({ name, value, secret }) => ({
    key: name,
    value,
    type: secret ? 'secret' : 'default',
    enabled: true,
  })),
  _postman_variable_scope: 'environment',
});
save('credwire.licences.txt', licences());

const reporter = await bundle(new URL('reporter.ts', here).href, {
  format: 'cjs',
  platform: 'node',
  footer: { js: 'module.exports = module.exports.default;' },
});
save('newman-reporter-credwire/index.cjs', reporter);
save('newman-reporter-credwire/credwire.licences.txt', licences());
save('newman-reporter-credwire/package.json', {
  name: 'newman-reporter-credwire',
  version: '0.1.0',
  license: 'MIT',
  main: 'index.cjs',
});
