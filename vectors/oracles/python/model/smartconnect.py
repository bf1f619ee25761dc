"""eOne SmartConnect: an RSA key in .NET's XML, PKCS#1 v1.5, and four endpoints on two hosts."""

import re

from . import arguments, base64x, http, rsa, rsa_formats, rsa_xml, text, urls
from .arguments import optional
from .refusal import Refusal

LOGIN_URL = 'https://login.smartconnect.com'
CLIENT_NAME, IP_ADDRESS = 'credwire', '127.0.0.1'
charset = arguments.one_of('utf-8', 'latin1', 'ascii')


def server(value):
    """SmartConnect's servers are on HTTPS; the addresses that it hands out lack a scheme."""
    if isinstance(value, str) and '://' not in value:
        value = f'https://{value}'
    return urls.base_url(value, allow_insecure=False)


LOGIN = {'loginUrl': optional(arguments.anything, LOGIN_URL)}
CREDENTIALS = {'email': arguments.filled_text, 'encryptedPassword': arguments.filled_text}
COMPANIES = {
    **LOGIN,
    **CREDENTIALS,
    'clientName': optional(arguments.text, CLIENT_NAME),
    'ipAddress': optional(arguments.text, IP_ADDRESS),
}
COMPANY_LIST = {'apiUrl': arguments.anything, **CREDENTIALS}
TOKEN = {**COMPANY_LIST, 'companyId': arguments.filled_text}
VALIDATE = {'apiUrl': arguments.anything, 'token': arguments.filled_text}
ENCRYPTION = {'charset': optional(charset, 'utf-8'), 'pin': optional(arguments.text)}


def public_key_request(options=None):
    chosen = arguments.options(options or {}, LOGIN)
    return http.request('POST', f'{urls.base_url(chosen["loginUrl"], False)}/v1/public-key')


def parse_public_key_response(response):
    body = http.body_of(response, describe)
    try:
        document = http.parse_json(body)
    except ValueError:
        document = body
    if not isinstance(document, str):
        raise Refusal('ERR_RESPONSE_FORMAT', response['status'])
    return rsa_xml.parse_key(document)


def encrypt_password(password, key, options, stream):
    """Returns each stage; `base64` is the value, `encoded` what a query holds."""
    arguments.text(password)
    chosen = arguments.options(options or {}, ENCRYPTION)
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
    url = f'{urls.base_url(chosen["loginUrl"], False)}/v1/companies'
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
    return http.request('POST', f'{server(chosen["apiUrl"])}/{action}?{"&".join(pairs)}')


def parse_token_response(response):
    answer = _json(response)
    status = response['status']
    if answer is None or answer is False or answer == '':
        raise Refusal('ERR_SIGN_IN_REFUSED', status)
    if isinstance(answer, dict) and describe(answer):
        raise Refusal('ERR_SIGN_IN_REFUSED', status, http.clip(describe(answer)))
    if not http.is_token(answer):
        raise Refusal('ERR_RESPONSE_FORMAT', status)
    return {'vendor': 'smartconnect', 'token': answer}


def parse_validate_response(response):
    answer = _json(response)
    if not isinstance(answer, bool):
        raise Refusal('ERR_RESPONSE_FORMAT', response['status'])
    return answer


def _json(response):
    body = http.body_of(response, describe)
    try:
        return http.parse_json(body)
    except ValueError:
        raise Refusal('ERR_RESPONSE_FORMAT', response['status']) from None


def describe(body):
    return http.first_text(body, 'Message', 'message', 'error_description', 'error')


def authorize(request, session):
    """Other calls take the token in their query: replaced where there is one, else added."""
    token = f'token={urls.percent_encode(http.header_token(session["token"]))}'
    url, question, query = request['url'].partition('?')
    kept = [pair for pair in query.split('&') if pair and pair.partition('=')[0] != 'token']
    return {**request, 'url': f'{url}?{"&".join([*kept, token])}'}
