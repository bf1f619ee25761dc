"""idscan.json: the whole sign-in of GBG IDscan Enterprise."""

import json

from envelope import VectorFile
from model.idscan import NAME_CLAIM, ROLE_CLAIM

from . import answers, options, samples, servers, signing

DOCUMENT = 'GBG IDscan Enterprise web service: Authentication'
USER = {'username': 'demo', 'password': 'secret', 'area': 'scanning'}
REQUEST = {'baseUrl': servers.HOST, **USER}
NOW = 1_790_000_000_000
GOOD = '{"access_token":"a-b_C1"}'
ISSUED = 'Fri, 15 Nov 2019 12:42:34 GMT'


def make():
    file = VectorFile('idscan', 'IDscan sign-in', samples.notes(
        *samples.ALL_TEXT_FLAGS, 'IllFormed', answers.NOTES, options.NOTES, servers.NOTES, signing.NOTES,
        Area='A token of one area must not be used for the other\'s action.',
        Claims='User name, full name, role and idle time, under every name that has been seen.',
        Cookie='The token, and a token against request forgery, as cookies.',
        Expiry='`.issued` and `expires_in`; what cannot be used counts as missing.',
        Good='A usual answer.',
        LowerCase='The user name in lower case, whatever the locale: a Turkish I too.',
        Published='What the document describes.',
        SignIn='The whole sign-in, from the request to the session.',
        TokenName='The member that holds the token.',
        VendorMessage='The vendor\'s own words are found.',
    ))
    credentials(file)
    requests(file)
    responses(file)
    authorized(file)
    flow(file)
    return file


def credentials(file):
    group = file.group('idscan.encodeCredentials', 'lower-case keys', DOCUMENT)
    for area in ('scanning', 'investigation'):
        group.valid(f'area {area}', ['Published'], {'credentials': {**USER, 'area': area}})
    for comment, flags, text in samples.TEXTS:
        group.valid(f'user and password: {comment}', flags, {'credentials': {**USER, 'username': text, 'password': text}})
    for name in ('DEMO', 'Demo.USER@Example.COM', 'INI', '\xc4\xd6\xdc', '\u041f\u041e\u041b\u042c', '\U00010400', 'lower'):
        given = {**USER, 'username': name, 'password': name, 'lowerCaseUsername': True}
        group.valid(f'{len(name)} characters in lower case', ['LowerCase'], {'credentials': given})
    group.valid('as it is, said so', ['LowerCase'],
                {'credentials': {**USER, 'username': 'DEMO', 'lowerCaseUsername': False}})

    def invalid(code, comment, flag, **given):
        group.refused(code, comment, [flag], {'credentials': {**USER, **given}})

    for area in ('Scanning', 'INVESTIGATION', '', 'other'):
        invalid('ERR_ARGUMENT_VALUE', f'area {area!r}', 'Area', area=area)
    invalid('ERR_ARGUMENT_TYPE', 'area: a number', 'WrongType', area=1)
    invalid('ERR_ARGUMENT_TYPE', 'lowerCaseUsername: a text', 'WrongType', lowerCaseUsername='true')
    invalid('ERR_UNKNOWN_OPTION', 'an unknown option', 'UnknownOption', unknownOption=1)
    for name in ('username', 'password'):
        invalid('ERR_TEXT_NOT_WELL_FORMED', f'{name}: a lone surrogate', 'IllFormed', **{name: '\ud800'})
        invalid('ERR_ARGUMENT_TYPE', f'{name}: null', 'WrongType', **{name: None})


def requests(file):
    group = file.group('idscan.tokenRequest', 'POST with a form', DOCUMENT)
    group.valid('the document\'s request', ['Published'], {'options': REQUEST})
    group.valid('the other area', ['Area'], {'options': {**REQUEST, 'area': 'investigation'}})
    group.valid('user name in lower case', ['LowerCase'],
                {'options': {**REQUEST, 'username': 'DEMO', 'lowerCaseUsername': True}})
    for comment, flags, text in samples.TEXTS:
        group.valid(f'password: {comment}', flags, {'options': {**REQUEST, 'password': text}})

    def given(base, more):
        return {'options': {**REQUEST, 'baseUrl': base, **more}}

    servers.accepted(group, given, insecure_option=True)
    servers.refused(group, given, insecure_option=True)
    options.refused(group, REQUEST, REQUEST, ['username', 'password'])


