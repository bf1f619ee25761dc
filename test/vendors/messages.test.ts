/** What refusals of the vendors' functions say: the function, the option, what was expected, what was found. */
import { bex, idscan, ifactory, jacada } from 'credwire';
import { describe, expect, it } from 'vitest';
import { get, json } from '../support/http-messages.js';
import { callUntyped, thrownBy } from '../support/thrown.js';

type Row = readonly [message: string, target: (...args: never[]) => unknown, ...args: unknown[]];

const request = get('https://api.example');
const noObject = 'expected an object, got null';
const noString = 'expected a string, got undefined';
const noUrl = 'expected an absolute http or https URL with an ASCII host and no credentials, got a string of length 1';

const IFACTORY: readonly Row[] = [
  [`ifactory.encryptPassword: ${noObject}`, ifactory.encryptPassword, 'a', null],
  [`ifactory.encryptPassword: "password": ${noString}`, ifactory.encryptPassword],
  ['ifactory.encryptPassword: "key": expected a Uint8Array, got number', ifactory.encryptPassword, 'a', { key: 1 }],
  [
    'ifactory.encryptPassword: "iv": expected well-formed UTF-16, got a lone surrogate at position 0 of 1',
    ifactory.encryptPassword,
    'a',
    { iv: '\uD800' },
  ],
  [
    'ifactory.encryptPassword: "charset": expected one of "utf-8", "utf-16le", got a string of length 6',
    ifactory.encryptPassword,
    'a',
    { charset: 'latin1' },
  ],
  [`ifactory.preparePasswordEncryption: ${noObject}`, ifactory.preparePasswordEncryption, null],
  [`ifactory.preparePasswordEncryption: "password": ${noString}`, ifactory.preparePasswordEncryption()],
  [`ifactory.tokenRequest: ${noObject}`, ifactory.tokenRequest, null],
  [`ifactory.tokenRequest: "baseUrl": ${noString}`, ifactory.tokenRequest, {}],
  [
    `ifactory.tokenRequest: "baseUrl": ${noUrl}`,
    ifactory.tokenRequest,
    { baseUrl: 'a', userLogin: 'b', password: 'c' },
  ],
  [`ifactory.authorize: session: ${noObject}`, ifactory.authorize, request, null],
  [
    'ifactory.authorize: session: "vendor": expected one of "ifactory", got undefined',
    ifactory.authorize,
    request,
    { token: 'a' },
  ],
  [`ifactory.authorize: request: ${noObject}`, ifactory.authorize, null, { vendor: 'ifactory', token: 'a' }],
  ['ifactory.parseTokenResponse: HTTP 200: expected "token", got none', ifactory.parseTokenResponse, json({})],
];

const IDSCAN: readonly Row[] = [
  [`idscan.encodeCredentials: ${noObject}`, idscan.encodeCredentials, null],
  [
    'idscan.encodeCredentials: "area": expected one of "scanning", "investigation", got a string of length 1',
    idscan.encodeCredentials,
    { username: 'a', password: 'b', area: 'c' },
  ],
  [`idscan.tokenRequest: ${noObject}`, idscan.tokenRequest, null],
  [
    `idscan.tokenRequest: "baseUrl": ${noUrl}`,
    idscan.tokenRequest,
    { baseUrl: 'a', username: 'a', password: 'b', area: 'scanning' },
  ],
  [`idscan.parseTokenResponse: ${noObject}`, idscan.parseTokenResponse, json({}), null],
  [
    'idscan.parseTokenResponse: HTTP 200: expected a token, got none',
    idscan.parseTokenResponse,
    json({}),
    { area: 'scanning' },
  ],
  [`idscan.authorize: session: ${noObject}`, idscan.authorize, request, null],
  [
    'idscan.authorize: session: "vendor": expected one of "idscan", got undefined',
    idscan.authorize,
    request,
    { area: 'scanning', token: 'a' },
  ],
  [
    `idscan.authorize: ${noObject}`,
    idscan.authorize,
    request,
    { vendor: 'idscan', area: 'scanning', token: 'a' },
    null,
  ],
  [
    'idscan.authorize: "action": expected one of "upload", "retrieval", got a string of length 1',
    idscan.authorize,
    request,
    { vendor: 'idscan', area: 'scanning', token: 'a' },
    { action: 'a' },
  ],
  [
    'idscan.authorize: "via": expected one of "authorization", "cookie", got a string of length 1',
    idscan.authorize,
    request,
    { vendor: 'idscan', area: 'scanning', token: 'a' },
    { via: 'a' },
  ],
  [
    'idscan.authorize: a session of "scanning" is for "upload" alone',
    idscan.authorize,
    request,
    { vendor: 'idscan', area: 'scanning', token: 'a' },
    { action: 'retrieval' },
  ],
  [
    `idscan.authorize: request: ${noObject}`,
    idscan.authorize,
    null,
    { vendor: 'idscan', area: 'scanning', token: 'a' },
  ],
  [`idscan.signIn: ${noObject}`, (options: never) => idscan.signIn(options).next(), null],
];

