import { runInNewContext } from 'node:vm';
import { bex, smartconnect } from 'credwire';
import { describe, expect, it } from 'vitest';
import {
  baseUrl,
  decodePairs,
  originOf,
  refuseInsecure,
  refuseUnsendable,
  requestUrl,
  splitTarget,
  splitUrl,
} from '../../src/core/url.js';
import { thrownBy } from '../support/thrown.js';

/** The base of a URL that may be sent to. */
const baseOf = (url: unknown, allowInsecureHttp = false) => {
  const checked = baseUrl()('test', url);
  refuseUnsendable('test', checked, allowInsecureHttp);
  return checked.base;
};
const codeOf = (url: unknown, allowInsecureHttp?: boolean) => thrownBy(() => baseOf(url, allowInsecureHttp)).code;

describe('a base URL', () => {
  it.each([
    ['https://mes.example', 'https://mes.example'],
    ['https://mes.example/', 'https://mes.example'],
    ['https://mes.example///', 'https://mes.example'],
    ['https://mes.example/a/b', 'https://mes.example/a/b'],
    ['https://mes.example/a/b//', 'https://mes.example/a/b'],
    ['https://mes.example//a//b', 'https://mes.example//a//b'],
    ['HTTPS://MES.Example/Path', 'https://mes.example/Path'],
    ['https://mes.example:60200', 'https://mes.example:60200'],
    ['https://mes.example:443/', 'https://mes.example:443'],
    ['https://mes.example:1', 'https://mes.example:1'],
    ['https://mes.example:65535', 'https://mes.example:65535'],
    ['https://intranet_host', 'https://intranet_host'],
    ['https://192.0.2.7/x', 'https://192.0.2.7/x'],
    ['https://249.200.255.30', 'https://249.200.255.30'],
    ['https://[2001:DB8::7]:8443/x', 'https://[2001:db8::7]:8443/x'],
    ['https://[::ffff:192.0.2.7]', 'https://[::ffff:192.0.2.7]'],
    ["https://mes.example/-._~!$&'()*+,;=:@", "https://mes.example/-._~!$&'()*+,;=:@"],
    ['https://mes.example/%C3%A9%2f', 'https://mes.example/%C3%A9%2f'],
    ['https://mes.example/..a/.b./...', 'https://mes.example/..a/.b./...'],
  ])('%s comes out as %s', (url, expected) => {
    expect(baseOf(url)).toBe(expected);
  });

  it.each([
    'http://localhost',
    'http://LOCALHOST:8080/x',
    'http://127.0.0.1',
    'http://127.0.0.1:60200',
    'http://127.255.255.255',
    'http://[::1]',
    'http://[::1]:8080/x',
  ])('may be plain http on loopback: %s', (url) => {
    expect(baseOf(url)).toBe(url.toLowerCase());
  });

  it.each([
    'http://mes.example',
    'http://mes.example:60200/localhost',
    'http://mes.localhost',
    'http://a.b.localhost:1',
    'http://localhost.evil.example',
    'http://evil-localhost',
    'http://evillocalhost',
    'http://localhost.',
    'http://127.0.0.1.evil.example',
    'http://127.0.0.1-evil.example',
    'http://128.0.0.1',
    'http://0.0.0.0',
    'http://10.0.0.1',
    'http://[::]',
    'http://[::2]',
    'http://[0:0:0:0:0:0:0:1]',
    'http://[::ffff:127.0.0.1]',
    'http://xn--lcalhost-n2a',
  ])('is refused as plain http elsewhere, look-alikes of loopback included: %s', (url) => {
    expect(codeOf(url)).toBe('ERR_INSECURE_URL');
    expect(baseOf(url, true)).toBe(url);
  });

  it.each([
    ['nothing', ''],
    ['no scheme', 'mes.example'],
    ['no scheme, but slashes', '//mes.example'],
    ['a path alone', '/api'],
    ['another scheme', 'ftp://mes.example'],
    ['a web socket', 'wss://mes.example'],
    ['javascript:', 'javascript:alert(1)'],
    ['javascript: with slashes', 'javascript://mes.example/%0aalert(1)'],
    ['data:', 'data:text/plain,x'],
    ['file:', 'file:///etc/passwd'],
    ['one slash', 'https:/mes.example'],
    ['no slash', 'https:mes.example'],
    ['three slashes', 'https:///mes.example'],
    ['backslashes for slashes', 'https:\\\\mes.example'],
    ['no host', 'https://'],
    ['no host but a port', 'https://:443'],
    ['no host but a path', 'https:///api'],
    ['a user', 'https://user@mes.example'],
    ['a user and a password', 'https://user:password@mes.example'],
    ['empty credentials', 'https://@mes.example'],
    ['loopback as the user of another host', 'http://localhost@evil.example'],
    ['loopback and a port as credentials', 'http://127.0.0.1:80@evil.example'],
    ['a backslash behind a loopback host', 'http://localhost\\@evil.example'],
    ['a backslash in the path', 'https://mes.example/a\\b'],
    ['a percent sign in the host', 'https://mes%2eexample'],
    ['a loopback host that is percent-encoded', 'http://%6cocalhost'],
    ['a percent-encoded slash in the host', 'http://localhost%2f.evil.example'],
    ['a query', 'https://mes.example?a=b'],
    ['an empty query', 'https://mes.example/?'],
    ['a fragment', 'https://mes.example#a'],
    ['an empty fragment', 'https://mes.example/#'],
    ['a dot segment', 'https://mes.example/./a'],
    ['a dot segment at the end', 'https://mes.example/a/.'],
    ['a way up', 'https://mes.example/a/../b'],
    ['a way up at the end', 'https://mes.example/..'],
    ['an encoded way up', 'https://mes.example/%2e%2e/a'],
    ['a half encoded way up', 'https://mes.example/a/.%2E'],
    ['an encoded dot segment', 'https://mes.example/%2E/a'],
    ['an empty port', 'https://mes.example:'],
    ['an empty port before a path', 'https://mes.example:/a'],
    ['a port above 65535', 'https://mes.example:65536'],
    ['a port of six digits', 'https://mes.example:000443'],
    ['a port that is no number', 'https://mes.example:port'],
    ['a negative port', 'https://mes.example:-1'],
    ['a space in front', ' https://mes.example'],
    ['a space behind', 'https://mes.example '],
    ['a space in the path', 'https://mes.example/a b'],
    ['a line feed behind', 'https://mes.example\n'],
    ['a line feed in the host', 'https://mes\n.example'],
    ['CR LF in the path', 'https://mes.example/a\r\nHost: evil.example'],
    ['a tab in the scheme', 'ht\ttps://mes.example'],
    ['NUL', 'https://mes.example/\0'],
    ['DEL', 'https://mes.example/\x7f'],
    ['a byte order mark', '\uFEFFhttps://mes.example'],
    ['a host beyond ASCII', 'https://m\u00E9s.example'],
    ['a host of full-width letters', 'http://\uFF4C\uFF4F\uFF43\uFF41\uFF4C\uFF48\uFF4F\uFF53\uFF54'],
    ['an ideographic full stop', 'http://127\u30020\u30020\u30021'],
    ['a path beyond ASCII', 'https://mes.example/\u00E9'],
    ['a bare percent sign', 'https://mes.example/100%'],
    ['a percent sign and one digit', 'https://mes.example/%2'],
    ['a percent sign and no digits', 'https://mes.example/%zz'],
    ['an address without its bracket', 'https://[::1'],
    ['a zone', 'http://[::1%25lo]'],
    ['a character that no URL has', 'https://mes.example/<a>'],
    ['curly brackets', 'https://mes.example/{accountId}'],
  ])('is refused with %s', (_, url) => {
    expect(codeOf(url)).toBe('ERR_URL');
    expect(codeOf(url, true)).toBe('ERR_URL');
  });

  it('has at most 8192 characters, wherever they are', () => {
    const longest = `https://mes.example/${'a'.repeat(8192 - 20)}`;
    expect(baseOf(longest)).toBe(longest);
    expect(codeOf(`${longest}a`)).toBe('ERR_URL');
    expect(codeOf(`https://${'a'.repeat(8192)}`)).toBe('ERR_URL');
  });

  it("is refused if it isn't a string, or isn't well-formed", () => {
    expect(codeOf(undefined)).toBe('ERR_ARGUMENT_TYPE');
    expect(codeOf('https://mes.example/\uD800')).toBe('ERR_TEXT_NOT_WELL_FORMED');
  });

  it('may be a URL object, of any realm', () => {
    expect(baseOf(new URL('https://MES.example/gateway/'))).toBe('https://mes.example/gateway');
    const { URL: Foreign } = runInNewContext('({ URL })', { URL });
    expect(baseOf(new Foreign('https://mes.example'))).toBe('https://mes.example');
    expect(codeOf(new URL('https://user:secret@mes.example'))).toBe('ERR_URL');
    expect(codeOf(new URL('https://mes.example/?a=b'))).toBe('ERR_URL');
    expect(codeOf(new URL('ftp://mes.example'))).toBe('ERR_URL');
  });

  it.each(
    [
      { href: 'https://mes.example' },
      {
        [Symbol.toStringTag]: 'URL',
        get href(): string {
          throw new Error('no');
        },
      },
      { [Symbol.toStringTag]: 'URL', href: 7 },
      new Proxy(
        {},
        {
          get: () => {
            throw new Error('no');
          },
        },
      ),
    ].map((url) => ({ url })),
  )('is refused where it only looks like a URL object', ({ url }) => {
    expect(codeOf(url)).toBe('ERR_ARGUMENT_TYPE');
  });

  it.each([
    'https://..',
    'https://.',
    'https://a..b',
    'https://.a',
    'http://.localhost',
    'http://a..localhost',
    'https://[:]',
    'https://[]',
    'https://[:::]',
    'https://[1:2:3]',
    'https://[1:2:3:4:5:6:7:8:9]',
    'https://[::1::2]',
    'https://[::12345]',
    'https://[::1.2.3.256]',
    'https://[::1.2.3.04]',
    'https://[1.2.3.4]',
    'https://[1:2:3:4:5:6:7::8]',
    'https://a:0',
    'https://a:00000',
  ])('is refused with a host or port that no client can use: %s', (url) => {
    expect(codeOf(url)).toBe('ERR_URL');
  });

  it.each([
    '127.0.0.08',
    'evil.127.0.0.1',
    '127.0.0.099:60200',
    '127.0.0.256',
    '127.0.0.1.1',
    '127.0.0.1.',
    '127.1',
    '127.0.0',
    '127',
    '2130706433',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '127.0.0.0x1',
    '256.256.256.256',
    '1.2.3.4.5',
    '999999999999',
    '1.2.3.4.',
    '01.2.3.4',
    'a.08',
    'a.b.0x',
    '0x',
    'xn--',
    'a.xn--.example',
    'XN--A',
  ])('is refused with a host that clients refuse or rewrite, over https or http: %s', (host) => {
    expect(codeOf(`https://${host}`)).toBe('ERR_URL');
    expect(codeOf(`http://${host}`)).toBe('ERR_INSECURE_URL');
    expect(codeOf(`http://${host}`, true)).toBe('ERR_URL');
    expect(thrownBy(() => baseOf(`https://${host}`)).message).not.toContain(host.toLowerCase());
  });

  it.each([
    '0.0.0.0',
    '192.0.2.7',
    '255.255.255.255',
    '1.2.3.a',
    '7zip.example',
    '1.2.3.4.example',
    'xn--bcher-kva.example',
  ])('has any complete address, and any name that only begins like one: %s', (host) => {
    expect(baseOf(`https://${host}`)).toBe(`https://${host}`);
    expect(new URL(`https://${host}`).hostname).toBe(host);
  });

  it.each(['[::]', '[1:2:3:4:5:6:7:8]', '[1::8]', '[::1.2.3.4]', '[1:2:3:4:5:6:1.2.3.4]', 'a.', 'a-b_c'])(
    'has any valid host: %s',
    (host) => {
      expect(baseOf(`https://${host}`)).toBe(`https://${host}`);
    },
  );

  it('that ends with a part of the endpoint is refused, and the message says which', () => {
    const check = baseUrl([/\/api\/tokens$/i, '/api/tokens']);
    for (const url of ['https://a/api/tokens', 'https://a/b/API/Tokens//']) {
      const error = thrownBy(() => check('test', url));
      expect(error.code).toBe('ERR_URL');
      expect(error.message).toContain('"/api/tokens"');
    }
    expect(check('test', 'https://a/api/tokens2').base).toBe('https://a/api/tokens2');
  });

  it.each(['mes.example:60200', 'mes.example', '//mes.example', '/api'])('without a scheme says so: %s', (url) => {
    expect(thrownBy(() => baseOf(url)).message).toContain('starts with https:// or http://');
  });

  it('over plain http names the option if there is one', () => {
    const messageOf = (remedy: 'allowInsecureHttp' | 'https') =>
      thrownBy(() => refuseInsecure('test', true, remedy)).message;
    expect(messageOf('allowInsecureHttp')).toContain('allowInsecureHttp: true');
    expect(messageOf('https')).not.toContain('allowInsecureHttp');
  });

  it('does not come back in the message', () => {
    for (const url of [
      'http://sentinel.example',
      'https://user:sentinel@mes.example',
      'https://mes.example/?sentinel',
    ]) {
      expect(thrownBy(() => baseOf(url)).message).not.toContain('sentinel');
    }
  });

  it('of SmartConnect is never plain http, whatever the caller passes', () => {
    const loginUrl = 'http://login.example';
    expect(thrownBy(() => smartconnect.publicKeyRequest({ loginUrl })).code).toBe('ERR_INSECURE_URL');
    const options = { loginUrl, allowInsecureHttp: true };
    expect(thrownBy(() => smartconnect.publicKeyRequest(options)).code).toBe('ERR_UNKNOWN_OPTION');
  });

  it('of a vendor keeps its path before the endpoint', () => {
    const { url } = bex.tokenRequest({ baseUrl: 'https://proxy.example/bex/', username: 'u', password: 'p' });
    expect(url).toBe('https://proxy.example/bex/api/service/login');
  });
});

