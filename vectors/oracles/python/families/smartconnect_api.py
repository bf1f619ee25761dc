"""smartconnect-api.json: SmartConnect's tokens and signed requests."""

import json

from envelope import VectorFile

from . import answers, options, samples, servers, signing
from .smartconnect_shared import (
    API,
    DOCUMENT,
    OWN,
    TOKEN,
    USER,
    api_urls,
    ciphertexts,
    words,
)


def make():
    file = VectorFile(
        'smartconnect-api',
        'SmartConnect: tokens, signed requests',
        samples.notes(
            *samples.ALL_TEXT_FLAGS,
            'IllFormed',
            answers.NOTES,
            options.NOTES,
            signing.NOTES,
            {name: servers.NOTES[name] for name in ('BaseUrl', 'Endpoint', 'InsecureUrl', 'Url')},
            Ciphertext='Strict Base64 of one whole block, not percent-encoded: anything else is refused.',
            Good='A usual answer.',
            Published='What the document describes.',
            Scheme='Addresses of the API come without a scheme.',
            VendorMessage="The vendor's own words are found.",
        ),
    )
    tokens(file)
    validation(file)
    authorized = file.group('smartconnect.authorize', 'query parameter', DOCUMENT)
    session = {'vendor': 'smartconnect', 'token': TOKEN}
    signing.accepted(authorized, session, None)
    signing.origins(authorized, session, insecure_option=False)
    for url in (
        'a?token=old',
        'a?mapKey=1&token=old&b=2',
        'a?token',
        'a?token=1&token=2',
        'a?xtoken=1&tokens=2',
        'a?',
        'a?&&b=1&',
        'a?%74oken=old',
        'a?Token=old&TOKEN=older&b=2',
        'a?t%6Fken&token%20=1',
    ):
        authorized.valid(url, ['Replaced'], {'request': signing.request(url=f'{API}/{url}'), 'session': session})
    authorized.valid(
        'a credential of another way',
        ['Replaced'],
        {'request': signing.request(headers={'AUTHORIZATION': 'Bearer old', 'A': '1'}), 'session': session},
    )
    signing.refused(authorized, session)
    answers.sessions_over(file, 'smartconnect.isSessionOver', DOCUMENT, [], [('false', answers.response('false'))])
    return file


def tokens(file):
    group = file.group('smartconnect.tokenRequest', 'POST with a query', DOCUMENT)
    request = {'apiUrl': API, **USER, 'companyId': '72b01219-a6a4-4e25-8d93-58d0584bf75f'}
    group.valid("the document's request", ['Published'], {'options': request})
    for comment, flags, text in samples.TEXTS:
        group.valid(f'company: {comment}', flags, {'options': {**request, 'companyId': text}})
    api_urls(group, request)
    options.refused(group, request, request, ['email', 'encryptedPassword', 'companyId'])
    ciphertexts(group, request)

    def given(response):
        return {'response': response}

    good = json.dumps(TOKEN)
    group = file.group('smartconnect.parseTokenResponse', 'JSON string', DOCUMENT)
    group.valid('a token', ['Published'], given(answers.response(good)))
    answers.origins(group, lambda response, chosen: {'response': response, 'options': chosen}, good, bare_host=True)
    for chosen in (
        {'apiUrl': API},
        {'apiUrl': 'smartconnect.example/API'},
        {'companyId': 'a'},
        {'apiUrl': API, 'companyId': 'a'},
        {},
    ):
        group.valid(
            f'keeps {" and ".join(chosen) or "nothing"}',
            ['Good'],
            {'response': answers.response(good), 'options': chosen},
        )
    answers.good_everywhere(group, given, good)
    answers.refused_everywhere(group, given, good, OWN)
    answers.bad_tokens(group, given, lambda value: value, besides=('""', 'null'))
    answers.bad_json(
        group,
        given,
        [
            *answers.NO_JSON,
            *(pair for pair in answers.NO_OBJECT if pair[1] != 'null'),
            ('a token without quotes', TOKEN),
            ('an array of a token', f'[{good}]'),
        ],
    )
    for word in ('false', 'null', 'Unauthorized', 'unauthorized', 'Error'):
        group.refused(
            'ERR_SIGN_IN_REFUSED', f'the word {word} for a token', ['Refusal'], given(answers.response(f'"{word}"'))
        )
    for text in ('<html>', '<b>a</b>'):
        group.refused('ERR_RESPONSE_FORMAT', f'{text} for a token', ['Token'], given(answers.response(f'"{text}"')))
    for body in ('""', 'null', 'false'):
        group.refused('ERR_SIGN_IN_REFUSED', f'{body} instead of a token', ['Refusal'], given(answers.response(body)))
    words(group, given, (200, 400))
    group.refused(
        'ERR_UNKNOWN_OPTION',
        'an unknown option',
        ['UnknownOption'],
        {'response': answers.response(good), 'options': {'unknownOption': 1}},
    )


def validation(file):
    group = file.group('smartconnect.validateRequest', 'POST with a query', DOCUMENT)
    request = {'apiUrl': API, 'token': TOKEN}
    group.valid("the document's request", ['Published'], {'options': request})
    for token in ('a', 'a+b/c==', '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~', '%2B'):
        group.valid(f'token {token}', ['Good'], {'options': {**request, 'token': token}})
    api_urls(group, request)
    for token in ('', 'a b', 'a\r\nb', '\xe9'):
        group.refused('ERR_HEADER_VALUE', f'token {token!r}', ['Token'], {'options': {**request, 'token': token}})
    options.refused(group, request, request, ['token'])

    def given(response):
        return {'response': response}

    group = file.group('smartconnect.parseValidateResponse', 'bare true or false', DOCUMENT)
    group.valid('true', ['Published'], given(answers.response('true')))
    group.valid('false', ['Good'], given(answers.response('false')))
    answers.good_everywhere(group, given, 'true')
    answers.refused_everywhere(group, given, 'true', OWN)
    answers.bad_json(
        group,
        given,
        [
            *answers.NO_JSON,
            *(pair for pair in answers.NO_OBJECT if pair[1] != 'true'),
            ('True', 'True'),
            ('a text', '"true"'),
            ('an object', '{"valid":true}'),
            ('an array', '[true]'),
            ('1', '1'),
            ('text behind', 'truex'),
        ],
    )
