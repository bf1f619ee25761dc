"""GBG IDscan Enterprise: a form, area-bound tokens, no `Bearer`."""

import calendar
import email.utils
import re
import urllib.parse

from . import arguments, http, urls
from .arguments import optional
from .refusal import Refusal

NAME_CLAIM = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name'
ROLE_CLAIM = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role'
AREAS = {'upload': 'scanning', 'retrieval': 'investigation'}
TEN_HOURS = 10 * 60 * 60
MOST_SECONDS = 315_360_000

area = arguments.one_of('scanning', 'investigation')
CREDENTIALS = {
    'username': arguments.filled_text,
    'password': arguments.text,
    'area': area,
    'lowerCaseUsername': optional(arguments.flag, False),
}
REQUEST = {
    'baseUrl': arguments.anything,
    **CREDENTIALS,
    'allowInsecureHttp': optional(arguments.flag, False),
}
PARSE = {'area': area, 'now': optional(arguments.integer(-8.64e15, 8.64e15))}
AUTHORIZE = {
    'action': optional(arguments.one_of(*AREAS)),
    'via': optional(arguments.one_of('authorization', 'cookie'), 'authorization'),
}


def encode_credentials(options):
    chosen = arguments.options(options, CREDENTIALS)
    username = chosen['username'].lower() if chosen['lowerCaseUsername'] else chosen['username']
    return urls.form_encode([
        ('grant_type', 'password'),
        ('username', username),
        ('password', chosen['password']),
        ('area', chosen['area']),
    ])


def token_request(options):
    chosen = arguments.options(options, REQUEST)
    base = urls.base_url(chosen['baseUrl'], chosen['allowInsecureHttp'])
    body = encode_credentials({name: options[name] for name in CREDENTIALS if name in options})
    return http.request('POST', f'{base}/idscanenterprisesvc/token', body, http.FORM_TYPE)


def parse_token_response(response, options):
    chosen = arguments.options(options, PARSE)
    body = http.body_of(response, describe)
    cookies = cookies_of(response)
    try:
        answer = http.parse_json(body)
    except ValueError:
        answer = None
    answer = answer if isinstance(answer, dict) else {}
    token = next((answer[name] for name in ('access_token', 'Token', 'token') if name in answer), cookies.get('token'))
    if not http.is_token(token):
        raise Refusal('ERR_RESPONSE_FORMAT', response['status'])
    session = {
        'vendor': 'idscan',
        'area': chosen['area'],
        'token': token,
        'expiresAt': expiry(answer, chosen['now']),
        'username': http.first_text(answer, NAME_CLAIM, 'Username', 'username'),
        'fullName': http.first_text(answer, 'FullName'),
        'role': http.first_text(answer, ROLE_CLAIM, 'Role'),
        'idleSessionTimeout': whole_number(answer.get('IdleSessionTimeout')),
        'csrfToken': csrf_token(cookies),
    }
    return {name: value for name, value in session.items() if value is not None}


def describe(body):
    return http.first_text(body, 'error_description', 'error', 'Message')


def whole_number(value):
    """A number of seconds or minutes, written as a number or as digits; `None` where it cannot be used."""
    if isinstance(value, str) and re.fullmatch(r'[0-9]{1,15}', value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != int(value):
        return None
    return int(value) if 0 <= value <= MOST_SECONDS else None


def expiry(answer, now):
    issued, life = http_date(answer.get('.issued')), whole_number(answer.get('expires_in'))
    if issued is not None and life is not None:
        return issued + life * 1000
    if now is None:
        return None
    return now + (TEN_HOURS if life is None else life) * 1000


def http_date(value):
    if not isinstance(value, str):
        return None
    parsed = email.utils.parsedate(value)
    if parsed is None or not value.endswith(' GMT'):
        return None
    return calendar.timegm(parsed) * 1000


def cookies_of(response):
    pairs = [cookie.split(';')[0].partition('=') for cookie in http.header_values(response, 'set-cookie')]
    return {name.strip(): value.strip() for name, _, value in pairs}


def csrf_token(cookies):
    if 'csrftoken' not in cookies:
        return None
    try:
        value = urllib.parse.unquote(cookies['csrftoken'], errors='strict')
    except UnicodeDecodeError:
        return None
    return value if http.is_token(value) else None


def authorize(request, session, options=None):
    chosen = arguments.options(options or {}, AUTHORIZE)
    token = http.header_token(session['token'])
    if chosen['action'] is not None and AREAS[chosen['action']] != session['area']:
        raise Refusal('ERR_AREA_MISMATCH')
    if chosen['via'] == 'authorization':
        made = http.with_header(request, 'Authorization', token)
    else:
        made = http.with_header(request, 'Cookie', with_cookie(request, token))
    return http.with_header(made, 'x-csrftoken', session['csrfToken']) if 'csrfToken' in session else made


def with_cookie(request, token):
    old = next((value for name, value in request['headers'].items() if name.lower() == 'cookie'), '')
    pairs = [pair.strip() for pair in old.split(';') if pair.strip()]
    kept = [pair for pair in pairs if pair.partition('=')[0].strip() != 'token']
    return '; '.join([*kept, f'token={token}'])
