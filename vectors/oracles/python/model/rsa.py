"""RSA public keys and RSAES-PKCS1-v1_5 (RFC 8017), on Python's big integers."""

from typing import NamedTuple

from . import arguments, draws
from .refusal import Refusal

LEAST_BITS, MOST_BITS = 1024, 16384
LEAST_EXPONENT, MOST_EXPONENT = 3, 2**64 - 1


class PublicKey(NamedTuple):
    modulus: int
    exponent: int

    @property
    def size(self):
        """Length of the modulus, and of every ciphertext, in bytes."""
        return (self.modulus.bit_length() + 7) // 8

    def as_json(self):
        return {'modulusHex': minimal(self.modulus).hex(), 'exponentHex': minimal(self.exponent).hex()}


def minimal(number):
    return number.to_bytes((number.bit_length() + 7) // 8, 'big')


def public_key(modulus, exponent):
    """A sound key from its two numbers, big-endian bytes with any leading zeros."""
    modulus = int.from_bytes(arguments.octets(modulus), 'big')
    exponent = int.from_bytes(arguments.octets(exponent), 'big')
    if not LEAST_BITS <= modulus.bit_length() <= MOST_BITS:
        raise Refusal('ERR_RSA_KEY_SIZE')
    if modulus % 2 == 0 or exponent % 2 == 0 or not LEAST_EXPONENT <= exponent <= MOST_EXPONENT:
        raise Refusal('ERR_RSA_KEY')
    return PublicKey(modulus, exponent)


def encrypt(key, message, stream):
    """Returns the padded block and the ciphertext, both exactly as long as the modulus."""
    arguments.octets(message)
    if len(message) > key.size - 11:
        raise Refusal('ERR_MESSAGE_TOO_LONG')
    padding = draws.nonzero(stream, key.size - 3 - len(message))
    padded = b'\x00\x02' + padding + b'\x00' + message
    return padded, power(padded, key)


def power(block, key):
    """RSAEP."""
    return pow(int.from_bytes(block, 'big'), key.exponent, key.modulus).to_bytes(key.size, 'big')


def decrypt(key, private_exponent, ciphertext):
    """The message of a ciphertext; used to hold every encryption against its private key."""
    block = pow(int.from_bytes(ciphertext, 'big'), private_exponent, key.modulus).to_bytes(key.size, 'big')
    padding, separator, message = block[2:].partition(b'\x00')
    if block[:2] != b'\x00\x02' or not separator or len(padding) < 8:
        raise Refusal('ERR_DECRYPT')
    return message
