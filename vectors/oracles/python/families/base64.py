"""base64.json: strict Base64 both ways."""

from envelope import VectorFile
from model import base64x

from . import samples

SOURCE = 'RFC 4648 section 4'
RFC_EXAMPLES = [
    ('', ''),
    ('f', 'Zg=='),
    ('fo', 'Zm8='),
    ('foo', 'Zm9v'),
    ('foob', 'Zm9vYg=='),
    ('fooba', 'Zm9vYmE='),
    ('foobar', 'Zm9vYmFy'),
]
MALFORMED = [
    ('padding is missing: two digits', ['Padding'], 'Zg'),
    ('padding is missing: three digits', ['Padding'], 'Zm8'),
    ('one padding character of two', ['Padding'], 'Zg='),
    ('three padding characters', ['Padding'], 'Zg==='),
    ('four padding characters', ['Padding'], 'Zm9v===='),
    ('padding alone', ['Padding'], '===='),
    ('one digit and padding', ['Padding'], 'Z==='),
    ('padding in the middle', ['Padding'], 'Zg==Zg=='),
    ('padding before a digit', ['Padding'], 'Z=g='),
    ('one digit', ['Padding'], 'Z'),
    ('five digits', ['Padding'], 'Zm9vY'),
    ('surplus bits behind one byte', ['SurplusBits'], 'Zh=='),
    ('surplus bits behind one byte, all of them', ['SurplusBits'], 'Z/=='),
    ('surplus bits behind two bytes', ['SurplusBits'], 'Zm9='),
    ('surplus bits behind two bytes, after a whole group', ['SurplusBits'], 'Zm9vZm9='),
    ('a space in the middle', ['WhiteSpace'], 'Zm 9v'),
    ('a space before', ['WhiteSpace'], ' Zm9v'),
    ('a space behind', ['WhiteSpace'], 'Zm9v '),
    ('a line feed behind', ['WhiteSpace'], 'Zm9v\n'),
    ('lines of MIME', ['WhiteSpace'], 'Zm9v\r\nYmFy'),
    ('white space that makes the length right', ['WhiteSpace'], 'Zm9vYg \n'),
    ('a no-break space', ['WhiteSpace'], 'Zm9v\xa0AAA'),
    ('the URL-safe alphabet: minus', ['OtherAlphabet'], '-_8='),
    ('the URL-safe alphabet: underscore', ['OtherAlphabet'], 'AA_A'),
    ('a full stop', ['OtherAlphabet'], 'Zm.v'),
    ('a NUL', ['OtherAlphabet'], 'Zm\x00v'),
    ('a percent-encoded plus', ['OtherAlphabet'], '%2BAA'),
    ('Cyrillic letters that look like Latin ones', ['OtherAlphabet'], 'Z\u043c9v'),
    ('a full-width digit', ['OtherAlphabet'], 'Zm\uff19v'),
    ('an astral character: two units of UTF-16', ['OtherAlphabet'], 'Zm\U0001f600'),
    ('a character whose low byte is a digit of the alphabet', ['OtherAlphabet'], 'Zm9\u0176'),
]


def make():
    file = VectorFile(
        'base64',
        'Base64',
        samples.notes(
            'IllFormed',
            'WrongType',
            'WhiteSpace',
            AllBytes='Every byte value.',
            AllDigits='Every digit of the alphabet.',
            Lengths='Lengths 0 to 66, so that every padding occurs at every place in a line.',
            OtherAlphabet='A character that is not in the alphabet.',
            Padding='No, one or two padding characters, and every wrong number of them.',
            Published='A published example.',
            SpecialDigits='The text holds `+` or `/`, the two digits that a URL or a file name breaks.',
            SurplusBits='Bits are set behind the last byte: no encoder writes that.',
        ),
    )
    encode(file)
    decode(file)
    return file


def encode(file):
    group = file.group('codecs.encodeBase64', 'RFC 4648, padded, one line', SOURCE)
    for octets, known in RFC_EXAMPLES:
        group.valid(f'{len(octets)} bytes', ['Published'], {'bytesHex': octets.encode().hex()}, known=known)
    for comment, flags, octets in pieces():
        group.valid(comment, flags, {'bytesHex': octets.hex()})
    for value in (None, 'Zg==', [1, 2], 7):
        group.refused('ERR_ARGUMENT_TYPE', f'{type(value).__name__} instead of bytes', ['WrongType'], {'bytes': value})


def decode(file):
    group = file.group('codecs.decodeBase64', 'RFC 4648, strict', SOURCE)
    for octets, text in RFC_EXAMPLES:
        group.valid(f'{len(octets)} bytes', ['Published'], {'text': text}, known=octets.encode().hex())
    for comment, flags, octets in pieces():
        group.valid(comment, flags, {'text': base64x.encode(octets)}, known=octets.hex())
    for comment, flags, text in MALFORMED:
        group.refused('ERR_BASE64', comment, flags, {'text': text})
    for comment, text in samples.ILL_FORMED:
        group.refused('ERR_TEXT_NOT_WELL_FORMED', comment, ['IllFormed'], {'text': f'Zm9v{text}'})
    for value in (None, 0, False, ['Zg==']):
        group.refused('ERR_ARGUMENT_TYPE', f'{type(value).__name__} instead of a text', ['WrongType'], {'text': value})


def pieces():
    yield 'all 256 byte values', ['AllBytes', 'SpecialDigits'], bytes(range(256))
    digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
    yield 'all 64 digits in order', ['AllDigits', 'SpecialDigits'], base64x.decode(digits)
    for text in ('++++', '////', '+/+/', '+A==', '/w==', '+/8=', '//8='):
        yield f'decodes from or encodes to {text}', ['SpecialDigits'], base64x.decode(text)
    for count in range(67):
        yield f'{count} bytes', ['Lengths', 'Padding'], samples.octets(f'base64 {count}', count)
