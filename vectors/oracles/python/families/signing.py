"""Requests that a session signs: what `authorize` of every vendor does alike."""

NOTES = {
    'BadHeader': 'A header name or value that would break or inject a line.',
    'BadSession': 'A session of another vendor, or with a token that would break a header.',
    'NotCopied': 'Members that this library does not know pass through as they are.',
    'Origin': 'A session belongs to the origin that issued it: scheme, host, and a port that is not the usual one.',
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
    ('a URL alone', {'url': URL}),
    ('a URL of the origin alone', request(url='http://127.0.0.1:8080')),
]


def accepted(group, session, header, more=None):
    """`header` is the name that is set; `None` where the token goes into the query."""
    rest = {} if more is None else {'options': more}
    for comment, made in REQUESTS:
        group.valid(comment, ['Request'], {'request': made, 'session': session, **rest})
    for comment, made in [
        ('a method in lower case', request(method='post')),
        ('a method of WebDAV', request(method='PROPFIND')),
        ('a body that is not text', request(method='POST', body={'a': [1]})),
        ('a body of null', request(body=None)),
        ('members of a client', {'extraTimeout': 5, 'url': URL, 'extraAgent': {'a': None}, 'body': 'b'}),
    ]:
        group.valid(comment, ['NotCopied'], {'request': made, 'session': session, **rest})
    for spelling in [] if header is None else (header, header.upper(), header.lower(), header.swapcase()):
        made = request(headers={'A': '1', spelling: 'old', 'B': '2'})
        group.valid(f'{spelling} is there', ['Replaced'], {'request': made, 'session': session, **rest})
    for token in ('a', '!"#$%&\'()*+-./:<=>?@[]^_`{|}~', 'a+b/c==', '%2B'):
        if '"' not in token or more is None:
            group.valid(
                f'token {token}', ['Request'], {'request': request(), 'session': {**session, 'token': token}, **rest}
            )


ORIGIN = 'https://mes.example'


