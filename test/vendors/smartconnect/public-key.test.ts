import { smartconnect } from 'credwire';
import { formatRsaKeyValue, toSpkiPem } from 'credwire/codecs';
import { describe, expect, it } from 'vitest';
import { text } from '../../support/http-messages.js';
import { KEY_1024 } from '../../support/rsa-keys.js';
import { codeOf, refusedBy, thrownBy } from '../../support/thrown.js';

const XML = formatRsaKeyValue(KEY_1024.key);

describe('smartconnect.publicKeyRequest', () => {
  it('posts nothing to the login service', () => {
    const expected =
      '{"method":"POST","url":"https://login.smartconnect.com/v1/public-key","headers":{"Accept":"application/json"}}';
    expect(JSON.stringify(smartconnect.publicKeyRequest())).toBe(expected);
    expect(JSON.stringify(smartconnect.publicKeyRequest({}))).toBe(expected);
  });

  it('goes to another login service over https, or on loopback', () => {
    const urlOf = (loginUrl: string) => smartconnect.publicKeyRequest({ loginUrl }).url;
    expect(urlOf('https://login.example/base/')).toBe('https://login.example/base/v1/public-key');
    expect(urlOf('http://127.0.0.1:8080')).toBe('http://127.0.0.1:8080/v1/public-key');
    expect(codeOf(() => urlOf('http://login.example'))).toBe('ERR_INSECURE_URL');
    expect(codeOf(() => urlOf('login.example'))).toBe('ERR_URL');
    expect(smartconnect.publicKeyRequest({ loginUrl: new URL('https://login.example') }).url).toBe(
      'https://login.example/v1/public-key',
    );
  });

  it.each(['/v1/public-key', '/v1/companies', '/v1', '/V1/Public-Key/'])('refuses the end %s, and names it', (end) => {
    const error = thrownBy(() => smartconnect.publicKeyRequest({ loginUrl: `https://login.example/base${end}` }));
    expect(error.code).toBe('ERR_URL');
    expect(error.message).toContain(`"${end.toLowerCase().replace(/\/$/, '')}"`);
  });

  it("never proposes allowInsecureHttp, which isn't an option", () => {
    const error = thrownBy(() => smartconnect.publicKeyRequest({ loginUrl: 'http://login.example' }));
    expect(error.message).not.toContain('allowInsecureHttp');
  });
});

describe('smartconnect.parsePublicKeyResponse', () => {
  const parse = (body: string) => smartconnect.parsePublicKeyResponse(text(body));
  const escaped = `"${XML.replaceAll('<', '\\u003c').replaceAll('>', '\\u003E').replaceAll('/', '\\/')}"`;
  const folded = XML.replaceAll('><', '>\r\n  <');
  const turned = XML.replace(/(<Modulus>.*<\/Modulus>)(<Exponent>.*<\/Exponent>)/, '$2$1');

  it.each([
    ['a JSON string', JSON.stringify(XML)],
    ['a JSON string with escapes', escaped],
    ['a JSON string with line ends as escapes', JSON.stringify(folded)],
    ['a JSON string with a byte order mark inside', JSON.stringify(`\uFEFF${XML}`)],
    ['a JSON string with an XML declaration', JSON.stringify(`<?xml version="1.0"?>${XML}`)],
    ['a JSON string behind a byte order mark', `\uFEFF${JSON.stringify(XML)}`],
    ['a JSON string between white space', `\r\n ${JSON.stringify(XML)}\n`],
    ['Exponent in front of Modulus', JSON.stringify(turned)],
    ['bare XML', XML],
    ['bare XML on several lines', folded],
    ['bare XML behind a byte order mark', `\uFEFF${XML}`],
    ['bare XML behind white space', ` \r\n\t${XML}\n`],
    ['bare XML with a declaration', `<?xml version="1.0" encoding="utf-8"?>\n${XML}`],
  ])('reads a key from %s', (_, body) => {
    expect(parse(body).toJSON()).toEqual(KEY_1024.key.toJSON());
  });

  it.each([
    ['a JSON string without XML', '"key"', 'ERR_RESPONSE_FORMAT'],
    ['an empty JSON string', '""', 'ERR_RESPONSE_FORMAT'],
    ['JSON twice', JSON.stringify(JSON.stringify(XML)), 'ERR_RESPONSE_FORMAT'],
    ['an object', JSON.stringify({ PublicKey: XML }), 'ERR_RESPONSE_FORMAT'],
    ['quotes around XML that are not escaped', `"${XML.replace('<M', '"<M')}"`, 'ERR_RESPONSE_FORMAT'],
    ['other XML', '<key/>', 'ERR_RSA_XML'],
    ['a key without an exponent', XML.replace(/<Exponent>.*<\/Exponent>/, ''), 'ERR_RSA_XML'],
    ['a key with its private part', XML.replace('</RSA', '<D>AQAB</D></RSA'), 'ERR_RSA_XML'],
    ['an exponent of 1', XML.replace('AQAB', 'AQ=='), 'ERR_RSA_KEY'],
    [
      'an even modulus',
      XML.replace(/<Modulus>.*<\/Modulus>/, `<Modulus>${'/'.repeat(170)}4=</Modulus>`),
      'ERR_RSA_KEY',
    ],
    ['a short modulus', XML.replace(/<Modulus>.*<\/Modulus>/, '<Modulus>////</Modulus>'), 'ERR_RSA_KEY_SIZE'],
  ])("calls it the peer's fault to send %s", (_, body, code) => {
    const error = refusedBy(() => parse(body));
    expect(error).toMatchObject({ code, status: 200 });
    expect(error.message).toMatch(/^smartconnect\.parsePublicKeyResponse: /);
    expect(error.cause).toBeUndefined();
  });

  it('says what it is instead of a key', () => {
    const messageOf = (body: string) => refusedBy(() => parse(body)).message;
    expect(messageOf(JSON.stringify(encodeURIComponent(XML)))).toContain('got percent-encoded XML');
    expect(messageOf(JSON.stringify(toSpkiPem(KEY_1024.key)))).toContain('got a PEM block PUBLIC KEY');
  });

  it.each([
    ['as it is', '<!DOCTYPE html><title>Sign in</title>', 'ERR_RESPONSE_FORMAT'],
    ['with a body alone', ' <body>Sign in</body>', 'ERR_RESPONSE_FORMAT'],
    ['a heading', '<h1>502 Bad Gateway</h1>', 'ERR_RESPONSE_FORMAT'],
    ['a refresh', '<meta http-equiv="refresh" content="0">', 'ERR_RESPONSE_FORMAT'],
    ['in a JSON string', JSON.stringify('<html><body>Sign in</body></html>'), 'ERR_RSA_XML'],
  ])('says that an HTML page is one: %s', (_, body, code) => {
    const error = refusedBy(() => parse(body));
    expect([error.code, /HTML/.test(error.message)]).toEqual([code, true]);
  });
});
