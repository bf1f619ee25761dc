"""The RSAKeyValue document of .NET and XMLDSig, read with expat and then held to a narrow grammar."""

import re
import xml.parsers.expat

from . import arguments, base64x, rsa
from .refusal import Refusal

MOST_CHARACTERS = 65536
WHITE_SPACE = ' \t\r\n'
NAME = re.compile(r'(?:([A-Za-z_][A-Za-z0-9._-]*):)?([A-Za-z_][A-Za-z0-9._-]*)')
DECLARATION = re.compile(r'\ufeff?<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(["\'])1\.[01]\1')


def format_key(key):
    """As .NET prints it: one line, modulus first."""
    numbers = (base64x.encode(rsa.minimal(number)) for number in key)
    return '<RSAKeyValue><Modulus>{}</Modulus><Exponent>{}</Exponent></RSAKeyValue>'.format(*numbers)


def parse_key(text):
    arguments.text(text)
    # An ampersand would begin an entity wherever it may stand: there is no place where it is welcome.
    if len(text.encode('utf-16-le')) // 2 > MOST_CHARACTERS or '&' in text:
        raise Refusal('ERR_RSA_XML')
    fields = _Reader().read(text)
    return rsa.public_key(fields['Modulus'], fields['Exponent'])


class _Reader:
    """Follows expat's events; every event outside the grammar ends in a refusal."""

    def __init__(self):
        self.path = []
        self.scopes = []
        self.value = None
        self.fields = {}

    def read(self, text):
        parser = xml.parsers.expat.ParserCreate()
        parser.buffer_text = True
        parser.XmlDeclHandler = lambda *_: self._declaration(text)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.CommentHandler = lambda _: self._refuse_inside_value()
        parser.StartDoctypeDeclHandler = parser.ProcessingInstructionHandler = self._refuse
        parser.StartCdataSectionHandler = self._refuse
        parser.ordered_attributes = True
        try:
            parser.Parse(text, True)
        except xml.parsers.expat.ExpatError:
            self._refuse()
        if set(self.fields) != {'Modulus', 'Exponent'}:
            self._refuse()
        return self.fields

    def _refuse(self, *_):
        raise Refusal('ERR_RSA_XML')

    def _refuse_inside_value(self):
        if self.value is not None:
            self._refuse()

    def _declaration(self, text):
        if DECLARATION.match(text) is None:
            self._refuse()

    def _start(self, name, attributes):
        match = NAME.fullmatch(name) or self._refuse()
        self.scopes.append(self._declared_prefixes(attributes))
        prefix, local = match.groups()
        if prefix is not None and not any(prefix in scope for scope in self.scopes):
            self._refuse()
        expected = [{'RSAKeyValue'}, {'Modulus', 'Exponent'}]
        if len(self.path) >= len(expected) or local not in expected[len(self.path)] or local in self.fields:
            self._refuse()
        if self.path:
            self.value = ''
        self.path.append(local)

    def _declared_prefixes(self, attributes):
        prefixes = set()
        for name, namespace in zip(attributes[::2], attributes[1::2]):
            match = NAME.fullmatch(name) or self._refuse()
            if match.groups() == (None, 'xmlns'):
                continue
            # A prefix cannot be taken back, and `xml` and `xmlns` are not to be declared.
            if match[1] != 'xmlns' or match[2] in ('xml', 'xmlns') or namespace == '':
                self._refuse()
            prefixes.add(match[2])
        return prefixes

    def _characters(self, characters):
        if self.value is not None:
            self.value += characters
        elif characters.strip(WHITE_SPACE):
            self._refuse()

    def _end(self, _):
        self.scopes.pop()
        local = self.path.pop()
        if self.value is not None:
            self.fields[local] = self._decode(self.value)
            self.value = None

    def _decode(self, value):
        digits = value.translate(dict.fromkeys(map(ord, WHITE_SPACE)))
        try:
            return base64x.decode(digits) or self._refuse()
        except Refusal:
            self._refuse()