const JACADA: readonly Row[] = [
  [`jacada.encodeUser: "user": ${noString}`, jacada.encodeUser],
  [`jacada.encodeUser: ${noObject}`, jacada.encodeUser, 'a', null],
  [
    'jacada.encodeUser: "charset": expected one of "utf-8", "latin1", "ascii", got a string of length 8',
    jacada.encodeUser,
    'a',
    { charset: 'utf-16le' },
  ],
  [`jacada.encodePassword: "password": ${noString}`, jacada.encodePassword],
  [`jacada.encodePassword: ${noObject}`, jacada.encodePassword, 'a', null],
  [
    'jacada.encodePassword: "prefixLength": expected an integer from 0 to 1024',
    jacada.encodePassword,
    'a',
    { prefixLength: 1025 },
  ],
  [
    'jacada.encodePassword: "random": expected a function, got a string of length 1',
    jacada.encodePassword,
    'a',
    { random: 'a' },
  ],
  [`jacada.tokenRequest: ${noObject}`, jacada.tokenRequest, null],
  [
    `jacada.tokenRequest: "baseUrl": ${noUrl}`,
    jacada.tokenRequest,
    { baseUrl: 'a', accountId: 'b', user: 'c', password: 'd' },
  ],
  [
    'jacada.tokenRequest: "accountId": expected a path segment, got a string of length 2',
    jacada.tokenRequest,
    { baseUrl: 'https://api.example', accountId: '..', user: 'c', password: 'd' },
  ],
  ['jacada.parseTokenResponse: HTTP 200: expected "Security-Token", got none', jacada.parseTokenResponse, json({})],
  [`jacada.authorize: session: ${noObject}`, jacada.authorize, request, null],
  [`jacada.authorize: request: ${noObject}`, jacada.authorize, null, { vendor: 'jacada', token: 'a' }],
  [
    'jacada.authorize: session: "vendor": expected one of "jacada", got undefined',
    jacada.authorize,
    request,
    { token: 'a' },
  ],
  [`jacada.credentialHeaders: ${noObject}`, jacada.credentialHeaders, null],
];

const BEX: readonly Row[] = [
  [`bex.encodeCredentials: ${noObject}`, bex.encodeCredentials, null],
  [`bex.tokenRequest: ${noObject}`, bex.tokenRequest, null],
  [`bex.tokenRequest: "baseUrl": ${noUrl}`, bex.tokenRequest, { baseUrl: 'a', username: 'b', password: 'c' }],
  [
    'bex.tokenRequest: "transport": expected one of "json", "query", got a string of length 4',
    bex.tokenRequest,
    { username: 'b', password: 'c', transport: 'form' },
  ],
  [
    'bex.tokenRequest: "method": expected one of "POST", "GET", got a string of length 3',
    bex.tokenRequest,
    { username: 'b', password: 'c', method: 'PUT' },
  ],
  [
    'bex.tokenRequest: "method": expected "POST" with a JSON body, got "GET"',
    bex.tokenRequest,
    { username: 'b', password: 'c', method: 'GET' },
  ],
  [
    'bex.parseTokenResponse: HTTP 200: expected "value" to be a string, got number',
    bex.parseTokenResponse,
    json({ value: 1 }),
  ],
  [`bex.authorize: session: ${noObject}`, bex.authorize, request, null],
  [`bex.authorize: request: ${noObject}`, bex.authorize, null, { vendor: 'bex', token: 'a' }],
  ['bex.authorize: session: "vendor": expected one of "bex", got undefined', bex.authorize, request, { token: 'a' }],
];

describe.each([
  ['ifactory', IFACTORY],
  ['idscan', IDSCAN],
  ['jacada', JACADA],
  ['bex', BEX],
])('the message of %s', (_, rows) => {
  it.each(rows.map(([message, target, ...args]) => ({ message, target, args })))(
    '$message',
    ({ message, target, args }) => {
      expect(thrownBy(() => callUntyped(target, ...args)).message).toBe(message);
    },
  );
});
