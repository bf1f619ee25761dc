"""Responses that every parser refuses in the same way."""

NOTES = {
    'Bom': 'A byte order mark before the JSON, which some .NET servers send: dropped.',
    'LongBody': 'At most 1,048,576 characters (units of UTF-16) of a body are read.',
    'NotJson': 'A body that is not JSON, or not the JSON that is expected.',
    'PlainText': "A failure in plain text or a JSON string: a short one is the vendor's word, an HTML page is not.",
    'Refusal': 'A status from 400 on: the vendor refused.',
    'Status': 'A status that is neither 200, 201 nor a failure.',
    'Token': 'A token must be 1 to 65,536 visible ASCII characters, because it goes into a header.',
}

NO_JSON = [
    ('nothing', ''),
    ('white space', ' \r\n'),
    ('a byte order mark alone', '\ufeff'),
    ('an HTML page', '<!DOCTYPE html><title>Sign in</title>'),
    ('a brace', '{'),
    ('a word', 'undefined'),
    ('NaN', 'NaN'),
]
NO_OBJECT = [('null', 'null'), ('true', 'true'), ('a number', '1'), ('an empty array', '[]'), ('an empty object', '{}')]
BAD_TOKENS = [
    ('a number', '1'),
    ('true', 'true'),
    ('null', 'null'),
    ('an object', '{}'),
    ('an array', '["a"]'),
    ('an empty text', '""'),
    ('a space', '" "'),
    ('a space inside', '"a b"'),
    ('a space at the end', '"a "'),
    ('a tab', '"a\\tb"'),
    ('a carriage return and a line feed: another header', '"a\\r\\nX-Injected: b"'),
    ('a NUL', '"a\\u0000"'),
    ('DEL', '"a\\u007f"'),
    ('a non-ASCII letter', '"\xe9"'),
    ('an escaped non-ASCII letter', '"\\u00e9"'),
    ('an escaped lone surrogate', '"\\ud800"'),
]
STATUSES = [100, 202, 204, 206, 301, 302, 304, 399]
REFUSED_STATUSES = [400, 401, 403, 404, 409, 429, 500, 502, 503, 599]


def response(body, status=200, headers=None):
    return {'status': status, 'headers': {} if headers is None else headers, 'body': body}


def refused_everywhere(group, given, good):
    """What no parser takes; `given` puts the arguments together and `good` is a body that it would take."""
    for status in STATUSES:
        group.refused('ERR_RESPONSE_FORMAT', f'status {status}', ['Status'], given(response(good, status)))
    for status in REFUSED_STATUSES:
        group.refused('ERR_SIGN_IN_REFUSED', f'status {status}, no body', ['Refusal'], given(response('', status)))
    group.refused('ERR_SIGN_IN_REFUSED', 'status 401 outweighs a good body', ['Refusal'], given(response(good, 401)))
    too_long = {'repeat': [[good, 1], [' ', 1_048_577 - len(good)]]}
    group.refused('ERR_RESPONSE_FORMAT', '1,048,577 characters', ['LongBody'], given(response(too_long)))
    plain_texts(group, given)


def plain_texts(group, given):
    for comment, body in [
        ('plain text', 'Account is locked'),
        ('plain text, white space around', ' \n Account is locked \r\n'),
        ('plain text, not ASCII', 'Z\xe1mek \U0001f512'),
        ('plain text, a quotation mark', '"Account'),
        ('a sentence as a JSON string', '"Account is\\nlocked \\ud83d\\udd12"'),
        ('a page as a JSON string', '"<html></html>"'),
        ('control characters, which would steer a terminal', 'Account\x1b[31m is\x00 locked\r\nfor\t\x9b1m good\x7f'),
        ('1,000 characters in 1,001 units of UTF-16', {'repeat': [['a', 999], ['\U0001f512', 1]]}),
        ('an HTML page', '<html><body>Forbidden</body></html>'),
        ('an HTML page after white space', '\n <!DOCTYPE html>'),
        ('1,000 characters', {'repeat': [['a', 1000]]}),
        ('1,001 characters', {'repeat': [['a', 1001]]}),
    ]:
        group.refused(
            'ERR_SIGN_IN_REFUSED', f'status 403, {comment}', ['PlainText', 'Refusal'], given(response(body, 403))
        )


def good_everywhere(group, given, good):
    """Good answers in other clothes."""
    group.valid('status 201', ['Status'], given(response(good, 201)))
    group.valid('a byte order mark', ['Bom'], given(response(f'\ufeff{good}')))
    group.valid('white space around', ['Good'], given(response(f' \r\n\t{good} \n')))
    long = {'repeat': [[good, 1], [' ', 1_048_576 - len(good)]]}
    group.valid('1,048,576 characters', ['LongBody'], given(response(long)))


def bad_tokens(group, given, body_of, besides=()):
    """`body_of` puts a JSON value where the token belongs; those of `besides` are another kind of refusal there."""
    for comment, value in BAD_TOKENS:
        if value in besides:
            continue
        group.refused('ERR_RESPONSE_FORMAT', f'token: {comment}', ['Token'], given(response(body_of(value))))
    start, end = body_of('"@"').split('@')
    for count, valid in [(65_536, True), (65_537, False)]:
        arguments = (
            f'a token of {count:,} characters',
            ['Token'],
            given(response({'repeat': [[start, 1], ['a', count], [end, 1]]})),
        )
        group.valid(*arguments) if valid else group.refused('ERR_RESPONSE_FORMAT', *arguments)


def bad_json(group, given, bodies):
    for comment, body in bodies:
        group.refused('ERR_RESPONSE_FORMAT', comment, ['NotJson'], given(response(body)))


def broken(good):
    """A good JSON object, broken in the usual ways."""
    assert good.startswith('{') and good.endswith('}')
    yield 'a trailing comma', f'{good[:-1]},}}'
    yield 'apostrophes for quotes', good.replace('"', "'")
    yield 'text behind', f'{good}x'
    yield 'a second object behind', good + good
    yield 'a comment before', f'/* */{good}'
    yield 'a brace is missing', good[:-1]
    yield 'names without quotes', good.replace('"', '', 2)
    yield 'two byte order marks', f'\ufeff\ufeff{good}'
    yield 'a no-break space before', f'\xa0{good}'
    yield 'a raw line feed in a text', f'{good[:-1]},"a":"\n"}}'
    yield 'NaN as a value', f'{good[:-1]},"a":NaN}}'
    yield 'an unknown escape', f'{good[:-1]},"a":"\\x41"}}'
    yield 'a number with a zero in front', f'{good[:-1]},"a":01}}'
    yield 'inside an array', f'[{good}]'
    yield 'inside a text', '"' + good.replace('"', '\\"') + '"'
    yield 'under another name', f'{{"data":{good}}}'
    yield 'under __proto__', f'{{"__proto__":{good}}}'
    yield 'under constructor.prototype', f'{{"constructor":{{"prototype":{good}}}}}'
