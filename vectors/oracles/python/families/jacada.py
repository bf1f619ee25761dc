"""jacada.json: the whole sign-in of the Jacada Interaction Server."""

import json

from envelope import VectorFile
from model.draws import MOST_CALLS, Stream

from . import answers, options, samples, servers, signing

DOCUMENT = 'Jacada Interaction Server, HTTP/S API: Authentication Request'
REQUEST = {'baseUrl': servers.HOST, 'accountId': '12345678', 'user': 'demo@example.com', 'password': 'abcd'}
OWN = '{"code":"0x7000400","message":"Request is unauthorized","moreInfoUrl":"https://jacada.example"}'
GOOD = '{"Security-Token":"2097LSLW"}'
CHARSETS = {'utf-8': 0x10FFFF, 'latin1': 0xFF, 'ascii': 0x7F}
HEADERS = {'tenantId': 'tenant-1', 'applicationKey': 'k/Y+1=', 'user': 'demo@example.com', 'password': 'admin'}
TENANT = {'tenantId': 'tenant-1', 'applicationKey': 'k/Y+1='}


def make():
    file = VectorFile(
        'jacada',
        'Jacada sign-in',
        samples.notes(
            *samples.ALL_TEXT_FLAGS,
            'IllFormed',
            answers.NOTES,
            options.NOTES,
            servers.NOTES,
            signing.NOTES,
            DroppedBytes='The random stream holds bytes from 234 on: they are dropped, what is missing is drawn again.',
            DryRandom='The random source gives nothing that can be used, or fewer bytes than it was asked for.',
            Good='A usual answer.',
            Letters='Every letter, and the limits of the bytes that give it.',
            LimitOfCalls='The source becomes usable on the 64th call, the last that is made.',
            NotEncodable='The charset has no such character: refused, never replaced by a question mark.',
            Path='Application name, version and account are segments of the path.',
            PrefixLength='The prefix is 13 letters unless told otherwise; 0 is the other reading of the document.',
            Published='What the document describes.',
            SessionId='The server returns it, and a load balancer needs it on each later call.',
            SignIn='The whole sign-in, from the request to the session.',
            VendorMessage="The vendor's own words are found.",
        ),
    )
    users(file)
    passwords(file)
    refused_passwords(file)
    requests(file)
    responses(file)
    authorized = file.group('jacada.authorize', 'Security-Token', DOCUMENT)
    session = {'vendor': 'jacada', 'token': '2097LSLW'}
    signing.accepted(authorized, session, 'Security-Token')
    signing.origins(authorized, session)
    session_ids(authorized, session)
    signing.refused(authorized, session)
    headers(file)
    answers.sessions_over(
        file,
        'jacada.isSessionOver',
        DOCUMENT,
        [
            ('the code of the vendor, status 403', answers.response(OWN, 403)),
            ('the code of the vendor, status 200', answers.response('{"code":"0x7000400"}')),
        ],
        [
            ('another code', answers.response('{"code":"0x7000401"}', 403)),
            ('a code that is not text', answers.response('{"code":7000400}', 403)),
            ('the code inside an array', answers.response('[{"code":"0x7000400"}]', 403)),
        ],
    )
    flow(file)
    return file


def users(file):
    group = file.group('jacada.encodeUser', 'Base64', DOCUMENT)
    for charset, most in CHARSETS.items():
        for comment, flags, text in samples.TEXTS:
            if all(ord(character) <= most for character in text):
                chosen = {} if charset == 'utf-8' else {'options': {'charset': charset}}
                group.valid(f'{charset}: {comment}', flags, {'user': text, **chosen})
        if charset != 'utf-8':
            group.refused(
                'ERR_TEXT_NOT_ENCODABLE',
                f'{charset}: a Cyrillic letter',
                ['NotEncodable'],
                {'user': '\u0436', 'options': {'charset': charset}},
            )
    for comment, text in samples.ILL_FORMED:
        group.refused('ERR_TEXT_NOT_WELL_FORMED', comment, ['IllFormed'], {'user': text})
    for charset in ('utf-16le', 'UTF-8', ''):
        group.refused(
            'ERR_ARGUMENT_VALUE', f'charset {charset!r}', ['Value'], {'user': 'a', 'options': {'charset': charset}}
        )
    group.refused('ERR_ARGUMENT_TYPE', 'user: null', ['WrongType'], {'user': None})
    group.refused(
        'ERR_UNKNOWN_OPTION', 'an unknown option', ['UnknownOption'], {'user': 'a', 'options': {'unknownOption': 1}}
    )


