"""What IDscan's servers answer, and what becomes of it."""

import json

from model.idscan import NAME_CLAIM, ROLE_CLAIM

from . import answers

DOCUMENT = 'GBG IDscan Enterprise web service: Authentication'
NOW = 1_790_000_000_000
GOOD = '{"access_token":"a-b_C1"}'
EPOCH = 'Thu, 01 Jan 1970 00:00:00 GMT'
ISSUED = 'Fri, 15 Nov 2019 12:42:34 GMT'


def add(file):
    def given(response, **more):
        return {'response': response, 'options': {'area': 'scanning', **more}}

    def body(**members):
        return answers.response(json.dumps({'access_token': 'a-b_C1', **members}))

    group = file.group('idscan.parseTokenResponse', 'JSON or cookies', DOCUMENT)
    everything = {
        'token_type': 'bearer',
        'expires_in': 35999,
        'BranchCode': '',
        NAME_CLAIM: 'demo',
        'FullName': 'Demo User',
        'JourneyId': '',
        'IdleSessionTimeout': '15',
        ROLE_CLAIM: 'Operator',
        'tenant': 'a',
        '.issued': ISSUED,
    }
    group.valid('an answer as the document has it', ['Published'], given(body(**everything)))
    group.valid('the same in the other area', ['Published'], given(body(**everything), area='investigation'))
    answers.good_everywhere(group, given, GOOD)
    token_names(group, given)
    cookies(group, given)
    claims(group, given, body)
    expiries(group, given, body)
    answers.refused_everywhere(group, given, GOOD, '{"error":"invalid_grant"}')
    answers.origins(group, lambda response, chosen: given(response, **chosen), GOOD)
    for path, found in [('/IDscanEnterpriseSvc/', True), ('/idscanenterprisesvc/token', False)]:
        more = ['Origin'], given(answers.response(GOOD), baseUrl=f'https://idscan.example{path}')
        if found:
            group.valid(f'base URL with {path}', *more)
        else:
            group.refused('ERR_URL', f'base URL with {path}', *more)
    answers.bad_json(group, given, [*answers.NO_JSON, *answers.NO_OBJECT, *answers.broken(GOOD)])
    for comment, value in answers.BAD_TOKENS:
        group.refused(
            'ERR_RESPONSE_FORMAT',
            f'token: {comment}',
            ['Token'],
            given(answers.response(f'{{"access_token":{value}}}')),
        )
    for name in ('error_description', 'error', 'Message', 'message'):
        group.refused(
            'ERR_SIGN_IN_REFUSED',
            f'words in {name}',
            ['VendorMessage'],
            given(answers.response(json.dumps({name: 'No such user'}), 400)),
        )
    group.refused(
        'ERR_SIGN_IN_REFUSED',
        'both that OAuth has: the description',
        ['VendorMessage'],
        given(answers.response('{"error":"invalid_grant","error_description":"No such user"}', 400)),
    )
    group.refused(
        'ERR_SIGN_IN_REFUSED',
        'inside HTTP 200',
        ['VendorMessage'],
        given(answers.response('{"error":"invalid_grant"}')),
    )
    for comment, body in [
        ('an error beside a token', '{"access_token":"a-b_C1","error":"invalid_grant"}'),
        ('an error and its words beside a token', '{"token":"a","error":"a","error_description":"Locked"}'),
    ]:
        group.refused('ERR_SIGN_IN_REFUSED', comment, ['VendorMessage'], given(answers.response(body)))
    group.valid('an empty error is ignored', ['Good'], given(answers.response('{"access_token":"a","error":""}')))
    group.refused(
        'ERR_UNAVAILABLE',
        'words of the web server, status 500',
        ['Later'],
        given(answers.response('{"Message":"An error has occurred."}', 500)),
    )
    for value in (None, '1', True):
        group.refused(
            'ERR_ARGUMENT_TYPE', f'now: {type(value).__name__}', ['WrongType'], given(answers.response(GOOD), now=value)
        )
    group.refused(
        'ERR_ARGUMENT_VALUE',
        'now: past what a Date holds',
        ['Value'],
        given(answers.response(GOOD), now=8_640_000_000_000_001),
    )
    group.refused('ERR_ARGUMENT_VALUE', 'another area', ['Area'], given(answers.response(GOOD), area='Scanning'))
    group.refused(
        'ERR_UNKNOWN_OPTION', 'an unknown option', ['UnknownOption'], given(answers.response(GOOD), unknownOption=1)
    )
    group.refused('ERR_ARGUMENT_TYPE', 'no area', ['WrongType'], {'response': answers.response(GOOD), 'options': {}})


def token_names(group, given):
    for members in (
        {'Token': 'b'},
        {'token': 'c'},
        {'access_token': 'a', 'Token': 'b', 'token': 'c'},
        {'Token': 'b', 'token': 'c'},
        {'access_token': '', 'Token': 'b'},
    ):
        group.valid(' and '.join(members), ['TokenName'], given(answers.response(json.dumps(members))))
    group.valid(
        'a member outweighs a cookie',
        ['Cookie', 'TokenName'],
        given(answers.response('{"token":"c"}', headers={'Set-Cookie': 'token=d'})),
    )