describe("a request's URL", () => {
  it.each([
    'https://mes.example',
    'HTTP://Mes.Example:80/a/../b?x=[1]&y={2}&z=%zz',
    'http://mes.example/?',
    'https://[::1]/a?b?c',
  ])('passes unchanged: %s', (url) => {
    expect(requestUrl('test', url)).toBe(url);
  });

  it.each([
    'mes.example/api',
    'ftp://mes.example',
    'https://user@mes.example/',
    'https://mes.example/#top',
    'https://mes.example\\@evil.example/',
    'https://mes.example/a\\b',
    'https://mes.example/a b',
    'https://mes.example/a\r\nHost: evil.example',
    'https://mes.example/\u00E9',
    'https://mes.example/\x7f',
    'https://mes.example:65536/',
  ])('is refused: %j', (url) => {
    expect(thrownBy(() => requestUrl('test', url)).code).toBe('ERR_URL');
  });
});

describe('an origin', () => {
  it.each([
    ['https://MES.example', 'https://mes.example'],
    ['https://mes.example:443/', 'https://mes.example'],
    ['http://mes.example:80', 'http://mes.example'],
    ['http://mes.example:443', 'http://mes.example:443'],
    ['https://mes.example:08443', 'https://mes.example:8443'],
    ['https://[2001:DB8::7]', 'https://[2001:db8::7]'],
  ])('of %s is %s', (url, origin) => {
    expect(originOf('test', url)).toBe(origin);
    expect(splitUrl('test', `${url.replace(/\/$/, '')}/a?b`).origin).toBe(origin);
    expect(originOf('test', new URL(url))).toBe(origin);
  });

  it.each(['https://a/b', 'https://a?b', 'https://a/#', 'a', 'ftp://a'])('is not %s', (url) => {
    expect(thrownBy(() => originOf('test', url)).code).toBe('ERR_URL');
  });
});