def passwords(file):
    group = file.group('jacada.encodePassword', '13 random letters', DOCUMENT)
    for comment, flags, text in samples.TEXTS:
        group.valid(comment, flags, {'password': text}, random=Stream.seeded(comment))
    for charset in ('latin1', 'ascii'):
        group.valid(
            f'in {charset}',
            ['Ascii'],
            {'password': 'abcd', 'options': {'charset': charset}},
            random=Stream.seeded(charset),
        )
    group.valid(
        'in latin1, not ASCII',
        ['NonAscii'],
        {'password': 'caf\xe9', 'options': {'charset': 'latin1'}},
        random=Stream.seeded('latin1'),
    )
    lengths = file.group('jacada.encodePassword', 'other lengths', DOCUMENT)
    for count in (0, 1, 2, 3, 12, 13, 14, 16, 64, 1024):
        lengths.valid(
            f'{count} letters',
            ['PrefixLength'],
            {'password': 'abcd', 'options': {'prefixLength': count}},
            random=Stream.seeded(f'{count} letters'),
        )
    lengths.valid(
        'no letter, no password',
        ['Empty', 'PrefixLength'],
        {'password': '', 'options': {'prefixLength': 0}},
        random=Stream(b''),
    )
    draws(file.group('jacada.encodePassword', 'draws', 'Bytes below 234 = 9 x 26, modulo 26'))


def draws(group):
    def valid(comment, flags, stream, count):
        group.valid(comment, flags, {'password': 'abcd', 'options': {'prefixLength': count}}, random=Stream(stream))

    valid("the document's sample, thirteen letters", ['Published'], bytes(ord(c) - 97 for c in 'fdflkhfdlfhla'), 13)
    valid('bytes 0 to 25: the alphabet', ['Letters'], bytes(range(26)), 26)
    valid('bytes 208 to 233: the alphabet again', ['Letters'], bytes(range(208, 234)), 26)
    valid('every byte that counts', ['Letters'], bytes(range(234)), 234)
    valid('every byte', ['DroppedBytes', 'Letters'], bytes(range(256)) + bytes(22), 256)
    for byte in (234, 235, 254, 255):
        valid(f'{byte} is dropped', ['DroppedBytes'], bytes([byte, 0, 1, 2]), 3)
    valid('dropped at the end of a call', ['DroppedBytes'], bytes([0, 1, 255, 2]), 3)
    valid('a whole call is dropped', ['DroppedBytes'], b'\xff' * 13 + bytes(13), 13)
    valid('usable on the 64th call', ['LimitOfCalls'], b'\xff' * (MOST_CALLS - 1) + b'\x19', 1)


def refused_passwords(file):
    group = file.group('jacada.encodePassword', 'refusals', DOCUMENT)
    for comment, stream in [
        ('64 calls of 255', b'\xff' * 13 * MOST_CALLS),
        ('nothing', b''),
        ('one byte too few', bytes(12)),
        ('a dropped byte and none after it', bytes(12) + b'\xff'),
    ]:
        group.refused('ERR_RANDOM', comment, ['DryRandom'], {'password': 'abcd'}, random=Stream(stream))
    for comment, text in samples.ILL_FORMED:
        group.refused('ERR_TEXT_NOT_WELL_FORMED', comment, ['IllFormed'], {'password': text})

    def invalid(code, comment, flag, **chosen):
        group.refused(code, comment, [flag], {'password': 'p\xe4', 'options': chosen})

    invalid('ERR_TEXT_NOT_ENCODABLE', 'ascii', 'NotEncodable', charset='ascii')
    for charset in ('utf-16le', 'UTF-8'):
        invalid('ERR_ARGUMENT_VALUE', f'charset {charset}', 'Value', charset=charset)
    for count in (-1, 1025, 1.5):
        invalid('ERR_ARGUMENT_VALUE', f'prefixLength {count}', 'Value', prefixLength=count)
    for count in ('13', None, True):
        invalid('ERR_ARGUMENT_TYPE', f'prefixLength: {type(count).__name__}', 'WrongType', prefixLength=count)
    invalid('ERR_UNKNOWN_OPTION', 'an unknown option', 'UnknownOption', unknownOption=1)
    group.refused('ERR_ARGUMENT_TYPE', 'password: null', ['WrongType'], {'password': None})


