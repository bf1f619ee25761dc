import { formatRsaKeyValue, parseRsaKeyValue } from 'credwire/codecs';
import { describe, expect, it } from 'vitest';
import { fromHexDigits, hexDigits } from '../support/bytes.js';
import { throwingProxy } from '../support/hostile-values.js';
import { EXPONENT, keyXml, MODULUS } from '../support/rsa-key-value.js';
import { KEY_1024, TEST_KEYS } from '../support/rsa-keys.js';
import { callUntyped, codeOf, refusal, thrownBy } from '../support/thrown.js';

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const children = `<Modulus>${MODULUS}</Modulus><Exponent>${EXPONENT}</Exponent>`;

describe('formatRsaKeyValue', () => {
  it('writes what .NET writes: one line, modulus first, no namespace', () => {
    expect(formatRsaKeyValue(KEY_1024.key)).toBe(
      `<RSAKeyValue><Modulus>${MODULUS}</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>`,
    );
  });

  it.each(TEST_KEYS)('writes $id so that it can be read again', ({ key, modulus, exponent }) => {
    const again = parseRsaKeyValue(formatRsaKeyValue(key));
    expect([hexDigits(again.modulus), hexDigits(again.exponent)]).toEqual([hexDigits(modulus), hexDigits(exponent)]);
  });

  it('refuses everything that is not a key of this library', () => {
    for (const wrong of [undefined, null, keyXml(), Object.create(KEY_1024.key), throwingProxy({})]) {
      expect(refusal(() => callUntyped(formatRsaKeyValue, wrong))).toBe('InputError ERR_ARGUMENT_TYPE');
    }
  });
});

describe('parseRsaKeyValue reads what .NET writes by a way of its own', () => {
  // A line feed after the root element leaves the fast path.
  it.each(TEST_KEYS)('and gets the key that the scanner gets, $id', ({ key }) => {
    const xml = formatRsaKeyValue(key);
    expect(JSON.stringify(parseRsaKeyValue(xml))).toBe(JSON.stringify(parseRsaKeyValue(`${xml}\n`)));
    expect(parseRsaKeyValue(xml).bits).toBe(key.bits);
  });

  it.each([
    keyXml({ modulus: 'AAAA' }),
    keyXml({ modulus: `${MODULUS}A` }),
    keyXml({ modulus: `${'A'.repeat(MODULUS.length - 2)}B=` }),
    keyXml({ exponent: 'AQAC' }),
    keyXml({ exponent: 'AQ' }),
    keyXml({ modulus: 'A'.repeat(65_536) }),
  ])('and refuses with the same words, %#', (xml) => {
    const [one, other] = [xml, `${xml}\n`].map((document) => thrownBy(() => parseRsaKeyValue(document)));
    expect(one?.code).toBe(other?.code);
    expect(one?.message).toBe(other?.message.replaceAll(String(xml.length + 1), String(xml.length)));
  });
});

