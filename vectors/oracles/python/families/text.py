"""text.json: text to bytes in four charsets."""

from envelope import VectorFile

from . import samples

CHARSETS = {
    'utf-8': 'RFC 3629',
    'utf-16le': 'RFC 2781, without a byte order mark; .NET calls it Unicode',
    'latin1': 'ISO/IEC 8859-1, refusing what it lacks',
    'ascii': 'RFC 20, refusing what it lacks',
}
MOST = {'latin1': 0xFF, 'ascii': 0x7F}


def make():
    file = VectorFile(
        'text',
        'text to bytes',
        samples.notes(
            *samples.ALL_TEXT_FLAGS,
            'IllFormed',
            'WrongType',
            NotEncodable='The charset has no such character: refused, never replaced by a question mark.',
            AllBytes='Every code point that has one byte in the charset.',
            Default='The charset is left out: UTF-8.',
            UnknownCharset='A charset that the function does not have.',
        ),
    )
    for charset, source in CHARSETS.items():
        one_charset(file, charset, source)
    defaults(file)
    return file


def one_charset(file, charset, source):
    group = file.group('codecs.encodeText', charset, source)
    most = MOST.get(charset, 0x10FFFF)
    for comment, flags, text in samples.TEXTS:
        given = {'text': text, 'charset': charset}
        if all(ord(character) <= most for character in text):
            group.valid(comment, flags, given)
        else:
            group.refused('ERR_TEXT_NOT_ENCODABLE', comment, [*flags, 'NotEncodable'], given)
    last = min(most, 0xFF)
    whole = ''.join(map(chr, range(last + 1)))
    group.valid(f'U+0000 to U+{last:04X}', ['AllBytes', 'Control'], {'text': whole, 'charset': charset})
    if charset in MOST:
        for point in (most + 1, 0x100, 0x20AC, 0x1F600):
            given = {'text': f'ab{chr(point)}', 'charset': charset}
            group.refused('ERR_TEXT_NOT_ENCODABLE', f'U+{point:04X}', ['NonAscii', 'NotEncodable'], given)
    for comment, text in samples.ILL_FORMED:
        group.refused('ERR_TEXT_NOT_WELL_FORMED', comment, ['IllFormed'], {'text': text, 'charset': charset})


def defaults(file):
    group = file.group('codecs.encodeText', 'default', 'RFC 3629')
    group.valid('no charset given', ['Default', 'NonAscii'], {'text': 'p\xe9'})
    for value in (None, 1, True, ['a'], {'a': 'b'}):
        group.refused('ERR_ARGUMENT_TYPE', f'{type(value).__name__} instead of a text', ['WrongType'], {'text': value})
    for charset in ('UTF-8', 'utf8', 'utf-16', 'utf-16be', 'windows-1252', '', ' ascii', 'toString', '__proto__'):
        group.refused(
            'ERR_ARGUMENT_VALUE', f'charset {charset!r}', ['UnknownCharset'], {'text': 'a', 'charset': charset}
        )
    group.refused('ERR_ARGUMENT_TYPE', 'a number instead of a charset', ['WrongType'], {'text': 'a', 'charset': 8})
