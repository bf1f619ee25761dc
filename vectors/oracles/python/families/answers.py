"""Responses that every parser refuses in the same way."""

NOTES = {
    'Address': 'A wrong URL: the server has no such endpoint, or sends the client elsewhere.',
    'Bom': 'A byte order mark before the JSON, which some .NET servers send: dropped.',
    'Html': 'An HTML page is from a proxy or a sign-in page: it says nothing about the password.',
    'Later': 'The server cannot answer now: the same call may succeed later. `retryAfter` is in milliseconds.',
    'LongBody': 'At most 1,048,576 characters (units of UTF-16) of a body are read.',
    'NotJson': 'A body that is not JSON, or not the JSON that is expected.',
    'Over': 'The token is no longer good: sign in again.',
    'PlainText': "A failure in plain text or a JSON string: a short one is the vendor's word, an HTML page is not.",
    'Origin': 'A session belongs to the origin that issued it: scheme, host, and a port that is not the usual one.',
    'Refusal': 'The vendor refused: 400, 401 or 403, or its own words under any status that does not tell otherwise.',
    'Status': 'A status that the vendor does not document.',
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
STATUSES = [100, 202, 204, 206, 299, 402, 409, 418, 422, 499, 600]
NOT_FOUND = [301, 302, 303, 304, 307, 308, 399, 404, 405, 410]
LATER = [408, 425, 429, 500, 502, 503, 504, 599]
REFUSED_STATUSES = [400, 401, 403]
OWN_STATUSES = [400, 401, 403, 409, 422, 429, 500, 503]
DATE = 'Sun, 06 Nov 1994 08:49:37 GMT'
PAGES = [
    ('a page', '<html><body>Forbidden</body></html>'),
    ('a page after white space', '\n <!DOCTYPE html>'),
    ('a page with attributes, in upper case', '<HTML LANG="en"><HEAD></HEAD></HTML>'),
    ('a page after a comment', '<!-- a --><html></html>'),
    ('a page that begins with its title', '<title>Sign in</title>'),
]


def response(body, status=200, headers=None):
    return {'status': status, 'headers': {} if headers is None else headers, 'body': body}


def refused_everywhere(group, given, good, own):
    """What no parser takes; `given` puts the arguments together and `good` is a body that it would take.

    `own` is a body of the vendor's own refusal.
    """
    for status in STATUSES:
        group.refused('ERR_RESPONSE_FORMAT', f'status {status}', ['Status'], given(response(good, status)))
    for status in NOT_FOUND:
        group.refused('ERR_ENDPOINT_NOT_FOUND', f'status {status}', ['Address'], given(response('', status)))
    for comment, body in [('words of the vendor', own), ('a good body', good), ('an HTML page', PAGES[0][1])]:
        group.refused('ERR_ENDPOINT_NOT_FOUND', f'status 404, {comment}', ['Address'], given(response(body, 404)))
    for status in REFUSED_STATUSES:
        group.refused('ERR_SIGN_IN_REFUSED', f'status {status}, no body', ['Refusal'], given(response('', status)))
    for status in OWN_STATUSES:
        group.refused('ERR_SIGN_IN_REFUSED', f'status {status}, own words', ['Refusal'], given(response(own, status)))
    group.refused('ERR_SIGN_IN_REFUSED', 'status 401 outweighs a good body', ['Refusal'], given(response(good, 401)))
    later(group, given)
    for comment, body in PAGES:
        for status in (200, 400, 403):
            group.refused('ERR_RESPONSE_FORMAT', f'status {status}, {comment}', ['Html'], given(response(body, status)))
    labelled = {'content-type': ['Text/HTML; charset=utf-8']}
    group.refused(
        'ERR_RESPONSE_FORMAT',
        'status 403, a page by its Content-Type',
        ['Html'],
        given(response('<h1>Forbidden</h1>', 403, labelled)),
    )
    too_long = {'repeat': [[good, 1], [' ', 1_048_577 - len(good)]]}
    group.refused('ERR_RESPONSE_FORMAT', '1,048,577 characters', ['LongBody'], given(response(too_long)))
    plain_texts(group, given)


def later(group, given):
    def refused(comment, answer):
        group.refused('ERR_UNAVAILABLE', comment, ['Later'], given(answer))

    for status in LATER:
        refused(f'status {status}', response('', status))
    for comment, body in [
        ('an HTML page', PAGES[0][1]),
        ('plain text', 'Internal Server Error'),
        ('a text of JSON', '"Service Unavailable"'),
        ("JSON that is not the vendor's", '{"state":"down"}'),
    ]:
        refused(f'status 503, {comment}', response(body, 503))
    for value in ('120', '0', '007', '999999999', '1000000000', '-1', '1.5', 'soon', '', 'a1'):
        refused(f'Retry-After: {value!r}', response('', 429, {'Retry-After': value}))
    for comment, headers in [
        ('a date, and the date of the answer', {'Retry-After': 'Sun, 06 Nov 1994 08:50:37 GMT', 'Date': DATE}),
        ('a date that is over', {'Retry-After': 'Sun, 06 Nov 1994 08:48:37 GMT', 'Date': DATE}),
        ('a date, and none of the answer', {'Retry-After': 'Sun, 06 Nov 1994 08:50:37 GMT'}),
        ('a date, and no date of the answer', {'Retry-After': 'Sun, 06 Nov 1994 08:50:37 GMT', 'Date': 'today'}),
        ('a name in lower case, several lines', {'retry-after': ['2', '3'], 'A': 'b'}),
    ]:
        refused(f'Retry-After: {comment}', response('', 503, headers))


def origins(group, given, good, bare_host=False):
    """`given` puts a response and options together."""
    # Where plain HTTP is never taken it is of no use to a parser either.
    for comment, base, origin in [
        ('a host', 'https://mes.example', 'https://mes.example'),
        ('upper case and a path', 'HTTPS://MES.Example/Gateway/', 'https://mes.example'),
        ('the usual port is left out', 'https://mes.example:443', 'https://mes.example'),
        ('the usual port of HTTP is left out', 'http://mes.example:80/a', 'http://mes.example'),
        ('another port', 'http://mes.example:60200', 'http://mes.example:60200'),
        ('the port of the other scheme', 'https://mes.example:80', 'https://mes.example:80'),
        ('an IPv6 address', 'https://[2001:DB8::1]:8443/a', 'https://[2001:db8::1]:8443'),
    ]:
        if bare_host and base.startswith('http:'):
            continue
        found = group.valid(f'base URL: {comment}', ['Origin'], given(response(good), {'baseUrl': base}))
        assert found['session']['origin'] == origin
    if bare_host:
        group.valid('base URL: no scheme', ['Origin'], given(response(good), {'baseUrl': 'mes.example/API'}))
    for base in (
        '',
        *([] if bare_host else ['mes.example']),
        'https://..',
        'https://mes.example/?a=b',
        'https://user@mes.example',
    ):
        group.refused('ERR_URL', f'base URL {base!r}', ['Origin'], given(response(good), {'baseUrl': base}))
    for value in (None, 1):
        group.refused(
            'ERR_ARGUMENT_TYPE',
            f'base URL: {type(value).__name__}',
            ['WrongType'],
            given(response(good), {'baseUrl': value}),
        )
    group.refused(
        'ERR_UNKNOWN_OPTION', 'an unknown option', ['UnknownOption'], given(response(good), {'unknownOption': 1})
    )


def sessions_over(file, type_, source, over, good):
    """`over` are answers of the vendor that say so, `good` are answers that do not; each a comment and a response."""
    group = file.group(type_, 'whether a token is no longer good', source)
    for comment, answer in [
        ('status 401', response('', 401)),
        ('status 401, an HTML page', response(PAGES[0][1], 401)),
        *over,
        ('status 200', response('{}')),
        ('status 200, no JSON', response('%PDF-1.7')),
        ('status 403', response('', 403)),
        ('status 404', response('', 404)),
        ('status 429', response('', 429)),
        ('status 500', response('Internal Server Error', 500)),
        *good,
    ]:
        group.valid(comment, ['Over'], {'response': answer})


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
        ('XML', '<Error>Account is locked</Error>'),
        ('marks that turn the direction of text', 'Account\u202e is\u2066 lock\u200fed\ufeff'),
        ('Unicode separators of lines', 'Account\u2028 is\u2029 locked'),
        ('nothing but what cannot be shown', '\x1b\u202e'),
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
