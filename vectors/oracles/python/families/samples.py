"""Texts, bytes and keys that several files draw on."""

import hashlib
import json
import pathlib

KEYS = {
    key['id'].removeprefix('test-only-'): key
    for key in json.loads((pathlib.Path(__file__).parents[3] / 'test-keys.json').read_text('utf-8'))['keys']
}

# (what it is, flags, text)
TEXTS = [
    ('empty', ['Empty'], ''),
    ('one ASCII letter', ['Ascii'], 'a'),
    ('a usual password', ['Ascii'], 'password'),
    ('a sentence', ['Ascii'], 'correct horse battery staple'),
    ('leading and trailing spaces are kept', ['Ascii', 'WhiteSpace'], '  a b  '),
    ('tab, line feed, carriage return', ['Control', 'WhiteSpace'], 'a\tb\nc\rd\r\n'),
    ('NUL in the middle', ['Control'], 'a\x00b'),
    ('DEL and the C1 controls NEL and APC', ['Control', 'NonAscii'], 'a\x7f\x85\x9f'),
    ('no-break space', ['NonAscii', 'WhiteSpace'], 'a\xa0b'),
    ('Latin-1 letters', ['NonAscii'], 'caf\xe9 na\xefve \xdf \xff'),
    ('euro sign: in Windows-1252, not in Latin-1', ['NonAscii'], '100\u20ac'),
    ('Cyrillic', ['NonAscii'], '\u043f\u0430\u0440\u043e\u043b\u044c'),
    ('Greek with a final sigma', ['NonAscii'], '\u03ba\u03c9\u03b4\u03b9\u03ba\u03cc\u03c2'),
    ('Chinese and Japanese', ['NonAscii'], '\u5bc6\u7801\u30d1\u30b9\u30ef\u30fc\u30c9'),
    ('Arabic, right to left', ['NonAscii', 'RightToLeft'], '\u0643\u0644\u0645\u0629 \u0627\u0644\u0633\u0631'),
    ('Hebrew with direction marks', ['NonAscii', 'RightToLeft'], '\u202b\u05e1\u05d9\u05e1\u05de\u05d4\u202c\u200f'),
    ('composed e acute', ['NonAscii', 'Normalization'], '\xe9'),
    ('decomposed e acute: other bytes, nothing is normalised', ['Combining', 'NonAscii', 'Normalization'], 'e\u0301'),
    ('many combining marks', ['Combining', 'NonAscii'], 'Z\u0351\u036b\u0343a\u0329\u0356'),
    ('Devanagari with vowel signs', ['Combining', 'NonAscii'], '\u0938\u0902\u0915\u0947\u0924'),
    ('zero-width joiner and variation selector', ['Astral', 'NonAscii'], '\U0001f468\u200d\U0001f4bb\u2764\ufe0f'),
    ('astral: a face between letters', ['Astral', 'NonAscii'], 'p\U0001f600w'),
    ('astral: the last code point', ['Astral', 'NonAscii'], '\U0010ffff'),
    ('byte order mark inside is a character', ['NonAscii'], '\ufeffa'),
    ('line and paragraph separators', ['NonAscii', 'WhiteSpace'], '\u2028\u2029'),
    ('noncharacter U+FFFF and the replacement character', ['NonAscii'], '\uffff\ufffd'),
    (
        'last of one, first of two, last of two, first of three, last of three bytes, first of four',
        ['Boundary', 'NonAscii', 'Astral'],
        '\x7f\x80\u07ff\u0800\uffff\U00010000',
    ),
    ('around the surrogates', ['Boundary', 'NonAscii'], '\ud7ff\ue000'),
]

ILL_FORMED = [
    ('a lone high surrogate', '\ud800'),
    ('a lone low surrogate', '\udc00'),
    ('a high surrogate before a letter', '\ud83dx'),
    ('a low surrogate at the end', 'x\ude00'),
    ('two high surrogates', '\ud83d\ud83d'),
    ('a pair in the wrong order', '\ude00\ud83d'),
]

TEXT_NOTES = {
    'Ascii': 'Printable ASCII only.',
    'Astral': 'Code points past U+FFFF: one character, two units of UTF-16, four bytes of UTF-8.',
    'Boundary': 'First and last values of a range.',
    'Combining': 'Combining marks, which follow the character that they change.',
    'Control': 'ASCII or C1 control characters, NUL among them.',
    'Empty': 'Nothing at all, which is a text too.',
    'IllFormed': 'A lone surrogate, spelled in the JSON as \\udXXX: it has no encoding, and replacing it would make '
    'two different passwords equal.',
    'NonAscii': 'Characters outside ASCII.',
    'Normalization': 'Looks like another text and has other bytes: no implementation may normalise.',
    'RightToLeft': 'Right-to-left script or direction marks; the bytes stay in logical order.',
    'WhiteSpace': 'White space that must not be trimmed, folded or translated.',
    'WrongType': 'An argument of a type that the function does not take.',
}


def notes(*flags, **more):
    """The notes of a file: those of texts by their flags, whole tables of others, and its own."""
    made = {}
    for flag in flags:
        made.update({flag: TEXT_NOTES[flag]} if isinstance(flag, str) else flag)
    return {**made, **more}


ALL_TEXT_FLAGS = tuple(sorted({flag for _, flags, _ in TEXTS for flag in flags}))


def octets(label, count):
    """Bytes that look random and are always the same."""
    return hashlib.shake_256(f'credwire vectors: {label}'.encode('ascii')).digest(count)


def public(name):
    """The public numbers of a test key, as a vector spells them."""
    key = KEYS[name]
    return {'modulusHex': key['modulusHex'], 'exponentHex': key['exponentHex']}
