"""eOne SmartConnect: an RSA key in .NET's XML, PKCS#1 v1.5, and four endpoints on two hosts."""

import re
import urllib.parse

from . import arguments, base64x, http, rsa, rsa_formats, rsa_xml, text, urls
from .arguments import optional
from .refusal import Refusal

LOGIN_URL = 'https://login.smartconnect.com'
LOGIN_ENDS = re.compile(r'/v1(/public-key|/companies)?\Z', re.IGNORECASE)
REST_ENDS = re.compile(r'/(GetToken|GetCompanyList|validate|token)\Z', re.IGNORECASE)
WORDS = re.compile('false|null|error|unauthorized', re.IGNORECASE)
API_ENDS = re.compile(r'/(GetToken|GetCompanyList|validate)\Z', re.IGNORECASE)
CLIENT_NAME, IP_ADDRESS = 'credwire', '127.0.0.1'
charset = arguments.one_of('utf-8', 'latin1', 'ascii')


def login_server(value):
    base = urls.BaseUrl(value, LOGIN_ENDS)
    urls.secured(base)
    return base


def with_scheme(value, scheme='https'):
    """The addresses that SmartConnect hands out lack a scheme: they take that of the login service."""
    has_scheme = re.match(r'[a-z][a-z0-9+.-]*://', arguments.text(value), re.IGNORECASE) is not None
    return value if has_scheme else f'{scheme}://{value}'


def api_server(value, scheme='https', ends=API_ENDS):
    base = urls.BaseUrl(with_scheme(value, scheme), ends)
    urls.secured(base)
    return base


def ciphertext(value):
    """Strict Base64 of one whole block of a key of 1024 to 16384 bits, not percent-encoded."""
    try:
        octets = base64x.decode(arguments.text(value))
    except Refusal as refusal:
        raise Refusal('ERR_ARGUMENT_VALUE' if refusal.code == 'ERR_BASE64' else refusal.code) from None
    if not 128 <= len(octets) <= 2048:
        raise Refusal('ERR_ARGUMENT_VALUE')
    return value


def pin(value):
    if re.fullmatch(r'[A-Za-z0-9_-]{43}|[A-Za-z0-9+/]{43}=', arguments.text(value)) is None:
        raise Refusal('ERR_ARGUMENT_VALUE')
    return value


LOGIN = {'loginUrl': optional(login_server, login_server(LOGIN_URL))}
CREDENTIALS = {'email': arguments.text, 'encryptedPassword': ciphertext}
COMPANIES = {
    **LOGIN,
    **CREDENTIALS,
    'clientName': optional(arguments.text, CLIENT_NAME),
    'ipAddress': optional(arguments.text, IP_ADDRESS),
}
COMPANY_LIST = {'apiUrl': api_server, **CREDENTIALS}
TOKEN = {**COMPANY_LIST, 'companyId': arguments.text}
VALIDATE = {'apiUrl': api_server, 'token': http.header_token}
AUTHORIZE = {'origins': http.AUTHORIZE['origins']}
ENCRYPTION = {'charset': optional(charset, 'utf-8'), 'pin': optional(pin)}


def public_key_request(options=None):
    chosen = arguments.options(options or {}, LOGIN)
    return http.request('POST', f'{chosen["loginUrl"].base}/v1/public-key')


def parse_public_key_response(response):
    answer = http.Answer(response, own_words, other_words)
    try:
        document = http.parse_json(answer.body)
    except ValueError:
        document = answer.body  # XML as it is, without the quotes of JSON
    is_page = document == answer.body and answer.is_html()
    if is_page or not isinstance(document, str) or re.match(r'\ufeff?[ \t\r\n]*<', document) is None:
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
    url = f'{chosen["loginUrl"].base}/v1/companies'
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
    return http.request('POST', f'{chosen["apiUrl"].base}/{action}?{"&".join(pairs)}')


