"""RSAKeyValue documents that must be refused, each for one reason."""

import json

from model import base64x, rsa

from .rsa_key_xml_parts import DIGITS, DOCUMENT, EXPONENT, MODULUS, compact
from .samples import KEYS, octets

DECLARATION = '<?xml version="1.0"?>'


def documents():
    """(comment, flag, document)"""
    for part in (
        doctypes,
        instructions,
        declarations,
        entities,
        sections,
        private_parts,
        structure,
        names,
        attributes,
        stray,
        comments,
        values,
        white_space,
        truncated,
        others,
    ):
        yield from part()


def doctypes():
    for comment, doctype in [
        ('bare', '<!DOCTYPE RSAKeyValue>'),
        ('with an internal subset', '<!DOCTYPE RSAKeyValue [<!ELEMENT RSAKeyValue ANY>]>'),
        ('with an entity', '<!DOCTYPE RSAKeyValue [<!ENTITY e "AQAB">]>'),
        ('with an external entity', '<!DOCTYPE RSAKeyValue [<!ENTITY e SYSTEM "file:///etc/hostname">]>'),
        ('with an external subset', '<!DOCTYPE RSAKeyValue SYSTEM "http://127.0.0.1/a.dtd">'),
        ('in lower case', '<!doctype RSAKeyValue>'),
    ]:
        yield f'DOCTYPE {comment}', 'Doctype', doctype + DOCUMENT
    yield 'DOCTYPE behind a declaration', 'Doctype', f'{DECLARATION}<!DOCTYPE RSAKeyValue>{DOCUMENT}'
    bomb = ''.join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for name, before in zip('bcdefg', 'abcdef'))
    yield (
        'entities that grow tenfold six times',
        'Doctype',
        (f'<!DOCTYPE RSAKeyValue [<!ENTITY a "AQAB">{bomb}]>{compact(f"{MODULUS}<Exponent>&g;</Exponent>")}'),
    )


def instructions():
    yield 'before the root', 'ProcessingInstruction', f'<?xml-stylesheet href="a.xsl"?>{DOCUMENT}'
    yield 'inside the root', 'ProcessingInstruction', compact(f'<?a b?>{MODULUS}{EXPONENT}')
    yield 'inside a value', 'ProcessingInstruction', compact(f'<Modulus>{DIGITS}<?a?></Modulus>{EXPONENT}')
    yield 'behind the root', 'ProcessingInstruction', f'{DOCUMENT}<?a?>'


def declarations():
    for comment, start in [
        ('after a space', f' {DECLARATION}'),
        ('after a line feed', f'\n{DECLARATION}'),
        ('after a comment', f'<!--a-->{DECLARATION}'),
        ('twice', DECLARATION * 2),
        ('without a version', '<?xml encoding="utf-8"?>'),
        ('empty', '<?xml?>'),
        ('of version 2.0', '<?xml version="2.0"?>'),
        ('of version 1.2', '<?xml version="1.2"?>'),
        ('without quotes', '<?xml version=1.0?>'),
        ('with quotes that differ', '<?xml version="1.0\'?>'),
        ('with encoding before version', '<?xml encoding="utf-8" version="1.0"?>'),
        ('with standalone before encoding', '<?xml version="1.0" standalone="yes" encoding="utf-8"?>'),
        ('standalone maybe', '<?xml version="1.0" standalone="maybe"?>'),
        ('with an unknown attribute', '<?xml version="1.0" a="b"?>'),
        ('without a space', '<?xml version="1.0"encoding="utf-8"?>'),
        ('in upper case', '<?XML version="1.0"?>'),
        ('that never ends', '<?xml version="1.0">'),
    ]:
        yield f'declaration {comment}', 'Declaration', start + DOCUMENT
    yield 'declaration behind the root', 'Declaration', DOCUMENT + DECLARATION


def entities():
    for reference in ('&#65;', '&#x41;', '&amp;', '&lt;', '&e;', '&'):
        yield f'{reference} in a value', 'Entity', compact(f'{MODULUS}<Exponent>AQ{reference}B</Exponent>')
    yield '&#32; between elements', 'Entity', compact(f'{MODULUS}&#32;{EXPONENT}')
    yield '&amp; in a namespace', 'Entity', compact(MODULUS + EXPONENT, ' xmlns="urn:a&amp;b"')
    yield '&amp; behind the root', 'Entity', f'{DOCUMENT}&amp;'


def sections():
    yield 'the whole value', 'Cdata', compact(f'{MODULUS}<Exponent><![CDATA[AQAB]]></Exponent>')
    yield 'part of a value', 'Cdata', compact(f'{MODULUS}<Exponent>AQ<![CDATA[AB]]></Exponent>')
    yield 'an empty one', 'Cdata', compact(f'<Modulus>{DIGITS}<![CDATA[]]></Modulus>{EXPONENT}')
    yield 'white space between elements', 'Cdata', compact(f'{MODULUS}<![CDATA[ ]]>{EXPONENT}')


