/** Folders for the tests: a call whose session ends after it's put into the request, and before the request is sent. */
import { FOLDERS } from '../../shared/collection.mjs';

const folderFile = (id: string): string => `script:pre-request {
  const credwire = require('./credwire.js');
  await credwire.beforeRequest(bru, req, '${id}');
}

script:post-response {
  const credwire = require('./credwire.js');
  await credwire.afterResponse(bru, req, res, '${id}', test);
}
`;

const callFile = (url = ''): string => `meta {
  name: call
  type: http
  seq: 1
}

get {
  url: ${url}
  body: none
  auth: none
}
`;

/** The files of a folder, by their paths. */
export function renewalOf(id: string, url: string): readonly (readonly [string, string])[] {
  const call = FOLDERS.find((folder) => folder.id === id)?.calls[0];
  // SmartConnect's `validate` says "false", which isn't a refusal.
  const isOwn = id === 'smartconnect';
  const target = isOwn ? '{{smartconnect_api}}/:what?first={{smartconnectRest_clientId}}&second=%2B' : call?.url;
  const end = `script:pre-request {
  await bru.sendRequest({ method: 'POST', url: '${url}/control/revoke/${id.replace('Rest', '')}' });
}
`;
  const own = `params:path {
  what: maps
}

headers {
  X-Own: {{smartconnectRest_clientId}}
}

tests {
  const sent = req.getHeaders()['X-Own'] + ' ' + req.getUrl().replace(/^.*API/, '').replace(/token=.*/, 'token=T');
  test(bru.getVar('credwire_status') + ' ' + res.getBody().authorised + ' ' + sent, () => {});
}
`;
  return [
    [`Renewal ${id}/folder.bru`, folderFile(id)],
    [`Renewal ${id}/call.bru`, [callFile(target), ...(isOwn ? [own] : []), end].join('\n')],
  ];
}
