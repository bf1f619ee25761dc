"""rsa-key-xml.json: the RSAKeyValue document, spelled in every way that is accepted and refused in every other."""

from envelope import VectorFile
from model import base64x, rsa, rsa_xml

from . import rsa_key_xml_refused, samples
from .rsa_key_xml_parts import DOCUMENT, EXPONENT, MODULUS, compact, exponent, modulus
from .samples import KEYS, public

SOURCE = 'XMLDSig core section 4.4.2.2 (RFC 3275); .NET RSA.FromXmlString; the narrow grammar of this project'
VENDOR_MODULUS = (
    'vYofWQ63vYJZTB/EW4NT5LMlfiB5LftMMQSbJgFHvfE+Z8AXnCLNplBByGLWBLMolSwJZjJdUN5gLF0V/Q9aVwOK5GWAezt8IPwMYqAgwQ2btnlhrsKL'
    'kKoTtogGj9MYz9briYn/DHZlW56aOYvwSoz1LYhnoja59cG2UvIXxVE='
)
MOST = 65_536


def make():
    file = VectorFile(
        'rsa-key-xml',
        'RSAKeyValue documents',
        samples.notes(
            'IllFormed',
            'WrongType',
            Attribute='Attributes: namespace declarations only, each once.',
            Base64='What stands in an element is not strict Base64 once XML white space is taken out.',
            Bom='A byte order mark, once, at the very start.',
            Cdata='CDATA sections are refused.',
            Comment='Comments may stand between elements, never inside a value.',
            Declaration='An XML declaration may stand at the very start.',
            Doctype='A DOCTYPE is refused, whatever is in it.',
            Duplicate='An element occurs twice.',
            Entity='Entity and character references are refused.',
            Exponent='Exponents of other lengths than three bytes, or unsound ones.',
            KeySize='A modulus of another length than 1024 bits, or outside 1024 to 16384.',
            LeadingZeros='A zero byte before the modulus, as Java writes it: dropped.',
            LongDocument='At most 65,536 characters (units of UTF-16) are looked at.',
            Missing='An element is missing or empty.',
            Modulus='An even modulus.',
            Names='Element names: case, prefixes, end tags.',
            Namespace='Namespaces and prefixes are ignored, but a prefix must be declared.',
            Order='Exponent before modulus.',
            OtherDocument='Text that is another document altogether.',
            PrivatePart='A private part: refused, even where the public half is whole.',
            ProcessingInstruction='Processing instructions are refused.',
            Published='A document that is published.',
            Stray='Text or elements where none belong.',
            Truncated='The document ends early.',
            UnknownElement='An element that a public key does not have.',
            WhiteSpace='White space: space, tab, carriage return and line feed, nothing else.',
        ),
    )
    accepted(file.group('codecs.parseRsaKeyValue', 'narrow grammar', SOURCE))
    refused(file.group('codecs.parseRsaKeyValue', 'narrow grammar', SOURCE))
    formatted(file.group('codecs.formatRsaKeyValue', 'as .NET writes it', '.NET RSA.ToXmlString(false)'))
    return file