def private_parts():
    for name in ('P', 'Q', 'DP', 'DQ', 'InverseQ', 'D'):
        yield f'{name} behind the exponent', 'PrivatePart', compact(f'{MODULUS}{EXPONENT}<{name}>AQAB</{name}>')
    yield 'D before the modulus', 'PrivatePart', compact(f'<D>AQAB</D>{MODULUS}{EXPONENT}')
    yield 'an empty D', 'PrivatePart', compact(f'{MODULUS}{EXPONENT}<D></D>')
    every = ''.join(f'<{name}>AQAB</{name}>' for name in ('P', 'Q', 'DP', 'DQ', 'InverseQ', 'D'))
    yield 'all of them', 'PrivatePart', compact(MODULUS + EXPONENT + every)


def structure():
    yield 'no modulus', 'Missing', compact(EXPONENT)
    yield 'no exponent', 'Missing', compact(MODULUS)
    yield 'an empty root', 'Missing', compact('')
    yield 'a root that closes itself', 'Missing', '<RSAKeyValue/>'
    yield 'an empty modulus', 'Missing', compact(f'<Modulus></Modulus>{EXPONENT}')
    yield 'an empty exponent', 'Missing', compact(f'{MODULUS}<Exponent></Exponent>')
    yield 'an exponent that closes itself', 'Missing', compact(f'{MODULUS}<Exponent/>')
    yield 'an exponent of white space', 'Missing', compact(f'{MODULUS}<Exponent> \n</Exponent>')
    yield 'two moduli', 'Duplicate', compact(MODULUS + MODULUS + EXPONENT)
    yield 'two exponents', 'Duplicate', compact(MODULUS + EXPONENT + EXPONENT)
    yield 'two exponents that differ', 'Duplicate', compact(f'{MODULUS}{EXPONENT}<Exponent>Aw==</Exponent>')
    yield 'two moduli and no exponent', 'Duplicate', compact(MODULUS + MODULUS)
    yield 'two roots', 'Duplicate', DOCUMENT * 2
    yield 'a root in the root', 'UnknownElement', compact(DOCUMENT)
    yield 'exponent inside modulus', 'UnknownElement', compact(f'<Modulus>{DIGITS}{EXPONENT}</Modulus>')
    yield 'an unknown element', 'UnknownElement', compact(f'{MODULUS}<Seed>AQAB</Seed>{EXPONENT}')
    yield 'an unknown empty element', 'UnknownElement', compact(f'{MODULUS}{EXPONENT}<Seed/>')
    yield 'an element inside a value', 'UnknownElement', compact(f'{MODULUS}<Exponent>AQ<b/>AB</Exponent>')
    yield 'wrapped in KeyValue', 'UnknownElement', f'<KeyValue>{DOCUMENT}</KeyValue>'
    yield 'another root', 'UnknownElement', f'<DSAKeyValue>{MODULUS}{EXPONENT}</DSAKeyValue>'


def names():
    yield 'root in lower case', 'Names', DOCUMENT.replace('RSAKeyValue', 'rsakeyvalue')
    yield 'modulus in lower case', 'Names', DOCUMENT.replace('Modulus', 'modulus')
    yield 'exponent in upper case', 'Names', DOCUMENT.replace('Exponent', 'EXPONENT')
    yield 'a longer name', 'Names', DOCUMENT.replace('Modulus', 'Modulus2')
    yield 'a Cyrillic letter that looks like an M', 'Names', DOCUMENT.replace('Modulus', '\u041codulus')
    yield (
        'an accented prefix',
        'Names',
        (f'<\xe9:RSAKeyValue xmlns:\xe9="urn:e">{MODULUS}{EXPONENT}</\xe9:RSAKeyValue>'),
    )
    yield 'an end tag of another element', 'Names', compact(f'<Modulus>{DIGITS}</Exponent>{EXPONENT}')
    yield 'an end tag in another case', 'Names', DOCUMENT.replace('</Modulus>', '</modulus>')
    yield 'an end tag without the prefix', 'Names', f'<x:RSAKeyValue xmlns:x="urn:x">{MODULUS}{EXPONENT}</RSAKeyValue>'
    yield (
        'an end tag with another prefix of the same namespace',
        'Names',
        (f'<x:RSAKeyValue xmlns:x="urn:x" xmlns:y="urn:x">{MODULUS}{EXPONENT}</y:RSAKeyValue>'),
    )
    yield 'a space before the name', 'Names', DOCUMENT.replace('<Modulus>', '< Modulus>')
    yield 'a space after the slash', 'Names', DOCUMENT.replace('</Modulus>', '</ Modulus>')
    yield 'an attribute in an end tag', 'Names', DOCUMENT.replace('</Modulus>', '</Modulus a="b">')
    yield 'an undeclared prefix', 'Namespace', DOCUMENT.replace('Modulus', 'x:Modulus')
    yield 'a prefix of XML itself', 'Namespace', DOCUMENT.replace('Modulus', 'xml:Modulus')
    yield (
        'a prefix declared beside, not above',
        'Namespace',
        compact(f'<x:Modulus xmlns:x="urn:x">{DIGITS}</x:Modulus><x:Exponent>AQAB</x:Exponent>'),
    )
    yield 'a prefix declared for nothing', 'Namespace', compact(MODULUS + EXPONENT, ' xmlns:x=""')
    yield 'an empty prefix', 'Namespace', DOCUMENT.replace('Modulus', ':Modulus')
    yield (
        'two prefixes',
        'Namespace',
        (f'<a:b:RSAKeyValue xmlns:a="urn:a" xmlns:b="urn:b">{MODULUS}{EXPONENT}</a:b:RSAKeyValue>'),
    )