// Spellings of one and the same key.
const ACCEPTED: readonly (readonly [string, string])[] = [
  ['nothing but the elements', keyXml()],
  ['exponent before modulus', `<RSAKeyValue><Exponent>AQAB</Exponent><Modulus>${MODULUS}</Modulus></RSAKeyValue>`],
  ['a byte order mark', keyXml({ before: '\uFEFF' })],
  ['an XML declaration', keyXml({ before: '<?xml version="1.0"?>' })],
  ['a byte order mark and an XML declaration', keyXml({ before: '\uFEFF<?xml version="1.0"?>\r\n' })],
  ['XML 1.1', keyXml({ before: "<?xml version='1.1'?>" })],
  ['an encoding', keyXml({ before: '<?xml version="1.0" encoding="utf-8"?>' })],
  ['an encoding of any name', keyXml({ before: "<?xml version='1.0' encoding='windows-1252'?>" })],
  ['standalone="yes"', keyXml({ before: '<?xml version="1.0"  standalone="yes"?>' })],
  ['encoding and standalone', keyXml({ before: `<?xml version="1.0" encoding="UTF-8" standalone='no' ?>` })],
  ['white space in the declaration', keyXml({ before: '<?xml\t version \n= \r"1.0"  encoding =\n"x"  ?>' })],
  ['a space wherever one may be', keyXml({ before: '<?xml version = "1.0" encoding = "x" standalone = "yes" ?>' })],
  ['white space around everything', keyXml({ before: ' \t\r\n', between: '\r\n  ', within: '\t', behind: '\n \n' })],
  [
    'white space within the tags',
    `<RSAKeyValue ><Modulus\n>${MODULUS}</Modulus\t><Exponent >AQAB</Exponent \r></RSAKeyValue >`,
  ],
  [
    'comments around the elements',
    keyXml({ before: '<!-- a -->', between: '<!--b-->', within: '<!---->', behind: '<!--c-->' }),
  ],
  ['several comments with white space', keyXml({ before: '<!--a--> <!--b-->\n<!--c-->', behind: '\n<!--d-->\n' })],
  ['a comment that looks like markup', keyXml({ between: '<!--<Modulus>AAAA</Modulus> & <?pi?> <!DOCTYPE x> - -->' })],
  ['a comment in any script', keyXml({ before: '<!-- ключ 鍵 😀 \uFFFD -->' })],
  [
    'white space in the values',
    keyXml({ modulus: `\n  ${MODULUS.replace(/.{64}/g, '$&\r\n\t')}\n`, exponent: ' A Q\nAB ' }),
  ],
  ['white space before the padding', keyXml({ modulus: MODULUS.replace('=', '\n=') })],
  ['the namespace of XMLDSig', keyXml({ attributes: ` xmlns="${DSIG}"` })],
  ['a namespace of any name', keyXml({ attributes: ' xmlns="urn:x"' })],
  ['an empty namespace', keyXml({ attributes: ' xmlns=""' })],
  ['a namespace in single quotes, with a quote in it', keyXml({ attributes: ` xmlns='a"b'` })],
  ['a prefix declared in single quotes', keyXml({ attributes: " xmlns:a='urn:a'" })],
  ['white space around an attribute', keyXml({ attributes: ` \n xmlns\t=\r\n"${DSIG}" ` })],
  ['prefixes that are declared and not used', keyXml({ attributes: ' xmlns:a="urn:a" xmlns:b="urn:b" xmlns="urn:c"' })],
  [
    'a prefix',
    `<ds:RSAKeyValue xmlns:ds="${DSIG}"><ds:Modulus>${MODULUS}</ds:Modulus><ds:Exponent>AQAB</ds:Exponent></ds:RSAKeyValue>`,
  ],
  [
    'a prefix of every character that one may have',
    `<_a.b-c9:RSAKeyValue xmlns:_a.b-c9="urn:x">${children}</_a.b-c9:RSAKeyValue>`,
  ],
  [
    'prefixes that differ',
    `<a:RSAKeyValue xmlns:a="1" xmlns:b="2"><b:Modulus>${MODULUS}</b:Modulus><Exponent>AQAB</Exponent></a:RSAKeyValue>`,
  ],
  [
    'a prefix declared where it is used',
    `<RSAKeyValue><x:Modulus xmlns:x="1">${MODULUS}</x:Modulus><Exponent>AQAB</Exponent></RSAKeyValue>`,
  ],
  [
    'a prefix declared twice, one within the other',
    `<x:RSAKeyValue xmlns:x="1"><x:Modulus xmlns:x="2">${MODULUS}</x:Modulus><x:Exponent>AQAB</x:Exponent></x:RSAKeyValue>`,
  ],
  [
    'namespaces on every element',
    `<RSAKeyValue xmlns="1"><Modulus xmlns="2">${MODULUS}</Modulus><Exponent xmlns="3">AQAB</Exponent></RSAKeyValue>`,
  ],
  ['a prefix that begins like a reserved one', `<xmlx:RSAKeyValue xmlns:xmlx="1">${children}</xmlx:RSAKeyValue>`],
  [
    'leading zero bytes',
    keyXml({ modulus: Buffer.concat([Buffer.alloc(3), KEY_1024.modulus]).toString('base64'), exponent: 'AAAAAQAB' }),
  ],
];

describe('parseRsaKeyValue', () => {
  it.each(ACCEPTED)('reads a document with %s', (_what, xml) => {
    const key = parseRsaKeyValue(xml);
    expect([hexDigits(key.modulus), hexDigits(key.exponent)]).toEqual([hexDigits(KEY_1024.modulus), '010001']);
  });

  it('takes 65,536 characters and refuses one more', () => {
    const padded = keyXml().padEnd(65_536, ' ');
    expect(parseRsaKeyValue(padded).bits).toBe(1024);
    const error = thrownBy(() => parseRsaKeyValue(`${padded} `));
    expect([error.name, error.code]).toEqual(['InputError', 'ERR_RSA_XML']);
    expect(error.message).toContain('at most 65536 characters, got 65537');
  });

  it('reads the largest key, with its numbers in lines of 76 characters', () => {
    const modulus = new Uint8Array(2048).fill(0xff);
    const lines =
      Buffer.from(modulus)
        .toString('base64')
        .match(/.{1,76}/g)
        ?.join('\n') ?? '';
    expect(parseRsaKeyValue(keyXml({ modulus: lines })).bits).toBe(16_384);
  });

  it('refuses the numbers that rsaPublicKey refuses, by the same codes', () => {
    const base64 = (hex: string) => Buffer.from(fromHexDigits(hex)).toString('base64');
    expect(codeOf(() => parseRsaKeyValue(keyXml({ modulus: 'AQAB' })))).toBe('ERR_RSA_KEY_SIZE');
    expect(codeOf(() => parseRsaKeyValue(keyXml({ modulus: base64('ff'.repeat(2049)) })))).toBe('ERR_RSA_KEY_SIZE');
    expect(codeOf(() => parseRsaKeyValue(keyXml({ modulus: base64('fe'.repeat(128)) })))).toBe('ERR_RSA_KEY');
    for (const exponent of ['00', '01', '02', '010000000000000001']) {
      expect(codeOf(() => parseRsaKeyValue(keyXml({ exponent: base64(exponent) })))).toBe('ERR_RSA_KEY');
    }
    expect(parseRsaKeyValue(keyXml({ exponent: base64('ff'.repeat(8)) })).exponent).toHaveLength(8);
  });

  it('refuses anything but a string, and a lone surrogate with its own code', () => {
    for (const wrong of [undefined, null, 7, Object(keyXml()), [keyXml()], Buffer.from(keyXml()), throwingProxy({})]) {
      expect(refusal(() => callUntyped(parseRsaKeyValue, wrong))).toBe('InputError ERR_ARGUMENT_TYPE');
    }
    expect(codeOf(() => parseRsaKeyValue(keyXml({ before: '<!--\uD800-->' })))).toBe('ERR_TEXT_NOT_WELL_FORMED');
  });
});
