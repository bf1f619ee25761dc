// Counts the steps that the library takes on inputs of two sizes, and prints them as JSON. V8 counts how often each
// block of the sources is entered; no clock is read. In a process of its own, because the counters are one for all.
import { Session } from 'node:inspector/promises';
import { register } from 'node:module';
import { setFlagsFromString } from 'node:v8';

// Code that V8 has optimised counts nothing: from Node 24 on that happens within one call. Nor does what the platform
// does in the library's place: its own Base64, from Node 26 on.
for (const flag of ['--no-opt', '--no-maglev', '--no-sparkplug']) setFlagsFromString(flag);
Reflect.deleteProperty(Uint8Array.prototype, 'toBase64');
Reflect.deleteProperty(Uint8Array, 'fromBase64');

register('../support/ts-loader.mjs', import.meta.url);
const { bex, idscan, ifactory, jacada, redact, run, smartconnect } = await import('../../src/index.js');
const codecs = await import('../../src/codecs/index.js');
const clients = await import('../../src/clients/index.js');

const { jsbnModPow } = await import('../../src/codecs/mod-pow-jsbn.js');
const { bexSandbox, idscanSandbox } = await import('../../src/sandbox/index.js');

const answer = (/** @type {string} */ body, headers = {}) => ({ status: 200, headers, body });
const list = (/** @type {number} */ count, /** @type {(at: number) => string} */ item, between = ',') =>
  Array.from({ length: count }, (_, at) => item(at)).join(between);
/** @param {string} url @param {string} [body] @param {Record<string, string>} [headers] @returns {any} */
const post = (url, body, headers = {}) => ({ method: 'POST', url, headers, ...(body === undefined ? {} : { body }) });
const area = { area: /** @type {const} */ ('scanning') };
const key = codecs.rsaPublicKey({ modulus: new Uint8Array(128).fill(255), exponent: Uint8Array.of(3) });
const idscanSession = /** @type {const} */ ({ vendor: 'idscan', area: 'scanning', token: 'abc' });

const bare = post('https://a/');

const CONTROL = 'a quadratic function, to see that it is seen';

