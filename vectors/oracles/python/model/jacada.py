"""Jacada Interaction Server: Base64 with a random prefix of a length that the server must know."""

from . import arguments, base64x, draws, http, text, urls
from .arguments import optional
from .refusal import Refusal

PREFIX_LENGTH = 13
charset = optional(text.charset, 'utf-8')
PASSWORD = {'prefixLength': optional(arguments.integer(0, 1024), PREFIX_LENGTH), 'charset': charset}


def path_part(value):
    """A version or an account: a text, or a whole number that a double holds exactly."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(arguments.integer(0, 2**53 - 1)(value))
    return arguments.text(value)


REQUEST = {
    'baseUrl': arguments.anything,
    'applicationName': optional(arguments.text),
    'version': optional(path_part, '1'),
    'accountId': path_part,
    'user': arguments.filled_text,
    'password': arguments.text,
    **PASSWORD,
    'allowInsecureHttp': optional(arguments.flag, False),
}
HEADERS = {'tenantId': arguments.text, 'applicationKey': arguments.text, 'user': arguments.text,
           'password': arguments.text}


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
    path = '/'.join(urls.segment(part) for part in parts)
    given = {name: options[name] for name in PASSWORD if name in options}
    user = encode_user(chosen['user'], {'charset': chosen['charset']})
    stages = encode_password(chosen['password'], given, stream)
    body = http.json_text({'user': user['base64'], 'password': stages['base64']})
    return http.request('POST', f'{base}/{path}/', body, http.JSON_TYPE), stages


def parse_token_response(response):
    body = http.body_of(response, describe)
    try:
        answer = http.parse_json(body)
    except ValueError:
        answer = None
    token = answer.get('Security-Token') if isinstance(answer, dict) else None
    if not http.is_token(token):
        raise Refusal('ERR_RESPONSE_FORMAT', response['status'])
    return {'vendor': 'jacada', 'token': token}


def describe(body):
    return http.first_text(body, 'Message', 'message', 'error')


def authorize(request, session):
    return http.with_header(request, 'Security-Token', http.header_token(session['token']))


def credential_headers(options):
    chosen = arguments.options(options, HEADERS)
    for name in ('tenantId', 'applicationKey', 'user'):
        if not chosen[name] or not http.is_visible_ascii(chosen[name]):
            raise Refusal('ERR_HEADER_VALUE')
    return {
        'Tenant-Id': chosen['tenantId'],
        'Application-Key': chosen['applicationKey'],
        'User-Id': chosen['user'],
        'User-Password': base64x.encode(text.encode(chosen['password'])),
    }
