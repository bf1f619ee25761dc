"""The pieces of which the RSAKeyValue documents of the vectors are put together."""

from model import base64x

from .samples import KEYS


def modulus(name):
    return base64x.encode(bytes.fromhex(KEYS[name]['modulusHex']))


def exponent(name):
    return base64x.encode(bytes.fromhex(KEYS[name]['exponentHex']))


def compact(content, attributes=''):
    return f'<RSAKeyValue{attributes}>{content}</RSAKeyValue>'


DIGITS = modulus('1024-65537')
MODULUS = f'<Modulus>{DIGITS}</Modulus>'
EXPONENT = '<Exponent>AQAB</Exponent>'
DOCUMENT = compact(MODULUS + EXPONENT)