def parse_token_response(response, options=None):
    chosen = arguments.options(options or {}, {**known_api(API_ENDS), 'companyId': optional(arguments.text)})
    answer = http.Answer(response, own_words, other_words)
    value = answer.json()
    is_word = isinstance(value, str) and WORDS.fullmatch(value) is not None
    if value is None or value is False or value == '' or is_word:
        raise answer.refused()
    token = answer.token(None if isinstance(value, (dict, list)) else value)
    if '<' in token:
        raise answer.malformed()
    return session_of(token, chosen, companyId=chosen['companyId'])


def parse_validate_response(response):
    answer = http.Answer(response, own_words, other_words)
    value = answer.json()
    if not isinstance(value, bool):
        raise answer.malformed()
    return value


def own_words(body):
    return http.first_text(body, 'Message', 'ErrorMessage')


def other_words(body):
    return http.first_text(body, 'message', 'error_description', 'error', 'detail', 'title')


def is_session_over(response):
    return response['status'] == 401


def authorize(request, session, options=None):
    """Other calls take the token in their query: replaced where there is one, else added.

    ASP.NET reads names of parameters in either case and percent-decoded.
    """
    known = http.read_session(session, 'smartconnect', tokenType=optional(arguments.one_of('bearer')))
    made = http.signable(request, known, arguments.options(options or {}, AUTHORIZE))
    url, _, query = made['url'].partition('?')
    pairs = [pair for pair in query.split('&') if pair]
    kept = [pair for pair in pairs if urllib.parse.unquote_plus(pair.partition('=')[0]).lower() != 'token']
    if known['tokenType'] is None:
        query = '&'.join([*kept, f'token={urls.percent_encode(known["token"])}'])
        return {**http.without_headers(made, 'authorization'), 'url': f'{url}?{query}'}
    made = http.with_header(made, 'Authorization', f'Bearer {known["token"]}')
    if len(kept) == len(pairs):
        return made
    return {**made, 'url': f'{url}?{"&".join(kept)}' if kept else url}


REST = {
    'apiUrl': lambda value: api_server(value, ends=REST_ENDS),
    'username': arguments.text,
    'password': arguments.text,
    'clientId': arguments.text,
    'clientSecret': arguments.text,
}


def rest_token_request(options):
    """RFC 6749 section 4.3, the client's own credentials in the form."""
    chosen = arguments.options(options, REST)
    form = urls.form_encode(
        [
            ('grant_type', 'password'),
            ('username', chosen['username']),
            ('password', chosen['password']),
            ('client_id', chosen['clientId']),
            ('client_secret', chosen['clientSecret']),
        ]
    )
    return http.request('POST', f'{chosen["apiUrl"].base}/token', form, http.FORM_TYPE)


def parse_rest_token_response(response, options=None):
    """RFC 6749 section 5."""
    checks = {**known_api(REST_ENDS), 'now': optional(arguments.moment)}
    chosen = arguments.options(options or {}, checks)
    answer = http.Answer(response, own_words, other_words)
    body = answer.object()
    if http.first_text(body, 'error') is not None:
        raise answer.refused()
    token = answer.token(http.first_text(body, 'access_token'))
    if (http.first_text(body, 'token_type') or '').lower() != 'bearer':
        raise answer.malformed()
    end = rest_expiry(body.get('expires_in'), chosen['now'])
    return session_of(token, chosen, expiresAt=end, tokenType='bearer')


def rest_expiry(seconds, now):
    if isinstance(seconds, str) and re.fullmatch('[0-9]{1,9}', seconds):
        seconds = int(seconds)
    if now is None or isinstance(seconds, bool) or not isinstance(seconds, (int, float)) or seconds < 0:
        return None
    end = now + int(seconds) * 1000
    return end if end <= arguments.LAST_MOMENT else None


def known_api(ends):
    """The address that was asked, under either name."""
    address = optional(lambda value: (api_server(value, ends=ends), value))
    return {'apiUrl': address, 'baseUrl': address}


def session_of(token, chosen, **members):
    base, given = chosen['apiUrl'] or chosen['baseUrl'] or (None, None)
    return http.session_of('smartconnect', token, base, apiUrl=given, **members)
