"""GBG IDscan Enterprise: a form, area-bound tokens, no `Bearer`."""

import datetime
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
    'username': arguments.text,
    'password': arguments.text,
    'area': area,
    'lowerCaseUsername': optional(arguments.flag, False),
}
REQUEST = {
    'baseUrl': arguments.anything,
    **CREDENTIALS,
    'allowInsecureHttp': optional(arguments.flag, False),
}
PARSE = {'area': area, 'now': optional(arguments.moment)}
AUTHORIZE = {
    'action': optional(arguments.one_of(*AREAS)),
    'via': optional(arguments.one_of('authorization', 'cookie'), 'authorization'),
}


def encode_credentials(options):
    chosen = arguments.options(options, CREDENTIALS)
    username = chosen['username'].lower() if chosen['lowerCaseUsername'] else chosen['username']
    return urls.form_encode(
        [
            ('grant_type', 'password'),
            ('username', username),
            ('password', chosen['password']),
            ('area', chosen['area']),
        ]
    )


def token_request(options):
    chosen = arguments.options(options, REQUEST)
    base = urls.base_url(chosen['baseUrl'], chosen['allowInsecureHttp'])
    body = encode_credentials({name: options[name] for name in CREDENTIALS if name in options})
    return http.request('POST', f'{base}/idscanenterprisesvc/token', body, http.FORM_TYPE)


def parse_token_response(response, options):
    chosen = arguments.options(options, PARSE)
    answer = http.Answer(response, describe)
    body = answer.json_or_none()  # where the token comes as a cookie, the body is anything
    token = http.first_text(body, 'access_token', 'Token', 'token') or cookie(answer, 'token')
    session = {
        'vendor': 'idscan',
        'area': chosen['area'],
        'token': answer.token(token),
        'expiresAt': expiry(body if isinstance(body, dict) else {}, chosen['now']),
        'username': http.first_text(body, 'Username', NAME_CLAIM),
        'fullName': http.first_text(body, 'FullName'),
        'role': http.first_text(body, 'Role', ROLE_CLAIM),
        'idleSessionTimeout': whole_number(body.get('IdleSessionTimeout')) if isinstance(body, dict) else None,
        'csrfToken': csrf_token(answer),
    }
    return {name: value for name, value in session.items() if value is not None}


def describe(body):
    return http.first_text(body, 'error_description', 'error', 'Message', 'message')


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
    """An IMF-fixdate (RFC 9110 section 5.6.7) in milliseconds; `None` for any other text."""
    try:
        parsed = datetime.datetime.strptime(value, '%a, %d %b %Y %H:%M:%S GMT').replace(tzinfo=datetime.timezone.utc)
    except (TypeError, ValueError):
        return None
    return int(parsed.timestamp()) * 1000


def cookie(answer, name):
    """Of several cookies the last (RFC 6265 section 5.3), but none that is empty or ends at once.

    Some clients join several `Set-Cookie` lines by commas.
    """
    found = None
    for header in http.header_values(answer.headers, 'set-cookie'):
        for line in re.split(r',(?=[ \t]*[^;,=\s]+=)', header):
            pair, *attributes = line.split(';')
            key, _, value = pair.partition('=')
            value = re.sub(r'^"(.*)"$', r'\1', value.strip())
            ends = any(
                re.match(r'[ \t]*max-age[ \t]*=[ \t]*[0-]', attribute, re.IGNORECASE) for attribute in attributes
            )
            if key.strip() == name and value and not ends:
                found = value
    return found


def csrf_token(answer):
    """Percent-encoded in the cookie, plain in the header; one that fits into no header counts as missing."""
    value = cookie(answer, 'csrftoken') or ''
    if re.search(r'%(?![0-9A-Fa-f]{2})', value) is None:  # a stray percent sign says that it is not encoded
        try:
            value = urllib.parse.unquote(value, errors='strict')
        except UnicodeDecodeError:
            pass
    return value if value and http.is_visible_ascii(value) else None


def authorize(request, session, options=None):
    known = http.read_session(session, 'idscan', area=area, csrfToken=optional(http.header_token))
    chosen = arguments.options(options or {}, AUTHORIZE)
    if chosen['action'] is not None and AREAS[chosen['action']] != known['area']:
        raise Refusal('ERR_AREA_MISMATCH')
    made = http.read_request(request)
    if chosen['via'] == 'authorization':
        made = http.with_header(made, 'Authorization', known['token'])
    else:
        made = http.with_header(made, 'Cookie', with_cookie(made, known['token']))
    return made if known['csrfToken'] is None else http.with_header(made, 'x-csrftoken', known['csrfToken'])


def with_cookie(request, token):
    if any(character in '",;\\' for character in token):  # RFC 6265 has them in no cookie
        raise Refusal('ERR_HEADER_VALUE')
    lines = [value for name, value in request['headers'].items() if name.lower() == 'cookie']
    pairs = [pair.strip() for line in lines for pair in line.split(';')]
    return '; '.join([*(pair for pair in pairs if pair and not pair.startswith('token=')), f'token={token}'])