def cookies(group, given):
    def cookie(comment, headers, body=''):
        group.valid(comment, ['Cookie'], given(answers.response(body, headers=headers)))

    cookie('a token alone', {'Set-Cookie': 'token=abc'})
    cookie('attributes', {'Set-Cookie': 'token=abc; Path=/; Secure; HttpOnly; SameSite=Lax'})
    cookie('a header name in lower case', {'set-cookie': 'token=abc'})
    cookie('a header name in upper case', {'SET-COOKIE': 'token=abc'})
    cookie('several lines', {'Set-Cookie': ['a=1; Path=/', 'token=abc; Path=/', 'b=2']})
    cookie(
        'lines joined by commas, with a date',
        {'Set-Cookie': 'a=1; Expires=Fri, 15 Nov 2030 12:42:34 GMT; Path=/, token=abc; Path=/, b=2'},
    )
    cookie('quotes around', {'Set-Cookie': 'token="abc"'})
    cookie('white space around', {'Set-Cookie': ' token = abc ; Path=/'})
    cookie('an equals sign inside', {'Set-Cookie': 'token=a=b=='})
    cookie('of two the last', {'Set-Cookie': ['token=abc', 'token=def']})
    cookie('of two in one line the last', {'Set-Cookie': 'token=abc; Path=/, token=def; Path=/'})
    cookie('of two headers the last', {'Set-Cookie': 'token=abc', 'set-cookie': 'token=def'})
    cookie('set again after it was deleted', {'Set-Cookie': ['token=; Max-Age=0', 'token=abc']})
    cookie('set again after it was deleted, joined by commas', {'Set-Cookie': 'token=a; Max-Age=0, token=abc; Path=/'})
    cookie('another cookie is deleted', {'Set-Cookie': ['token=abc', f'other=deleted; Expires={EPOCH}']})
    cookie('a Max-Age with zeros in front', {'Set-Cookie': 'token=abc; Max-Age=0600'})
    cookie('a Max-Age that is not a number is ignored', {'Set-Cookie': 'token=abc; Max-Age=soon'})
    cookie('Max-Age outweighs Expires', {'Set-Cookie': f'token=abc; Max-Age=600; Expires={EPOCH}'})
    far = {'Set-Cookie': 'token=abc; Expires=Tue, 01 Jan 2999 00:00:00 GMT'}
    group.valid('Expires far away', ['Cookie'], given(answers.response('', headers=far), now=NOW))
    cookie('lines that are apart are whole', {'Set-Cookie': ['token=REAL; path=/', 'prefs=a,token=FAKE; path=/']})
    cookie('one that ends in an hour', {'Set-Cookie': ['token=abc', 'token=def; Max-Age=3600']})
    cookie('an empty one first', {'Set-Cookie': ['token=; Path=/a', 'token=abc']})
    cookie('a body that is no JSON', {'Set-Cookie': 'token=abc'}, 'signed in')
    cookie('a body that is a page', {'Set-Cookie': 'token=abc'}, '<html></html>')
    cookie('a body that is an empty object', {'Set-Cookie': 'token=abc'}, '{}')
    cookie('a forgery token', {'Set-Cookie': ['token=abc', 'csrftoken=def']})
    cookie('a percent-encoded forgery token', {'Set-Cookie': ['token=abc', 'csrftoken=a%2Bb%2Fc%3D%3D']})
    cookie('a forgery token with a stray percent sign', {'Set-Cookie': ['token=abc', 'csrftoken=100%zz']})
    cookie('a forgery token beside a token of the body', {'Set-Cookie': 'csrftoken=def'}, GOOD)
    for comment, headers in [
        ('no cookie', {}),
        ('another cookie', {'Set-Cookie': 'Token=abc'}),
        ('an empty cookie', {'Set-Cookie': 'token='}),
        ('a name that ends alike', {'Set-Cookie': 'xtoken=abc'}),
        ('a token in another header', {'Cookie': 'token=abc'}),
        ('a token in an attribute', {'Set-Cookie': 'a=1; token=abc'}),
        ('a space inside', {'Set-Cookie': 'token=a b'}),
        ('no equals sign', {'Set-Cookie': 'token'}),
        ('one that ends at once', {'Set-Cookie': 'token=abc; Max-Age=0'}),
        ('deleted by Max-Age, after a good one', {'Set-Cookie': ['token=abc', 'token=def; Max-Age=0']}),
        ('deleted by a Max-Age below zero', {'Set-Cookie': ['token=abc', 'token=def; Path=/; max-age=-1']}),
        ('deleted by Expires', {'Set-Cookie': f'token=deleted; Expires={EPOCH}'}),
        (
            'deleted by Expires, after a good one',
            {'Set-Cookie': ['token=abc', f'token=deleted; Path=/; expires={EPOCH}']},
        ),
        ('deleted by Expires, joined by commas', {'Set-Cookie': f'token=abc; Path=/, token=deleted; Expires={EPOCH}'}),
        (
            'a Max-Age of zero outweighs Expires',
            {'Set-Cookie': 'token=abc; Max-Age=0; Expires=Tue, 01 Jan 2999 00:00:00 GMT'},
        ),
        ('an empty one last', {'Set-Cookie': ['token=abc', 'token=']}),
        ('in a line that is apart', {'Set-Cookie': ['prefs=a,token=FAKE; path=/']}),
    ]:
        group.refused('ERR_RESPONSE_FORMAT', comment, ['Cookie'], given(answers.response('{}', headers=headers)))
    for value in ('a%0D%0Ab', 'a%20b', '%C3%A9', '%FF'):
        cookie(
            f'a forgery token that fits into no header: {value}', {'Set-Cookie': ['token=abc', f'csrftoken={value}']}
        )


