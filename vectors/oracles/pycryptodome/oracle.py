"""AES, RSA and SHAKE256 by PyCryptodome, and SmartConnect's own Python sample re-enacted, behind the line protocol.

The sample takes this package; under Debian it has the namespace Cryptodome.
"""

import base64
import sys
import xml.etree.ElementTree

from Cryptodome.Cipher import AES, PKCS1_v1_5
from Cryptodome.Hash import SHAKE256
from Cryptodome.PublicKey import RSA
from Cryptodome.Util.Padding import pad, unpad


class Refusal(Exception):
    """What must fail, with its code."""


def encrypt_aes(given):
    key, iv = key_and_iv(given)
    padded = pad(octets(given, 'plaintextHex'), AES.block_size)
    ciphertext = AES.new(key, AES.MODE_CBC, iv).encrypt(padded)
    return {'stages.paddedHex': padded, 'outputHex': ciphertext}


def decrypt_aes(given):
    key, iv = key_and_iv(given)
    try:
        padded = AES.new(key, AES.MODE_CBC, iv).decrypt(octets(given, 'ciphertextHex'))
        return {'outputHex': unpad(padded, AES.block_size)}
    except ValueError:
        raise Refusal('ERR_DECRYPT') from None


def key_and_iv(given):
    pairs = [('keyHex', 'ERR_AES_KEY_LENGTH'), ('ivHex', 'ERR_AES_IV_LENGTH')]
    for name, code in pairs:
        if len(octets(given, name)) != 16:
            raise Refusal(code)
    return [octets(given, name) for name, _ in pairs]


def octets(given, name):
    kind, _, value = given.get(name, 'z:').partition(':')
    if kind != 'h':
        raise Refusal('ERR_ARGUMENT_TYPE')
    return bytes.fromhex(value)


def text(given, name):
    return bytes.fromhex(given[name].partition(':')[2]).decode('utf-16-be')


def number(given, name):
    return int.from_bytes(octets(given, f'key.{name}Hex'), 'big')


def power(given):
    """PyCryptodome's own exponentiation, which its padding schemes stand on."""
    key = RSA.construct((number(given, 'modulus'), number(given, 'exponent')))
    block = int.from_bytes(octets(given, 'blockHex'), 'big')
    return {'outputHex': key._encrypt(block).to_bytes(key.size_in_bytes(), 'big')}


def open_ciphertext(given):
    key = RSA.construct(tuple(number(given, name) for name in ('modulus', 'exponent', 'd', 'p', 'q')))
    message = PKCS1_v1_5.new(key).decrypt(octets(given, 'ciphertextHex'), None)
    if message is None:
        raise Refusal('ERR_DECRYPT')
    return {'outputHex': message}


def seeded(given):
    if 'seedHex' not in given and not given.get('seed', 'z:').startswith('s:'):
        raise Refusal('ERR_ARGUMENT_TYPE')
    try:
        seed = octets(given, 'seedHex') if 'seedHex' in given else text(given, 'seed').encode('utf-8')
    except UnicodeDecodeError:
        raise Refusal('ERR_TEXT_NOT_WELL_FORMED') from None
    stream = SHAKE256.new(seed)
    lengths = [int(value[2:]) for name, value in given.items() if name.startswith('lengths.')]
    return {f'output.{at}.bytesHex': stream.read(length) if length else b'' for at, length in enumerate(lengths)}


def to_pem(given):
    key = RSA.construct((number(given, 'modulus'), number(given, 'exponent')))
    return {'output': key.export_key().decode('ascii') + '\n'}


def sample(given):
    """What the vendor's sample does: quotation marks deleted, numbers by their place, the password as UTF-8."""
    root = xml.etree.ElementTree.fromstring(text(given, 'body').replace('"', ''))
    numbers = tuple(int.from_bytes(base64.b64decode(child.text), 'big') for child in root[:2])
    cipher = PKCS1_v1_5.new(RSA.construct(numbers))
    return {'output': base64.b64encode(cipher.encrypt(text(given, 'password').encode('utf-8'))).decode('ascii')}


FUNCTIONS = {
    'codecs.encryptAesCbc': encrypt_aes,
    'codecs.decryptAesCbc': decrypt_aes,
    'codecs.toSpkiPem': to_pem,
    'rsa.power': power,
    'rsa.open': open_ciphertext,
    'seededRandom': seeded,
    'sample.smartconnect': sample,
}


def answer(name, *fields):
    if name not in FUNCTIONS:
        return 'unknown'
    try:
        found = FUNCTIONS[name](dict(field.split('=', 1) for field in fields))
    except Refusal as refusal:
        return f'error\t{refusal}'
    return '\t'.join(['ok', *(f'{path}={spelled(value)}' for path, value in found.items())])


def spelled(value):
    return f'h:{value.hex()}' if isinstance(value, bytes) else f's:{value.encode("utf-16-be").hex()}'


for line in sys.stdin:
    print(answer(*line.rstrip('\n').split('\t')))
