"""smartconnect.json: SmartConnect's public key, and the password under it."""

import json

from envelope import VectorFile
from model import rsa, rsa_formats
from model.draws import Stream

from . import answers, options, samples, servers
from .rsa_key_xml import VENDOR_MODULUS
from .rsa_key_xml_parts import DOCUMENT as XML
from .rsa_key_xml_parts import EXPONENT, MODULUS, compact
from .samples import public

DOCUMENT = 'SmartConnect API: Authentication'
FIRST = '1024-65537'
OWN = '{"Message":"Invalid login"}'


def make():
    file = VectorFile(
        'smartconnect',
        'SmartConnect: public key and password',
        samples.notes(
            *samples.ALL_TEXT_FLAGS,
            'IllFormed',
            options.NOTES,
            servers.NOTES,
            {flag: note for flag, note in answers.NOTES.items() if flag not in ('Origin', 'Over', 'Token')},
            Charset="UTF-8 as the vendor's Python sample has it, Latin-1 as its JavaScript, ASCII as its C#.",
            Default='The login service of the document, because none is given.',
            DryRandom='The random source gives fewer bytes than it was asked for.',
            Good='A usual answer.',
            JsonString='XML inside a JSON string, with every escape that JSON has.',
            KeyFault='The peer sent a key that is unsound or spelled in a way that is refused.',
            Length='Passwords of lengths around the limit, which is the modulus length less 11 bytes.',
            MessageTooLong='A password that is longer, in bytes, than the key can take.',
            NotEncodable="The charset has no such character: refused, where the vendor's samples send another one.",
            Pin='The key is held against a pin before anything is encrypted.',
            Published='What the document describes.',
        ),
    )
    public_key(file)
    passwords(file)
    return file


def public_key(file):
    group = file.group('smartconnect.publicKeyRequest', 'POST without a body', DOCUMENT)
    group.valid("the document's request", ['Default', 'Published'], {})
    group.valid('no option', ['Default'], {'options': {}})

    def given(base, more):
        return {'options': {'loginUrl': base, **more}}

    servers.accepted(group, given, insecure_option=False)
    servers.refused(group, given, insecure_option=False)
    servers.endpoints(
        group, given, ['/v1/public-key', '/v1/companies', '/v1', '/V1/Public-Key'], ['/v2', '/v1/other', '/xv1']
    )
    group.refused(
        'ERR_UNKNOWN_OPTION',
        'there is no way to allow plain HTTP',
        ['InsecureUrl', 'UnknownOption'],
        {'options': {'loginUrl': 'http://login.example', 'allowInsecureHttp': True}},
    )
    key_answers(file.group('smartconnect.parsePublicKeyResponse', 'JSON string or raw XML', DOCUMENT))


def key_answers(group):
    def given(response):
        return {'response': response}

    def valid(comment, flags, body):
        group.valid(comment, flags, given(answers.response(body)), known=public(FIRST))

    quoted = json.dumps(XML)
    vendor = compact(f'<Modulus>{VENDOR_MODULUS}</Modulus><Exponent>AQAB</Exponent>')
    group.valid('the key of the document', ['Published'], given(answers.response(json.dumps(vendor))))
    valid(
        'angle brackets escaped, as .NET does', ['JsonString'], quoted.replace('<', '\\u003c').replace('>', '\\u003e')
    )
    valid('plus signs escaped, in upper case', ['JsonString'], quoted.replace('+', '\\u002B'))
    valid('slashes escaped', ['JsonString'], quoted.replace('/', '\\/'))
    valid(
        'line feeds escaped',
        ['JsonString'],
        json.dumps(f'\r\n<RSAKeyValue>\r\n\t{MODULUS}\n  {EXPONENT}\r\n</RSAKeyValue>\n'),
    )
    valid('quotation marks escaped', ['JsonString'], json.dumps(compact(MODULUS + EXPONENT, ' xmlns="urn:a"')))
    valid('exponent before modulus', ['JsonString'], json.dumps(compact(EXPONENT + MODULUS)))
    valid('every character escaped', ['JsonString'], '"' + ''.join(f'\\u{ord(c):04x}' for c in XML) + '"')
    valid('raw XML', ['Good'], XML)
    valid(
        'raw XML with a declaration, indented',
        ['Good'],
        f'<?xml version="1.0"?>\n<RSAKeyValue>\n  {MODULUS}\n  {EXPONENT}\n</RSAKeyValue>\n',
    )
    valid('raw XML after white space', ['Good'], f' \r\n{XML}')
    valid('a byte order mark before the JSON', ['Bom'], f'\ufeff{quoted}')
    valid('a byte order mark before the XML', ['Bom'], f'\ufeff{XML}')
    valid('a byte order mark inside the string', ['Bom', 'JsonString'], json.dumps(f'\ufeff{XML}', ensure_ascii=False))
    answers.good_everywhere(group, given, quoted)
    answers.refused_everywhere(group, given, quoted, OWN)
    answers.bad_json(
        group,
        given,
        [
            *(pair for pair in answers.NO_JSON if not pair[1].startswith('<')),
            *answers.NO_OBJECT,
            ('a text', '"key"'),
            ('an object', json.dumps({'key': XML})),
            ('an array', json.dumps([XML])),
            ('a string in a string', json.dumps(quoted)),
            ('an empty string', '""'),
            ('a JWK', '{"kty":"RSA","n":"AQAB","e":"AQAB"}'),
        ],
    )
    for code, comment, document in key_faults():
        for form, body in [('JSON', json.dumps(document)), ('XML', document)]:
            group.refused(code, f'{comment}, in {form}', ['KeyFault'], given(answers.response(body)))