def claims(group, given, body):
    for comment, members in [
        ('user name in the claim', {NAME_CLAIM: 'demo'}),
        ('user name in Username', {'Username': 'demo'}),
        ('user name in both', {NAME_CLAIM: 'claim', 'Username': 'demo'}),
        ('role in the claim', {ROLE_CLAIM: 'Operator'}),
        ('role in Role', {'Role': 'Operator'}),
        ('role in both', {ROLE_CLAIM: 'claim', 'Role': 'Operator'}),
        ('a full name, not ASCII', {'FullName': 'Zo\xeb \u0416'}),
        ('empty texts are left out', {'FullName': '', 'Role': ''}),
        ('other types are left out', {'FullName': 1, 'Role': None, 'Username': ['a']}),
        ('an idle time of 0', {'IdleSessionTimeout': '0'}),
        ('an idle time of 120', {'IdleSessionTimeout': '120'}),
        ('an idle time as a number', {'IdleSessionTimeout': 15}),
        ('an idle time of no digits', {'IdleSessionTimeout': 'a'}),
        ('a negative idle time', {'IdleSessionTimeout': '-1'}),
        ('an empty idle time', {'IdleSessionTimeout': ''}),
    ]:
        group.valid(comment, ['Claims'], given(body(**members)))


def expiries(group, given, body):
    def valid(comment, now=NOW, **members):
        group.valid(comment, ['Expiry'], given(body(**members), **({} if now is None else {'now': now})))

    valid('both', **{'.issued': ISSUED, 'expires_in': 35999})
    valid('both, no clock', now=None, **{'.issued': ISSUED, 'expires_in': 35999})
    valid('a life alone', expires_in=60)
    valid('a life alone, no clock', now=None, expires_in=60)
    valid('a date alone: ten hours from now', **{'.issued': ISSUED})
    valid('neither: ten hours from now')
    valid('neither, no clock', now=None)
    valid('.expires goes first', **{'.expires': 'Sun, 06 Nov 1994 08:49:37 GMT', '.issued': ISSUED, 'expires_in': 60})
    valid('.expires alone, no clock', now=None, **{'.expires': 'Sun, 06 Nov 1994 08:49:37 GMT'})
    valid(
        '.expires that is not a date counts as missing', **{'.expires': 'tomorrow', '.issued': ISSUED, 'expires_in': 60}
    )
    valid('.expires that is not text counts as missing', **{'.expires': 1, 'expires_in': 60})
    valid('past what a Date holds', now=8_640_000_000_000_000, expires_in=60)
    valid('the last moment of a Date', now=8_640_000_000_000_000, expires_in=0)
    for value in ('60', '0', 0, 315_360_000, '315360000'):
        valid(f'a life of {value!r}', expires_in=value)
    for value in (-1, 1.5, 315_360_001, '315360001', '-1', '1.5', '1e3', ' 60', '', 'a', None, True, [60], {}):
        valid(f'a life of {json.dumps(value)} counts as missing', expires_in=value)
    for date in ('Sun, 06 Nov 1994 08:49:37 GMT', 'Thu, 29 Feb 2024 23:59:59 GMT', 'Thu, 01 Jan 1970 00:00:00 GMT'):
        valid(f'issued {date}', expires_in=60, **{'.issued': date})
    for date in (
        'Fri, 29 Feb 2019 12:00:00 GMT',
        'Fri, 15 Nov 2019 24:00:00 GMT',
        'Fri, 15 Nov 2019 12:42:34',
        'Fri, 15 Nov 2019 12:42:34 +0000',
        '2019-11-15T12:42:34Z',
        'Friday, 15-Nov-19 12:42:34 GMT',
        'Fri Nov 15 12:42:34 2019',
        'Fri, 15 Xyz 2019 12:42:34 GMT',
        '',
    ):
        valid(f'issued {date!r} counts as missing', expires_in=60, **{'.issued': date})
