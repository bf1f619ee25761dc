"""aes-cbc.json: AES-128-CBC with PKCS#7 padding both ways."""

from envelope import VectorFile
from model import aes_cbc as model

from . import samples

SOURCE = 'FIPS 197, NIST SP 800-38A section 6.2, RFC 5652 section 6.3'
LENGTHS = (*range(50), 63, 64, 65, 127, 128, 129, 255, 256, 257, 1000)
KEY = samples.octets('AES key', 16)
IV = samples.octets('AES IV', 16)


def make():
    file = VectorFile(
        'aes-cbc',
        'AES-128-CBC with PKCS#7 padding',
        samples.notes(
            'WrongType',
            BadPadding='The last block does not end in 1 to 16 bytes that each tell their own number.',
            EdgeKey='Keys and IVs of all zero or all one bits.',
            KeyLength='A key that is not 16 bytes long; 24 and 32 would be other ciphers.',
            IvLength='An IV that is not 16 bytes long.',
            Length='Plaintexts of every length around the block limits.',
            PaddingLookalike='A plaintext that ends like padding: only the outer padding is taken off.',
            WholeBlocks='A ciphertext that is empty or not whole blocks.',
        ),
    )
    encrypt(file.group('codecs.encryptAesCbc', 'AES-128-CBC, PKCS#7', SOURCE))
    decrypt(file.group('codecs.decryptAesCbc', 'AES-128-CBC, PKCS#7', SOURCE))
    return file


def plaintexts():
    for count in LENGTHS:
        yield f'{count} bytes', ['Length'], KEY, IV, samples.octets(f'plaintext {count}', count)
    for count in (15, 16, 32):
        for filler in (0, 1, 16 - count % 16, 255):
            yield f'{count} bytes of {filler}', ['PaddingLookalike'], KEY, IV, bytes([filler]) * count
    for key, iv in [(0, 0), (255, 255), (0, 255), (255, 0)]:
        yield (
            f'key of {key}s, IV of {iv}s',
            ['EdgeKey'],
            bytes([key]) * 16,
            bytes([iv]) * 16,
            samples.octets('edge', 20),
        )


def encrypt(group):
    for comment, flags, key, iv, plaintext in plaintexts():
        group.valid(comment, flags, {'keyHex': key.hex(), 'ivHex': iv.hex(), 'plaintextHex': plaintext.hex()})
    lengths(group, {'plaintextHex': '00'})
    for name in ('key', 'iv', 'plaintext'):
        given = {'keyHex': KEY.hex(), 'ivHex': IV.hex(), 'plaintextHex': '00'}
        del given[f'{name}Hex']
        for value in ('00' * 16, None):
            group.refused('ERR_ARGUMENT_TYPE', f'{name}: no bytes', ['WrongType'], {**given, name: value})


def decrypt(group):
    for comment, flags, key, iv, plaintext in plaintexts():
        given = {'keyHex': key.hex(), 'ivHex': iv.hex(), 'ciphertextHex': model.encrypt(key, iv, plaintext).hex()}
        group.valid(comment, flags, given, known=plaintext.hex())
    lengths(group, {'ciphertextHex': model.encrypt(KEY, IV, b'').hex()})
    keys = {'keyHex': KEY.hex(), 'ivHex': IV.hex()}
    for count in (0, 1, 15, 17, 31, 33):
        octets = samples.octets(f'ciphertext {count}', count)
        group.refused('ERR_DECRYPT', f'{count} bytes', ['WholeBlocks'], {**keys, 'ciphertextHex': octets.hex()})
    for comment, padded in bad_paddings():
        ciphertext = raw(padded).hex()
        group.refused('ERR_DECRYPT', comment, ['BadPadding'], {**keys, 'ciphertextHex': ciphertext})


def lengths(group, rest):
    for count in (0, 1, 8, 15, 17, 24, 32):
        octets = samples.octets(f'length {count}', count).hex()
        group.refused(
            'ERR_AES_KEY_LENGTH', f'key of {count} bytes', ['KeyLength'], {'keyHex': octets, 'ivHex': IV.hex(), **rest}
        )
        group.refused(
            'ERR_AES_IV_LENGTH', f'IV of {count} bytes', ['IvLength'], {'keyHex': KEY.hex(), 'ivHex': octets, **rest}
        )


def bad_paddings():
    block = samples.octets('padding', 16)
    yield 'ends in 0', block[:15] + b'\x00'
    yield 'ends in 17', block[:15] + b'\x11'
    yield 'ends in 255', block[:15] + b'\xff'
    yield 'all zero', bytes(16)
    yield '2 after another byte', block[:14] + b'\x03\x02'
    yield '16, one byte wrong at the start', b'\x0f' + b'\x10' * 15
    yield '16, one byte wrong in the middle', b'\x10' * 7 + b'\x00' + b'\x10' * 8
    yield 'zeros and a length, as ANSI X9.23 pads', block[:12] + b'\x00\x00\x00\x04'
    yield 'random bytes and a length, as ISO 10126 pads', block[:12] + b'\x9a\x31\xc7\x04'
    yield 'a one bit and zeros, as ISO 7816 pads', block[:12] + b'\x80\x00\x00\x00'
    yield '17 in two blocks', block[:15] + b'\x11' * 17
    yield 'right in the first block only', b'\x10' * 16 + block[:15] + b'\x00'


def raw(padded):
    """The ciphertext of whole blocks as they are: PKCS#7 would add a block, which is cut off again."""
    return model.encrypt(KEY, IV, padded)[: len(padded)]
