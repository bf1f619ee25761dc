/** What the functions of iFactory, IDscan, Jacada and BEX refuse. */
import { bex, idscan, ifactory, jacada } from 'credwire';
import { get, json } from '../support/http-messages.js';
import type { Provocation } from './provocation.js';

const request = get('https://api.example');

const IFACTORY: readonly Provocation[] = [
  ['ifactory.encryptPassword', 'ERR_AES_KEY_LENGTH', ifactory.encryptPassword, 'a', { key: new Uint8Array(8) }],
  ['ifactory.encryptPassword', 'ERR_AES_IV_LENGTH', ifactory.encryptPassword, 'a', { iv: 'AAAA' }],
  ['ifactory.encryptPassword', 'ERR_BASE64', ifactory.encryptPassword, 'a', { key: 'sixteen letters!' }],
  ['ifactory.encryptPassword', 'ERR_ARGUMENT_TYPE', ifactory.encryptPassword, 'a', null],
  ['ifactory.encryptPassword', 'ERR_ARGUMENT_TYPE', ifactory.encryptPassword],
  ['ifactory.encryptPassword', 'ERR_ARGUMENT_TYPE', ifactory.encryptPassword, 'a', { key: 1 }],
  ['ifactory.encryptPassword', 'ERR_TEXT_NOT_WELL_FORMED', ifactory.encryptPassword, 'a', { iv: '\uD800' }],
  ['ifactory.encryptPassword', 'ERR_ARGUMENT_VALUE', ifactory.encryptPassword, 'a', { charset: 'latin1' }],
  ['ifactory.preparePasswordEncryption', 'ERR_ARGUMENT_TYPE', ifactory.preparePasswordEncryption, null],
  ['ifactory.preparePasswordEncryption', 'ERR_ARGUMENT_TYPE', ifactory.preparePasswordEncryption()],
  ['ifactory.tokenRequest', 'ERR_ARGUMENT_TYPE', ifactory.tokenRequest, null],
  ['ifactory.tokenRequest', 'ERR_ARGUMENT_TYPE', ifactory.tokenRequest, {}],
  ['ifactory.tokenRequest', 'ERR_URL', ifactory.tokenRequest, { baseUrl: 'a', userLogin: 'b', password: 'c' }],
  ['ifactory.authorize', 'ERR_ARGUMENT_TYPE', ifactory.authorize, request, null],
  ['ifactory.authorize', 'ERR_ARGUMENT_TYPE', ifactory.authorize, request, { token: 'a' }],
  ['ifactory.authorize', 'ERR_ARGUMENT_TYPE', ifactory.authorize, null, { vendor: 'ifactory', token: 'a' }],
  ['ifactory.parseTokenResponse', 'ERR_RESPONSE_FORMAT', ifactory.parseTokenResponse, json({})],
];

const IDSCAN: readonly Provocation[] = [
  [
    'idscan.authorize',
    'ERR_HEADER_VALUE',
    idscan.authorize,
    request,
    { vendor: 'idscan', area: 'scanning', token: 'a;b' },
    { via: 'cookie' },
  ],
  ['idscan.encodeCredentials', 'ERR_ARGUMENT_TYPE', idscan.encodeCredentials, null],
  [
    'idscan.encodeCredentials',
    'ERR_ARGUMENT_VALUE',
    idscan.encodeCredentials,
    { username: 'a', password: 'b', area: 'c' },
  ],
  ['idscan.tokenRequest', 'ERR_ARGUMENT_TYPE', idscan.tokenRequest, null],
  [
    'idscan.tokenRequest',
    'ERR_URL',
    idscan.tokenRequest,
    { baseUrl: 'a', username: 'a', password: 'b', area: 'scanning' },
  ],
  ['idscan.parseTokenResponse', 'ERR_ARGUMENT_TYPE', idscan.parseTokenResponse, json({}), null],
  ['idscan.parseTokenResponse', 'ERR_RESPONSE_FORMAT', idscan.parseTokenResponse, json({}), { area: 'scanning' }],
  ['idscan.authorize', 'ERR_ARGUMENT_TYPE', idscan.authorize, request, null],
  ['idscan.authorize', 'ERR_ARGUMENT_TYPE', idscan.authorize, request, { area: 'scanning', token: 'a' }],
  [
    'idscan.authorize',
    'ERR_ARGUMENT_TYPE',
    idscan.authorize,
    request,
    { vendor: 'idscan', area: 'scanning', token: 'a' },
    null,
  ],
  [
    'idscan.authorize',
    'ERR_ARGUMENT_VALUE',
    idscan.authorize,
    request,
    { vendor: 'idscan', area: 'scanning', token: 'a' },
    { action: 'a' },
  ],
  [
    'idscan.authorize',
    'ERR_ARGUMENT_VALUE',
    idscan.authorize,
    request,
    { vendor: 'idscan', area: 'scanning', token: 'a' },
    { via: 'a' },
  ],
  [
    'idscan.authorize',
    'ERR_AREA_MISMATCH',
    idscan.authorize,
    request,
    { vendor: 'idscan', area: 'scanning', token: 'a' },
    { action: 'retrieval' },
  ],
  ['idscan.authorize', 'ERR_ARGUMENT_TYPE', idscan.authorize, null, { vendor: 'idscan', area: 'scanning', token: 'a' }],
  ['idscan.signIn', 'ERR_ARGUMENT_TYPE', (options: never) => idscan.signIn(options).next(), null],
];

