"""url.json and url-ascii.json: percent-encoding and form encoding."""

from envelope import VectorFile

from . import samples

RFC3986 = 'RFC 3986 sections 2.1 to 2.4'
WHATWG = 'WHATWG URL Standard, application/x-www-form-urlencoded serializer'
PAIRS = [
    ('no pair', ['Empty'], []),
    ('one pair', ['Ascii'], [['name', 'value']]),
    ('empty value', ['Empty'], [['name', '']]),
    ('empty name', ['Empty'], [['', 'value']]),
    ('both empty', ['Empty'], [['', '']]),
    ('two empty pairs', ['Empty'], [['', ''], ['', '']]),
    ('order and repeated names are kept', ['Ascii'], [['b', '2'], ['a', '1'], ['b', '1']]),
    ('the separators themselves', ['Ascii'], [['a&b', 'c=d'], ['=', '&']]),
    ('a space is a plus, a plus is not', ['Ascii', 'WhiteSpace'], [['a b', 'c + d']]),
    ('what percent-encoding does otherwise', ['Ascii'], [['p', "*~!'() "]]),
    ('already encoded text is encoded again', ['Ascii'], [['p', '%2B+%20']]),
    ('line ends stay what they are', ['Control', 'WhiteSpace'], [['p', 'a\nb\rc\r\nd']]),
    ('NUL', ['Control'], [['\x00', '\x00']]),
    ('non-ASCII in a name', ['NonAscii'], [['\xfc\u0416', '\U0001f600']]),
]


def url():
    file = VectorFile(
        'url',
        'percent-encoding and form encoding',
        samples.notes(
            *samples.ALL_TEXT_FLAGS,
            'IllFormed',
            'WrongType',
            Base64='Base64 in a URL: plus, slash and equals sign must not go as they are.',
            Once='Text that is encoded already: encoding it again is right for this function and wrong for a caller.',
        ),
    )
    percent(file.group('codecs.percentEncode', 'RFC 3986', RFC3986))
    form(file.group('codecs.formUrlEncode', 'WHATWG form', WHATWG))
    return file


def percent(group):
    for comment, flags, text in samples.TEXTS:
        group.valid(comment, flags, {'text': text})
    for text in ('a+b/c==', 'jTpn+KK/TcRsHhUeGU2FsQ==', '+/=', '++//=='):
        group.valid(f'Base64 {text}', ['Base64'], {'text': text})
    for text in ('%2B', '%252B', 'a%20b', '%', '%%', '%zz', 'a+b%3D'):
        group.valid(f'already or half encoded: {text}', ['Once'], {'text': text})
    ill_formed(group, lambda text: {'text': text})
    for value in (None, 1, ['a'], {}):
        group.refused('ERR_ARGUMENT_TYPE', f'{type(value).__name__} instead of a text', ['WrongType'], {'text': value})


def form(group):
    for comment, flags, pairs in PAIRS:
        group.valid(comment, flags, {'pairs': pairs})
    for comment, flags, text in samples.TEXTS:
        group.valid(comment, flags, {'pairs': [['p', text]]})
    ill_formed(group, lambda text: {'pairs': [['p', text]]})
    ill_formed(group, lambda text: {'pairs': [['a', 'b'], [text, 'c']]})
    for comment, pairs in [
        ('a text', 'a=b'),
        ('null', None),
        ('a number', 1),
        ('a single name', [['a']]),
        ('three parts', [['a', 'b', 'c']]),
        ('a number as value', [['a', 1]]),
        ('null as name', [[None, 'a']]),
        ('texts instead of pairs', ['ab', 'cd']),
    ]:
        group.refused('ERR_ARGUMENT_TYPE', f'{comment}', ['WrongType'], {'pairs': pairs})


def ill_formed(group, given):
    for comment, text in samples.ILL_FORMED:
        group.refused('ERR_TEXT_NOT_WELL_FORMED', comment, ['IllFormed'], given(text))


def ascii_table():
    """All 128 ASCII characters, one by one and all together, in each encoding that a vendor uses."""
    file = VectorFile(
        'url-ascii',
        'all 128 ASCII characters in each encoding',
        {
            'Character': 'One ASCII character by itself.',
            'Whole': 'All 128 characters in order.',
        },
    )
    dialects = [
        ('codecs.percentEncode', 'RFC 3986', RFC3986, lambda text: {'text': text}),
        ('codecs.formUrlEncode', 'WHATWG form', WHATWG, lambda text: {'pairs': [['p', text]]}),
        (
            'bex.tokenRequest',
            'JSON',
            'RFC 8259; ECMA-262 JSON.stringify',
            lambda text: {'options': {'username': 'u', 'password': text}},
        ),
    ]
    for type_, profile, source, given in dialects:
        group = file.group(type_, profile, source)
        for code in range(128):
            group.valid(f'U+{code:04X} {chr(code) if 32 < code < 127 else ""}'.strip(), ['Character'], given(chr(code)))
        group.valid('U+0000 to U+007F', ['Whole'], given(''.join(map(chr, range(128)))))
    return file