def requests(file):
    group = file.group('jacada.tokenRequest', 'POST with JSON', DOCUMENT)

    def valid(comment, flags, **given):
        group.valid(comment, flags, {'options': {**REQUEST, **given}}, random=Stream.seeded(comment))

    valid("the document's request", ['Published'])
    valid('no prefix', ['PrefixLength'], prefixLength=0)
    valid('an application name', ['Path'], applicationName='IRS')
    valid('another version', ['Path'], version='2.1')
    valid('numbers', ['Path'], version=2, accountId=12345678)
    valid('zero', ['Path'], version=0, accountId=0)
    valid('the largest whole number of a double', ['Path'], accountId=9007199254740991)
    valid('segments that need percent-encoding', ['Path'], applicationName='a b/c', version='?1#', accountId='%\xe9')
    valid('three dots are a name', ['Path'], accountId='...')
    for comment, flags, text in samples.TEXTS:
        valid(f'user and password: {comment}', flags, user=text, password=text)
    valid('latin1', ['NonAscii'], user='caf\xe9', password='\xff', charset='latin1')

    def invalid(code, comment, flag, **given):
        group.refused(code, comment, [flag], {'options': {**REQUEST, **given}})

    for name in ('applicationName', 'version', 'accountId'):
        for value in ('', '.', '..', -1, 1.5):
            invalid('ERR_ARGUMENT_VALUE', f'{name} {value!r}', 'Path', **{name: value})
        for value in (None, True, ['a']):
            invalid('ERR_ARGUMENT_TYPE', f'{name}: {type(value).__name__}', 'WrongType', **{name: value})
    invalid('ERR_ARGUMENT_VALUE', 'prefixLength 1025', 'Value', prefixLength=1025)

    def given(base, more):
        return {'options': {**REQUEST, 'prefixLength': 0, 'baseUrl': base, **more}}

    servers.accepted(group, given, insecure_option=True)
    servers.refused(group, given, insecure_option=True)
    ends = ['/version/1/account/12/auth', '/version/1/account/12', '/version/1/account', '/version/2.1']
    servers.endpoints(
        group, given, ends, ['/version', '/Version/1', '/version/1/other', '/version/1/account/12/auth/a']
    )
    options.refused(group, REQUEST, REQUEST, ['user', 'password'])


def responses(file):
    def given(response):
        return {'response': response}

    group = file.group('jacada.parseTokenResponse', 'JSON', DOCUMENT)
    group.valid("the document's answer", ['Published'], given(answers.response(GOOD)))
    group.valid('other members', ['Good'], given(answers.response('{"a":[1],"Security-Token":"b"}')))
    answers.good_everywhere(group, given, GOOD)
    answers.refused_everywhere(group, given, GOOD, OWN)
    answers.origins(group, lambda response, chosen: {'response': response, 'options': chosen}, GOOD)
    for comment, headers in [
        ('a session id', {'Session-Id': 'A1-b_2'}),
        ('a session id in lower case', {'session-id': 'A1'}),
        ('several session ids: the first', {'SESSION-ID': ['A1', 'B2']}),
        ('an empty session id is left out', {'Session-Id': ''}),
        ('a session id that fits into no header is left out', {'Session-Id': 'a b'}),
        ('a session id, not ASCII, is left out', {'Session-Id': '\xe9'}),
        ('a session id in a cookie is ignored', {'Set-Cookie': 'Session-Id=A1'}),
    ]:
        group.valid(comment, ['SessionId'], given(answers.response(GOOD, headers=headers)))
    answers.bad_json(
        group,
        given,
        [*answers.NO_JSON, *answers.NO_OBJECT, *answers.broken(GOOD), ('another case', '{"security-token":"a"}')],
    )
    for comment, value in answers.BAD_TOKENS:
        group.refused(
            'ERR_RESPONSE_FORMAT',
            f'token: {comment}',
            ['Token'],
            given(answers.response(f'{{"Security-Token":{value}}}')),
        )
    for name in ('message', 'Message', 'error', 'errorMessage'):
        for status in (200, 401):
            group.refused(
                'ERR_SIGN_IN_REFUSED',
                f'words in {name}, status {status}',
                ['VendorMessage'],
                given(answers.response(json.dumps({name: 'Unknown user'}), status)),
            )