/** What is called, with inputs that grow with a number. @type {Record<string, (count: number) => unknown>} */
const CALLS = {
  [CONTROL]: (count) => {
    // The library itself, called once for each prefix.
    for (let length = 0; length < count; length++) codecs.encodeBase64(new Uint8Array(length));
  },
  encodeBase64: (count) => codecs.encodeBase64(new Uint8Array(30 * count)),
  decodeBase64: (count) => codecs.decodeBase64('AAAA'.repeat(10 * count)),
  'encodeText of any characters': (count) => codecs.encodeText('aé€😀'.repeat(10 * count)),
  'encodeText in Latin-1': (count) => codecs.encodeText('aé'.repeat(10 * count), 'latin1'),
  percentEncode: (count) => codecs.percentEncode('a+é(😀'.repeat(10 * count)),
  'formUrlEncode of many pairs': (count) => codecs.formUrlEncode(Array.from({ length: count }, () => ['a ', '+b'])),
  encryptAesCbc: (count) => codecs.encryptAesCbc(new Uint8Array(16), new Uint8Array(16), new Uint8Array(16 * count)),
  'fromSpkiPem of white space': (count) =>
    codecs.fromSpkiPem(codecs.toSpkiPem(key).replaceAll('\n', '\n '.repeat(count))),
  'fromSpkiPem of a large number': (count) => codecs.fromSpkiPem(codecs.toSpkiPem(rsaKeyOf(2 * count))),
  'fromSpkiPem of what is no key': (count) =>
    codecs.fromSpkiPem(`-----BEGIN PUBLIC KEY-----${'MDAw'.repeat(10 * count)}-----END PUBLIC KEY-----`),
  'fromJwk of many members': (count) =>
    codecs.fromJwk(
      /** @type {any} */ ({
        ...Object.fromEntries(
          list(count, String)
            .split(',')
            .map((n) => [`m${n}`, n]),
        ),
        ...key.toJSON(),
      }),
    ),
  'fromJwk of a large number': (count) => codecs.fromJwk({ kty: 'RSA', n: 'AAAA'.repeat(10 * count), e: 'AQAB' }),
  'iFactory: failures in a list': (count) =>
    ifactory.parseTokenResponse(answer(`[${list(count, () => '{"message":["a","b"]}')}]`)),
  'iFactory: a long token that is a JWT': (count) =>
    ifactory.parseTokenResponse(answer(JSON.stringify({ token: `e30.${'AAAA'.repeat(10 * count)}.x` }))),
  'iFactory: a key in white space': (count) =>
    ifactory.encryptPassword('p', { key: `${' '.repeat(20 * count)}YGjDImfP5bf8F7kGbdqWcA==` }),
  'IDscan: many members': (count) =>
    idscan.parseTokenResponse(answer(`{${list(count, (at) => `"m${at}":1`)},"Token":"a"}`), area),
  'IDscan: many cookies': (count) =>
    idscan.parseTokenResponse(
      answer('', { 'Set-Cookie': `${list(count, (at) => `c${at}=v; path=/`)}, token=abc` }),
      area,
    ),
  'IDscan: many lines of cookies': (count) =>
    idscan.parseTokenResponse(
      answer('', { 'set-cookie': [...list(count, (at) => `c${at}=v`).split(','), 'token=abc'] }),
      area,
    ),
  'IDscan: many headers': (count) =>
    idscan.parseTokenResponse(
      answer(
        '{"Token":"a"}',
        Object.fromEntries(
          list(count, String)
            .split(',')
            .map((n) => [`h${n}`, n]),
        ),
      ),
      area,
    ),
  'Jacada: a deep answer': (count) =>
    jacada.parseTokenResponse(answer(`{"Security-Token":"a","b":${'['.repeat(count)}${']'.repeat(count)}}`)),
  'BEX: many members': (count) => bex.parseTokenResponse(answer(`{${list(count, (at) => `"m${at}":1`)},"value":"a"}`)),
  'SmartConnect: many products': (count) =>
    smartconnect.parseCompaniesResponse(
      answer(`{"Products":[${list(count, (at) => `{"Account":{"AccountId":"${at}"}}`)}]}`),
    ),
  'SmartConnect: many companies': (count) =>
    smartconnect.parseCompanyListResponse(answer(`[${list(count, (at) => `{"Id":"${at}"}`)}]`)),
  'a base URL of many segments': (count) =>
    bex.tokenRequest({ baseUrl: `https://a/${'b/'.repeat(count)}`, username: 'u', password: 'p' }),
  'a base URL of many slashes': (count) =>
    bex.tokenRequest({ baseUrl: `https://a${'/'.repeat(count)}`, username: 'u', password: 'p' }),
  'redact: many parameters': (count) => redact(post(`https://a/?${list(count, (at) => `p${at}=v`, '&')}`)),
  'redact: many headers': (count) =>
    redact(
      post(
        'https://a/',
        '',
        Object.fromEntries(
          list(count, String)
            .split(',')
            .map((n) => [`h${n}`, n]),
        ),
      ),
    ),
  'redact: wide JSON': (count) => redact(post('https://a/', `[${list(count, (at) => `{"m${at}":[1,"a"]}`)}]`)),
  'redact: deep JSON': (count) => redact(post('https://a/', '['.repeat(count) + ']'.repeat(count))),
  'redact: a form': (count) =>
    redact(
      post(
        'https://a/',
        list(count, (at) => `p${at}=v`, '&'),
        { 'Content-Type': 'application/x-www-form-urlencoded' },
      ),
    ),
  'redact: a query that may be bare text': (count) => redact(post(`https://a/?${list(count, () => 'X=', '&')}`)),
  'redact: one long parameter': (count) => redact(post(`https://a/?${'=X'.repeat(count)}`)),
  'IDscan: one cookie, set and deleted again': (count) =>
    idscan.parseTokenResponse(
      answer('', {
        'set-cookie': list(count, (at) => `token=${at}; Path=/${at}|token=; Path=/${at}|token=; Max-Age=0`, '|').split(
          '|',
        ),
      }),
      area,
    ),
  'IDscan: a cookie with many attributes': (count) =>
    idscan.parseTokenResponse(
      answer('', { 'set-cookie': `token=a${'; Expires=1 1 1, Max-Age=1'.repeat(count)}` }),
      area,
    ),
  'IDscan: a cookie with a long date': (count) =>
    idscan.parseTokenResponse(answer('', { 'set-cookie': `token=a; Expires=${'1 Jan '.repeat(count)}` }), area),
  'viaXhr: many lines of one header': (count) => clients.viaXhr(() => xhr(list(count, () => 'a: b', '\r\n')))(bare),
  'viaXhr: many headers': (count) => clients.viaXhr(() => xhr(list(count, (at) => `a${at}: b`, '\n')))(bare),
  'viaFetch: many headers': (count) =>
    clients.viaFetch(async () => ({
      status: 200,
      headers: { forEach: (tell) => Array.from({ length: count }, (_, at) => tell('b', `a${at}`)) },
      text: async () => 'a'.repeat(count),
    }))(bare),
  'viaAxios: many lines of one header': (count) =>
    clients.viaAxios({
      request: async () => ({ status: 200, headers: { 'set-cookie': Array(count).fill('a=b') }, data: '' }),
    })(bare),
  'viaNodeHttp: many chunks': (count) => clients.viaNodeHttp(nodeHttp(count))(bare),
  'viaAngular: many headers': (count) =>
    clients.viaAngular({
      request: () => ({
        subscribe: ({ next }) =>
          next({
            status: 200,
            url: null,
            headers: { keys: () => Array.from({ length: count }, (_, at) => `a${at}`), getAll: () => ['b'] },
            body: '',
          }),
      }),
    })(bare),
  'toNodeHttp: a long URL': (count) => clients.toNodeHttp(post(`https://a/${'?:[]/'.repeat(count)}`)),
  'toCurl: a body for a POSIX shell': (count) => clients.toCurl(post('https://a/', "'\\".repeat(count))),
  'toCurl: a body for cmd': (count) => clients.toCurl(post('https://a/', '%\\"'.repeat(count)), { shell: 'cmd' }),
  'toCurl: a body for PowerShell': (count) =>
    clients.toCurl(post('https://a/', `"${'é'.repeat(count)}"`), { shell: 'powershell' }),
  'toHar: many parameters': (count) => clients.toHar(post(`https://a/?${list(count, (at) => `p${at}=v`, '&')}`)),
  'toHttpFile: many braces': (count) => clients.toHttpFile(post('https://a/', `"${'{{'.repeat(count)}"`)),
  'authorize: many headers': (count) =>
    bex.authorize(
      post(
        'https://a/',
        '',
        Object.fromEntries(
          list(count, String)
            .split(',')
            .map((n) => [`h${n}`, n]),
        ),
      ),
      { vendor: 'bex', token: 'a' },
    ),
  'authorize: many cookies': (count) =>
    idscan.authorize(post('https://a/', '', { Cookie: list(count, (at) => `c${at}=v`, '; ') }), idscanSession, {
      via: 'cookie',
    }),
  'authorize: many parameters': (count) =>
    smartconnect.authorize(post(`https://a/?${list(count, (at) => `token=${at}`, '&')}`), {
      vendor: 'smartconnect',
      token: 'a',
    }),
  'unknown options': (count) =>
    bex.tokenRequest(
      /** @type {any} */ (
        Object.fromEntries(
          list(count, String)
            .split(',')
            .map((n) => [`o${n}`, n]),
        )
      ),
    ),
  'the sandbox of BEX: many accounts': (count) =>
    bexSandbox({ accounts: Array.from({ length: count }, () => ({ username: 'u', password: 'p' })) }),
  'the sandbox of BEX: many parameters': (count) =>
    bexSandbox({ accounts: [] })(post(`https://a/api/service/login?${list(count, (at) => `p${at}=v`, '&')}`)),
  'the sandbox of IDscan: a form': (count) =>
    idscanSandbox({ accounts: [] })(
      post(
        'https://a/idscanenterprisesvc/token',
        list(count, (at) => `p${at}=+`, '&'),
        { 'Content-Type': 'application/x-www-form-urlencoded' },
      ),
    ),
  'run: a flow of many steps': (count) =>
    run(
      (function* () {
        for (let at = 0; at < count; at++) yield post('https://a/');
      })(),
      async () => answer(''),
    ),
};

