"""Random draws, defined byte by byte so that any language gets the same result from the same stream."""

import hashlib

from . import arguments
from .refusal import Refusal

MOST_CALLS = 64


class Stream:
    """A stream of bytes that remembers what was taken from it."""

    def __init__(self, octets):
        self._octets = octets
        self.taken = 0

    @classmethod
    def seeded(cls, seed, length=4096):
        """The first bytes of SHAKE256 of a seed: what `seededRandom` of the library is defined to give."""
        return cls(hashlib.shake_256(seed.encode('utf-8')).digest(length))

    def read(self, count):
        """The next bytes; fewer of them once the stream is dry, which makes the source a faulty one."""
        octets = self._octets[self.taken : self.taken + count]
        self.taken += len(octets)
        return octets

    def consumed(self):
        return self._octets[: self.taken]


def draw(stream, count, accepts):
    """The first `count` bytes that pass: the first call asks for all, each further one for what is missing."""
    drawn = b''
    calls = 0
    while len(drawn) < count:
        if calls == MOST_CALLS:
            raise Refusal('ERR_RANDOM')
        calls += 1
        missing = count - len(drawn)
        octets = stream.read(missing)
        if len(octets) != missing:
            raise Refusal('ERR_RANDOM')
        drawn += bytes(octet for octet in octets if accepts(octet))
    return drawn


def nonzero(stream, count):
    """PKCS#1 padding."""
    return draw(stream, count, lambda octet: octet != 0)


def letters(stream, count):
    """A Jacada prefix: bytes below 234 = 9 x 26, modulo 26, counted from `a`."""
    return ''.join(chr(ord('a') + octet % 26) for octet in draw(stream, count, lambda octet: octet < 234))


def seeded(seed, lengths):
    """What successive calls of a seeded source return."""
    octets = seed if isinstance(seed, bytes) else arguments.text(seed).encode('utf-8')
    stream = Stream(hashlib.shake_256(octets).digest(sum(lengths)))
    return [{'bytesHex': stream.read(length).hex()} for length in lengths]
