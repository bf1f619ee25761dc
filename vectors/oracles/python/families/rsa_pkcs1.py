"""rsa-pkcs1.json: RSAES-PKCS1-v1_5 encryption with its padding given."""

from envelope import VectorFile
from model import rsa
from model.draws import MOST_CALLS, Stream

from . import samples
from .samples import KEYS, public

SOURCE = 'RFC 8017 section 7.2.1'
FIRST = '1024-65537'
EVERY_LENGTH = ('1024-65537', '2048-65537')


def make():
    file = VectorFile(
        'rsa-pkcs1',
        'RSAES-PKCS1-v1_5 encryption',
        samples.notes(
            'WrongType',
            DroppedZeros='The random stream holds zero bytes: they are dropped and what is missing is drawn again.',
            DryRandom='The random source gives nothing that can be used, or fewer bytes than it was asked for.',
            EdgePadding='Padding of one byte value throughout.',
            Exponent='Exponents 3, 17, of five and of eight bytes.',
            KeySize='Keys of other lengths than 1024 bits, those among them that are no multiple of eight.',
            Length='Messages of every length at the limits.',
            LimitOfCalls='The source becomes usable on the 64th call, the last that is made.',
            MessageTooLong='A message of more than the modulus length less 11 bytes.',
            MessageZeros='A message that begins with zero bytes, which the padding before it must not swallow.',
            ShortCiphertext='The number is small: the ciphertext begins with zero bytes and must not be shortened.',
        ),
    )
    lengths(file)
    streams(file.group('codecs.encryptPkcs1', 'padding', SOURCE))
    short_ciphertexts(file.group('codecs.encryptPkcs1', 'short ciphertexts', SOURCE))
    refused(file.group('codecs.encryptPkcs1', 'refusals', SOURCE))
    return file


def lengths(file):
    for name, key in KEYS.items():
        group = file.group('codecs.encryptPkcs1', name, SOURCE)
        size = len(key['modulusHex']) // 2
        usual = (0, 1, 15, 16, 17, 31, 32, size - 12, size - 11) if name in EVERY_LENGTH else (0, 16, size - 11)
        flags = [
            'Length',
            *(['KeySize'] if not name.startswith('1024-') else []),
            *(['Exponent'] if not name.endswith('-65537') else []),
        ]
        for count in usual:
            label = f'{name}, {count} bytes'
            valid(group, label, flags, name, samples.octets(label, count), Stream.seeded(label))
        for count in (size - 10, size - 9, size, size + 1) if name in EVERY_LENGTH else (size - 10,):
            message = samples.octets(f'too long {count}', count)
            group.refused(
                'ERR_MESSAGE_TOO_LONG',
                f'{name}, {count} bytes',
                ['MessageTooLong'],
                {'key': public(name), 'messageHex': message.hex()},
            )


def valid(group, comment, flags, name, message, stream):
    """Adds an encryption and, before that, opens it with the private key."""
    given = {'key': public(name), 'messageHex': message.hex()}
    members = group.valid(comment, flags, given, random=stream)
    numbers = (int(KEYS[name][number], 16) for number in ('modulusHex', 'exponentHex'))
    private = int(KEYS[name]['testOnlyPrivate']['dHex'], 16)
    assert rsa.decrypt(rsa.PublicKey(*numbers), private, bytes.fromhex(members['outputHex'])) == message


def streams(group):
    message = b'message'
    count = 128 - 3 - len(message)
    some = bytes(octet or 1 for octet in samples.octets('padding', 2 * count))
    for comment, stream in [
        ('a zero byte first', b'\x00' + some),
        ('a zero byte last in the first call', some[: count - 1] + b'\x00' + some[count:]),
        ('zero bytes throughout the first call', bytes(count) + some),
        ('every second byte is zero', b''.join(b'\x00' + some[at : at + 1] for at in range(count))),
        ('ten calls of zero bytes', bytes(count) * 10 + some),
    ]:
        valid(group, comment, ['DroppedZeros'], FIRST, message, Stream(stream))
    for value in (1, 2, 127, 128, 255):
        valid(group, f'all {value}', ['EdgePadding'], FIRST, message, Stream(bytes([value]) * count))
    valid(
        group,
        'usable on the 64th call',
        ['DroppedZeros', 'LimitOfCalls'],
        FIRST,
        message,
        Stream(bytes(count) * (MOST_CALLS - 1) + some),
    )
    for zeros in (1, 8, 117):
        valid(group, f'a message of {zeros} zero bytes', ['MessageZeros'], FIRST, bytes(zeros), Stream(some))


def short_ciphertexts(group):
    for name, zeros in [('1024-65537', 1), ('1024-3', 2), ('2048-3', 2), ('1031-65537', 1)]:
        label = search(name, zeros)
        valid(
            group,
            f'{name}, {zeros} zero bytes in front: stream of seed {label!r}',
            ['ShortCiphertext'],
            name,
            b'',
            Stream.seeded(label),
        )


def search(name, zeros):
    """The first seed whose padding gives a ciphertext that begins with so many zero bytes."""
    key = rsa.PublicKey(int(KEYS[name]['modulusHex'], 16), int(KEYS[name]['exponentHex'], 16))
    # Where the modulus does not fill its first byte, that byte of a ciphertext is often zero by itself.
    limit = 1 << 8 * (key.size - zeros)
    attempt = 0
    while True:
        padded, _ = rsa.encrypt(key, b'', Stream.seeded(f'{name} {attempt}'))
        if pow(int.from_bytes(padded, 'big'), key.exponent, key.modulus) < limit:
            return f'{name} {attempt}'
        attempt += 1


def refused(group):
    given = {'key': public(FIRST), 'messageHex': '00'}
    count = 128 - 3 - 1
    for comment, stream in [
        ('64 calls of zero bytes', bytes(count * MOST_CALLS)),
        ('all but one byte, then zero bytes', b'\x01' * (count - 1) + bytes(MOST_CALLS)),
        ('no byte at all', b''),
        ('one byte too few', b'\x01' * (count - 1)),
        ('a zero byte and none after it', b'\x01' * (count - 1) + b'\x00'),
    ]:
        group.refused('ERR_RANDOM', comment, ['DryRandom'], given, random=Stream(stream))
    for value in ('00', None, 5):
        group.refused(
            'ERR_ARGUMENT_TYPE',
            f'message: {type(value).__name__} instead of bytes',
            ['WrongType'],
            {'key': public(FIRST), 'message': value},
        )