def attributes():
    for attribute in (
        'Id="a"',
        'xml:space="preserve"',
        'xml:lang="en"',
        'xmlnsx="urn:a"',
        'XMLNS="urn:a"',
        'x:xmlns="urn:a"',
    ):
        yield f'{attribute} on the root', 'Attribute', compact(MODULUS + EXPONENT, f' {attribute}')
    yield 'an attribute of a value', 'Attribute', compact(f'<Modulus Encoding="base64">{DIGITS}</Modulus>{EXPONENT}')
    yield 'a namespace twice', 'Attribute', compact(MODULUS + EXPONENT, ' xmlns="urn:a" xmlns="urn:a"')
    yield 'a prefix twice', 'Attribute', compact(MODULUS + EXPONENT, ' xmlns:a="urn:a" xmlns:a="urn:b"')
    yield 'no quotes', 'Attribute', compact(MODULUS + EXPONENT, ' xmlns=urn:a')
    yield 'quotes that differ', 'Attribute', compact(MODULUS + EXPONENT, ' xmlns="urn:a\'')
    yield 'no value', 'Attribute', compact(MODULUS + EXPONENT, ' xmlns')
    yield 'no space between', 'Attribute', compact(MODULUS + EXPONENT, ' xmlns="urn:a"xmlns:b="urn:b"')
    yield 'no space before', 'Attribute', f'<RSAKeyValue/xmlns="urn:a">{MODULUS}{EXPONENT}</RSAKeyValue>'
    yield 'a less-than sign in a namespace', 'Attribute', compact(MODULUS + EXPONENT, ' xmlns="urn:a<b"')


def stray():
    yield 'a letter before the root', 'Stray', f'a{DOCUMENT}'
    yield 'a letter behind the root', 'Stray', f'{DOCUMENT}a'
    yield 'a letter between elements', 'Stray', compact(f'{MODULUS}a{EXPONENT}')
    yield 'a letter before the first element', 'Stray', compact(f'a{MODULUS}{EXPONENT}')
    yield 'a letter behind the last element', 'Stray', compact(f'{MODULUS}{EXPONENT}a')
    yield 'a NUL behind the root', 'Stray', f'{DOCUMENT}\x00'
    yield 'a NUL in a value', 'Stray', compact(f'{MODULUS}<Exponent>AQ\x00AB</Exponent>')
    yield 'an end tag too many', 'Stray', f'{DOCUMENT}</RSAKeyValue>'
    yield 'a quotation mark around the document', 'Stray', json.dumps(DOCUMENT)
    yield 'a greater-than sign too many', 'Stray', DOCUMENT.replace('<Modulus>', '<Modulus>>')
    yield 'a byte order mark inside', 'Bom', compact(f'\ufeff{MODULUS}{EXPONENT}')
    yield 'a byte order mark behind', 'Bom', f'{DOCUMENT}\ufeff'
    yield 'two byte order marks', 'Bom', f'\ufeff\ufeff{DOCUMENT}'
    yield 'a byte order mark after a space', 'Bom', f' \ufeff{DOCUMENT}'


def comments():
    yield 'inside a value', 'Comment', compact(f'{MODULUS}<Exponent>AQ<!-- -->AB</Exponent>')
    yield 'before a value', 'Comment', compact(f'{MODULUS}<Exponent><!--a-->AQAB</Exponent>')
    yield 'behind a value', 'Comment', compact(f'<Modulus>{DIGITS}<!--a--></Modulus>{EXPONENT}')
    yield 'with two hyphens', 'Comment', f'<!-- a -- b -->{DOCUMENT}'
    yield 'that ends in three hyphens', 'Comment', f'<!-- a --->{DOCUMENT}'
    yield 'of three hyphens', 'Comment', f'<!--->{DOCUMENT}'
    yield 'that never ends', 'Comment', f'{DOCUMENT}<!-- a'
    yield 'with a control character', 'Comment', f'<!--\x01-->{DOCUMENT}'
    yield 'with a noncharacter', 'Comment', f'<!--\ufffe-->{DOCUMENT}'
    yield 'inside a tag', 'Comment', DOCUMENT.replace('<Modulus>', '<Modulus <!--a-->>')


