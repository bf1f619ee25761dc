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
CREDENTIALS = {'username': arguments.filled_text, 'password': arguments.text}
REQUEST = {
    'baseUrl': optional(arguments.anything, BASE_URL),
    **CREDENTIALS,
    'transport': optional(arguments.one_of('json', 'query'), 'json'),
    'method': optional(arguments.one_of('POST', 'GET'), 'POST'),
    'allowInsecureHttp': optional(arguments.flag, False),
}


def encode_credentials(options):
    chosen = arguments.options(options, CREDENTIALS)
    return http.json_text({'username': chosen['username'], 'password': chosen['password']})


def token_request(options):
    chosen = arguments.options(options, REQUEST)
    url = urls.base_url(chosen['baseUrl'], chosen['allowInsecureHttp']) + '/api/service/login'
    credentials = {name: chosen[name] for name in CREDENTIALS}
    if chosen['transport'] == 'query':
        query = '&'.join(f'{name}={urls.percent_encode(value)}' for name, value in credentials.items())
        return http.request(chosen['method'], f'{url}?{query}')
    if chosen['method'] == 'GET':
        raise Refusal('ERR_ARGUMENT_VALUE')
    return http.request('POST', url, encode_credentials(credentials), http.JSON_TYPE)


def parse_token_response(response):
    body = http.body_of(response, describe)
    status = response['status']
    try:
        answer = http.parse_json(body)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise Refusal('ERR_RESPONSE_FORMAT', status)
    if answer.get('ex'):
        raise Refusal('ERR_SIGN_IN_REFUSED', status, http.clip(answer['ex']))
    token = answer.get('value')
    if token is None or token == '':
        raise Refusal('ERR_SIGN_IN_REFUSED', status)
    if not http.is_token(token):
        raise Refusal('ERR_RESPONSE_FORMAT', status)
    session = {'vendor': 'bex', 'token': token, 'id': number(answer.get('id')),
               'email': http.first_text(answer, 'email')}
    for name, spellings in FLAGS.items():
        session[name] = next((truth(answer[spelling]) for spelling in spellings if spelling in answer), None)
    return {name: value for name, value in session.items() if value is not None}


def describe(body):
    return http.first_text(body, 'ex', 'Message', 'message', 'error')


def number(value):
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def truth(value):
    if isinstance(value, bool):
        return value
    return {'true': True, 'false': False}.get(value.lower()) if isinstance(value, str) else None


def authorize(request, session):
    return http.with_header(request, 'token', http.header_token(session['token']))
