"""bex.json: the whole sign-in of BEX."""

import json

from envelope import VectorFile

from . import answers, options, samples, servers, signing

DOCUMENT = 'BEX API: Login'
USER = {'username': 'user123', 'password': 'pass1234'}
OWN = '{"ex":"Invalid login"}'
GOOD = '{"value":"dOdw98ycsih"}'


def make():
    file = VectorFile(
        'bex',
        'BEX sign-in',
        samples.notes(
            *samples.ALL_TEXT_FLAGS,
            'IllFormed',
            answers.NOTES,
            options.NOTES,
            servers.NOTES,
            signing.NOTES,
            Default='The base URL of the document, because none is given.',
            Flags='Booleans that are spelled as texts.',
            Good='A usual answer.',
            Inside200="A failure inside HTTP 200: the vendor's way.",
            Published='What the document describes.',
            SignIn='The whole sign-in, from the request to the session.',
            Dialect='The key of the user name, and the token for downloads: the newer editions of the document.',
            Download='The body of the two downloads, which take the alternate token.',
            Transport='JSON body or query, by POST or GET.',
            VendorMessage="The vendor's own words are found.",
        ),
    )
    credentials(file)
    requests(file)
    responses(file)
    authorized = file.group('bex.authorize', 'token', DOCUMENT)
    session = {'vendor': 'bex', 'token': 'dOdw98ycsih'}
    signing.accepted(authorized, session, 'token')
    signing.origins(authorized, session)
    signing.refused(authorized, session)
    downloads(file, session)
    answers.sessions_over(
        file,
        'bex.isSessionOver',
        DOCUMENT,
        [('ex inside HTTP 200', answers.response('{"ex":"Invalid token"}'))],
        [
            ('an empty ex', answers.response('{"ex":""}')),
            ('ex under status 404', answers.response('{"ex":"a"}', 404)),
        ],
    )
    flow(file)
    return file


def credentials(file):
    group = file.group('bex.encodeCredentials', 'query', DOCUMENT)
    group.valid(
        "the document's example", ['Published'], {'credentials': USER}, known='username=user123&password=pass1234'
    )
    for comment, flags, text in samples.TEXTS:
        group.valid(f'user and password: {comment}', flags, {'credentials': {'username': text, 'password': text}})
    for name in USER:
        rest = {other: value for other, value in USER.items() if other != name}
        group.refused('ERR_ARGUMENT_TYPE', f'no {name}', ['WrongType'], {'credentials': rest})
        group.refused('ERR_ARGUMENT_TYPE', f'{name}: null', ['WrongType'], {'credentials': {**USER, name: None}})
        for comment, text in samples.ILL_FORMED:
            group.refused(
                'ERR_TEXT_NOT_WELL_FORMED', f'{name}: {comment}', ['IllFormed'], {'credentials': {**USER, name: text}}
            )
    group.refused(
        'ERR_UNKNOWN_OPTION', 'an unknown option', ['UnknownOption'], {'credentials': {**USER, 'unknownOption': 1}}
    )
    dialects(group, lambda chosen: {'credentials': {**USER, **chosen}})


def dialects(group, given):
    for chosen in (
        {'usernameKey': 'userName'},
        {'usernameKey': 'username'},
        {'preferAlternateToken': True},
        {'preferAlternateToken': False},
        {'usernameKey': 'userName', 'preferAlternateToken': True},
    ):
        group.valid(' and '.join(f'{name} {value}' for name, value in chosen.items()), ['Dialect'], given(chosen))
    for value in ('UserName', 'user', ''):
        group.refused('ERR_ARGUMENT_VALUE', f'usernameKey {value!r}', ['Dialect'], given({'usernameKey': value}))
    for chosen in ({'usernameKey': None}, {'preferAlternateToken': 'true'}, {'preferAlternateToken': 1}):
        group.refused('ERR_ARGUMENT_TYPE', str(chosen), ['WrongType'], given(chosen))


