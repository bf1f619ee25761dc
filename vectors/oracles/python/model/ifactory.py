"""iFactory (Jabil MES): AES-128-CBC under a fixed key and IV, in a GET query."""

import re

from . import aes_cbc, arguments, base64x, http, text, urls
from .arguments import optional
from .refusal import Refusal

KEY = 'YGjDImfP5bf8F7kGbdqWcA=='
IV = 'bDA11yRcbUsTC9jl5LnuiQ=='
ENDS = re.compile(r'/api(/tokens)?\Z', re.IGNORECASE)
MOST_SECONDS = 8_640_000_000_000  # the last moment of an ECMAScript Date


def sixteen_bytes(code):
    """Bytes, or their Base64 with white space around it, which .NET ignores."""

    def check(value):
        octets = value if isinstance(value, bytes) else base64x.decode(arguments.text(value).strip(' \t\r\n'))
        if len(octets) != aes_cbc.BLOCK:
            raise Refusal(code)
        return octets

    return check


ENCRYPTION = {
    'key': optional(sixteen_bytes('ERR_AES_KEY_LENGTH'), base64x.decode(KEY)),
    'iv': optional(sixteen_bytes('ERR_AES_IV_LENGTH'), base64x.decode(IV)),
    'charset': optional(arguments.one_of('utf-8', 'utf-16le'), 'utf-8'),
}
REQUEST = {
    'baseUrl': urls.base_url(ENDS),
    'userLogin': arguments.text,
    'password': arguments.text,
    **ENCRYPTION,
    'allowInsecureHttp': optional(arguments.flag, False),
}


def encrypt_password(password, options=None):
    """Returns each stage; `base64` is the value, `encoded` what a query holds."""
    arguments.text(password)
    chosen = arguments.options(options or {}, ENCRYPTION)
    octets = text.encode(password, chosen['charset'])
    ciphertext = aes_cbc.encrypt(chosen['key'], chosen['iv'], octets)
    return {
        'textHex': octets.hex(),
        'paddedHex': aes_cbc.pad(octets).hex(),
        'ciphertextHex': ciphertext.hex(),
        'base64': base64x.encode(ciphertext),
        'encoded': urls.percent_encode(base64x.encode(ciphertext)),
    }


def token_request(options):
    chosen = arguments.options(options, REQUEST)
    base = urls.secured(chosen['baseUrl'], chosen['allowInsecureHttp'])
    stages = encrypt_password(chosen['password'], {name: options[name] for name in ENCRYPTION if name in options})
    user = urls.percent_encode(chosen['userLogin'])
    return http.request('GET', f'{base}/api/tokens?userLogin={user}&password={stages["encoded"]}'), stages


def parse_token_response(response, options=None):
    base = http.parse_options(options, ENDS)['baseUrl']
    answer = http.Answer(response, own_words, problem_words)
    token = answer.token(http.first_text(answer.json(), 'token', 'Token'))
    return http.session_of('ifactory', token, base, expiresAt=jwt_expiry(token))


def jwt_expiry(token):
    """The `exp` of a JWT in milliseconds, a hint; `None` where there is none that can be used."""
    parts = token.split('.')
    if len(parts) != 3:
        return None
    try:
        claims = http.parse_json(base64x.decode_url(parts[1]).decode('utf-8'))
    except ValueError:
        return None
    seconds = claims.get('exp') if isinstance(claims, dict) else None
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)) or not 0 < seconds <= MOST_SECONDS:
        return None
    return int(seconds * 1000)


def own_words(body):
    """`message`, and the exception behind it, of one object or of each object of an array."""
    return lines_of(body, ('message', 'Message'), ('ExceptionMessage',))


def problem_words(body):
    """ProblemDetails of ASP.NET."""
    return lines_of(body, ('title',), ('detail',))


def lines_of(body, *groups):
    """Of each group the first member that is there: an array of texts or a text, a line each."""
    lines = []
    for item in body if isinstance(body, list) else [body]:
        for names in groups:
            found = [item[name] for name in names if name in item] if isinstance(item, dict) else []
            words = found[0] if found else None
            lines += words if isinstance(words, list) else [words]
    return '\n'.join(line for line in lines if isinstance(line, str) and line)


def authorize(request, session, options=None):
    known = http.read_session(session, 'ifactory')
    made = http.signable(request, known, arguments.options(options or {}, http.AUTHORIZE))
    return http.with_header(made, 'Authorization', f'Bearer {known["token"]}')


def is_session_over(response):
    return response['status'] == 401
