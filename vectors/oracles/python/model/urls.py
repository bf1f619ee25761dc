"""Percent-encoding, form encoding, and the base URLs of servers."""

import re
import urllib.parse

from . import arguments
from .refusal import Refusal


def percent_encode(value):
    """RFC 3986: the unreserved characters stay; that is what `quote` does when nothing else is called safe."""
    return urllib.parse.quote(arguments.text(value), safe='')


def form_encode(pairs):
    """WHATWG application/x-www-form-urlencoded."""
    if isinstance(pairs, str) or not isinstance(pairs, (list, tuple)):
        raise Refusal('ERR_ARGUMENT_TYPE')
    for pair in pairs:
        if not isinstance(pair, (list, tuple)) or len(pair) != 2:
            raise Refusal('ERR_ARGUMENT_TYPE')
    return '&'.join(f'{_form_part(name)}={_form_part(value)}' for name, value in pairs)


def _form_part(value):
    # `quote_plus` leaves the tilde, which the WHATWG serialiser encodes, and takes `*` as safe only when told.
    return urllib.parse.quote_plus(arguments.text(value), safe='*').replace('~', '%7E')


def segment(value):
    """One segment of a path: it must not be empty or a step up or aside."""
    if arguments.text(value) in ('', *DOTS):
        raise Refusal('ERR_ARGUMENT_VALUE')
    return percent_encode(value)


BASE_URL = re.compile(
    r'(?P<scheme>https?)://'
    r'(?P<host>\[[0-9a-f:.]+\]|[a-z0-9._-]+)'
    r'(?P<port>:[0-9]{1,5})?'
    r"(?P<path>(?:/(?:[a-z0-9._~!$&'()*+,;=:@-]|%[0-9a-f]{2})*)*)",
    re.ASCII | re.IGNORECASE,
)
LOOPBACK = re.compile(r'localhost|.+\.localhost|127(\.(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}|\[::1\]')
DOTS = ('.', '..')
MOST_CHARACTERS = 8192


def base_url(value, allow_insecure):
    """Canonical form of a server's base URL: lower-case scheme and host, no slash at the end of the path."""
    match = BASE_URL.fullmatch(arguments.text(value))
    if match is None or len(value) > MOST_CHARACTERS:
        raise Refusal('ERR_URL')
    scheme, host, port, path = match['scheme'].lower(), match['host'].lower(), match['port'] or '', match['path']
    if int(port[1:] or 0) > 65535 or any(urllib.parse.unquote(part) in DOTS for part in path.split('/')):
        raise Refusal('ERR_URL')
    if scheme == 'http' and not allow_insecure and LOOPBACK.fullmatch(host) is None:
        raise Refusal('ERR_INSECURE_URL')
    return f'{scheme}://{host}{port}{path.rstrip("/")}'


REQUEST_URL = re.compile(
    BASE_URL.pattern.partition('(?P<path>')[0] + r'(?=[/?]|\Z)[!"$-\[\]-~]*', re.ASCII | re.IGNORECASE
)


def request_url(value):
    """The URL of a whole request: absolute, visible ASCII, no credentials, no fragment."""
    match = REQUEST_URL.fullmatch(arguments.text(value))
    if match is None or int((match['port'] or ':0')[1:]) > 65535:
        raise Refusal('ERR_URL')
    return value
