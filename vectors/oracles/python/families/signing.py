"""Requests that a session signs: what `authorize` of every vendor does alike."""

NOTES = {
    'BadHeader': 'A header name or value that would break or inject a line.',
    'BadSession': 'A session of another vendor, or with a token that would break a header.',
    'Replaced': 'The header (or parameter) is there already, in some case: it makes room.',
    'Request': 'Everything else of the request is kept.',
}
URL = 'https://mes.example/api/orders?id=1&x=a%2Bb'


def request(**members):
    return {'method': 'GET', 'url': URL, 'headers': {}, **members}


REQUESTS = [
    ('no header', request()),
    ('other headers and a body', request(method='POST', headers={'Accept': 'a/b', 'X-A': ' b\tc '}, body='{"\xe9":1}')),
    ('an empty body', request(method='PUT', body='')),
    ('DELETE', request(method='DELETE')),
    ('PATCH', request(method='PATCH', body='\U0001f600')),
    ('HEAD', request(method='HEAD')),
    ('headers left out', {'method': 'GET', 'url': URL}),
    ('a URL of the origin alone', request(url='http://127.0.0.1:8080')),
]


def accepted(group, session, header, more=None):
    """`header` is the name that is set; `None` where the token goes into the query."""
    rest = {} if more is None else {'options': more}
    for comment, made in REQUESTS:
        group.valid(comment, ['Request'], {'request': made, 'session': session, **rest})
    for spelling in [] if header is None else (header, header.upper(), header.lower(), header.swapcase()):
        made = request(headers={'A': '1', spelling: 'old', 'B': '2'})
        group.valid(f'{spelling} is there', ['Replaced'], {'request': made, 'session': session, **rest})
    for token in ('a', '!"#$%&\'()*+-./:<=>?@[]^_`{|}~', 'a+b/c==', '%2B'):
        if '"' not in token or more is None:
            group.valid(
                f'token {token}', ['Request'], {'request': request(), 'session': {**session, 'token': token}, **rest}
            )


def refused(group, session):
    def invalid(code, comment, flag, **given):
        group.refused(code, comment, [flag], {'request': request(), 'session': session, **given})

    for comment, token in [
        ('a line feed', 'a\nb'),
        ('a carriage return', 'a\rb'),
        ('a NUL', 'a\x00'),
        ('a space', 'a b'),
        ('non-ASCII', '\xe9'),
        ('nothing', ''),
    ]:
        invalid('ERR_HEADER_VALUE', f'token: {comment}', 'BadSession', session={**session, 'token': token})
    for value in (None, 1, ['a']):
        invalid(
            'ERR_ARGUMENT_TYPE', f'token: {type(value).__name__}', 'BadSession', session={**session, 'token': value}
        )
    invalid('ERR_ARGUMENT_TYPE', 'no token', 'BadSession', session={'vendor': session['vendor']})
    invalid('ERR_ARGUMENT_VALUE', 'a session of another vendor', 'BadSession', session={**session, 'vendor': 'other'})
    for value in (None, 'token', 1):
        invalid('ERR_ARGUMENT_TYPE', f'session: {type(value).__name__}', 'BadSession', session=value)
    for value in (None, URL, 1):
        invalid('ERR_ARGUMENT_TYPE', f'request: {type(value).__name__}', 'WrongType', request=value)
    invalid('ERR_UNKNOWN_OPTION', 'a member that no request has', 'UnknownOption', request=request(unknownMember=1))
    for method in ('get', 'TRACE', ''):
        invalid('ERR_ARGUMENT_VALUE', f'method {method!r}', 'Value', request=request(method=method))
    for name in ('', 'a b', 'a:', 'a\r\nb', '\xe9'):
        invalid('ERR_HEADER_VALUE', f'header name {name!r}', 'BadHeader', request=request(headers={name: '1'}))
    for value in ('a\r\nb', 'a\nb', '\x00', '\x7f', '\xe9'):
        invalid('ERR_HEADER_VALUE', f'header value {value!r}', 'BadHeader', request=request(headers={'A': value}))
    invalid('ERR_ARGUMENT_TYPE', 'header value: a number', 'WrongType', request=request(headers={'A': 1}))
    invalid('ERR_ARGUMENT_TYPE', 'body: a number', 'WrongType', request=request(body=1))
    for url in (
        '',
        '/api',
        'mes.example',
        'ftp://mes.example',
        'https://u@mes.example/',
        'https://mes.example/#a',
        'https://mes.example/a b',
        'https://mes.example/\n',
        'https://mes.example/\\',
        'https://mes.example:/',
        'https://mes.example:65536/',
        'https://mes.example/\xe9',
    ):
        invalid('ERR_URL', f'URL {url!r}', 'Url', request=request(url=url))
