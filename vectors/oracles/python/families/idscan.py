"""idscan.json: the whole sign-in of GBG IDscan Enterprise."""

import json

from envelope import VectorFile

from . import answers, idscan_responses, options, samples, servers, signing
from .idscan_responses import DOCUMENT

DENIED = 'Authorization has been denied for this request.'
USER = {'username': 'demo', 'password': 'secret', 'area': 'scanning'}
REQUEST = {'baseUrl': servers.HOST, **USER}


def make():
    file = VectorFile(
        'idscan',
        'IDscan sign-in',
        samples.notes(
            *samples.ALL_TEXT_FLAGS,
            'IllFormed',
            answers.NOTES,
            options.NOTES,
            servers.NOTES,
            signing.NOTES,
            Area="A token of one area must not be used for the other's action.",
            Claims='User name, full name, role and idle time, under every name that has been seen.',
            Cookie='The token, and a token against request forgery, as cookies.',
            Expiry='`.issued` and `expires_in`; what cannot be used counts as missing.',
            Dialect='Keys and fields that some clients send.',
            Good='A usual answer.',
            Service="The service's own path in the base URL, in any case: not doubled.",
            LowerCase='The user name in lower case, whatever the locale: a Turkish I too.',
            Published='What the document describes.',
            SignIn='The whole sign-in, from the request to the session.',
            TokenName='The member that holds the token.',
            VendorMessage="The vendor's own words are found.",
        ),
    )
    credentials(file)
    requests(file)
    idscan_responses.add(file)
    authorized(file)
    answers.sessions_over(
        file,
        'idscan.isSessionOver',
        DOCUMENT,
        [
            ('ASP.NET says so, status 403', answers.response(f'{{"Message":"{DENIED}"}}', 403)),
            ('ASP.NET says so, status 200', answers.response(f'{{"message":"{DENIED.upper()}"}}')),
            ('OAuth says so', answers.response('{"error":"invalid_token"}', 400)),
        ],
        [
            ('another error', answers.response('{"error":"invalid_grant"}', 400)),
            ('other words', answers.response('{"Message":"No journey"}', 403)),
        ],
    )
    flow(file)
    return file


def credentials(file):
    group = file.group('idscan.encodeCredentials', 'lower-case keys', DOCUMENT)
    for area in ('scanning', 'investigation'):
        group.valid(f'area {area}', ['Published'], {'credentials': {**USER, 'area': area}})
    for comment, flags, text in samples.TEXTS:
        group.valid(
            f'user and password: {comment}', flags, {'credentials': {**USER, 'username': text, 'password': text}}
        )
    for name in (
        'DEMO',
        'Demo.USER@Example.COM',
        'INI',
        '\xc4\xd6\xdc',
        '\u041f\u041e\u041b\u042c',
        '\U00010400',
        'lower',
    ):
        given = {**USER, 'username': name, 'password': name, 'lowerCaseUsername': True}
        group.valid(f'{len(name)} characters in lower case', ['LowerCase'], {'credentials': given})
    group.valid(
        'as it is, said so', ['LowerCase'], {'credentials': {**USER, 'username': 'DEMO', 'lowerCaseUsername': False}}
    )

    dialects(group, lambda chosen: {'credentials': {**USER, **chosen}})

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


def dialects(group, given):
    for chosen in (
        {'usernameKey': 'userName'},
        {'usernameKey': 'UserName'},
        {'usernameKey': 'username'},
        {'loginFormType': 'pwd'},
        {'usernameKey': 'userName', 'loginFormType': 'pwd'},
    ):
        group.valid(' and '.join(f'{name} {value}' for name, value in chosen.items()), ['Dialect'], given(chosen))
    for chosen in ({'usernameKey': 'USERNAME'}, {'usernameKey': ''}, {'loginFormType': 'PWD'}, {'loginFormType': ''}):
        group.refused('ERR_ARGUMENT_VALUE', str(chosen), ['Dialect'], given(chosen))
    for chosen in ({'usernameKey': None}, {'loginFormType': True}):
        group.refused('ERR_ARGUMENT_TYPE', str(chosen), ['WrongType'], given(chosen))


def requests(file):
    group = file.group('idscan.tokenRequest', 'POST with a form', DOCUMENT)
    group.valid("the document's request", ['Published'], {'options': REQUEST})
    group.valid('the other area', ['Area'], {'options': {**REQUEST, 'area': 'investigation'}})
    group.valid(
        'user name in lower case',
        ['LowerCase'],
        {'options': {**REQUEST, 'username': 'DEMO', 'lowerCaseUsername': True}},
    )
    for comment, flags, text in samples.TEXTS:
        group.valid(f'password: {comment}', flags, {'options': {**REQUEST, 'password': text}})

    def given(base, more):
        return {'options': {**REQUEST, 'baseUrl': base, **more}}

    servers.accepted(group, given, insecure_option=True)
    servers.refused(group, given, insecure_option=True)
    dialects(group, lambda chosen: {'options': {**REQUEST, **chosen}})
    ends = ['/idscanenterprisesvc/token', '/IDscanEnterpriseSvc/Token']
    servers.endpoints(group, given, ends, ['/idscanenterprisesvcx', '/token'])
    for path in ('/idscanenterprisesvc', '/IDscanEnterpriseSvc/', '/gateway/IDSCANENTERPRISESVC'):
        group.valid(f'base URL with {path}', ['BaseUrl', 'Service'], given(servers.HOST + path, {}))
    options.refused(group, REQUEST, REQUEST, ['username', 'password'])


