"""eOne SmartConnect: an RSA key in .NET's XML, PKCS#1 v1.5, and four endpoints on two hosts."""

import re

from . import arguments, base64x, http, rsa, rsa_formats, rsa_xml, text, urls
from .arguments import optional
from .refusal import Refusal

LOGIN_URL = 'https://login.smartconnect.com'
CLIENT_NAME, IP_ADDRESS = 'credwire', '127.0.0.1'
charset = arguments.one_of('utf-8', 'latin1', 'ascii')


def login_server(value):
    return urls.base_url(value, allow_insecure=False)


def api_server(value, scheme='https'):
    """The addresses that SmartConnect hands out lack a scheme: they take that of the login service."""
    if re.match(r'[a-z][a-z0-9+.-]*://', arguments.text(value), re.IGNORECASE) is None:
        value = f'{scheme}://{value}'
    return urls.base_url(value, allow_insecure=False)


def pin(value):
    if re.fullmatch(r'[A-Za-z0-9_-]{43}|[A-Za-z0-9+/]{43}=', arguments.text(value)) is None:
        raise Refusal('ERR_ARGUMENT_VALUE')
    return value


LOGIN = {'loginUrl': optional(arguments.anything, LOGIN_URL)}
CREDENTIALS = {'email': arguments.text, 'encryptedPassword': arguments.text}
COMPANIES = {
    **LOGIN,
    **CREDENTIALS,
    'clientName': optional(arguments.text, CLIENT_NAME),
    'ipAddress': optional(arguments.text, IP_ADDRESS),
}
COMPANY_LIST = {'apiUrl': arguments.anything, **CREDENTIALS}
TOKEN = {**COMPANY_LIST, 'companyId': arguments.text}
VALIDATE = {'apiUrl': arguments.anything, 'token': http.header_token}
KNOWN = {'apiUrl': optional(arguments.text), 'companyId': optional(arguments.text)}
ENCRYPTION = {'charset': optional(charset, 'utf-8'), 'pin': optional(pin)}


def public_key_request(options=None):
    chosen = arguments.options(options or {}, LOGIN)
    return http.request('POST', f'{login_server(chosen["loginUrl"])}/v1/public-key')


def parse_public_key_response(response):
    answer = http.Answer(response, describe)
    try:
        document = http.parse_json(answer.body)
    except ValueError:
        document = answer.body  # XML as it is, without the quotes of JSON
    if not isinstance(document, str) or re.match(r'\ufeff?[ \t\r\n]*<', document) is None:
        raise answer.malformed()
    try:
        return rsa_xml.parse_key(document)
    except Refusal as refusal:  # the same code, but the peer's fault
        raise answer.malformed(refusal.code) from None


def encrypt_password(password, key, options, stream):
    """Returns each stage; `base64` is the value, `encoded` what a query holds."""
    chosen = arguments.options(options or {}, ENCRYPTION)
    arguments.text(password)
    if chosen['pin'] is not None and chosen['pin'] not in (rsa_formats.thumbprint(key), rsa_formats.spki_pin(key)):
        raise Refusal('ERR_PIN_MISMATCH')
    octets = text.encode(password, chosen['charset'])
    padded, ciphertext = rsa.encrypt(key, octets, stream)
    return {
        'textHex': octets.hex(),
        'paddedHex': padded.hex(),
        'ciphertextHex': ciphertext.hex(),
        'base64': base64x.encode(ciphertext),
        'encoded': urls.percent_encode(base64x.encode(ciphertext)),
    }


def companies_request(options):
    chosen = arguments.options(options, COMPANIES)
    url = f'{login_server(chosen["loginUrl"])}/v1/companies'
    body = {
        'Email': chosen['email'],
        'Password': chosen['encryptedPassword'],
        'ClientName': chosen['clientName'],
        'IpAddress': chosen['ipAddress'],
    }
    return http.request('POST', url, http.json_text(body), http.JSON_TYPE)


def company_list_request(options):
    chosen = arguments.options(options, COMPANY_LIST)
    return _query(chosen, 'GetCompanyList', {'email': 'email', 'password': 'encryptedPassword'})


def token_request(options):
    chosen = arguments.options(options, TOKEN)
    names = {'email': 'email', 'password': 'encryptedPassword', 'companyId': 'companyId'}
    return _query(chosen, 'GetToken', names)


def validate_request(options):
    return _query(arguments.options(options, VALIDATE), 'validate', {'token': 'token'})


def _query(chosen, action, names):
    pairs = (f'{name}={urls.percent_encode(chosen[option])}' for name, option in names.items())
    return http.request('POST', f'{api_server(chosen["apiUrl"])}/{action}?{"&".join(pairs)}')


def parse_token_response(response, options=None):
    chosen = arguments.options(options or {}, KNOWN)
    answer = http.Answer(response, describe)
    value = answer.json()
    if value is None or value is False or value == '':
        raise answer.refused()
    token = answer.token(None if isinstance(value, (dict, list)) else value)
    session = {'vendor': 'smartconnect', 'token': token, **chosen}
    return {name: member for name, member in session.items() if member is not None}


def parse_validate_response(response):
    answer = http.Answer(response, describe)
    value = answer.json()
    if not isinstance(value, bool):
        raise answer.malformed()
    return value


def describe(body):
    return http.first_text(body, 'Message', 'message', 'ErrorMessage', 'error_description', 'error', 'title')


def authorize(request, session):
    """Other calls take the token in their query: replaced where there is one, else added."""
    token = urls.percent_encode(http.read_session(session, 'smartconnect')['token'])
    made = http.read_request(request)
    url, _, query = made['url'].partition('?')
    kept = [pair for pair in query.split('&') if pair and pair.partition('=')[0] != 'token']
    return {**made, 'url': f'{url}?{"&".join([*kept, f"token={token}"])}'}
