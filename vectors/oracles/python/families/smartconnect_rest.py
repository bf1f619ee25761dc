"""smartconnect-rest.json: SmartConnect's newer REST API, a token by OAuth 2.0, sent as `Authorization: Bearer`."""

import json

from envelope import VectorFile

from . import answers, options, samples, servers, signing
from .smartconnect_shared import API, OWN, api_urls

SOURCE = 'SmartConnect REST API; RFC 6749 sections 4.3 and 5'
HOSTS = ('apina', 'apina2', 'apina3', 'apieuk', 'apieuw', 'apieuw2', 'apiau')
REQUEST = {
    'apiUrl': 'https://apina.smartconnect.com',
    'username': 'demo@example.com',
    'password': 'secret',
    'clientId': 'client-1',
    'clientSecret': 'k/Y+1=',
}
TEXTS = ['username', 'password', 'clientId', 'clientSecret']
GOOD = '{"access_token":"a-b_C1","token_type":"bearer"}'
NOW = 1_790_000_000_000


def make():
    signs = ('NotCopied', 'Replaced', 'Request', 'BadSession')
    file = VectorFile(
        'smartconnect-rest',
        'SmartConnect: the newer REST API, from the request of a token to a signed request',
        samples.notes(
            *samples.ALL_TEXT_FLAGS,
            'IllFormed',
            {flag: note for flag, note in answers.NOTES.items() if flag != 'Over'},
            {flag: note for flag, note in options.NOTES.items() if flag != 'Value'},
            {name: signing.NOTES[name] for name in signs},
            {name: servers.NOTES[name] for name in ('BaseUrl', 'Endpoint', 'InsecureUrl', 'Url')},
            Expiry='`expires_in` counts from the clock of the caller.',
            Published='What the document describes.',
            Rest='A token by OAuth 2.0, and Authorization: Bearer.',
            Scheme='Addresses of the API come without a scheme.',
            VendorMessage="The vendor's own words are found.",
            Good='A usual answer.',
        ),
    )
    group = file.group('smartconnect.restTokenRequest', 'POST with a form', SOURCE)
    for host in HOSTS:
        base = f'https://{host}.smartconnect.com'
        group.valid(f'host {host}', ['Published', 'Rest'], {'options': {**REQUEST, 'apiUrl': base}})
    for comment, flags, text in samples.TEXTS:
        given = {**REQUEST, 'password': text, 'clientSecret': text}
        group.valid(f'password and secret: {comment}', [*flags, 'Rest'], {'options': given})
    api_urls(group, REQUEST)
    group.refused(
        'ERR_URL', 'ends with /token', ['Endpoint', 'Url'], {'options': {**REQUEST, 'apiUrl': f'{API}/token'}}
    )
    options.refused(group, REQUEST, REQUEST, TEXTS)
    parsed(file.group('smartconnect.parseRestTokenResponse', 'JSON object', SOURCE))
    bearers(file.group('smartconnect.authorize', 'Authorization: Bearer', SOURCE))
    flow(file.group('smartconnect.restSignIn', 'one request', SOURCE))
    return file