/** An XMLHttpRequest that has an answer with these header lines as soon as it is sent. @param {string} lines @returns {any} */
function xhr(lines) {
  const made = {
    status: 200,
    responseText: '',
    open() {},
    setRequestHeader() {},
    getAllResponseHeaders: () => lines,
    onload: () => {},
    send: () => made.onload(),
  };
  return made;
}

/** node:http, whose answer comes in that many chunks. @param {number} chunks @returns {any} */
function nodeHttp(chunks) {
  /** @type {Map<string, (chunk?: string) => void>} */
  const listeners = new Map();
  const on = (/** @type {string} */ event, /** @type {() => void} */ listener) => listeners.set(event, listener);
  return {
    request: (/** @type {unknown} */ _, /** @type {(answer: unknown) => void} */ listen) => ({
      on: () => {},
      end: () => {
        listen({ statusCode: 200, headers: {}, setEncoding: () => {}, on });
        for (let at = 0; at < chunks; at++) listeners.get('data')?.('a');
        listeners.get('end')?.();
      },
    }),
  };
}

/** The codecs, with inputs of that many characters or bytes. @type {Record<string, (size: number) => unknown>} */
const CODECS = {
  encodeBase64: (size) => codecs.encodeBase64(new Uint8Array(size)),
  decodeBase64: (size) => codecs.decodeBase64('AAAA'.repeat(size / 4)),
  'decodeBase64 of a text whose last digit is wrong': (size) => codecs.decodeBase64(`${'A'.repeat(size - 1)}!`),
  'encodeText of ASCII': (size) => codecs.encodeText('a'.repeat(size)),
  'encodeText of other characters': (size) => codecs.encodeText('é'.repeat(size)),
  'encodeText in UTF-16': (size) => codecs.encodeText('é'.repeat(size), 'utf-16le'),
  'encodeText in Latin-1': (size) => codecs.encodeText('é'.repeat(size), 'latin1'),
  'encodeText of a lone surrogate at the end': (size) => codecs.encodeText(`${'a'.repeat(size - 1)}\uD800`),
  'percentEncode of ASCII': (size) => codecs.percentEncode('a+'.repeat(size / 2)),
  'percentEncode of other characters': (size) => codecs.percentEncode("é'".repeat(size / 2)),
  'formUrlEncode of a long value': (size) => codecs.formUrlEncode([['a', '+ '.repeat(size / 2)]]),
  'formUrlEncode of many pairs': (size) =>
    codecs.formUrlEncode(Array.from({ length: size / 16 }, () => ['a name', 'a value!'])),
  encryptAesCbc: (size) => codecs.encryptAesCbc(new Uint8Array(16), new Uint8Array(16), new Uint8Array(size)),
  'parseRsaKeyValue of white space': (size) => codecs.parseRsaKeyValue(' '.repeat(size)),
  'parseRsaKeyValue of a long number': (size) =>
    codecs.parseRsaKeyValue(`<RSAKeyValue><Modulus>${'A'.repeat(size)}</Modulus>`),
  'fromSpkiPem of a long document': (size) => codecs.fromSpkiPem(`-----BEGIN PUBLIC KEY-----${'A'.repeat(size)}`),
  'fromJwk of a long number': (size) => codecs.fromJwk({ kty: 'RSA', n: 'AAAA'.repeat(size / 4), e: 'AQAB' }),
  'rsaPublicKey of a long number': (size) =>
    codecs.rsaPublicKey({ modulus: new Uint8Array(size).fill(255), exponent: Uint8Array.of(3) }),
  'rsaPublicKey of zeros': (size) =>
    codecs.rsaPublicKey({ modulus: new Uint8Array(size), exponent: new Uint8Array(size) }),
  'encryptPkcs1 of a long message': (size) => codecs.encryptPkcs1(key, new Uint8Array(size)),
  'bigintModPow of long numbers': (size) =>
    codecs.bigintModPow(new Uint8Array(size), new Uint8Array(size), new Uint8Array(size)),
  'jsbnModPow of long numbers': (size) => jsbnModPow(new Uint8Array(size), new Uint8Array(size), new Uint8Array(size)),
};