def downloads(file, session):
    group = file.group('bex.downloadBody', 'JSON', 'BEX API, newer editions: downloadewaybill, downloadparcellabels')
    for comment, selection in [
        ('a waybill', {'waybillNumber': 'BEX123'}),
        ('a list of one', {'waybillNumbers': ['BEX123']}),
        ('a list of two', {'waybillNumbers': ['BEX123', 'BEX124']}),
        ('a waybill that JSON escapes', {'waybillNumber': 'a"\\\n\x7f\u2028\U0001f600'}),
    ]:
        group.valid(comment, ['Download'], {'session': session, 'selection': selection})
    for comment, selection in [
        ('nothing', {}),
        ('both', {'waybillNumber': 'a', 'waybillNumbers': ['b']}),
        ('an empty list', {'waybillNumbers': []}),
        ('an empty number', {'waybillNumber': ''}),
        ('an empty number in a list', {'waybillNumbers': ['a', '']}),
    ]:
        group.refused('ERR_ARGUMENT_VALUE', comment, ['Value'], {'session': session, 'selection': selection})
    for comment, selection in [
        ('a number', {'waybillNumber': 1}),
        ('a text for a list', {'waybillNumbers': 'a'}),
        ('a number in a list', {'waybillNumbers': [1]}),
        ('null', None),
    ]:
        group.refused('ERR_ARGUMENT_TYPE', comment, ['WrongType'], {'session': session, 'selection': selection})
    good = {'waybillNumber': 'a'}
    group.refused(
        'ERR_TEXT_NOT_WELL_FORMED',
        'a lone surrogate',
        ['IllFormed'],
        {'session': session, 'selection': {'waybillNumber': '\ud800'}},
    )
    group.refused(
        'ERR_UNKNOWN_OPTION',
        'an unknown option',
        ['UnknownOption'],
        {'session': session, 'selection': {**good, 'unknownOption': 1}},
    )
    group.refused(
        'ERR_ARGUMENT_VALUE',
        'a session of another vendor',
        ['BadSession'],
        {'session': {**session, 'vendor': 'jacada'}, 'selection': good},
    )
    group.refused(
        'ERR_HEADER_VALUE',
        'a token with a space',
        ['BadSession'],
        {'session': {**session, 'token': 'a b'}, 'selection': good},
    )


def requests(file):
    for profile, chosen in [
        ('POST with JSON', {}),
        ('POST with a query', {'transport': 'query'}),
        ('GET with a query', {'transport': 'query', 'method': 'GET'}),
    ]:
        group = file.group('bex.tokenRequest', profile, DOCUMENT)
        group.valid("the document's request", ['Default', 'Published'], {'options': {**USER, **chosen}})
        for comment, flags, text in samples.TEXTS:
            if not (chosen.get('method') == 'GET' and 'Ascii' in flags):
                group.valid(
                    f'user and password: {comment}', flags, {'options': {'username': text, 'password': text, **chosen}}
                )
        dialects(group, lambda chosen, more=chosen: {'options': {**USER, **more, **chosen}})
    group = file.group('bex.tokenRequest', 'other options', DOCUMENT)
    for host in ('https://build.bex.co.za', 'https://api.bex.co.za'):
        group.valid(host, ['Published'], {'options': {**USER, 'baseUrl': host}})
    group.valid('the defaults, given', ['Transport'], {'options': {**USER, 'transport': 'json', 'method': 'POST'}})
    group.refused('ERR_ARGUMENT_VALUE', 'GET cannot carry JSON', ['Transport'], {'options': {**USER, 'method': 'GET'}})
    for chosen in ({'transport': 'form'}, {'transport': 'JSON'}, {'method': 'get'}, {'method': 'PUT'}):
        group.refused('ERR_ARGUMENT_VALUE', str(chosen), ['Transport'], {'options': {**USER, **chosen}})
    for chosen in ({'transport': None}, {'method': 1}):
        group.refused('ERR_ARGUMENT_TYPE', str(chosen), ['WrongType'], {'options': {**USER, **chosen}})

    def given(base, more):
        return {'options': {**USER, 'baseUrl': base, **more}}

    servers.accepted(group, given, insecure_option=True)
    servers.refused(group, given, insecure_option=True)
    servers.endpoints(
        group, given, ['/api/service/login', '/api/service', '/api', '/API/Service/Login'], ['/myapi', '/api/v1']
    )
    options.refused(group, USER, USER, USER)


