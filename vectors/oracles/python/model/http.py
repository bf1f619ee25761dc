"""Requests and responses: what all five vendors have in common."""

import datetime
import json
import re

from . import arguments, urls
from .arguments import optional
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


HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
HEADER_VALUE = re.compile(r'[\t -~]*')


def _headers(value):
    if not isinstance(value, dict):
        raise Refusal('ERR_ARGUMENT_TYPE')
    for name, content in value.items():
        if HEADER_NAME.fullmatch(name) is None or HEADER_VALUE.fullmatch(arguments.text(content)) is None:
            raise Refusal('ERR_HEADER_VALUE')
    return value


AUTHORIZE = {
    'origins': optional(arguments.list_of(urls.origin), []),
    'allowInsecureHttp': optional(arguments.flag, False),
}


def signable(request, session, chosen):
    """An object with a URL and perhaps headers, where the session's token may go; all else passes through."""
    if not isinstance(request, dict):
        raise Refusal('ERR_ARGUMENT_TYPE')
    url = urls.request_url(request.get('url'))
    headers = optional(_headers, {})(request.get('headers', arguments.ABSENT))
    if url.origin != session['origin']:
        if url.is_insecure and not chosen.get('allowInsecureHttp'):
            raise Refusal('ERR_INSECURE_URL')
        if session['origin'] is not None and url.origin not in chosen['origins']:
            raise Refusal('ERR_ORIGIN_MISMATCH')
    return {**request, 'headers': headers}


def read_session(value, vendor, **checks):
    """What a function needs of a session that a caller passes; other members are nothing to it."""
    if not isinstance(value, dict):
        raise Refusal('ERR_ARGUMENT_TYPE')
    every = {
        'vendor': arguments.one_of(vendor),
        'token': header_token,
        'origin': optional(urls.origin),
        **checks,
    }
    return {name: check(value.get(name, arguments.ABSENT)) for name, check in every.items()}


def session_of(vendor, token, base, **members):
    """A session: what is not known is left out."""
    every = {'vendor': vendor, 'token': token, 'origin': None if base is None else base.origin, **members}
    return {name: value for name, value in every.items() if value is not None}


def parse_options(options, ends=None, **checks):
    """The options of a parser: the base URL that was asked, of which the session keeps the origin."""
    known = {'baseUrl': optional(urls.base_url(ends)), **checks}
    return arguments.options({} if options is None else options, known)


def with_header(made, name, value):
    """The request with one header set, in the place of whatever had that name in any case."""
    kept = {key: old for key, old in made['headers'].items() if key.lower() != name.lower()}
    return {**made, 'headers': {**kept, name: value}}


def without_headers(made, *names):
    """The request without headers of these names, given in lower case."""
    kept = {name: value for name, value in made['headers'].items() if name.lower() not in names}
    return {**made, 'headers': kept}


def header_token(token):
    """A token that may stand in a header; what else a caller passes is refused as a header value."""
    if not arguments.text(token) or not is_visible_ascii(token):
        raise Refusal('ERR_HEADER_VALUE')
    return token


def is_token(value):
    return isinstance(value, str) and 1 <= len(value) <= MOST_TOKEN and is_visible_ascii(value)


def is_visible_ascii(value):
    return all('!' <= character <= '~' for character in value)


class AnyAnswer:
    """A response of any status; `own` finds the words of the vendor's own refusal in JSON, `other` those of others."""

    def __init__(self, response, own, other=None):
        self.status = response['status']
        self.headers = response['headers']
        self.own = own
        self.other = other or own
        self.body = response['body'].removeprefix('\ufeff')

    def json_or_none(self):
        try:
            return parse_json(self.body)
        except ValueError:
            return None

    def describe(self):
        return self.own(self.json_or_none()) or self.other(self.json_or_none())


class Answer(AnyAnswer):
    """A response whose status says success; anything else is refused, and whose fault it is is told apart."""

    def __init__(self, response, own, other=None):
        super().__init__(response, own, other)
        if utf16_length(self.body) > MOST_BODY:
            raise self.malformed()
        if self.status not in (200, 201):
            raise self._failure()

    def _failure(self):
        if self.status in (404, 405, 410) or 300 <= self.status < 400:
            return Refusal('ERR_ENDPOINT_NOT_FOUND', self.status)
        is_own = bool(self.own(self.json_or_none()))
        if not is_own and (self.status in (408, 425, 429) or 500 <= self.status < 600):
            return Refusal('ERR_UNAVAILABLE', self.status, retry_after=self._retry_after())
        if self.is_html():
            return self.malformed()
        return self.refused() if is_own or self.status in (400, 401, 403) else self.malformed()

    def _retry_after(self):
        """Milliseconds: the header has seconds, or a date, which counts from the date of the answer."""
        value = next(iter(header_values(self.headers, 'retry-after')), '')
        if re.fullmatch('[0-9]{1,9}', value):
            return int(value) * 1000
        until, now = http_date(value), http_date(next(iter(header_values(self.headers, 'date')), ''))
        return None if until is None or now is None else max(until - now, 0)

    def is_html(self):
        start = self.body.lstrip()[:1000]
        if self._is_json() or not start.startswith('<'):
            return False
        types = header_values(self.headers, 'content-type')
        is_labelled = any(re.match(r'\s*text/html\b', value, re.IGNORECASE) for value in types)
        return is_labelled or HTML.search(start) is not None

    def _is_json(self):
        try:
            parse_json(self.body)
        except ValueError:
            return False
        return True

    def refused(self):
        return Refusal('ERR_SIGN_IN_REFUSED', self.status, self._words())

    def malformed(self, code='ERR_RESPONSE_FORMAT'):
        return Refusal(code, self.status)

    def refused_or_malformed(self):
        """What an answer without the thing that was asked for is: words about a failure make it a refusal."""
        return self.refused() if self.describe() else self.malformed()

    def json(self):
        try:
            return parse_json(self.body)
        except ValueError:
            raise self.malformed() from None

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
            return clip(self.describe())
        # A bare sentence, as text or as a JSON string; an HTML page of a proxy is none.
        sentence = value.strip()
        return None if sentence.startswith('<') or utf16_length(sentence) > MOST_MESSAGE else clip(sentence)


def parse_json(body):
    """The value of a JSON text; `ValueError` for anything else, `NaN` and `Infinity` included."""

    def refuse(name):
        raise ValueError(name)

    return json.loads(body, parse_constant=refuse)


HTML = re.compile(r'<!doctype\s+html\b|<(html|head|body|title)\b', re.IGNORECASE)
# Control characters, marks and separators that steer how text is laid out, halves of characters.
UNSHOWABLE = re.compile('[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]')


def http_date(value):
    """An IMF-fixdate (RFC 9110 section 5.6.7) in milliseconds; `None` for any other text."""
    try:
        parsed = datetime.datetime.strptime(value, '%a, %d %b %Y %H:%M:%S GMT').replace(tzinfo=datetime.timezone.utc)
    except (TypeError, ValueError):
        return None
    return int(parsed.timestamp()) * 1000


def clip(words):
    """As many words as a dialogue can show, without what would steer a terminal; `None` where there are none."""
    if not isinstance(words, str) or words == '':
        return None
    units = UNSHOWABLE.sub('', words).encode('utf-16-le')[: 2 * MOST_MESSAGE]
    return units.decode('utf-16-le', 'ignore') or None  # half a pair at the end is dropped


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
