"""rsa-key.json: the numbers of a key, its JWK and SPKI forms, its digests."""

from envelope import VectorFile
from model import base64x, rsa, rsa_formats

from . import samples, spki
from .samples import KEYS, public

RFC7638 = (
    '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMs'
    'tn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5ha'
    'jrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw'
)
RFC7638_THUMBPRINT = 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs'
FIRST = '1024-65537'
MODULUS = bytes.fromhex(KEYS[FIRST]['modulusHex'])
EXPONENT = b'\x01\x00\x01'


def make():
    file = VectorFile(
        'rsa-key',
        'RSA public keys and their JWK and SPKI forms',
        samples.notes(
            'IllFormed',
            'WrongType',
            Base64Url='Base64url with padding, of the other alphabet, or with surplus bits.',
            Der='Bytes that are not the one DER spelling of an RSA key.',
            Exponent='Odd exponents from 3 to 2^64 - 1 are accepted, others are not.',
            KeySize='Moduli of 1024 to 16384 bits are accepted, others are not.',
            KeyType='A key of another kind.',
            LeadingZeros='Zero bytes in front of a number, as Java and ASN.1 write them: dropped.',
            Modulus='An even modulus is no RSA modulus.',
            Pem='The text around the DER.',
            PrivateKey='Private members or a private key: refused, nobody should send them about.',
            Published='A published example.',
            TestKey='A key of test-keys.json.',
            UnknownMember='JWK members that do not concern an RSA public key are ignored (RFC 7517 section 4).',
        ),
    )
    numbers(file.group('codecs.rsaPublicKey', 'RSA public key', 'RFC 8017 section 3.1'))
    to_jwk(file.group('codecs.toJwk', 'JWK', 'RFC 7517, RFC 7518 section 6.3.1'))
    from_jwk(file.group('codecs.fromJwk', 'JWK', 'RFC 7517, RFC 7518 section 6.3.1'))
    digest(file.group('codecs.thumbprint', 'SHA-256, base64url', 'RFC 7638'), RFC7638_THUMBPRINT)
    digest(file.group('codecs.spkiPin', 'SHA-256, Base64', 'RFC 7469 section 2.4'))
    to_pem(file.group('codecs.toSpkiPem', 'PEM, lines of 64', 'RFC 7468 section 13, RFC 5280 section 4.1'))
    from_pem(file.group('codecs.fromSpkiPem', 'PEM, strict DER', 'RFC 7468 section 13, ITU-T X.690 section 10'))
    return file


def numbers(group):
    def given(modulus, exponent):
        return {'numbers': {'modulusHex': modulus.hex(), 'exponentHex': exponent.hex()}}

    for name in KEYS:
        group.valid(name, ['TestKey'], {'numbers': public(name)})
    for zeros in (1, 2, 128):
        group.valid(f'{zeros} zero bytes before the modulus', ['LeadingZeros'], given(bytes(zeros) + MODULUS, EXPONENT))
        group.valid(
            f'{zeros} zero bytes before the exponent', ['LeadingZeros'], given(MODULUS, bytes(zeros) + EXPONENT)
        )
    for exponent in (3, 5, 257, 2**32 - 1, 2**32 + 1, 2**63 + 1, 2**64 - 1):
        group.valid(f'exponent {exponent}', ['Exponent'], given(MODULUS, rsa.minimal(exponent)))
    for exponent in (0, 1, 2, 4, 65536, 2**64, 2**64 + 1, 2**128 + 1):
        octets = rsa.minimal(exponent)
        group.refused('ERR_RSA_KEY', f'exponent {exponent}', ['Exponent'], given(MODULUS, octets))
    group.refused('ERR_RSA_KEY', 'exponent of one zero byte', ['Exponent'], given(MODULUS, b'\x00'))
    for bits in (1024, 1025, 1032, 8192, 16383, 16384):
        group.valid(f'{bits} bits', ['KeySize'], given(odd_number(bits), EXPONENT))
    for bits in (8, 512, 1016, 1023, 16385, 16392, 32768):
        group.refused('ERR_RSA_KEY_SIZE', f'{bits} bits', ['KeySize'], given(odd_number(bits), EXPONENT))
    group.refused('ERR_RSA_KEY_SIZE', 'no byte', ['KeySize'], given(b'', EXPONENT))
    group.refused('ERR_RSA_KEY_SIZE', '128 bytes, all zero', ['KeySize'], given(bytes(128), EXPONENT))
    group.refused(
        'ERR_RSA_KEY_SIZE',
        '1023 bits behind a zero byte',
        ['KeySize', 'LeadingZeros'],
        given(b'\x00' + odd_number(1023), EXPONENT),
    )
    group.refused('ERR_RSA_KEY', 'an even modulus', ['Modulus'], given(MODULUS[:-1] + b'\x00', EXPONENT))
    for name in ('modulus', 'exponent'):
        for value in (None, 65537, 'AQAB'):
            rest = {**public(FIRST), name: value}
            del rest[f'{name}Hex']
            group.refused(
                'ERR_ARGUMENT_TYPE',
                f'{name}: {type(value).__name__} instead of bytes',
                ['WrongType'],
                {'numbers': rest},
            )