def responses(file):
    def given(response):
        return {'response': response}

    def body(**members):
        return given(answers.response(json.dumps({'value': 'dOdw98ycsih', **members})))

    group = file.group('bex.parseTokenResponse', 'JSON, failures inside HTTP 200', DOCUMENT)
    group.valid(
        'an answer as the document has it',
        ['Published'],
        body(
            id=19696,
            isStrongPassword='True',
            isEmailVerified='True',
            email='demo@example.com',
            signalREnabled='False',
            allowApiLogin='False',
        ),
    )
    answers.good_everywhere(group, given, GOOD)
    for comment, members in [
        ('the spelling of the table', {'signalRenabled': 'True'}),
        ('both spellings: that of the sample', {'signalREnabled': 'False', 'signalRenabled': 'True'}),
        ('null and the other spelling', {'signalREnabled': None, 'signalRenabled': 'True'}),
        ('lower case', {'isStrongPassword': 'true', 'isEmailVerified': 'false'}),
        ('upper case', {'isStrongPassword': 'TRUE', 'isEmailVerified': 'FALSE'}),
        ('real booleans', {'isStrongPassword': True, 'isEmailVerified': False}),
        ('other texts are left out', {'isStrongPassword': 'yes', 'isEmailVerified': '', 'allowApiLogin': ' True'}),
        ('other types are left out', {'isStrongPassword': 1, 'isEmailVerified': None, 'allowApiLogin': ['True']}),
    ]:
        group.valid(comment, ['Flags'], body(**members))
    for comment, members in [
        ('an id of 0', {'id': 0}),
        ('a negative id', {'id': -1}),
        ('an id as a text is left out', {'id': '19696'}),
        ('an id with a fraction is left out', {'id': 1.5}),
        ('an id of null is left out', {'id': None}),
        ('the largest id of a double', {'id': 2**53 - 1}),
        ('a larger id is left out', {'id': 2**53}),
        ('an empty e-mail address is left out', {'email': ''}),
        ('an e-mail address, not ASCII', {'email': '\xe9@example.com'}),
        ('unknown members are ignored', {'a': [1], 'Value': 'no', 'token': 'no'}),
    ]:
        group.valid(comment, ['Good'], body(**members))
    for comment, value in [('empty', ''), ('null', None), ('false', False), ('0', 0)]:
        group.valid(f'ex is {comment}: no failure', ['Inside200'], body(ex=value))
    failures(group, given, body)
    answers.refused_everywhere(group, given, GOOD, OWN)
    answers.origins(group, lambda response, chosen: {'response': response, 'options': chosen}, GOOD)
    answers.bad_json(
        group,
        given,
        [
            *answers.NO_JSON,
            *(pair for pair in answers.NO_OBJECT if pair[1] != '{}'),
            *(pair for pair in answers.broken(GOOD) if not pair[0].startswith('under')),
        ],
    )
    for comment, value in answers.BAD_TOKENS:
        if value not in ('null', '""'):
            group.refused(
                'ERR_RESPONSE_FORMAT', f'value: {comment}', ['Token'], given(answers.response(f'{{"value":{value}}}'))
            )


def failures(group, given, body):
    def refused(comment, response):
        group.refused('ERR_SIGN_IN_REFUSED', comment, ['Inside200'], response)

    refused('ex', given(answers.response('{"ex":"Invalid login"}')))
    refused('ex beside a token', body(ex='Invalid login'))
    refused('ex, not ASCII', given(answers.response('{"ex":"Ong\xe9ldig"}')))
    for value in (True, 1, {}, [], {'message': 'a'}):
        refused(f'ex is {json.dumps(value)}', body(ex=value))
    refused('no value', given(answers.response('{}')))
    refused('value is null', given(answers.response('{"value":null}')))
    refused('value is empty', given(answers.response('{"value":""}')))
    refused('value under another name', given(answers.response('{"Value":"a"}')))
    refused('value under __proto__', given(answers.response('{"__proto__":{"value":"a"}}')))
    refused('an account and no value', given(answers.response('{"id":1,"email":"demo@example.com"}')))
    group.refused(
        'ERR_UNAVAILABLE',
        'words of the web server, status 500',
        ['Later'],
        given(answers.response('{"Message":"An error has occurred."}', 500)),
    )
    for name in ('ex', 'Message', 'message'):
        group.refused(
            'ERR_SIGN_IN_REFUSED',
            f'words in {name}, status 400',
            ['VendorMessage'],
            given(answers.response(json.dumps({name: 'Invalid login'}), 400)),
        )
    refused('words in Message, no value', given(answers.response('{"Message":"Invalid login"}')))


def flow(file):
    group = file.group('bex.signIn', 'one request', DOCUMENT)
    group.valid('signed in', ['SignIn'], {'options': USER}, responses=[answers.response(GOOD)])
    group.valid(
        'signed in by a query',
        ['SignIn', 'Transport'],
        {'options': {**USER, 'transport': 'query'}},
        responses=[answers.response(GOOD)],
    )
    group.refused(
        'ERR_SIGN_IN_REFUSED',
        'refused inside HTTP 200',
        ['Inside200', 'SignIn'],
        {'options': USER},
        responses=[answers.response('{"ex":"Invalid login"}')],
    )
    group.refused(
        'ERR_RESPONSE_FORMAT',
        'another server',
        ['NotJson', 'SignIn'],
        {'options': USER},
        responses=[answers.response('<html></html>')],
    )
