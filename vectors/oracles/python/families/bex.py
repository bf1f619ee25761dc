"""bex.json: the whole sign-in of BEX."""

import json

from envelope import VectorFile

from . import answers, options, samples, servers, signing

DOCUMENT = 'BEX API: Login'
USER = {'username': 'user123', 'password': 'pass1234'}
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
    signing.refused(authorized, session)
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
    answers.refused_everywhere(group, given, GOOD)
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
