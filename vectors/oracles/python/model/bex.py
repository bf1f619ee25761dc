"""BEX: a JSON body or a query, and failures inside HTTP 200."""

from . import arguments, http, urls
from .arguments import optional
from .refusal import Refusal

BASE_URL = 'https://api.bex.co.za'
FLAGS = {
    'isStrongPassword': ('isStrongPassword',),
    'isEmailVerified': ('isEmailVerified',),
    'signalREnabled': ('signalREnabled', 'signalRenabled'),
    'allowApiLogin': ('allowApiLogin',),
}
CREDENTIALS = {'username': arguments.text, 'password': arguments.text}
REQUEST = {
    'baseUrl': optional(arguments.anything, BASE_URL),
    **CREDENTIALS,
    'transport': optional(arguments.one_of('json', 'query'), 'json'),
    'method': optional(arguments.one_of('POST', 'GET'), 'POST'),
    'allowInsecureHttp': optional(arguments.flag, False),
}


def encode_credentials(credentials):
    """The query; a JSON body holds the same two texts without any percent-encoding."""
    chosen = arguments.options(credentials, CREDENTIALS)
    return '&'.join(f'{name}={urls.percent_encode(chosen[name])}' for name in CREDENTIALS)


def token_request(options):
    chosen = arguments.options(options, REQUEST)
    url = urls.base_url(chosen['baseUrl'], chosen['allowInsecureHttp']) + '/api/service/login'
    credentials = {name: chosen[name] for name in CREDENTIALS}
    if chosen['transport'] == 'query':
        return http.request(chosen['method'], f'{url}?{encode_credentials(credentials)}')
    if chosen['method'] == 'GET':
        raise Refusal('ERR_ARGUMENT_VALUE')
    return http.request('POST', url, http.json_text(credentials), http.JSON_TYPE)


def parse_token_response(response):
    answer = http.Answer(response, describe)
    body = answer.object()
    token = body.get('value')
    if body.get('ex') not in (None, False, 0, '') or token is None or token == '':
        raise answer.refused()
    session = {
        'vendor': 'bex',
        'token': answer.token(token),
        'id': number(body.get('id')),
        'email': http.first_text(body, 'email'),
    }
    for name, spellings in FLAGS.items():
        spelled = next((body[spelling] for spelling in spellings if body.get(spelling) is not None), None)
        session[name] = truth(spelled)
    return {name: value for name, value in session.items() if value is not None}


def describe(body):
    return http.first_text(body, 'ex', 'Message', 'message')


def number(value):
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53 else None


def truth(value):
    if isinstance(value, bool):
        return value
    return {'true': True, 'false': False}.get(value.lower()) if isinstance(value, str) else None


def authorize(request, session):
    token = http.read_session(session, 'bex')['token']
    return http.with_header(http.read_request(request), 'token', token)