/** @param {number} bytes */
function rsaKeyOf(bytes) {
  return codecs.rsaPublicKey({ modulus: new Uint8Array(bytes).fill(255), exponent: Uint8Array.of(3) });
}

// Spreading an array takes a step for each item, which no block of the sources shows: these are counted as well.
let iterated = 0;
const arrayIterator = Object.getPrototypeOf([][Symbol.iterator]());
const { next } = arrayIterator;
arrayIterator.next = function () {
  iterated++;
  return next.call(this);
};

const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/** Steps of one call. @param {() => unknown} call */
async function stepsOf(call) {
  await session.post('Profiler.takePreciseCoverage'); // sets the counters back
  iterated = 0;
  try {
    await call();
  } catch {
    // a refusal is an outcome like any other
  }
  const spread = iterated;
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const ranges = result
    .filter(({ url }) => url.includes('/src/'))
    .flatMap(({ functions }) => functions.flatMap((called) => called.ranges));
  return ranges.reduce((sum, { count }) => sum + count, spread);
}

/** @type {Record<string, number[]>} */
const steps = {};
for (const [name, call] of Object.entries(CALLS)) {
  await stepsOf(() => call(1)); // what is made once is made before
  // That many items are half a megabyte or more. The function that is quadratic on purpose would take minutes.
  const [some, more] = name === CONTROL ? [200, 800] : [2 ** 13, 2 ** 15];
  steps[name] = [await stepsOf(() => call(some)), await stepsOf(() => call(more))];
}
for (const [name, call] of Object.entries(CODECS)) {
  await stepsOf(() => call(16));
  steps[`${name}, up to a megabyte`] = [await stepsOf(() => call(2 ** 18)), await stepsOf(() => call(2 ** 20))];
}
process.stdout.write(JSON.stringify(steps));
