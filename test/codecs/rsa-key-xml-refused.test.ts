import { parseRsaKeyValue } from 'credwire/codecs';
import { describe, expect, it } from 'vitest';
import { EXPONENT, keyXml, MODULUS } from '../support/rsa-key-value.js';
import { thrownBy } from '../support/thrown.js';

const M = `<Modulus>${MODULUS}</Modulus>`;
const E = `<Exponent>${EXPONENT}</Exponent>`;
const root = (content: string, name = 'RSAKeyValue') => `<${name}>${content}</${name}>`;

type Refused = readonly (readonly [what: string, xml: string])[];

const OTHER_DOCUMENTS: Refused = [
  ['nothing', ''],
  ['a byte order mark alone', '\uFEFF'],
  ['white space alone', ' \r\n\t'],
  ['a declaration alone', '<?xml version="1.0"?>'],
  ['a comment alone', '<!-- -->'],
  ['text', 'key'],
  ['the Base64 alone', MODULUS],
  ['JSON', JSON.stringify(keyXml())],
  ['a PEM file', '-----BEGIN PUBLIC KEY-----'],
  ['an HTML page', '<!DOCTYPE html><html><body>Bad gateway</body></html>'],
  ['another root', root(M + E, 'DSAKeyValue')],
  ['a root around the root', root(keyXml(), 'KeyInfo')],
  ['RSAParameters, which is another format', root(M + E, 'RSAParameters')],
  ['a root in lower case', root(M + E, 'rsakeyvalue')],
  ['a root in upper case', root(M + E, 'RSAKEYVALUE')],
  ['a longer name of the root', root(M + E, 'RSAKeyValues')],
  ['a shorter name of the root', root(M + E, 'RSAKeyValu')],
  ['an empty root', root('')],
  ['a root that closes itself', '<RSAKeyValue/>'],
  ['text in the root', root('key')],
];

const CHILDREN: Refused = [
  ['no modulus', root(E)],
  ['no exponent', root(M)],
  ['two moduli', root(M + M + E)],
  ['two exponents', root(M + E + E)],
  ['two exponents and no modulus', root(E + E)],
  ['an unknown element in front', root(`<X/>${M}${E}`)],
  ['an unknown element between', root(`${M}<X></X>${E}`)],
  ['an unknown element behind', root(`${M}${E}<X>AA==</X>`)],
  ['children in lower case', root('<modulus>AQAB</modulus><exponent>AQAB</exponent>')],
  ['children one level too deep', root(root(M + E, 'Key'))],
  ['an element within the modulus', root(`<Modulus><X/>${MODULUS}</Modulus>${E}`)],
  ['an element within the exponent', root(`${M}<Exponent>AQAB<X/></Exponent>`)],
  ['a modulus that closes itself', root(`<Modulus/>${E}`)],
  ['text between the children', root(`${M}x${E}`)],
  ['text behind the children', root(`${M}${E}x`)],
  ['text in front of the children', root(`x${M}${E}`)],
  ...['P', 'Q', 'DP', 'DQ', 'InverseQ', 'D'].flatMap(
    (name): Refused => [
      [`the private part ${name} behind`, root(`${M}${E}<${name}>AQAB</${name}>`)],
      [`the private part ${name} in front`, root(`<${name}>AQAB</${name}>${M}${E}`)],
    ],
  ),
];

