"""Base URLs: what every builder that takes one accepts and refuses."""

HOST = 'https://mes.example'

NOTES = {
    'BaseUrl': 'Spellings of the base URL: scheme and host in lower case, no slash at the end of the path.',
    'InsecureUrl': 'Plain HTTP to a host that is not loopback: refused unless the caller allows it.',
    'Endpoint': 'A base URL that holds the endpoint already: never doubled in silence.',
    'Loopback': 'Plain HTTP to a loopback host, which is always allowed.',
    'Url': 'A URL that is not absolute, or holds what it must not hold.',
}

SPELLINGS = [
    ('a slash at the end', f'{HOST}/'),
    ('many slashes at the end', f'{HOST}////'),
    ('a path', f'{HOST}/gateway'),
    ('a path with a slash at the end', f'{HOST}/gateway/v2/'),
    ('an empty segment inside the path is kept', f'{HOST}/a//b'),
    ('percent-encoded characters are kept as they are', f'{HOST}/a%20b/%C3%A9%2f'),
    ('every other character that a path may hold', f"{HOST}/-._~!$&'()*+,;=:@"),
    ('dots that are no dot segment', f'{HOST}/.../a./.b'),
    ('upper case', 'HTTPS://MES.Example/Gateway'),
    ('a port', f'{HOST}:60200'),
    ('the default port is kept', f'{HOST}:443'),
    ('the highest port', f'{HOST}:65535/'),
    ('an IPv4 address', 'https://192.0.2.1'),
    ('an IPv6 address', 'https://[2001:DB8::1]:8443/a'),
    ('a host name without a dot', 'https://mes'),
    ('an underscore in a host name, as intranets have it', 'https://mes_1.example'),
    ('a dot at the end of a host name: the root of DNS', 'https://mes.example.'),
    ('an IPv4 address in an IPv6 address', 'https://[::ffff:192.0.2.1]'),
    ('the lowest port', f'{HOST}:1'),
]
LOOPBACK = [
    'http://localhost',
    'http://LOCALHOST:60200',
    'http://127.0.0.1:60200',
    'http://127.255.255.254',
    'http://[::1]:60200',
]
INSECURE = [
    'http://mes.example',
    'HTTP://mes.example:60200',
    'http://192.0.2.1',
    'http://10.0.0.1',
    'http://[::2]',
    'http://localhost.example',
    'http://mes.localhost:8080/a',
    'http://evil.localhost',
    'http://localhost.',
    'http://[::1:1]',
    'http://127.0.0.256',
    'http://notlocalhost',
    'http://127.0.0.1.example',
    'http://128.0.0.1',
    'http://0.0.0.0',
    'http://127.1',
    'http://[::ffff:127.0.0.1]',
]
REFUSED = [
    ('nothing', ''),
    ('no scheme', 'mes.example'),
    ('no host', 'https://'),
    ('a path without a host', 'https:///a'),
    ('scheme-relative', '//mes.example'),
    ('one slash', 'https:/mes.example'),
    ('ftp', 'ftp://mes.example'),
    ('ws', 'ws://mes.example'),
    ('file', 'file:///etc'),
    ('javascript', 'javascript:alert(1)'),
    ('a user name', 'https://user@mes.example'),
    ('a user name and a password', 'https://user:secret@mes.example'),
    ('an empty user name', 'https://@mes.example'),
    ('a query', f'{HOST}?a=b'),
    ('an empty query', f'{HOST}/?'),
    ('a fragment', f'{HOST}#a'),
    ('an empty fragment', f'{HOST}/#'),
    ('a backslash', f'{HOST}\\a'),
    ('a backslash for a slash', 'https:\\\\mes.example'),
    ('a space before', f' {HOST}'),
    ('a space behind', f'{HOST} '),
    ('a space inside', f'{HOST}/a b'),
    ('a line feed behind', f'{HOST}\n'),
    ('a line feed inside', f'{HOST}/a\nb'),
    ('a tab inside the host', 'https://mes\t.example'),
    ('a NUL', f'{HOST}/\x00'),
    ('a non-ASCII host', 'https://m\xebs.example'),
    ('a non-ASCII path', f'{HOST}/\xe9'),
    ('a dot segment', f'{HOST}/.'),
    ('a dot segment inside', f'{HOST}/a/./b'),
    ('two dots', f'{HOST}/..'),
    ('two dots inside', f'{HOST}/a/../b'),
    ('percent-encoded dots', f'{HOST}/a/%2e%2E/b'),
    ('half percent-encoded dots', f'{HOST}/a/.%2e'),
    ('a stray percent sign', f'{HOST}/100%'),
    ('a percent sign and one digit', f'{HOST}/%2'),
    ('a percent sign and no digits', f'{HOST}/%zz'),
    ('an empty port', f'{HOST}:'),
    ('an empty port before a path', f'{HOST}:/a'),
    ('a port past the highest', f'{HOST}:65536'),
    ('a port of six digits', f'{HOST}:100000'),
    ('port 0', f'{HOST}:0'),
    ('port 00000', f'{HOST}:00000'),
    ('a negative port', f'{HOST}:-1'),
    ('a port of letters', f'{HOST}:http'),
    ('brackets without an end', 'https://[::1'),
    ('brackets around a colon', 'https://[:]'),
    ('brackets around nothing', 'https://[]'),
    ('an IPv6 address of nine groups', 'https://[1:2:3:4:5:6:7:8:9]'),
    ('an IPv6 address of seven groups', 'https://[1:2:3:4:5:6:7]'),
    ('an IPv6 address with two gaps', 'https://[1::2::3]'),
    ('an IPv6 address with a group of five digits', 'https://[::12345]'),
    ('dots for a host', 'https://..'),
    ('a dot for a host', 'https://.'),
    ('an empty label in front', 'https://.mes.example'),
    ('an empty label inside', 'https://mes..example'),
    ('an empty label before localhost', 'http://.localhost'),
    ('an empty label inside a name of localhost', 'http://a..localhost'),
    ('a character that no path may hold', f'{HOST}/a|b'),
    ('a quotation mark', f'{HOST}/"'),
    ('an angle bracket', f'{HOST}/<a>'),
    ('a percent-encoded host', 'https://mes%2eexample'),
]