def authorized(file):
    session = {'vendor': 'idscan', 'area': 'scanning', 'token': 'a-b_C1'}
    group = file.group('idscan.authorize', 'Authorization without Bearer', DOCUMENT)
    signing.accepted(group, session, 'Authorization')
    signing.origins(group, session)
    signing.refused(group, session)
    areas(group, session)
    forgery = {**session, 'csrfToken': 'a+b/c=='}
    group.valid('a forgery token', ['Cookie'], {'request': signing.request(), 'session': forgery})
    group.valid(
        'a forgery token is there',
        ['Cookie', 'Replaced'],
        {'request': signing.request(headers={'X-CSRFToken': 'old', 'A': '1'}), 'session': forgery},
    )
    for comment, headers in [
        ('cookies of another sign-in', {'Cookie': 'a=1; token=old; csrftoken=old; b=2'}),
        ('cookies of another sign-in alone, in another case', {'cookie': 'Token=old; CSRFToken=old', 'A': '1'}),
        ('other cookies stay', {'COOKIE': 'a=1;token=old;b=2', 'A': '1'}),
        ('names of cookies that look alike', {'Cookie': 'xtoken=1; tokens=2'}),
        ('a forgery token of another sign-in', {'X-CSRFTOKEN': 'old', 'A': '1'}),
    ]:
        group.valid(comment, ['Cookie', 'Replaced'], {'request': signing.request(headers=headers), 'session': session})
    group.refused(
        'ERR_HEADER_VALUE',
        'a forgery token that would break a header',
        ['BadSession'],
        {'request': signing.request(), 'session': {**session, 'csrfToken': 'a\nb'}},
    )
    group = file.group('idscan.authorize', 'Cookie', DOCUMENT)
    signing.accepted(group, session, None, {'via': 'cookie'})
    for comment, headers in [
        ('other cookies', {'Cookie': 'a=1; b=2'}),
        ('a token is there', {'Cookie': 'a=1; token=old; b=2'}),
        ('a token is there alone', {'cookie': 'token=old'}),
        ('names that look alike', {'Cookie': 'xtoken=1; tokens=2'}),
        ('a header in another case', {'COOKIE': 'a=1', 'A': '1'}),
        ('an empty header', {'Cookie': ''}),
        ('a forgery cookie of another sign-in', {'Cookie': 'a=1; csrftoken=old'}),
        ('another credential', {'authorization': 'Bearer old', 'X-CSRFToken': 'old', 'A': '1'}),
    ]:
        group.valid(
            comment,
            ['Cookie', 'Replaced'],
            {'request': signing.request(headers=headers), 'session': session, 'options': {'via': 'cookie'}},
        )
    group.valid(
        'a forgery token', ['Cookie'], {'request': signing.request(), 'session': forgery, 'options': {'via': 'cookie'}}
    )
    for character in '",;\\':
        group.refused(
            'ERR_HEADER_VALUE',
            f'a token with {character}, which no cookie may hold',
            ['BadSession', 'Cookie'],
            {
                'request': signing.request(),
                'session': {**session, 'token': f'a{character}b'},
                'options': {'via': 'cookie'},
            },
        )


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
        group.refused(
            'ERR_ARGUMENT_VALUE',
            f'{chosen}',
            ['Value'],
            {'request': signing.request(), 'session': session, 'options': chosen},
        )
    group.refused(
        'ERR_UNKNOWN_OPTION',
        'an unknown option',
        ['UnknownOption'],
        {'request': signing.request(), 'session': session, 'options': {'unknownOption': 1}},
    )
    group.refused(
        'ERR_ARGUMENT_VALUE',
        'a session of an area that is none',
        ['BadSession'],
        {'request': signing.request(), 'session': {**session, 'area': 'other'}},
    )


def flow(file):
    group = file.group('idscan.signIn', 'one request', DOCUMENT)
    good = answers.response(json.dumps({'access_token': 'a', 'expires_in': 60}))
    group.valid('signed in', ['SignIn'], {'options': REQUEST}, responses=[good])
    group.valid(
        'signed in, with a clock',
        ['SignIn'],
        {'options': {**REQUEST, 'area': 'investigation', 'now': idscan_responses.NOW}},
        responses=[good],
    )
    group.refused(
        'ERR_SIGN_IN_REFUSED',
        'refused',
        ['SignIn', 'VendorMessage'],
        {'options': REQUEST},
        responses=[answers.response('{"error":"invalid_grant"}', 400)],
    )
    group.refused(
        'ERR_INSECURE_URL',
        'before any request',
        ['InsecureUrl', 'SignIn'],
        {'options': {**REQUEST, 'baseUrl': 'http://mes.example'}},
        responses=[],
    )