const MARKUP: Refused = [
  ['a DOCTYPE', keyXml({ before: '<!DOCTYPE RSAKeyValue>' })],
  ['a DOCTYPE behind a declaration', keyXml({ before: '<?xml version="1.0"?>\n<!DOCTYPE RSAKeyValue []>' })],
  ['an external entity', keyXml({ before: '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>', exponent: '&x;' })],
  ['an entity that is not declared', keyXml({ exponent: '&x;' })],
  ['a predefined entity', keyXml({ exponent: 'AQAB&amp;' })],
  ['a character reference', keyXml({ exponent: 'AQA&#66;' })],
  ['a character reference in hexadecimal', keyXml({ exponent: 'AQA&#x42;' })],
  ['a reference to white space between the elements', keyXml({ between: '&#32;' })],
  ['CDATA around a value', keyXml({ exponent: '<![CDATA[AQAB]]>' })],
  ['CDATA between the elements', keyXml({ between: '<![CDATA[ ]]>' })],
  ['a processing instruction in front', keyXml({ before: '<?x y?>' })],
  ['a processing instruction between', keyXml({ between: '<?x?>' })],
  ['a processing instruction behind', keyXml({ behind: '<?x?>' })],
  ['a comment within a value', keyXml({ exponent: 'AQ<!-- -->AB' })],
  ['a comment at the end of a value', keyXml({ exponent: 'AQAB<!-- -->' })],
  ['a comment within a tag', `<RSAKeyValue <!-- -->>${M}${E}</RSAKeyValue>`],
  ['a comment with two hyphens in it', keyXml({ before: '<!-- a -- b -->' })],
  ['a comment that ends in three hyphens', keyXml({ before: '<!-- a --->' })],
  ['a comment that does not end', keyXml({ behind: '<!-- a ->' })],
  ['a comment that overlaps itself', keyXml({ before: '<!-->' })],
  ['a comment of three hyphens', keyXml({ before: '<!--->' })],
  ['markup that begins like a comment', keyXml({ before: '<!- a -->' })],
  ['a control character in a comment', keyXml({ before: '<!--\u0001-->' })],
  ['NUL in a comment', keyXml({ before: '<!--\u0000-->' })],
  ['U+FFFE in a comment', keyXml({ before: '<!--\uFFFE-->' })],
  ['U+FFFF in a comment', keyXml({ behind: '<!--\uFFFF-->' })],
];

const DECLARATIONS: Refused = [
  ['white space before the declaration', keyXml({ before: ' <?xml version="1.0"?>' })],
  ['a comment before the declaration', keyXml({ before: '<!----><?xml version="1.0"?>' })],
  ['two declarations', keyXml({ before: '<?xml version="1.0"?><?xml version="1.0"?>' })],
  ['a declaration behind the root', keyXml({ behind: '<?xml version="1.0"?>' })],
  ['a declaration without a version', keyXml({ before: '<?xml encoding="utf-8"?>' })],
  ['an empty declaration', keyXml({ before: '<?xml?>' })],
  ['a declaration in upper case', keyXml({ before: '<?XML version="1.0"?>' })],
  ['version 2.0', keyXml({ before: '<?xml version="2.0"?>' })],
  ['an empty version', keyXml({ before: '<?xml version=""?>' })],
  ['a version without quotes', keyXml({ before: '<?xml version=1.0?>' })],
  ['quotes that do not match', keyXml({ before: `<?xml version="1.0'?>` })],
  ['no space behind the version', keyXml({ before: '<?xml version="1.0"encoding="utf-8"?>' })],
  ['standalone before encoding', keyXml({ before: '<?xml version="1.0" standalone="yes" encoding="utf-8"?>' })],
  ['standalone="maybe"', keyXml({ before: '<?xml version="1.0" standalone="maybe"?>' })],
  ['an empty encoding', keyXml({ before: '<?xml version="1.0" encoding=""?>' })],
  ['an encoding that begins with a digit', keyXml({ before: '<?xml version="1.0" encoding="8859-1"?>' })],
  ['something else in the declaration', keyXml({ before: '<?xml version="1.0" x="y"?>' })],
  ['a declaration that does not end', keyXml({ before: '<?xml version="1.0"' })],
  ['a no-break space in the declaration', keyXml({ before: '<?xml\u00A0version="1.0"?>' })],
];

const BLANKS = ' version = "1.0" encoding = "x" standalone = "yes" ?>'.split(' ').slice(1);

const OTHER_SPACES: Refused = [
  // A form feed instead of each possible space.
  ...BLANKS.map((_word, place): Refused[number] => [
    `a form feed as space ${place + 1} of the declaration`,
    keyXml({ before: `<?xml${BLANKS.map((word, at) => (at === place ? '\f' : ' ') + word).join('')}` }),
  ]),
  ['a form feed in front of "="', keyXml({ attributes: ' xmlns\f="x"' })],
  ['a form feed behind "="', keyXml({ attributes: ' xmlns=\f"x"' })],
  ['a form feed behind an attribute', keyXml({ attributes: ' xmlns="x"\f' })],
];

