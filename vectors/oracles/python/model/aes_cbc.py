"""AES-128-CBC with PKCS#7 padding, by the `openssl` command line."""

import functools
import subprocess

from . import arguments
from .refusal import Refusal

BLOCK = 16


def encrypt(key, iv, plaintext):
    _check(key, iv)
    return _openssl('-e', key, iv, arguments.octets(plaintext))


def decrypt(key, iv, ciphertext):
    _check(key, iv)
    arguments.octets(ciphertext)
    if len(ciphertext) == 0 or len(ciphertext) % BLOCK:
        raise Refusal('ERR_DECRYPT')
    # Without padding, so that the padding is looked at here, byte by byte.
    padded = _openssl('-d', key, iv, ciphertext, '-nopad')
    count = padded[-1]
    if not 1 <= count <= BLOCK or padded[-count:] != bytes([count]) * count:
        raise Refusal('ERR_DECRYPT')
    return padded[:-count]


def pad(plaintext):
    count = BLOCK - len(plaintext) % BLOCK
    return plaintext + bytes([count]) * count


def _check(key, iv):
    if len(arguments.octets(key)) != BLOCK:
        raise Refusal('ERR_AES_KEY_LENGTH')
    if len(arguments.octets(iv)) != BLOCK:
        raise Refusal('ERR_AES_IV_LENGTH')


@functools.cache
def _openssl(direction, key, iv, octets, *more):
    command = ['openssl', 'enc', '-aes-128-cbc', direction, '-K', key.hex(), '-iv', iv.hex(), *more]
    return subprocess.run(command, input=octets, stdout=subprocess.PIPE, check=True).stdout