def accepted(group, given, insecure_option):
    """`given` puts options together; `insecure_option` tells whether the builder has `allowInsecureHttp`."""
    for comment, base in SPELLINGS:
        group.valid(comment, ['BaseUrl'], given(base, {}))
    for base in LOOPBACK:
        group.valid(f'loopback {base}', ['Loopback'], given(base, {}))
    if insecure_option:
        for base in INSECURE[:3]:
            group.valid(f'{base}, allowed', ['InsecureUrl'], given(base, {'allowInsecureHttp': True}))
    group.valid('8,192 characters', ['BaseUrl'], given({'repeat': [[f'{HOST}/', 1], ['a', 8192 - len(HOST) - 1]]}, {}))


def refused(group, given, insecure_option):
    for comment, base in REFUSED:
        group.refused('ERR_URL', comment, ['Url'], given(base, {}))
    group.refused(
        'ERR_URL', '8,193 characters', ['Url'], given({'repeat': [[f'{HOST}/', 1], ['a', 8192 - len(HOST)]]}, {})
    )
    group.refused('ERR_TEXT_NOT_WELL_FORMED', 'a lone surrogate', ['Url'], given(f'{HOST}/\ud800', {}))
    for base in INSECURE:
        group.refused('ERR_INSECURE_URL', base, ['InsecureUrl'], given(base, {}))
    if insecure_option:
        group.refused(
            'ERR_INSECURE_URL',
            'not allowed in so many words',
            ['InsecureUrl'],
            given('http://mes.example', {'allowInsecureHttp': False}),
        )
        for value in ('true', 1, None):
            group.refused(
                'ERR_ARGUMENT_TYPE',
                f'allowInsecureHttp: {type(value).__name__}',
                ['WrongType'],
                given(HOST, {'allowInsecureHttp': value}),
            )
    for value in (None, 1, [HOST]):
        group.refused('ERR_ARGUMENT_TYPE', f'base URL: {type(value).__name__}', ['WrongType'], given(value, {}))


def endpoints(group, given, ends, kept):
    """`ends` are parts of the endpoint, which would stand there twice; `kept` only look like them."""
    for end in ends:
        group.refused('ERR_URL', f'ends with {end}', ['Endpoint', 'Url'], given(HOST + end, {}))
        group.refused(
            'ERR_URL', f'ends with {end}/, in a path', ['Endpoint', 'Url'], given(f'{HOST}/gateway{end}/', {})
        )
    for end in kept:
        group.valid(f'ends with {end}', ['BaseUrl', 'Endpoint'], given(HOST + end, {}))
