"""Requests and responses: what all five vendors have in common."""

import json

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


def with_header(made, name, value):
    """The request with one header set, in the place of whatever had that name in any case."""
    kept = {key: old for key, old in made['headers'].items() if key.lower() != name.lower()}
    return {**made, 'headers': {**kept, name: value}}


def header_token(token):
    """A token that may stand in a header; what else a caller passes is refused as a header value."""
    if not isinstance(token, str):
        raise Refusal('ERR_ARGUMENT_TYPE')
    if not is_token(token):
        raise Refusal('ERR_HEADER_VALUE')
    return token


def is_token(value):
    return isinstance(value, str) and 1 <= len(value) <= MOST_TOKEN and is_visible_ascii(value)


def is_visible_ascii(value):
    return all('!' <= character <= '~' for character in value)


def body_of(response, describe):
    """The body of a 200 or 201; a refusal with the vendor's words for what is not one.

    `describe` finds the words of the vendor in a parsed body.
    """
    status, body = response['status'], response['body'].removeprefix('\ufeff')
    if status >= 400:
        raise Refusal('ERR_SIGN_IN_REFUSED', status, message_of(body, describe))
    if status not in (200, 201) or utf16_length(response['body']) > MOST_BODY:
        raise Refusal('ERR_RESPONSE_FORMAT', status)
    return body


def parse_json(body):
    """The value of a JSON text; `ValueError` for anything else, `NaN` and `Infinity` included."""

    def refuse(name):
        raise ValueError(name)

    return json.loads(body, parse_constant=refuse)


def message_of(body, describe):
    """The vendor's own words: of a JSON body where `describe` finds them, of any other body that is short plain text."""
    try:
        words = describe(parse_json(body))
    except ValueError:
        words = body.strip()
        if words.startswith('<') or utf16_length(words) > MOST_MESSAGE:
            return None
    return clip(words)


def clip(words):
    """As many words as a dialogue can show; `None` where there are none."""
    return words[:MOST_MESSAGE] or None if isinstance(words, str) else None


def first_text(value, *names):
    """The first member of an object, among the names, that is a text with something in it."""
    if not isinstance(value, dict):
        return None
    return next((value[name] for name in names if isinstance(value.get(name), str) and value[name]), None)


def header_values(response, name):
    """All values of a header, whatever the case of its name."""
    values = []
    for key, value in response['headers'].items():
        if key.lower() == name:
            values += [value] if isinstance(value, str) else value
    return values


def utf16_length(value):
    return len(value.encode('utf-16-le', 'surrogatepass')) // 2


