/** A request in the formats of common tools. Each holds the credentials, so what you copy works as it is. */
import type { HttpRequest } from 'credwire';
import { toCurl, toFetch, toHar, toHttpFile } from 'credwire/clients';

/** Names of the formats, in the order of their tabs. */
export const FORMATS = ['fetch', 'curl', 'HAR', '.http', 'Postman', 'Python'] as const;

/** Name of a format. */
export type Format = (typeof FORMATS)[number];

/** Shells that a curl command can be written for. */
export const SHELLS = ['posix', 'cmd', 'powershell'] as const;

/** Name of a shell. */
export type Shell = (typeof SHELLS)[number];

const json = (value: unknown): string => JSON.stringify(value, null, 2);

/** A request in a format. */
export function written(request: HttpRequest, format: Format, shell: Shell): string {
  switch (format) {
    case 'fetch':
      return fetchCall(request);
    case 'curl':
      return toCurl(request, { shell });
    case 'HAR':
      return json(toHar(request));
    case '.http':
      return toHttpFile(request);
    case 'Postman':
      return json(postmanCollection(request));
    case 'Python':
      return pythonProgram(request);
  }
}

function fetchCall(request: HttpRequest): string {
  const [url, init] = toFetch(request);
  return `const response = await fetch(${JSON.stringify(url)}, ${json(init)});`;
}

/** A collection of version 2.1 with one request. Postman is told to leave the URL as it is. */
export function postmanCollection({ method, url, headers, body }: HttpRequest) {
  return {
    info: { name: 'credwire', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    item: [
      {
        name: 'Sign in',
        protocolProfileBehavior: { disableUrlEncoding: true, followRedirects: false },
        request: {
          method,
          url,
          header: Object.entries(headers).map(([key, value]) => ({ key, value })),
          ...(body === undefined ? {} : { body: { mode: 'raw', raw: body } }),
        },
      },
    ],
  };
}

// A JSON string is a valid Python string too.
function pythonProgram({ method, url, headers, body }: HttpRequest): string {
  const data = body === undefined ? (method === 'POST' ? 'b""' : 'None') : `${JSON.stringify(body)}.encode()`;
  return [
    'from urllib.request import Request, urlopen',
    '',
    'request = Request(',
    `    ${JSON.stringify(url)},`,
    `    method=${JSON.stringify(method)},`,
    `    headers=${json(headers).replaceAll('\n', '\n    ')},`,
    `    data=${data},`,
    ')',
    'with urlopen(request) as response:',
    '    print(response.status, response.read().decode())',
  ].join('\n');
}