def origins(group, session, insecure_option=True):
    """Where the token may go."""

    def given(url, origin=None, **chosen):
        known = session if origin is None else {**session, 'origin': origin}
        return {'request': request(url=url), 'session': known, **({'options': chosen} if chosen else {})}

    def valid(comment, *arguments, **chosen):
        group.valid(comment, ['Origin'], given(*arguments, **chosen))

    def refused(code, comment, *arguments, **chosen):
        group.refused(code, comment, ['Origin'], given(*arguments, **chosen))

    valid('its own origin', f'{ORIGIN}/a?b=c', ORIGIN)
    valid('its own origin, in upper case', 'HTTPS://MES.EXAMPLE/a', ORIGIN)
    valid('its own origin, with the usual port', f'{ORIGIN}:443/a', ORIGIN)
    valid('its own origin, which says the usual port', f'{ORIGIN}/a', f'{ORIGIN}:443/')
    valid('its own origin in the clear, as it was signed in', 'http://mes.example:60200/a', 'http://mes.example:60200')
    valid('its own origin on loopback', 'http://127.0.0.1:8080/a', 'http://127.0.0.1:8080')
    valid(
        'an origin that is listed',
        'https://files.example/a',
        ORIGIN,
        origins=['https://b.example', 'https://FILES.example:443'],
    )
    valid('its own origin and others listed', f'{ORIGIN}/a', ORIGIN, origins=['https://files.example'])
    valid('no origin known, one listed', 'https://files.example/a', None, origins=['https://files.example'])
    valid('no origin known, another listed', f'{ORIGIN}/', None, origins=[f'{ORIGIN}:9'])
    valid('no list', f'{ORIGIN}/a', ORIGIN, origins=[])
    for url in (
        'https://evil.example/',
        'https://mes.example.evil.example/',
        'https://evil-mes.example/',
        'https://api.mes.example/',
        f'{ORIGIN}:444/',
        f'{ORIGIN}.',
        'http://127.0.0.1/',
        'http://localhost:8080/?https://mes.example',
    ):
        refused('ERR_ORIGIN_MISMATCH', f'another origin: {url}', url, ORIGIN)
    refused('ERR_ORIGIN_MISMATCH', 'another port on loopback', 'http://127.0.0.1:8081/', 'http://127.0.0.1:8080')
    refused('ERR_ORIGIN_MISMATCH', 'HTTPS for HTTP', f'{ORIGIN}/', 'http://mes.example')
    refused('ERR_ORIGIN_MISMATCH', 'not the one that is listed', f'{ORIGIN}:8/', ORIGIN, origins=[f'{ORIGIN}:9'])
    for url in ('http://mes.example/', 'http://evil.localhost/', 'http://10.0.0.1/', 'http://localhost./'):
        refused('ERR_INSECURE_URL', f'no origin known: {url}', url)
    refused('ERR_INSECURE_URL', 'HTTP for HTTPS', 'http://mes.example/', ORIGIN)
    refused('ERR_INSECURE_URL', 'listed, and in the clear', 'http://b.example/', ORIGIN, origins=['http://b.example'])
    if insecure_option:
        valid('no origin known, in the clear by permission', 'http://mes.example/', None, allowInsecureHttp=True)
        clear = {'origins': ['http://b.example'], 'allowInsecureHttp': True}
        valid('listed, in the clear by permission', 'http://b.example/', ORIGIN, **clear)
        refused(
            'ERR_ORIGIN_MISMATCH', 'by permission, but not listed', 'http://b.example/', ORIGIN, allowInsecureHttp=True
        )
        refused('ERR_INSECURE_URL', 'no permission', 'http://b.example/', None, allowInsecureHttp=False)
        refused('ERR_ARGUMENT_TYPE', 'a permission that is a text', f'{ORIGIN}/', ORIGIN, allowInsecureHttp='true')
    else:
        refused('ERR_UNKNOWN_OPTION', 'there is no permission', f'{ORIGIN}/', ORIGIN, allowInsecureHttp=True)
    for value in ('', 'mes.example', f'{ORIGIN}/a', f'{ORIGIN}?a', 'https://*.example', 'null', 'https://..'):
        refused('ERR_URL', f'listed: {value!r}', f'{ORIGIN}/', ORIGIN, origins=[value])
        refused('ERR_URL', f'the origin of the session is {value!r}', f'{ORIGIN}/', value)
    for value in (None, ORIGIN, [1]):
        refused('ERR_ARGUMENT_TYPE', f'a list that is {value!r}', f'{ORIGIN}/', ORIGIN, origins=value)
    refused('ERR_ARGUMENT_TYPE', 'an origin that is a number', f'{ORIGIN}/', 1)


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
    invalid('ERR_ARGUMENT_TYPE', 'no URL', 'WrongType', request={'method': 'GET'})
    invalid('ERR_ARGUMENT_TYPE', 'URL: a number', 'WrongType', request={'url': 1})
    invalid('ERR_ARGUMENT_TYPE', 'headers: a text', 'WrongType', request=request(headers='A: b'))
    invalid('ERR_UNKNOWN_OPTION', 'an unknown option', 'UnknownOption', options={'unknownOption': 1})
    for name in ('', 'a b', 'a:', 'a\r\nb', '\xe9'):
        invalid('ERR_HEADER_VALUE', f'header name {name!r}', 'BadHeader', request=request(headers={name: '1'}))
    for value in ('a\r\nb', 'a\nb', '\x00', '\x7f', '\xe9'):
        invalid('ERR_HEADER_VALUE', f'header value {value!r}', 'BadHeader', request=request(headers={'A': value}))
    invalid('ERR_ARGUMENT_TYPE', 'header value: a number', 'WrongType', request=request(headers={'A': 1}))
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
        'https://mes.example:0/',
        'https://../',
        'https://[:]/',
        'https://a..example/',
        'https://mes.example/\xe9',
    ):
        invalid('ERR_URL', f'URL {url!r}', 'Url', request=request(url=url))