def responses(file):
    def given(response, **more):
        return {'response': response, 'options': {'area': 'scanning', **more}}

    def body(**members):
        return answers.response(json.dumps({'access_token': 'a-b_C1', **members}))

    group = file.group('idscan.parseTokenResponse', 'JSON or cookies', DOCUMENT)
    everything = {
        'token_type': 'bearer', 'expires_in': 35999, 'BranchCode': '', NAME_CLAIM: 'demo', 'FullName': 'Demo User',
        'JourneyId': '', 'IdleSessionTimeout': '15', ROLE_CLAIM: 'Operator', 'tenant': 'a', '.issued': ISSUED,
    }
    group.valid('an answer as the document has it', ['Published'], given(body(**everything)))
    group.valid('the same in the other area', ['Published'], given(body(**everything), area='investigation'))
    answers.good_everywhere(group, given, GOOD)
    token_names(group, given)
    cookies(group, given)
    claims(group, given, body)
    expiries(group, given, body)
    answers.refused_everywhere(group, given, GOOD)
    answers.bad_json(group, given, [*answers.NO_JSON, *answers.NO_OBJECT, *answers.broken(GOOD)])
    for comment, value in answers.BAD_TOKENS:
        group.refused('ERR_RESPONSE_FORMAT', f'token: {comment}', ['Token'],
                      given(answers.response(f'{{"access_token":{value}}}')))
    for name in ('error_description', 'error', 'Message', 'message'):
        group.refused('ERR_SIGN_IN_REFUSED', f'words in {name}', ['VendorMessage'],
                      given(answers.response(json.dumps({name: 'No such user'}), 400)))
    group.refused('ERR_SIGN_IN_REFUSED', 'both that OAuth has: the description', ['VendorMessage'],
                  given(answers.response('{"error":"invalid_grant","error_description":"No such user"}', 400)))
    group.refused('ERR_SIGN_IN_REFUSED', 'inside HTTP 200', ['VendorMessage'],
                  given(answers.response('{"error":"invalid_grant"}')))
    for value in (None, '1', True):
        group.refused('ERR_ARGUMENT_TYPE', f'now: {type(value).__name__}', ['WrongType'],
                      given(answers.response(GOOD), now=value))
    group.refused('ERR_ARGUMENT_VALUE', 'now: past what a Date holds', ['Value'],
                  given(answers.response(GOOD), now=8_640_000_000_000_001))
    group.refused('ERR_ARGUMENT_VALUE', 'another area', ['Area'], given(answers.response(GOOD), area='Scanning'))
    group.refused('ERR_UNKNOWN_OPTION', 'an unknown option', ['UnknownOption'],
                  given(answers.response(GOOD), unknownOption=1))
    group.refused('ERR_ARGUMENT_TYPE', 'no area', ['WrongType'],
                  {'response': answers.response(GOOD), 'options': {}})


def token_names(group, given):
    for members in ({'Token': 'b'}, {'token': 'c'}, {'access_token': 'a', 'Token': 'b', 'token': 'c'},
                    {'Token': 'b', 'token': 'c'}, {'access_token': '', 'Token': 'b'}):
        group.valid(' and '.join(members), ['TokenName'], given(answers.response(json.dumps(members))))
    group.valid('a member outweighs a cookie', ['Cookie', 'TokenName'],
                given(answers.response('{"token":"c"}', headers={'Set-Cookie': 'token=d'})))


