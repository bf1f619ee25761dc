"""Jacada Interaction Server: Base64 with a random prefix of a length that the server must know."""

import re

from . import arguments, base64x, draws, http, text, urls
from .arguments import optional
from .refusal import Refusal

PREFIX_LENGTH = 13
ENDS = re.compile(r'/version/[^/]+(/account(/[^/]+(/auth)?)?)?\Z')
UNAUTHORIZED = '0x7000400'
# In these an ASCII letter is one byte, so that the server can cut the prefix off by counting either.
charset = optional(arguments.one_of('utf-8', 'latin1', 'ascii'), 'utf-8')
PASSWORD = {'prefixLength': optional(arguments.integer(0, 1024), PREFIX_LENGTH), 'charset': charset}


def path_part(value):
    """A version or an account: a text, or a whole number that a double holds exactly."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(arguments.integer(0, 2**53 - 1)(value))
    return urls.segment(value)


REQUEST = {
    'baseUrl': urls.base_url(ENDS),
    'applicationName': optional(path_part),
    'version': optional(path_part, '1'),
    'accountId': path_part,
    'user': arguments.text,
    'password': arguments.text,
    **PASSWORD,
    'allowInsecureHttp': optional(arguments.flag, False),
}
HEADERS = {
    'tenantId': http.header_token,
    'applicationKey': http.header_token,
    'environmentName': optional(http.header_token),
    'user': optional(arguments.filled_text),
    'password': optional(arguments.text),
}


def encode_user(user, options=None):
    chosen = arguments.options(options or {}, {'charset': charset})
    octets = text.encode(user, chosen['charset'])
    return {'textHex': octets.hex(), 'base64': base64x.encode(octets)}


def encode_password(password, options, stream):
    arguments.text(password)
    chosen = arguments.options(options or {}, PASSWORD)
    text.encode(password, chosen['charset'])
    prefix = draws.letters(stream, chosen['prefixLength']) if chosen['prefixLength'] else ''
    octets = text.encode(prefix + password, chosen['charset'])
    return {'prefix': prefix, 'textHex': octets.hex(), 'base64': base64x.encode(octets)}


def token_request(options, stream):
    chosen = arguments.options(options, REQUEST)
    base = urls.secured(chosen['baseUrl'], chosen['allowInsecureHttp'])
    application = [] if chosen['applicationName'] is None else [chosen['applicationName']]
    parts = [*application, 'version', chosen['version'], 'account', chosen['accountId'], 'auth']
    path = '/'.join(parts)
    given = {name: options[name] for name in PASSWORD if name in options}
    user = encode_user(chosen['user'], {'charset': chosen['charset']})
    stages = encode_password(chosen['password'], given, stream)
    body = http.json_text({'user': user['base64'], 'password': stages['base64']})
    return http.request('POST', f'{base}/{path}/', body, http.JSON_TYPE), stages


def parse_token_response(response, options=None):
    base = http.parse_options(options, ENDS)['baseUrl']
    answer = http.Answer(response, describe)
    token = answer.token(http.first_text(answer.object(), 'Security-Token'))
    ids = http.header_values(answer.headers, 'session-id')
    is_usable = bool(ids) and ids[0] != '' and http.is_visible_ascii(ids[0])
    return http.session_of('jacada', token, base, sessionId=ids[0] if is_usable else None)


def describe(body):
    return http.first_text(body, 'message', 'Message', 'error', 'errorMessage')


def authorize(request, session, options=None):
    known = http.read_session(session, 'jacada', sessionId=optional(http.header_token))
    made = http.signable(request, known, arguments.options(options or {}, http.AUTHORIZE))
    made = http.without_headers(made, 'user-id', 'user-password')
    made = http.with_header(made, 'Security-Token', known['token'])
    return made if known['sessionId'] is None else http.with_header(made, 'Session-Id', known['sessionId'])


def is_session_over(response):
    body = http.AnyAnswer(response, describe).json_or_none()
    return response['status'] == 401 or isinstance(body, dict) and body.get('code') == UNAUTHORIZED


def credential_headers(options):
    chosen = arguments.options(options, HEADERS)
    if (chosen['user'] is None) != (chosen['password'] is None):
        raise Refusal('ERR_ARGUMENT_VALUE')
    headers = {
        'Tenant-Id': chosen['tenantId'],
        'Application-Key': chosen['applicationKey'],
        'Environment-Name': chosen['environmentName'],
        'User-Id': None if chosen['user'] is None else base64x.encode(text.encode(chosen['user'])),
        'User-Password': None if chosen['password'] is None else base64x.encode(text.encode(chosen['password'])),
    }
    return {name: value for name, value in headers.items() if value is not None}
