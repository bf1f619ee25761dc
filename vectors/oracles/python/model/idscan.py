"""GBG IDscan Enterprise: a form, area-bound tokens, no `Bearer`."""

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

SERVICE = '/idscanenterprisesvc'
ENDS = re.compile(r'/idscanenterprisesvc/token\Z', re.IGNORECASE)

area = arguments.one_of('scanning', 'investigation')
CREDENTIALS = {
    'username': arguments.text,
    'password': arguments.text,
    'area': area,
    'lowerCaseUsername': optional(arguments.flag, False),
    'usernameKey': optional(arguments.one_of('username', 'userName', 'UserName'), 'username'),
    'loginFormType': optional(arguments.one_of('pwd')),
}
REQUEST = {
    'baseUrl': urls.base_url(ENDS),
    **CREDENTIALS,
    'allowInsecureHttp': optional(arguments.flag, False),
}
AUTHORIZE = {
    **http.AUTHORIZE,
    'action': optional(arguments.one_of(*AREAS)),
    'via': optional(arguments.one_of('authorization', 'cookie'), 'authorization'),
}


def encode_credentials(options):
    chosen = arguments.options(options, CREDENTIALS)
    username = chosen['username'].lower() if chosen['lowerCaseUsername'] else chosen['username']
    form_type = [] if chosen['loginFormType'] is None else [('login-form-type', chosen['loginFormType'])]
    return urls.form_encode(
        [
            ('grant_type', 'password'),
            (chosen['usernameKey'], username),
            ('password', chosen['password']),
            ('area', chosen['area']),
            *form_type,
        ]
    )


def token_request(options):
    chosen = arguments.options(options, REQUEST)
    base = urls.secured(chosen['baseUrl'], chosen['allowInsecureHttp'])
    service = '' if base.lower().endswith(SERVICE) else SERVICE  # IIS ignores the case of a path
    body = encode_credentials({name: options[name] for name in CREDENTIALS if name in options})
    return http.request('POST', f'{base}{service}/token', body, http.FORM_TYPE)


def parse_token_response(response, options):
    chosen = http.parse_options(options, ENDS, area=area, now=optional(arguments.moment))
    answer = http.Answer(response, own_words, other_words)
    body = answer.json_or_none()  # where the token comes as a cookie, the body is anything
    if http.first_text(body, 'error') is not None:
        raise answer.refused()
    token = http.first_text(body, 'access_token', 'Token', 'token') or cookie(answer, 'token')
    return http.session_of(
        'idscan',
        answer.token(token),
        chosen['baseUrl'],
        area=chosen['area'],
        expiresAt=expiry(body if isinstance(body, dict) else {}, chosen['now']),
        username=http.first_text(body, 'Username', NAME_CLAIM),
        fullName=http.first_text(body, 'FullName'),
        role=http.first_text(body, 'Role', ROLE_CLAIM),
        idleSessionTimeout=whole_number(body.get('IdleSessionTimeout')) if isinstance(body, dict) else None,
        csrfToken=csrf_token(answer),
    )


def own_words(body):
    return http.first_text(body, 'error_description', 'error')


def other_words(body):
    return http.first_text(body, 'Message', 'message')


def is_session_over(response):
    body = http.AnyAnswer(response, own_words).json_or_none()
    words = http.first_text(body, 'Message', 'message') or ''
    is_invalid = http.first_text(body, 'error') == 'invalid_token'
    return response['status'] == 401 or is_invalid or words.lower().startswith('authorization has been denied')


def whole_number(value):
    """A number of seconds or minutes, written as a number or as digits; `None` where it cannot be used."""
    if isinstance(value, str) and re.fullmatch(r'[0-9]{1,15}', value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != int(value):
        return None
    return int(value) if 0 <= value <= MOST_SECONDS else None


def expiry(answer, now):
    end = http.http_date(answer.get('.expires'))
    if end is not None:
        return end
    issued, life = http.http_date(answer.get('.issued')), whole_number(answer.get('expires_in'))
    if issued is not None and life is not None:
        return issued + life * 1000
    if now is None:
        return None
    end = now + (TEN_HOURS if life is None else life) * 1000
    return end if end <= arguments.LAST_MOMENT else None


def cookie(answer, name):
    """The value of a cookie: of several the last (RFC 6265 section 5.3); none where that one is deleted or empty.

    Lines that came apart are whole. One text may be several lines that a client joined by commas.
    """
    lines = []
    for key, value in answer.headers.items():
        if key.lower() == 'set-cookie':
            lines += re.split(r',(?=[ \t]*[^;,=\s]+=)', value) if isinstance(value, str) else value
    found = None
    for line in lines:
        pair, *attributes = line.split(';')
        key, _, value = pair.partition('=')
        value = re.sub(r'^"(.*)"$', r'\1', value.strip())
        if key.strip() != name:
            continue
        found = None if is_deleted(attributes) else value
    return found or None


def is_deleted(attributes):
    """Whether a cookie has ended: Max-Age, which goes first, is not above zero, or Expires is long gone.

    No clock is read. A server that deletes a cookie names the beginning of the epoch.
    """
    named = {}
    for attribute in attributes:
        name, _, value = attribute.partition('=')
        named[name.strip().lower()] = value.strip().strip('"')
    if re.fullmatch('-?[0-9]+', named.get('max-age', '')):
        return int(named['max-age']) <= 0
    return re.search(r'\b19[0-9]{2}\b|-70\b', named.get('expires', '')) is not None


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
    made = http.signable(request, known, chosen)
    # Of another sign-in nothing may stay: two users' credentials in one request, and either may win.
    made = without_cookies(http.without_headers(made, 'authorization', 'x-csrftoken'), 'token', 'csrftoken')
    if chosen['via'] == 'authorization':
        made = http.with_header(made, 'Authorization', known['token'])
    else:
        made = with_cookie(made, known['token'])
    return made if known['csrfToken'] is None else http.with_header(made, 'x-csrftoken', known['csrfToken'])


def without_cookies(made, *names):
    lines = http.header_values(made['headers'], 'cookie')
    if not lines:
        return made
    pairs = [pair.strip() for line in lines for pair in line.split(';')]
    kept = [pair for pair in pairs if pair and pair.partition('=')[0].rstrip().lower() not in names]
    return http.with_header(made, 'Cookie', '; '.join(kept)) if kept else http.without_headers(made, 'cookie')


def with_cookie(made, token):
    if any(character in '",;\\' for character in token):  # RFC 6265 has them in no cookie
        raise Refusal('ERR_HEADER_VALUE')
    return http.with_header(
        made, 'Cookie', '; '.join([*http.header_values(made['headers'], 'cookie'), f'token={token}'])
    )