const JACADA: readonly Provocation[] = [
  [
    'jacada.credentialHeaders',
    'ERR_ARGUMENT_VALUE',
    jacada.credentialHeaders,
    { tenantId: 'a', applicationKey: 'b', user: '', password: 'c' },
  ],
  [
    'jacada.credentialHeaders',
    'ERR_ARGUMENT_VALUE',
    jacada.credentialHeaders,
    { tenantId: 'a', applicationKey: 'b', user: 'c' },
  ],
  ['jacada.encodeUser', 'ERR_ARGUMENT_TYPE', jacada.encodeUser],
  ['jacada.encodeUser', 'ERR_ARGUMENT_TYPE', jacada.encodeUser, 'a', null],
  ['jacada.encodeUser', 'ERR_ARGUMENT_VALUE', jacada.encodeUser, 'a', { charset: 'utf-16le' }],
  ['jacada.encodePassword', 'ERR_ARGUMENT_TYPE', jacada.encodePassword],
  ['jacada.encodePassword', 'ERR_ARGUMENT_TYPE', jacada.encodePassword, 'a', null],
  ['jacada.encodePassword', 'ERR_ARGUMENT_VALUE', jacada.encodePassword, 'a', { prefixLength: 1025 }],
  ['jacada.encodePassword', 'ERR_ARGUMENT_TYPE', jacada.encodePassword, 'a', { random: 'a' }],
  ['jacada.tokenRequest', 'ERR_ARGUMENT_TYPE', jacada.tokenRequest, null],
  ['jacada.tokenRequest', 'ERR_URL', jacada.tokenRequest, { baseUrl: 'a', accountId: 'b', user: 'c', password: 'd' }],
  [
    'jacada.tokenRequest',
    'ERR_ARGUMENT_VALUE',
    jacada.tokenRequest,
    { baseUrl: 'https://api.example', accountId: '..', user: 'c', password: 'd' },
  ],
  ['jacada.parseTokenResponse', 'ERR_RESPONSE_FORMAT', jacada.parseTokenResponse, json({})],
  ['jacada.authorize', 'ERR_ARGUMENT_TYPE', jacada.authorize, request, null],
  ['jacada.authorize', 'ERR_ARGUMENT_TYPE', jacada.authorize, null, { vendor: 'jacada', token: 'a' }],
  ['jacada.authorize', 'ERR_ARGUMENT_TYPE', jacada.authorize, request, { token: 'a' }],
  ['jacada.credentialHeaders', 'ERR_ARGUMENT_TYPE', jacada.credentialHeaders, null],
];

const BEX: readonly Provocation[] = [
  ['bex.parseTokenResponse', 'ERR_RESPONSE_FORMAT', bex.parseTokenResponse, json(1)],
  ['bex.parseTokenResponse', 'ERR_RESPONSE_FORMAT', bex.parseTokenResponse, json({ value: 'a b' })],
  ['bex.downloadBody', 'ERR_ARGUMENT_VALUE', bex.downloadBody, { vendor: 'bex', token: 'a' }, {}],
  ['bex.encodeCredentials', 'ERR_ARGUMENT_TYPE', bex.encodeCredentials, null],
  ['bex.tokenRequest', 'ERR_ARGUMENT_TYPE', bex.tokenRequest, null],
  ['bex.tokenRequest', 'ERR_URL', bex.tokenRequest, { baseUrl: 'a', username: 'b', password: 'c' }],
  ['bex.tokenRequest', 'ERR_ARGUMENT_VALUE', bex.tokenRequest, { username: 'b', password: 'c', transport: 'form' }],
  ['bex.tokenRequest', 'ERR_ARGUMENT_VALUE', bex.tokenRequest, { username: 'b', password: 'c', method: 'PUT' }],
  ['bex.tokenRequest', 'ERR_ARGUMENT_VALUE', bex.tokenRequest, { username: 'b', password: 'c', method: 'GET' }],
  ['bex.parseTokenResponse', 'ERR_RESPONSE_FORMAT', bex.parseTokenResponse, json({ value: 1 })],
  ['bex.authorize', 'ERR_ARGUMENT_TYPE', bex.authorize, request, null],
  ['bex.authorize', 'ERR_ARGUMENT_TYPE', bex.authorize, null, { vendor: 'bex', token: 'a' }],
  ['bex.authorize', 'ERR_ARGUMENT_TYPE', bex.authorize, request, { token: 'a' }],
];

export const VENDORS: readonly Provocation[] = [...IFACTORY, ...IDSCAN, ...JACADA, ...BEX];