def parsed(group):
    def given(response, **chosen):
        return {'response': response, **({'options': chosen} if chosen else {})}

    def body(**members):
        return answers.response(json.dumps({'access_token': 'a-b_C1', 'token_type': 'bearer', **members}))

    answers.good_everywhere(group, given, GOOD)
    for comment, members in [
        ('a type in upper case', {'token_type': 'Bearer'}),
        ('other members', {'refresh_token': 'r', 'scope': 'a b'}),
        ('an empty error', {'error': ''}),
    ]:
        group.valid(comment, ['Rest'], given(body(**members)))
    answers.origins(group, lambda response, chosen: given(response, **chosen), GOOD, bare_host=True)
    for base in (API, 'smartconnect.example/API'):
        group.valid(f'keeps apiUrl {base}', ['Origin', 'Rest'], given(answers.response(GOOD), apiUrl=base))
    for seconds in (3600, '3600', 0, '0'):
        group.valid(f'a life of {seconds!r}', ['Expiry'], given(body(expires_in=seconds), now=NOW))
    for seconds in (-1, 'soon', '', None, True, [1], {}):
        group.valid(f'a life of {seconds!r} counts as missing', ['Expiry'], given(body(expires_in=seconds), now=NOW))
    group.valid('a life, no clock', ['Expiry'], given(body(expires_in=3600)))
    group.valid('a clock, no life', ['Expiry'], given(body(), now=NOW))
    group.valid('past what a Date holds', ['Expiry'], given(body(expires_in=1), now=8_640_000_000_000_000))
    answers.refused_everywhere(group, given, GOOD, OWN)
    # Of these documents some hold a good one under another name; none is a token answer.
    answers.bad_json(group, given, [*answers.NO_JSON, *answers.NO_OBJECT, *answers.broken(GOOD)])
    answers.bad_tokens(group, given, lambda value: f'{{"token_type":"bearer","access_token":{value}}}')
    for token_type in ('mac', '', None, 1):
        group.refused(
            'ERR_RESPONSE_FORMAT', f'token_type {token_type!r}', ['Rest', 'Token'], given(body(token_type=token_type))
        )
    for status in (200, 400, 401):
        for words in ({}, {'error_description': 'The user name or password is incorrect.'}):
            refusal = answers.response(json.dumps({'error': 'invalid_grant', **words}), status)
            comment = f'an error of OAuth, status {status}, {len(words)} descriptions'
            group.refused('ERR_SIGN_IN_REFUSED', comment, ['Rest', 'VendorMessage'], given(refusal))
    group.refused(
        'ERR_SIGN_IN_REFUSED',
        'an error beside a token',
        ['Rest', 'VendorMessage'],
        given(body(error='invalid_scope')),
    )
    for value in (None, '1'):
        group.refused(
            'ERR_ARGUMENT_TYPE', f'now: {type(value).__name__}', ['WrongType'], given(answers.response(GOOD), now=value)
        )


def bearers(group):
    session = {'vendor': 'smartconnect', 'token': 'a-b_C1', 'tokenType': 'bearer'}
    signing.accepted(group, session, 'Authorization')
    for comment, url in [
        ('a token of another way', f'{API}/a?token=old'),
        ('a token of another way among others', f'{API}/a?b=1&%74OKEN=old&c=2'),
        ('names that look alike', f'{API}/a?xtoken=1&tokens=2'),
    ]:
        group.valid(comment, ['Replaced', 'Rest'], {'request': signing.request(url=url), 'session': session})
    group.refused(
        'ERR_ORIGIN_MISMATCH',
        'another origin',
        ['Origin', 'Rest'],
        {'request': signing.request(), 'session': {**session, 'origin': 'https://apina.smartconnect.com'}},
    )
    for value, code in [('mac', 'ERR_ARGUMENT_VALUE'), ('Bearer', 'ERR_ARGUMENT_VALUE'), (None, 'ERR_ARGUMENT_TYPE')]:
        group.refused(
            code,
            f'tokenType {value!r}',
            ['BadSession'],
            {'request': signing.request(), 'session': {**session, 'tokenType': value}},
        )


def flow(group):
    for comment, more in [('signed in', {}), ('signed in, with a clock', {'now': NOW})]:
        good = answers.response(json.dumps({'access_token': 'a', 'token_type': 'Bearer', 'expires_in': 3600}))
        group.valid(comment, ['Rest'], {'options': {**REQUEST, **more}}, responses=[good])
    bare = {**REQUEST, 'apiUrl': 'Apiau.SmartConnect.com/'}
    group.valid(
        'an address without a scheme', ['Rest', 'Scheme'], {'options': bare}, responses=[answers.response(GOOD)]
    )
    group.refused(
        'ERR_SIGN_IN_REFUSED',
        'refused',
        ['Rest', 'VendorMessage'],
        {'options': REQUEST},
        responses=[answers.response('{"error":"invalid_client"}', 401)],
    )
    group.refused(
        'ERR_UNAVAILABLE',
        'for later',
        ['Later', 'Rest'],
        {'options': REQUEST},
        responses=[answers.response('', 503, {'Retry-After': '5'})],
    )
    group.refused(
        'ERR_INSECURE_URL',
        'before any request',
        ['InsecureUrl', 'Rest'],
        {'options': {**REQUEST, 'apiUrl': 'http://apina.smartconnect.com'}},
        responses=[],
    )