const ATTRIBUTES: Refused = [
  ['an attribute on the root', keyXml({ attributes: ' Id="x"' })],
  ['an attribute on a child', root(`<Modulus Id="x">${MODULUS}</Modulus>${E}`)],
  ['an attribute of a namespace', keyXml({ attributes: ' xmlns:x="urn:x" x:Id="y"' })],
  ['xml:space', keyXml({ attributes: ' xml:space="preserve"' })],
  ['xmlns twice', keyXml({ attributes: ' xmlns="urn:x" xmlns="urn:x"' })],
  ['a prefix declared twice', keyXml({ attributes: ' xmlns:x="urn:x" xmlns:x="urn:y"' })],
  ['XMLNS in upper case', keyXml({ attributes: ' XMLNS="urn:x"' })],
  ['a name that begins with xmlns', keyXml({ attributes: ' xmlnsx="urn:x"' })],
  ['an empty prefix', keyXml({ attributes: ' xmlns:="urn:x"' })],
  ['the prefix xml declared', keyXml({ attributes: ' xmlns:xml="http://www.w3.org/XML/1998/namespace"' })],
  ['the prefix xmlns declared', keyXml({ attributes: ' xmlns:xmlns="http://www.w3.org/2000/xmlns/"' })],
  ['a prefix for no namespace', keyXml({ attributes: ' xmlns:x=""' })],
  ['a namespace without quotes', keyXml({ attributes: ' xmlns=x' })],
  ['a namespace without a value', keyXml({ attributes: ' xmlns' })],
  ['a namespace with quotes that do not match', keyXml({ attributes: ` xmlns="x'` })],
  ['"<" in a namespace', keyXml({ attributes: ' xmlns="<"' })],
  ['"&" in a namespace', keyXml({ attributes: ' xmlns="a&amp;b"' })],
  ['a control character in a namespace', keyXml({ attributes: ' xmlns="\u0007"' })],
  ['no space between two attributes', keyXml({ attributes: ' xmlns="x"xmlns:y="y"' })],
  ['no space in front of an attribute', keyXml({ attributes: 'xmlns="x"' })],
  ['a no-break space in front of an attribute', keyXml({ attributes: '\u00A0xmlns="x"' })],
  ['an attribute in an end tag', `<RSAKeyValue>${M}${E}</RSAKeyValue xmlns="x">`],
];

const NAMES: Refused = [
  ['a prefix that is not declared', root(M + E, 'ds:RSAKeyValue')],
  ['a prefix on a child that is not declared', root(`<x:Modulus>${MODULUS}</x:Modulus>${E}`)],
  [
    'a prefix declared on the other child alone',
    root(`<Modulus xmlns:x="1">${MODULUS}</Modulus><x:Exponent>AQAB</x:Exponent>`),
  ],
  ['a prefix declared in other case', `<X:RSAKeyValue xmlns:x="1">${M}${E}</X:RSAKeyValue>`],
  ['the prefix xmlns', root(M + E, 'xmlns:RSAKeyValue')],
  ['two colons', `<a:b:RSAKeyValue xmlns:a="1">${M}${E}</a:b:RSAKeyValue>`],
  ['a colon in front', root(M + E, ':RSAKeyValue')],
  ['a colon behind', `<RSAKeyValue:x>${M}${E}</RSAKeyValue:x>`],
  ['a prefix that begins with a digit', `<1:RSAKeyValue xmlns:1="1">${M}${E}</1:RSAKeyValue>`],
  ['a prefix in another script', `<к:RSAKeyValue xmlns:к="1">${M}${E}</к:RSAKeyValue>`],
  ['a Cyrillic letter in a name', root(M + E, 'RSАKeyValue')],
  ['an end tag of another name', root(`<Modulus>${MODULUS}</Exponent>${E}`)],
  ['an end tag of another case', root(`<Modulus>${MODULUS}</modulus>${E}`)],
  ['an end tag without the prefix', `<x:RSAKeyValue xmlns:x="1">${M}${E}</RSAKeyValue>`],
  ['an end tag with another prefix', `<x:RSAKeyValue xmlns:x="1" xmlns:y="1">${M}${E}</y:RSAKeyValue>`],
  ['an end tag with more behind its name', `<RSAKeyValue>${M}${E}</RSAKeyValueX>`],
  ['a space in front of a name', `< RSAKeyValue>${M}${E}</RSAKeyValue>`],
  ['a space in front of the name of an end tag', `<RSAKeyValue>${M}${E}</ RSAKeyValue>`],
];