def key_faults():
    yield 'ERR_RSA_XML', 'another document', '<Error>Forbidden</Error>'
    yield 'ERR_RSA_XML', 'no exponent', compact(MODULUS)
    yield 'ERR_RSA_XML', 'a private part', compact(f'{MODULUS}{EXPONENT}<D>AQAB</D>')
    yield 'ERR_RSA_XML', 'a DOCTYPE', f'<!DOCTYPE RSAKeyValue>{XML}'
    yield 'ERR_RSA_XML', 'broken Base64', compact(f'{MODULUS}<Exponent>AQA</Exponent>')
    yield 'ERR_RSA_KEY', 'exponent 1', compact(f'{MODULUS}<Exponent>AQ==</Exponent>')
    yield 'ERR_RSA_KEY_SIZE', '512 bits', compact(f'<Modulus>{VENDOR_MODULUS[:84]}/w==</Modulus>{EXPONENT}')


def passwords(file):
    def valid(group, comment, flags, password, name=FIRST, **chosen):
        given = {'password': password, 'key': public(name), **({'options': chosen} if chosen else {})}
        group.valid(comment, flags, given, random=Stream.seeded(comment))

    for charset, most in [('utf-8', 0x10FFFF), ('latin1', 0xFF), ('ascii', 0x7F)]:
        group = file.group('smartconnect.encryptPassword', charset, DOCUMENT)
        chosen = {} if charset == 'utf-8' else {'charset': charset}
        for comment, flags, text in samples.TEXTS:
            if all(ord(character) <= most for character in text):
                valid(group, f'{charset}: {comment}', [*flags, 'Charset'], text, **chosen)
        if charset != 'utf-8':
            for text in ('\u20ac', 'a\u0436', '\U0001f600', 'e\u0301'):
                group.refused(
                    'ERR_TEXT_NOT_ENCODABLE',
                    f'U+{ord(text[-1]):04X}',
                    ['Charset', 'NotEncodable'],
                    {'password': text, 'key': public(FIRST), 'options': chosen},
                )
    group = file.group('smartconnect.encryptPassword', 'lengths and keys', DOCUMENT)
    for name, limit in [(FIRST, 117), ('1031-65537', 118), ('2048-65537', 245), ('4096-65537', 501)]:
        valid(group, f'{name}, {limit} bytes', ['Length'], 'a' * limit, name)
        group.refused(
            'ERR_MESSAGE_TOO_LONG',
            f'{name}, {limit + 1} bytes',
            ['MessageTooLong'],
            {'password': 'a' * (limit + 1), 'key': public(name)},
        )
    valid(group, '116 bytes in 58 letters', ['Length', 'NonAscii'], '\u0436' * 58)
    group.refused(
        'ERR_MESSAGE_TOO_LONG',
        '118 bytes in 59 letters',
        ['MessageTooLong', 'NonAscii'],
        {'password': '\u0436' * 59, 'key': public(FIRST)},
    )
    valid(group, '117 letters of Latin-1', ['Length', 'Charset'], '\xff' * 117, charset='latin1')
    pins(group, valid)
    refused_passwords(group)


def pins(group, valid):
    key = rsa.public_key(*(bytes.fromhex(number) for number in public(FIRST).values()))
    right = {'a thumbprint': rsa_formats.thumbprint(key), 'an SPKI pin': rsa_formats.spki_pin(key)}
    for comment, pin in right.items():
        valid(group, comment, ['Pin'], 'secret', pin=pin)
        group.refused(
            'ERR_PIN_MISMATCH',
            f'{comment} of another key',
            ['Pin'],
            {'password': 'secret', 'key': public('1024-3'), 'options': {'pin': pin}},
        )
    for comment, pin in [
        ('nothing', ''),
        ('hex', '00' * 32),
        ('a thumbprint with padding', f'{right["a thumbprint"]}=='),
        ('a name before it', f'sha256/{right["an SPKI pin"]}'),
        ('one digit less', 'A' * 42),
    ]:
        group.refused(
            'ERR_ARGUMENT_VALUE',
            f'pin: {comment}',
            ['Pin'],
            {'password': 'secret', 'key': public(FIRST), 'options': {'pin': pin}},
        )
    for value in (None, 1):
        group.refused(
            'ERR_ARGUMENT_TYPE',
            f'pin: {type(value).__name__}',
            ['WrongType'],
            {'password': 'secret', 'key': public(FIRST), 'options': {'pin': value}},
        )


def refused_passwords(group):
    def invalid(code, comment, flag, **given):
        group.refused(code, comment, [flag], {'password': 'secret', 'key': public(FIRST), **given})

    for comment, text in samples.ILL_FORMED:
        invalid('ERR_TEXT_NOT_WELL_FORMED', comment, 'IllFormed', password=text)
    for value in (None, 1):
        invalid('ERR_ARGUMENT_TYPE', f'password: {type(value).__name__}', 'WrongType', password=value)
    for charset in ('utf-16le', 'UTF-8', ''):
        invalid('ERR_ARGUMENT_VALUE', f'charset {charset!r}', 'Value', options={'charset': charset})
    invalid('ERR_UNKNOWN_OPTION', 'an unknown option', 'UnknownOption', options={'unknownOption': 1})
    group.refused(
        'ERR_RANDOM', 'no randomness', ['DryRandom'], {'password': 'secret', 'key': public(FIRST)}, random=Stream(b'')
    )