describe('the target of a URL', () => {
  it.each([
    ['https://mes.example', '', undefined],
    ['https://mes.example/a/b', '/a/b', undefined],
    ['https://mes.example/a?', '/a', ''],
    ['https://mes.example?a=b', '', 'a=b'],
    ['https://mes.example/a?b=/c?d', '/a', 'b=/c?d'],
  ])('of %s is path %j and query %j', (url, path, query) => {
    expect(splitTarget(url)).toEqual({ path, query });
  });
});

describe('decodePairs', () => {
  it.each([
    ['', []],
    ['a=b', [['a', 'b']]],
    [
      'a=b&c=d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['&&a=b&', [['a', 'b']]],
    ['a', [['a', '']]],
    ['a=', [['a', '']]],
    ['=b', [['', 'b']]],
    ['a=b=c==', [['a', 'b=c==']]],
    ['a+b=c+d', [['a b', 'c d']]],
    ['a%2Bb=%2b', [['a+b', '+']]],
    ['a=%C3%A9%F0%9F%98%80', [['a', '\u00E9\u{1F600}']]],
    ['a=100%', [['a', '100%']]],
    [
      'a=%zz&b=%',
      [
        ['a', '%zz'],
        ['b', '%'],
      ],
    ],
    ['a=%ff', [['a', '%ff']]],
    [
      'a=1&a=2',
      [
        ['a', '1'],
        ['a', '2'],
      ],
    ],
    ['__proto__=1', [['__proto__', '1']]],
  ])('decodes %j', (encoded, pairs) => {
    expect(decodePairs(encoded)).toEqual(pairs);
  });
});