def odd_number(bits):
    octets = bytearray(samples.octets(f'{bits} bits', (bits + 7) // 8))
    top = (bits - 1) % 8
    octets[0] = octets[0] & (2 << top) - 1 | 1 << top
    octets[-1] |= 1
    return bytes(octets)


def to_jwk(group):
    for name in KEYS:
        group.valid(name, ['TestKey'], {'key': public(name)})


def from_jwk(group):
    for name in KEYS:
        group.valid(name, ['TestKey'], {'jwk': jwk(name)})
    usual = jwk(FIRST)
    more = {'alg': 'RSA1_5', 'use': 'enc', 'kid': 'a', 'key_ops': ['encrypt'], 'x5c': [], 'ext': True}
    group.valid('other members are ignored', ['UnknownMember'], {'jwk': {**usual, **more}})
    group.valid(
        'a zero byte before the modulus',
        ['LeadingZeros'],
        {'jwk': {**usual, 'n': base64x.encode_url(b'\x00' + MODULUS)}},
    )
    for name in ('d', 'p', 'q', 'dp', 'dq', 'qi', 'oth'):
        group.refused('ERR_RSA_KEY', f'with {name}', ['PrivateKey'], {'jwk': {**usual, name: 'AQAB'}})
    for kty in ('EC', 'oct', 'rsa', 'RSA ', '', None, 1):
        group.refused('ERR_RSA_KEY', f'kty {kty!r}', ['KeyType'], {'jwk': {**usual, 'kty': kty}})
    for name in ('kty', 'n', 'e'):
        rest = {member: value for member, value in usual.items() if member != name}
        group.refused('ERR_RSA_KEY', f'no {name}', ['KeyType'], {'jwk': rest})
    padded = base64x.encode(MODULUS)
    for comment, value in [
        ('Base64 instead of base64url', padded.rstrip('=')),
        ('padding', usual['n'] + '='),
        ('surplus bits', usual['n'][:-1] + 'Z'),
        ('a space', usual['n'] + ' '),
        ('one digit too many', usual['n'] + 'AA'),
        ('a number', 5),
        ('null', None),
    ]:
        group.refused('ERR_RSA_KEY', f'n: {comment}', ['Base64Url'], {'jwk': {**usual, 'n': value}})
    group.refused('ERR_RSA_KEY', 'e is even', ['Exponent'], {'jwk': {**usual, 'e': 'AQAA'}})
    group.refused('ERR_RSA_KEY', 'e is empty', ['Exponent'], {'jwk': {**usual, 'e': ''}})
    group.refused(
        'ERR_RSA_KEY_SIZE', '1023 bits', ['KeySize'], {'jwk': {**usual, 'n': base64x.encode_url(odd_number(1023))}}
    )
    for value in (None, 'AQAB', 1):
        group.refused(
            'ERR_ARGUMENT_TYPE', f'{type(value).__name__} instead of an object', ['WrongType'], {'jwk': value}
        )


def jwk(name):
    return rsa_formats.to_jwk(rsa.public_key(*(bytes.fromhex(number) for number in public(name).values())))


def digest(group, known=None):
    if known is not None:
        modulus = base64x.decode_url(RFC7638).hex()
        group.valid(
            'the example of RFC 7638',
            ['Published'],
            {'key': {'modulusHex': modulus, 'exponentHex': '010001'}},
            known=known,
        )
    for name in KEYS:
        group.valid(name, ['TestKey'], {'key': public(name)})
    group.valid(
        'a zero byte before the modulus changes nothing',
        ['LeadingZeros'],
        {'key': {'modulusHex': (b'\x00' + MODULUS).hex(), 'exponentHex': '010001'}},
    )


def to_pem(group):
    for name in KEYS:
        group.valid(name, ['TestKey'], {'key': public(name)})


def from_pem(group):
    for name in KEYS:
        group.valid(name, ['TestKey'], {'pem': spki.pem(spki.info(*spki.numbers(name)))})
    usual = spki.numbers(FIRST)
    for comment, pem in spki.accepted_texts(*usual):
        group.valid(comment, ['Pem'], {'pem': pem})
    for comment, flag, pem in spki.refused_texts(*usual):
        group.refused('ERR_RSA_KEY', comment, [flag], {'pem': pem})
    for comment, der in spki.refused_documents(*usual):
        group.refused('ERR_RSA_KEY', comment, ['Der'], {'pem': spki.pem(der)})
    group.refused(
        'ERR_RSA_KEY_SIZE',
        '1023 bits',
        ['KeySize'],
        {'pem': spki.pem(spki.info(int.from_bytes(odd_number(1023), 'big'), 65537))},
    )
    group.refused('ERR_RSA_KEY', 'exponent 1', ['Exponent'], {'pem': spki.pem(spki.info(usual[0], 1))})
    group.refused('ERR_RSA_KEY', 'an even modulus', ['Modulus'], {'pem': spki.pem(spki.info(usual[0] - 1, 65537))})
    group.refused('ERR_TEXT_NOT_WELL_FORMED', 'a lone surrogate', ['IllFormed'], {'pem': '\ud800'})
    for value in (None, 1, ['-----BEGIN PUBLIC KEY-----']):
        group.refused('ERR_ARGUMENT_TYPE', f'{type(value).__name__} instead of a text', ['WrongType'], {'pem': value})
