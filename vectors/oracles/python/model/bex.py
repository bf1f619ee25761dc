"""BEX: a JSON body or a query, and failures inside HTTP 200."""

import re

from . import arguments, http, urls
from .arguments import optional
from .refusal import Refusal

BASE_URL = urls.BaseUrl('https://api.bex.co.za')
ENDS = re.compile(r'/api(/service(/login)?)?\Z', re.IGNORECASE)
FLAGS = {
    'isStrongPassword': ('isStrongPassword',),
    'isEmailVerified': ('isEmailVerified',),
    'signalREnabled': ('signalREnabled', 'signalRenabled'),
    'allowApiLogin': ('allowApiLogin',),
}
CREDENTIALS = {
    'username': arguments.text,
    'password': arguments.text,
    'usernameKey': optional(arguments.one_of('username', 'userName'), 'username'),
    'preferAlternateToken': optional(arguments.flag, False),
}
REQUEST = {
    'baseUrl': optional(urls.base_url(ENDS), BASE_URL),
    **CREDENTIALS,
    'transport': optional(arguments.one_of('json', 'query'), 'json'),
    'method': optional(arguments.one_of('POST', 'GET'), 'POST'),
    'allowInsecureHttp': optional(arguments.flag, False),
}


def encode_credentials(credentials):
    """The query; a JSON body holds the same two texts without any percent-encoding."""
    return query(fields_of(arguments.options(credentials, CREDENTIALS)))


def fields_of(chosen):
    """The parameters of a query and of a body, in their order."""
    fields = {chosen['usernameKey']: chosen['username'], 'password': chosen['password']}
    return {**fields, 'preferAlternateToken': True} if chosen['preferAlternateToken'] else fields


def query(fields):
    return '&'.join(
        f'{name}={"true" if value is True else urls.percent_encode(value)}' for name, value in fields.items()
    )


def token_request(options):
    chosen = arguments.options(options, REQUEST)
    url = urls.secured(chosen['baseUrl'], chosen['allowInsecureHttp']) + '/api/service/login'
    fields = fields_of(chosen)
    if chosen['transport'] == 'query':
        return http.request(chosen['method'], f'{url}?{query(fields)}')
    if chosen['method'] == 'GET':
        raise Refusal('ERR_ARGUMENT_VALUE')
    return http.request('POST', url, http.json_text(fields), http.JSON_TYPE)


def parse_token_response(response, options=None):
    base = http.parse_options(options, ENDS)['baseUrl']
    answer = http.Answer(response, own_words, other_words)
    body = answer.object()
    token = body.get('value')
    if body.get('ex') not in (None, False, 0, '') or token is None or token == '':
        raise answer.refused()
    members = {'id': number(body.get('id')), 'email': http.first_text(body, 'email')}
    for name, spellings in FLAGS.items():
        spelled = next((body[spelling] for spelling in spellings if body.get(spelling) is not None), None)
        members[name] = truth(spelled)
    return http.session_of('bex', answer.token(token), base, **members)


def own_words(body):
    return http.first_text(body, 'ex')


def other_words(body):
    return http.first_text(body, 'Message', 'message')


def number(value):
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53 else None


def truth(value):
    if isinstance(value, bool):
        return value
    return {'true': True, 'false': False}.get(value.lower()) if isinstance(value, str) else None


def authorize(request, session, options=None):
    known = http.read_session(session, 'bex')
    made = http.signable(request, known, arguments.options(options or {}, http.AUTHORIZE))
    return http.with_header(made, 'token', known['token'])


def is_session_over(response):
    """A token that is no longer good is answered with HTTP 200 and `ex`."""
    answer = http.AnyAnswer(response, own_words)
    return answer.status == 401 or answer.status == 200 and own_words(answer.json_or_none()) is not None


def download_body(session, selection):
    """The JSON body of `downloadewaybill` (one number) and `downloadparcellabels` (a list)."""
    token = http.read_session(session, 'bex')['token']
    names = {
        'waybillNumber': optional(arguments.filled_text),
        'waybillNumbers': optional(arguments.list_of(arguments.filled_text)),
    }
    chosen = {name: value for name, value in arguments.options(selection, names).items() if value is not None}
    if len(chosen) != 1 or [] in chosen.values():
        raise Refusal('ERR_ARGUMENT_VALUE')
    return http.json_text({'token': token, **chosen})
