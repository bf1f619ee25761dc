"""Jacada Interaction Server: Base64 with a random prefix of a length that the server must know."""

from . import arguments, base64x, draws, http, text, urls
from .arguments import optional

PREFIX_LENGTH = 13
# In these an ASCII letter is one byte, so that the server can cut the prefix off by counting either.
charset = optional(arguments.one_of('utf-8', 'latin1', 'ascii'), 'utf-8')
PASSWORD = {'prefixLength': optional(arguments.integer(0, 1024), PREFIX_LENGTH), 'charset': charset}


def path_part(value):
    """A version or an account: a text, or a whole number that a double holds exactly."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(arguments.integer(0, 2**53 - 1)(value))
    return urls.segment(value)


REQUEST = {
    'baseUrl': arguments.anything,
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
    'user': http.header_token,
    'password': arguments.text,
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
    base = urls.base_url(chosen['baseUrl'], chosen['allowInsecureHttp'])
    application = [] if chosen['applicationName'] is None else [chosen['applicationName']]
    parts = [*application, 'version', chosen['version'], 'account', chosen['accountId'], 'auth']
    path = '/'.join(parts)
    given = {name: options[name] for name in PASSWORD if name in options}
    user = encode_user(chosen['user'], {'charset': chosen['charset']})
    stages = encode_password(chosen['password'], given, stream)
    body = http.json_text({'user': user['base64'], 'password': stages['base64']})
    return http.request('POST', f'{base}/{path}/', body, http.JSON_TYPE), stages


def parse_token_response(response):
    answer = http.Answer(response, describe)
    token = http.first_text(answer.object(), 'Security-Token')
    return {'vendor': 'jacada', 'token': answer.token(token)}


def describe(body):
    return http.first_text(body, 'message', 'Message', 'error', 'errorMessage')


def authorize(request, session):
    token = http.read_session(session, 'jacada')['token']
    return http.with_header(http.read_request(request), 'Security-Token', token)


def credential_headers(options):
    chosen = arguments.options(options, HEADERS)
    return {
        'Tenant-Id': chosen['tenantId'],
        'Application-Key': chosen['applicationKey'],
        'User-Id': chosen['user'],
        'User-Password': base64x.encode(text.encode(chosen['password'])),
    }