def cookies(group, given):
    def cookie(comment, headers, body=''):
        group.valid(comment, ['Cookie'], given(answers.response(body, headers=headers)))

    cookie('a token alone', {'Set-Cookie': 'token=abc'})
    cookie('attributes', {'Set-Cookie': 'token=abc; Path=/; Secure; HttpOnly; SameSite=Lax'})
    cookie('a header name in lower case', {'set-cookie': 'token=abc'})
    cookie('a header name in upper case', {'SET-COOKIE': 'token=abc'})
    cookie('several lines', {'Set-Cookie': ['a=1; Path=/', 'token=abc; Path=/', 'b=2']})
    cookie('lines joined by commas, with a date', {
        'Set-Cookie': 'a=1; Expires=Fri, 15 Nov 2030 12:42:34 GMT; Path=/, token=abc; Path=/, b=2'})
    cookie('quotes around', {'Set-Cookie': 'token="abc"'})
    cookie('white space around', {'Set-Cookie': ' token = abc ; Path=/'})
    cookie('an equals sign inside', {'Set-Cookie': 'token=a=b=='})
    cookie('an empty one first', {'Set-Cookie': ['token=; Path=/a', 'token=abc']})
    cookie('a body that is no JSON', {'Set-Cookie': 'token=abc'}, '<html></html>')
    cookie('a body that is an empty object', {'Set-Cookie': 'token=abc'}, '{}')
    cookie('a forgery token', {'Set-Cookie': ['token=abc', 'csrftoken=def']})
    cookie('a percent-encoded forgery token', {'Set-Cookie': ['token=abc', 'csrftoken=a%2Bb%2Fc%3D%3D']})
    cookie('a forgery token with a stray percent sign', {'Set-Cookie': ['token=abc', 'csrftoken=100%zz']})
    cookie('a forgery token beside a token of the body', {'Set-Cookie': 'csrftoken=def'}, GOOD)
    for comment, headers in [
        ('no cookie', {}), ('another cookie', {'Set-Cookie': 'Token=abc'}), ('an empty cookie', {'Set-Cookie': 'token='}),
        ('a name that ends alike', {'Set-Cookie': 'xtoken=abc'}), ('a token in another header', {'Cookie': 'token=abc'}),
        ('a token in an attribute', {'Set-Cookie': 'a=1; token=abc'}), ('a space inside', {'Set-Cookie': 'token=a b'}),
        ('no equals sign', {'Set-Cookie': 'token'}),
    ]:
        group.refused('ERR_RESPONSE_FORMAT', comment, ['Cookie'], given(answers.response('{}', headers=headers)))
    group.refused('ERR_RESPONSE_FORMAT', 'a forgery token that would break a header', ['Cookie', 'Token'],
                  given(answers.response(GOOD, headers={'Set-Cookie': 'csrftoken=a%0D%0Ab'})))