def accepted(group):
    known = public('1024-65537')

    def same(comment, flags, xml):
        """Another spelling of the same key."""
        group.valid(comment, flags, {'xml': xml}, known=known)

    same('as .NET writes it', ['Published'], DOCUMENT)
    same('exponent first', ['Order'], compact(EXPONENT + MODULUS))
    for name, end in [('LF', '\n'), ('CR LF', '\r\n'), ('CR', '\r')]:
        same(
            f'indented, {name}',
            ['WhiteSpace'],
            end.join(['<RSAKeyValue>', f'  {MODULUS}', f'  {EXPONENT}', '</RSAKeyValue>', '']),
        )
    same(
        'tabs, line feeds and spaces around everything',
        ['WhiteSpace'],
        f'\n\t {compact(f" {MODULUS}{chr(9)}{EXPONENT} ")} \r\n',
    )
    for comment, flags, xml in prologues():
        same(comment, flags, xml)
    for comment, xml in comments():
        same(comment, ['Comment'], xml)
    for comment, xml in spaced_values():
        same(comment, ['WhiteSpace'], xml)
    for comment, xml in namespaces():
        same(comment, ['Namespace'], xml)
    other_keys(group)
    padding = MOST - len(DOCUMENT) - len('<!---->')
    same(
        '65,536 characters',
        ['LongDocument', 'Comment'],
        {'repeat': [[DOCUMENT, 1], ['<!--', 1], ['a', padding], ['-->', 1]]},
    )
    same(
        '65,536 units of UTF-16, among them astral characters',
        ['LongDocument', 'Comment'],
        {'repeat': [[DOCUMENT, 1], ['<!--', 1], ['\U0001f600', padding // 2], ['a', padding % 2], ['-->', 1]]},
    )


def prologues():
    yield 'a byte order mark', ['Bom'], f'\ufeff{DOCUMENT}'
    for declaration in [
        '<?xml version="1.0"?>',
        "<?xml version='1.0'?>",
        '<?xml version="1.1"?>',
        '<?xml version="1.0" ?>',
        '<?xml version="1.0" encoding="utf-8"?>',
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
        '<?xml version="1.0" standalone=\'no\'?>',
        '<?xml\tversion = "1.0"\r\n encoding = \'ISO-8859-1\' ?>',
        '<?xml version="1.0" encoding="utf-16"?>',
    ]:
        yield f'declaration {declaration}', ['Declaration'], f'{declaration}{DOCUMENT}'
    yield 'byte order mark, declaration, line feed', ['Bom', 'Declaration'], f'\ufeff<?xml version="1.0"?>\n{DOCUMENT}'


def comments():
    yield 'a comment before', f'<!-- key -->{DOCUMENT}'
    yield 'a comment behind', f'{DOCUMENT}<!-- key -->'
    yield 'comments between', compact(f'<!--1-->{MODULUS}<!--2--> <!--3-->{EXPONENT}<!--4-->')
    yield 'an empty comment', f'<!---->{DOCUMENT}'
    yield 'a comment that looks like the document', f'<!--{DOCUMENT.replace("AQAB", "Aw==")}-->{DOCUMENT}'
    yield 'a comment of single hyphens and other brackets', f'<!-- - a-b > ]]> <? -->{DOCUMENT}'
    yield 'a comment with non-ASCII text', f'<!-- \u043a\u043b\u044e\u0447 \U0001f511 -->{DOCUMENT}'


def spaced_values():
    digits = modulus('1024-65537')
    yield 'spaces around the values', compact(f'<Modulus> {digits} </Modulus><Exponent>\n\tAQAB\r\n</Exponent>')
    for width in (1, 64, 76):
        lines = '\r\n'.join(digits[at : at + width] for at in range(0, len(digits), width))
        yield f'lines of {width}', compact(f'<Modulus>{lines}</Modulus><Exponent>AQAB</Exponent>')
    yield 'spaces within the exponent', compact(f'{MODULUS}<Exponent>A Q\tA\nB</Exponent>')
    yield 'spaces before the padding', compact(f'<Modulus>{digits.replace("=", " = ")}</Modulus>{EXPONENT}')
    yield 'spaces inside the tags', (f'<RSAKeyValue ><Modulus\n>{digits}</Modulus\t>{EXPONENT}</RSAKeyValue  >')


def namespaces():
    digits = modulus('1024-65537')
    dsig = 'http://www.w3.org/2000/09/xmldsig#'
    yield 'the namespace of XMLDSig', compact(MODULUS + EXPONENT, f' xmlns="{dsig}"')
    yield 'an apostrophe as quote', compact(MODULUS + EXPONENT, f" xmlns='{dsig}'")
    yield 'white space around the equals sign', compact(MODULUS + EXPONENT, f' xmlns = "{dsig}" ')
    yield 'an empty default namespace', compact(MODULUS + EXPONENT, ' xmlns=""')
    yield 'declared prefixes that are not used', compact(MODULUS + EXPONENT, ' xmlns:a="urn:a" xmlns:b="urn:b"')
    yield 'a greater-than sign in a namespace', compact(MODULUS + EXPONENT, ' xmlns:a="urn:a>b"')
    prefixed = f'<x:Modulus>{digits}</x:Modulus><x:Exponent>AQAB</x:Exponent>'
    yield 'one prefix', f'<x:RSAKeyValue xmlns:x="{dsig}">{prefixed}</x:RSAKeyValue>'
    yield (
        'a prefix of a digit, a hyphen, a full stop and an underscore',
        (f'<_x-1.a:RSAKeyValue xmlns:_x-1.a="{dsig}">{MODULUS}{EXPONENT}</_x-1.a:RSAKeyValue>'),
    )
    yield (
        'a prefix declared where it is used',
        (
            f'<RSAKeyValue><m:Modulus xmlns:m="urn:m">{digits}</m:Modulus><e:Exponent xmlns:e="urn:e">AQAB</e:Exponent>'
            '</RSAKeyValue>'
        ),
    )
    yield (
        'three namespaces',
        (
            f'<RSAKeyValue xmlns="urn:r" xmlns:m="urn:m" xmlns:e="urn:e"><m:Modulus>{digits}</m:Modulus>'
            '<e:Exponent>AQAB</e:Exponent></RSAKeyValue>'
        ),
    )


def other_keys(group):
    for name in KEYS:
        if name != '1024-65537':
            bits, e = name.split('-')
            flags = [*(['KeySize'] if bits != '1024' else []), *(['Exponent'] if e != '65537' else [])]
            content = f'<Modulus>{modulus(name)}</Modulus><Exponent>{exponent(name)}</Exponent>'
            group.valid(f'{bits} bits, exponent {e}', flags, {'xml': compact(content)}, known=public(name))
    for comment, pretty in [('one line', False), ('indented', True)]:
        parts = [f'<Modulus>{VENDOR_MODULUS}</Modulus>', '<Exponent>AQAB</Exponent>']
        group.valid(
            f"the key of the vendor's document, {comment}",
            ['Published'],
            {'xml': compact(''.join(f'\n    {part}' for part in parts) + '\n' if pretty else ''.join(parts))},
        )
    padded = base64x.encode(b'\x00' + bytes.fromhex(KEYS['1024-65537']['modulusHex']))
    group.valid(
        'a zero byte before the modulus',
        ['LeadingZeros'],
        {'xml': compact(f'<Modulus>{padded}</Modulus>{EXPONENT}')},
        known=public('1024-65537'),
    )
    group.valid(
        'a zero byte before the exponent',
        ['LeadingZeros'],
        {'xml': compact(f'{MODULUS}<Exponent>AAEAAQ==</Exponent>')},
        known=public('1024-65537'),
    )


def refused(group):
    for comment, flag, xml in rsa_key_xml_refused.documents():
        group.refused('ERR_RSA_XML', comment, [flag], {'xml': xml})
    for code, comment, flag, xml in rsa_key_xml_refused.unsound_keys():
        group.refused(code, comment, [flag], {'xml': xml})
    padding = MOST + 1 - len(DOCUMENT) - len('<!---->')
    for name, parts in [
        ('65,537 characters', [['a', padding]]),
        ('65,537 units of UTF-16, fewer characters', [['\U0001f600', padding // 2], ['a', padding % 2]]),
    ]:
        group.refused(
            'ERR_RSA_XML', name, ['LongDocument'], {'xml': {'repeat': [[DOCUMENT, 1], ['<!--', 1], *parts, ['-->', 1]]}}
        )
    for comment, text in samples.ILL_FORMED:
        group.refused(
            'ERR_TEXT_NOT_WELL_FORMED', f'{comment} in a comment', ['IllFormed'], {'xml': f'<!--{text}-->{DOCUMENT}'}
        )
    for value in (None, 1, [DOCUMENT]):
        group.refused('ERR_ARGUMENT_TYPE', f'{type(value).__name__} instead of a text', ['WrongType'], {'xml': value})


def formatted(group):
    for name in KEYS:
        key = rsa.public_key(*(bytes.fromhex(number) for number in public(name).values()))
        flags = ['KeySize'] if name != '1024-65537' else ['Published']
        group.valid(name, flags, {'key': public(name)}, known=rsa_xml.format_key(key))
    zeros = {'modulusHex': f'0000{KEYS["1024-65537"]["modulusHex"]}', 'exponentHex': '00010001'}
    group.valid('zero bytes before the numbers', ['LeadingZeros'], {'key': zeros}, known=DOCUMENT)