def values():
    for comment, digits in [
        ('padding is missing', DIGITS.rstrip('=')),
        ('padding too many', f'{DIGITS}='),
        ('a full stop', f'.{DIGITS[1:]}'),
        ('base64url', '-_' + DIGITS[2:]),
        ('surplus bits', DIGITS[:-2] + chr(ord(DIGITS[-2]) + 1) + '='),
        ('hex', KEYS['1024-65537']['modulusHex'] + 'g'),
        ('a digit too many', f'A{DIGITS}'),
    ]:
        yield f'modulus: {comment}', 'Base64', compact(f'<Modulus>{digits}</Modulus>{EXPONENT}')
    for digits in (
        '65537',
        'AQA',
        'AQAB=',
        'AQAB====',
        '====',
        'AQ==AB==',
        'AR==',
        '010001',
        'AQ\u200bAB',
        '\uff21QAB',
    ):
        yield (
            f'exponent {digits.encode("ascii", "backslashreplace").decode()}',
            'Base64',
            (compact(f'{MODULUS}<Exponent>{digits}</Exponent>')),
        )


def white_space():
    for point in (0x0B, 0x0C, 0x85, 0xA0, 0x2003, 0x2028, 0x3000):
        space = chr(point)
        yield f'U+{point:04X} between elements', 'WhiteSpace', compact(f'{MODULUS}{space}{EXPONENT}')
        yield f'U+{point:04X} in a value', 'WhiteSpace', compact(f'{MODULUS}<Exponent>AQ{space}AB</Exponent>')
    yield 'U+00A0 behind the root', 'WhiteSpace', f'{DOCUMENT}\xa0'


def truncated():
    ends = [
        '<',
        '<RSAKey',
        '<RSAKeyValue',
        '<RSAKeyValue>',
        '<RSAKeyValue><',
        '<RSAKeyValue><Modulus',
        f'<RSAKeyValue><Modulus>{DIGITS}',
        f'<RSAKeyValue><Modulus>{DIGITS}</',
        f'<RSAKeyValue>{MODULUS}',
        f'<RSAKeyValue>{MODULUS}{EXPONENT}',
        f'<RSAKeyValue>{MODULUS}{EXPONENT}</',
        f'<RSAKeyValue>{MODULUS}{EXPONENT}</RSAKeyValue',
    ]
    for start in ends:
        assert DOCUMENT.startswith(start)
        yield f'after {len(start)} of {len(DOCUMENT)} characters', 'Truncated', start


def others():
    yield 'nothing', 'OtherDocument', ''
    yield 'white space', 'OtherDocument', ' \r\n'
    yield 'a byte order mark alone', 'OtherDocument', '\ufeff'
    yield 'a declaration alone', 'OtherDocument', DECLARATION
    yield 'an HTML page', 'OtherDocument', '<!DOCTYPE html><html><body>Not found</body></html>'
    yield 'a JWK', 'OtherDocument', '{"kty":"RSA","n":"AQAB","e":"AQAB"}'
    yield 'a PEM file', 'OtherDocument', '-----BEGIN PUBLIC KEY-----\nAQAB\n-----END PUBLIC KEY-----\n'
    yield 'escaped XML', 'OtherDocument', DOCUMENT.replace('<', '&lt;').replace('>', '&gt;')


def unsound_keys():
    """(code, comment, flag, document): the document is sound and the numbers in it are not."""
    number = bytes.fromhex(KEYS['1024-65537']['modulusHex'])
    for e in (0, 1, 2, 65536, 2**64 + 1):
        digits = base64x.encode(rsa.minimal(e) or b'\x00')
        yield 'ERR_RSA_KEY', f'exponent {e}', 'Exponent', compact(f'{MODULUS}<Exponent>{digits}</Exponent>')
    even = base64x.encode(number[:-1] + b'\x00')
    yield 'ERR_RSA_KEY', 'an even modulus', 'Modulus', compact(f'<Modulus>{even}</Modulus>{EXPONENT}')
    for bits in (8, 384, 512, 1016, 16392):
        some = b'\xff' + octets(f'xml {bits}', bits // 8 - 2) + b'\x01' if bits > 8 else b'\xff'
        yield (
            'ERR_RSA_KEY_SIZE',
            f'{bits} bits',
            'KeySize',
            (compact(f'<Modulus>{base64x.encode(some)}</Modulus>{EXPONENT}')),
        )