def claims(group, given, body):
    for comment, members in [
        ('user name in the claim', {NAME_CLAIM: 'demo'}), ('user name in Username', {'Username': 'demo'}),
        ('user name in both', {NAME_CLAIM: 'claim', 'Username': 'demo'}), ('role in the claim', {ROLE_CLAIM: 'Operator'}),
        ('role in Role', {'Role': 'Operator'}), ('role in both', {ROLE_CLAIM: 'claim', 'Role': 'Operator'}),
        ('a full name, not ASCII', {'FullName': 'Zo\xeb \u0416'}), ('empty texts are left out', {'FullName': '', 'Role': ''}),
        ('other types are left out', {'FullName': 1, 'Role': None, 'Username': ['a']}),
        ('an idle time of 0', {'IdleSessionTimeout': '0'}), ('an idle time of 120', {'IdleSessionTimeout': '120'}),
        ('an idle time as a number', {'IdleSessionTimeout': 15}), ('an idle time of no digits', {'IdleSessionTimeout': 'a'}),
        ('a negative idle time', {'IdleSessionTimeout': '-1'}), ('an empty idle time', {'IdleSessionTimeout': ''}),
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
    for value in ('60', '0', 0, 315_360_000, '315360000'):
        valid(f'a life of {value!r}', expires_in=value)
    for value in (-1, 1.5, 315_360_001, '315360001', '-1', '1.5', '1e3', ' 60', '', 'a', None, True, [60], {}):
        valid(f'a life of {json.dumps(value)} counts as missing', expires_in=value)
    for date in ('Sun, 06 Nov 1994 08:49:37 GMT', 'Thu, 29 Feb 2024 23:59:59 GMT', 'Thu, 01 Jan 1970 00:00:00 GMT'):
        valid(f'issued {date}', expires_in=60, **{'.issued': date})
    for date in ('Fri, 29 Feb 2019 12:00:00 GMT', 'Fri, 15 Nov 2019 24:00:00 GMT', 'Fri, 15 Nov 2019 12:42:34',
                 'Fri, 15 Nov 2019 12:42:34 +0000', '2019-11-15T12:42:34Z', 'Friday, 15-Nov-19 12:42:34 GMT',
                 'Fri Nov 15 12:42:34 2019', 'Fri, 15 Xyz 2019 12:42:34 GMT', ''):
        valid(f'issued {date!r} counts as missing', expires_in=60, **{'.issued': date})


def authorized(file):
    session = {'vendor': 'idscan', 'area': 'scanning', 'token': 'a-b_C1'}
    group = file.group('idscan.authorize', 'Authorization without Bearer', DOCUMENT)
    signing.accepted(group, session, 'Authorization')
    signing.refused(group, session)
    areas(group, session)
    forgery = {**session, 'csrfToken': 'a+b/c=='}
    group.valid('a forgery token', ['Cookie'], {'request': signing.request(), 'session': forgery})
    group.valid('a forgery token is there', ['Cookie', 'Replaced'],
                {'request': signing.request(headers={'X-CSRFToken': 'old', 'A': '1'}), 'session': forgery})
    group.refused('ERR_HEADER_VALUE', 'a forgery token that would break a header', ['BadSession'],
                  {'request': signing.request(), 'session': {**session, 'csrfToken': 'a\nb'}})
    group = file.group('idscan.authorize', 'Cookie', DOCUMENT)
    signing.accepted(group, session, None, {'via': 'cookie'})
    for comment, headers in [
        ('other cookies', {'Cookie': 'a=1; b=2'}), ('a token is there', {'Cookie': 'a=1; token=old; b=2'}),
        ('a token is there alone', {'cookie': 'token=old'}), ('names that look alike', {'Cookie': 'xtoken=1; tokens=2'}),
        ('a header in another case', {'COOKIE': 'a=1', 'A': '1'}), ('an empty header', {'Cookie': ''}),
    ]:
        group.valid(comment, ['Cookie', 'Replaced'], {
            'request': signing.request(headers=headers), 'session': session, 'options': {'via': 'cookie'}})
    group.valid('a forgery token', ['Cookie'],
                {'request': signing.request(), 'session': forgery, 'options': {'via': 'cookie'}})
    for character in '",;\\':
        group.refused('ERR_HEADER_VALUE', f'a token with {character}, which no cookie may hold', ['BadSession', 'Cookie'], {
            'request': signing.request(), 'session': {**session, 'token': f'a{character}b'},
            'options': {'via': 'cookie'}})


def areas(group, session):
    actions = {'scanning': 'upload', 'investigation': 'retrieval'}
    for area, allowed in actions.items():
        for action in actions.values():
            given = {'request': signing.request(), 'session': {**session, 'area': area}, 'options': {'action': action}}
            if action == allowed:
                group.valid(f'{area} to {action}', ['Area'], given)
            else:
                group.refused('ERR_AREA_MISMATCH', f'{area} to {action}', ['Area'], given)
    for chosen in ({'action': 'Upload'}, {'via': 'header'}, {'via': 'bearer'}):
        group.refused('ERR_ARGUMENT_VALUE', f'{chosen}', ['Value'],
                      {'request': signing.request(), 'session': session, 'options': chosen})
    group.refused('ERR_UNKNOWN_OPTION', 'an unknown option', ['UnknownOption'],
                  {'request': signing.request(), 'session': session, 'options': {'unknownOption': 1}})
    group.refused('ERR_ARGUMENT_VALUE', 'a session of an area that is none', ['BadSession'],
                  {'request': signing.request(), 'session': {**session, 'area': 'other'}})


def flow(file):
    group = file.group('idscan.signIn', 'one request', DOCUMENT)
    good = answers.response(json.dumps({'access_token': 'a', 'expires_in': 60}))
    group.valid('signed in', ['SignIn'], {'options': REQUEST}, responses=[good])
    group.valid('signed in, with a clock', ['SignIn'], {'options': {**REQUEST, 'area': 'investigation', 'now': NOW}},
                responses=[good])
    group.refused('ERR_SIGN_IN_REFUSED', 'refused', ['SignIn', 'VendorMessage'], {'options': REQUEST},
                  responses=[answers.response('{"error":"invalid_grant"}', 400)])
    group.refused('ERR_INSECURE_URL', 'before any request', ['InsecureUrl', 'SignIn'],
                  {'options': {**REQUEST, 'baseUrl': 'http://mes.example'}}, responses=[])