const VALUES: Refused = [
  ['an empty modulus', keyXml({ modulus: '' })],
  ['an empty exponent', keyXml({ exponent: '' })],
  ['a modulus of white space', keyXml({ modulus: ' \n' })],
  ['an exponent without padding', keyXml({ exponent: 'AQ' })],
  ['an exponent with surplus padding', keyXml({ exponent: 'AQAB=' })],
  ['padding alone', keyXml({ exponent: '====' })],
  ['digits behind the padding', keyXml({ exponent: 'AQ==AQ==' })],
  ['bits behind the last byte', keyXml({ exponent: 'AR==' })],
  ['Base64url', keyXml({ modulus: MODULUS.replaceAll('+', '-').replaceAll('/', '_') })],
  ['a hexadecimal number', keyXml({ exponent: '010001' })],
  ['a decimal number', keyXml({ exponent: '65537' })],
  ['a character outside the alphabet', keyXml({ exponent: 'AQA*' })],
  ['full-width letters', keyXml({ exponent: 'ＡＱＡＢ' })],
  ...[
    ['NUL', '\u0000'],
    ['a vertical tab', '\u000B'],
    ['a form feed', '\u000C'],
    ['DEL', '\u007F'],
    ['NEL', '\u0085'],
    ['a no-break space', '\u00A0'],
    ['an em space', '\u2003'],
    ['a zero-width space', '\u200B'],
    ['a line separator', '\u2028'],
    ['an ideographic space', '\u3000'],
    ['a byte order mark', '\uFEFF'],
  ].flatMap(
    ([name, character]): Refused => [
      [`${name} within a value`, keyXml({ exponent: `AQ${character}AB` })],
      [`${name} between the elements`, keyXml({ between: character ?? '' })],
      [`${name} behind the root`, keyXml({ behind: character ?? '' })],
      [`${name} in an end tag`, `<RSAKeyValue>${M}${E}</RSAKeyValue${character}>`],
    ],
  ),
  ['two byte order marks', keyXml({ before: '\uFEFF\uFEFF' })],
  ['a byte order mark behind the declaration', keyXml({ before: '<?xml version="1.0"?>\uFEFF' })],
];

const ENDINGS: Refused = [
  ['a second root', keyXml({ behind: keyXml() })],
  ['another root behind the root', keyXml({ behind: '<x/>' })],
  ['text behind the root', keyXml({ behind: 'x' })],
  ['a second end tag', keyXml({ behind: '</RSAKeyValue>' })],
  ['NUL at the end', keyXml({ behind: '\u0000' })],
  ['no end of the root', keyXml().replace('</RSAKeyValue>', '')],
  ['no end of the last tag', keyXml().slice(0, -1)],
];

describe.each([
  ['other documents', OTHER_DOCUMENTS],
  ['wrong children', CHILDREN],
  ['markup that is no part of it', MARKUP],
  ['wrong declarations', DECLARATIONS],
  ['other spaces', OTHER_SPACES],
  ['wrong attributes', ATTRIBUTES],
  ['wrong names', NAMES],
  ['wrong values', VALUES],
  ['wrong endings', ENDINGS],
] as const)('parseRsaKeyValue and %s', (_kind, documents) => {
  it.each(documents)('refuses %s', (_what, xml) => {
    const error = thrownBy(() => parseRsaKeyValue(xml));
    expect([error.name, error.code]).toEqual(['InputError', 'ERR_RSA_XML']);
    expect(error.message).toMatch(/^parseRsaKeyValue: expected .+ at position \d+ of \d+$/);
    expect(error.message).toContain(` of ${xml.length}`);
  });
});
