"""Modular exponentiation over big-endian bytes; the result is as long as the modulus, leading zeros included."""

from . import arguments
from .refusal import Refusal


def mod_pow(base, exponent, modulus):
    b, e, n = (int.from_bytes(arguments.octets(octets), 'big') for octets in (base, exponent, modulus))
    if n < 3 or n % 2 == 0 or e < 1 or b >= n:
        raise Refusal('ERR_ARGUMENT_VALUE')
    return pow(b, e, n).to_bytes(len(modulus), 'big')