def session_ids(group, session):
    known = {**session, 'sessionId': 'A1-b_2'}
    group.valid('a session id', ['SessionId'], {'request': signing.request(), 'session': known})
    old = {'SESSION-ID': 'old', 'A': '1', 'user-id': 'YQ==', 'User-Password': 'Yg=='}
    group.valid(
        'a session id is there, and credentials of another way',
        ['Replaced', 'SessionId'],
        {'request': signing.request(headers=old), 'session': known},
    )
    group.valid(
        'credentials of another way',
        ['Replaced'],
        {'request': signing.request(headers=old), 'session': session},
    )
    for value in ('a b', '', 'a\r\nb'):
        group.refused(
            'ERR_HEADER_VALUE',
            f'session id {value!r}',
            ['BadSession'],
            {'request': signing.request(), 'session': {**session, 'sessionId': value}},
        )


def headers(file):
    group = file.group('jacada.credentialHeaders', 'headers on every call', 'Jacada Interaction Server, newer REST API')
    group.valid('admin', ['Published'], {'options': HEADERS})
    for comment, flags, text in samples.TEXTS:
        group.valid(f'password: {comment}', flags, {'options': {**HEADERS, 'password': text}})
    group.valid(
        "the document's user and password",
        ['Published'],
        {'options': {**TENANT, 'user': 'admin', 'password': 'password'}},
    )
    group.valid('no user', ['Published'], {'options': TENANT})
    group.valid('an environment', ['Published'], {'options': {**HEADERS, 'environmentName': 'test'}})
    group.valid('an environment, no user', ['Published'], {'options': {**TENANT, 'environmentName': 'test'}})
    for comment, flags, text in samples.TEXTS:
        if text:
            group.valid(f'user: {comment}', flags, {'options': {**HEADERS, 'user': text}})
    group.refused('ERR_ARGUMENT_VALUE', 'an empty user', ['Value'], {'options': {**HEADERS, 'user': ''}})
    for name in ('user', 'password'):
        group.refused('ERR_ARGUMENT_VALUE', f'{name} alone', ['Value'], {'options': {**TENANT, name: 'a'}})
    for name in ('tenantId', 'applicationKey', 'environmentName'):
        for value in ('', 'a b', 'a\r\nb', '\xe9', 'a\x7f'):
            group.refused('ERR_HEADER_VALUE', f'{name} {value!r}', ['BadHeader'], {'options': {**HEADERS, name: value}})
    options.refused(group, HEADERS, TENANT, ['user', 'password'])


def flow(file):
    group = file.group('jacada.signIn', 'one request', DOCUMENT)
    group.valid(
        'signed in',
        ['SignIn'],
        {'options': REQUEST},
        random=Stream.seeded('sign in'),
        responses=[answers.response(GOOD)],
    )
    group.refused(
        'ERR_SIGN_IN_REFUSED',
        'refused',
        ['SignIn', 'VendorMessage'],
        {'options': REQUEST},
        random=Stream.seeded('sign in'),
        responses=[answers.response('{"message":"Unknown user"}', 401)],
    )
    group.refused(
        'ERR_RANDOM', 'no randomness', ['DryRandom', 'SignIn'], {'options': REQUEST}, random=Stream(b''), responses=[]
    )
