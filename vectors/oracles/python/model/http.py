"""Requests and responses: what all five vendors have in common."""

import json
import re

from . import arguments, urls
from .refusal import Refusal

MOST_BODY = 1_048_576
MOST_TOKEN = 65_536
MOST_MESSAGE = 1000
JSON_TYPE = 'application/json'
FORM_TYPE = 'application/x-www-form-urlencoded'


def request(method, url, body=None, content_type=None, accept=JSON_TYPE):
    headers = {'Accept': accept}
    if content_type is not None:
        headers['Content-Type'] = content_type
    made = {'method': method, 'url': url, 'headers': headers}
    return made if body is None else {**made, 'body': body}


def json_text(value):
    """As `JSON.stringify` prints it: no white space, and only what must be escaped is."""
    return json.dumps(value, ensure_ascii=False, separators=(',', ':'))


METHODS = arguments.one_of('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD')
HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
HEADER_VALUE = re.compile(r'[\t -~]*')


def read_request(value):
    """A request that a caller passes: refused where it could not be sent as it stands."""
    found = arguments.options(
        value,
        {
            'method': METHODS,
            'url': urls.request_url,
            'headers': arguments.optional(_headers, {}),
            'body': arguments.optional(arguments.text),
        },
    )
    return {name: member for name, member in found.items() if member is not None}


def _headers(value):
    if not isinstance(value, dict):
        raise Refusal('ERR_ARGUMENT_TYPE')
    for name, content in value.items():
        if HEADER_NAME.fullmatch(name) is None or HEADER_VALUE.fullmatch(arguments.text(content)) is None:
            raise Refusal('ERR_HEADER_VALUE')
    return value


def read_session(value, vendor, **checks):
    """What a function needs of a session that a caller passes; other members are nothing to it."""
    if not isinstance(value, dict):
        raise Refusal('ERR_ARGUMENT_TYPE')
    every = {'vendor': arguments.one_of(vendor), 'token': header_token, **checks}
    return {name: check(value.get(name, arguments.ABSENT)) for name, check in every.items()}


def with_header(made, name, value):
    """The request with one header set, in the place of whatever had that name in any case."""
    kept = {key: old for key, old in made['headers'].items() if key.lower() != name.lower()}
    return {**made, 'headers': {**kept, name: value}}


def header_token(token):
    """A token that may stand in a header; what else a caller passes is refused as a header value."""
    if not arguments.text(token) or not is_visible_ascii(token):
        raise Refusal('ERR_HEADER_VALUE')
    return token


def is_token(value):
    return isinstance(value, str) and 1 <= len(value) <= MOST_TOKEN and is_visible_ascii(value)


def is_visible_ascii(value):
    return all('!' <= character <= '~' for character in value)


class Answer:
    """A response whose status says success; anything else is refused with the vendor's words.

    `describe` finds those words in a parsed body.
    """

    def __init__(self, response, describe):
        self.status = response['status']
        self.headers = response['headers']
        self.describe = describe
        self.body = response['body'].removeprefix('\ufeff')
        if utf16_length(response['body']) > MOST_BODY:
            raise self.malformed()
        if self.status >= 400:
            raise self.refused()
        if self.status not in (200, 201):
            raise self.malformed()

    def refused(self):
        return Refusal('ERR_SIGN_IN_REFUSED', self.status, self._words())

    def malformed(self, code='ERR_RESPONSE_FORMAT'):
        return Refusal(code, self.status)

    def refused_or_malformed(self):
        """What an answer without the thing that was asked for is: words about a failure make it a refusal."""
        return self.refused() if clip(self.describe(self.json_or_none())) else self.malformed()

    def json(self):
        try:
            return parse_json(self.body)
        except ValueError:
            raise self.malformed() from None

    def json_or_none(self):
        try:
            return parse_json(self.body)
        except ValueError:
            return None

    def object(self):
        value = self.json()
        if not isinstance(value, dict):
            raise self.malformed()
        return value

    def token(self, value):
        """A token that was found in the answer, or `None`."""
        if value is None:
            raise self.refused_or_malformed()
        if not is_token(value):
            raise self.malformed()
        return value

    def _words(self):
        try:
            value = parse_json(self.body)
        except ValueError:
            value = self.body
        if not isinstance(value, str):
            return clip(self.describe(value))
        # A bare sentence, as text or as a JSON string; an HTML page of a proxy is none.
        sentence = value.strip()
        return None if sentence.startswith('<') or utf16_length(sentence) > MOST_MESSAGE else clip(sentence)


def parse_json(body):
    """The value of a JSON text; `ValueError` for anything else, `NaN` and `Infinity` included."""

    def refuse(name):
        raise ValueError(name)

    return json.loads(body, parse_constant=refuse)


CONTROLS = re.compile('[\x00-\x08\x0b-\x1f\x7f-\x9f]')


def clip(words):
    """As many words as a dialogue can show, without what would steer a terminal; `None` where there are none."""
    if not isinstance(words, str) or words == '':
        return None
    units = CONTROLS.sub('', words).encode('utf-16-le')[: 2 * MOST_MESSAGE]
    return units.decode('utf-16-le', 'ignore')  # half a pair at the end is dropped


def first_text(value, *names):
    """The first member of an object, among the names, that is a text with something in it."""
    if not isinstance(value, dict):
        return None
    return next((value[name] for name in names if isinstance(value.get(name), str) and value[name]), None)


def header_values(headers, name):
    """All values of a header, whatever the case of its name."""
    values = []
    for key, value in headers.items():
        if key.lower() == name:
            values += [value] if isinstance(value, str) else value
    return values


def utf16_length(value):
    return len(value.encode('utf-16-le', 'surrogatepass')) // 2
