"""An RSA public key as JWK (RFC 7517), as SubjectPublicKeyInfo in PEM (RFC 5280, RFC 7468), and its digests."""

import hashlib
import json
import re

from . import arguments, base64x, rsa
from .refusal import Refusal

PRIVATE_MEMBERS = {'d', 'p', 'q', 'dp', 'dq', 'qi', 'oth'}
RSA_ENCRYPTION = bytes.fromhex('300d06092a864886f70d0101010500')  # AlgorithmIdentifier with NULL parameters
PEM = re.compile(r'\s*-----BEGIN PUBLIC KEY-----\s+([A-Za-z0-9+/=\s]*)-----END PUBLIC KEY-----\s*', re.ASCII)
INTEGER, BIT_STRING, SEQUENCE = 0x02, 0x03, 0x30


def to_jwk(key):
    numbers = {'n': key.modulus, 'e': key.exponent}
    return {'kty': 'RSA', **{name: base64x.encode_url(rsa.minimal(number)) for name, number in numbers.items()}}


def from_jwk(jwk):
    if not isinstance(jwk, dict):
        raise Refusal('ERR_ARGUMENT_TYPE')
    if jwk.get('kty') != 'RSA' or PRIVATE_MEMBERS & set(jwk):
        raise Refusal('ERR_RSA_KEY')
    try:
        numbers = [base64x.decode_url(jwk.get(name)) for name in ('n', 'e')]
    except ValueError:
        raise Refusal('ERR_RSA_KEY') from None
    return rsa.public_key(*numbers)


def thumbprint(key):
    """RFC 7638: SHA-256 of the required members, in lexical order, without white space."""
    canonical = json.dumps(to_jwk(key), sort_keys=True, separators=(',', ':'))
    return base64x.encode_url(hashlib.sha256(canonical.encode('ascii')).digest())


def spki_pin(key):
    """RFC 7469: Base64 of SHA-256 of the DER."""
    return base64x.encode(hashlib.sha256(to_der(key.modulus, key.exponent)).digest())


def to_pem(key):
    digits = base64x.encode(to_der(key.modulus, key.exponent))
    lines = [digits[at : at + 64] for at in range(0, len(digits), 64)]
    return '\n'.join(['-----BEGIN PUBLIC KEY-----', *lines, '-----END PUBLIC KEY-----', ''])


def from_pem(pem):
    match = PEM.fullmatch(arguments.text(pem))
    if match is None:
        raise Refusal('ERR_RSA_KEY')
    try:
        der = base64x.decode(re.sub(r'\s', '', match[1]))
        modulus, exponent = _numbers(der)
    except (Refusal, ValueError):
        raise Refusal('ERR_RSA_KEY') from None
    # DER has one spelling for each value: read as BER is, then hold what was read against its one spelling.
    if to_der(modulus, exponent) != der:
        raise Refusal('ERR_RSA_KEY')
    return rsa.public_key(rsa.minimal(modulus), rsa.minimal(exponent))


def to_der(modulus, exponent):
    numbers = _element(SEQUENCE, _integer(modulus) + _integer(exponent))
    return _element(SEQUENCE, RSA_ENCRYPTION + _element(BIT_STRING, b'\x00' + numbers))


def _integer(number):
    return _element(INTEGER, number.to_bytes(number.bit_length() // 8 + 1, 'big'))


def _element(tag, content):
    length = bytes([len(content)]) if len(content) < 0x80 else rsa.minimal(len(content))
    return bytes([tag, *([0x80 | len(length)] if len(content) >= 0x80 else [])]) + length + content


def _numbers(der):
    info, _ = _read(SEQUENCE, der)
    _, rest = _read(SEQUENCE, info)
    bits, _ = _read(BIT_STRING, rest)
    numbers, _ = _read(SEQUENCE, bits[1:])
    modulus, numbers = _read(INTEGER, numbers)
    exponent, _ = _read(INTEGER, numbers)
    return int.from_bytes(modulus, 'big'), int.from_bytes(exponent, 'big')


def _read(tag, octets):
    if len(octets) < 2 or octets[0] != tag:
        raise ValueError('another element')
    length, at = octets[1], 2
    if length >= 0x80:
        at += length - 0x80
        length = int.from_bytes(octets[2:at], 'big')
    return octets[at : at + length], octets[at + length :]
