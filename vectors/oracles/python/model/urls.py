"""Percent-encoding, form encoding, and the base URLs of servers."""

import ipaddress
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


LABEL = '[a-z0-9_-]+'
AUTHORITY = re.compile(
    rf'(?P<scheme>https?)://(?P<host>\[[0-9a-f:.]+\]|{LABEL}(?:\.{LABEL})*\.?)(?::(?P<port>[0-9]{{1,5}}))?(?=[/?#]|\Z)',
    re.ASCII | re.IGNORECASE,
)
PATH = re.compile(r"(?:/(?:[a-z0-9._~!$&'()*+,;=:@-]|%[0-9a-f]{2})*)*", re.ASCII | re.IGNORECASE)
REST = re.compile(r'[!"$-\[\]-~]*')
LOOPBACK = re.compile(r'localhost|127(\.(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}|\[::1\]')
DEFAULT_PORTS = {'https': 443, 'http': 80}
DOTS = ('.', '..')
MOST_CHARACTERS = 8192


class Url:
    """An absolute http or https URL, split once: its host is a name without empty labels, or an IPv6 address."""

    def __init__(self, value):
        match = AUTHORITY.match(arguments.text(value))
        if match is None or not _is_host(match['host']) or not 1 <= int(match['port'] or 1) <= 65535:
            raise Refusal('ERR_URL')
        self.scheme, self.host = match['scheme'].lower(), match['host'].lower()
        self.prefix, self.rest = match[0].lower(), value[match.end() :]
        number = int(match['port'] or DEFAULT_PORTS[self.scheme])
        port = '' if number == DEFAULT_PORTS[self.scheme] else f':{number}'
        self.origin = f'{self.scheme}://{self.host}{port}'
        self.is_insecure = self.scheme == 'http' and LOOPBACK.fullmatch(self.host) is None


def _is_host(host):
    if not host.startswith('['):
        return True
    try:
        ipaddress.IPv6Address(host[1:-1])
    except ValueError:
        return False
    return True


class BaseUrl:
    """A server's base URL in canonical form: lower-case scheme and host, no slash at the end of the path."""

    def __init__(self, value, ends=None):
        if len(arguments.text(value)) > MOST_CHARACTERS:
            raise Refusal('ERR_URL')
        url = Url(value)
        if PATH.fullmatch(url.rest) is None or any(urllib.parse.unquote(part) in DOTS for part in url.rest.split('/')):
            raise Refusal('ERR_URL')
        path = url.rest.rstrip('/')
        if ends is not None and ends.search(path):  # the endpoint's own path would stand there twice
            raise Refusal('ERR_URL')
        self.base, self.origin, self.is_insecure = url.prefix + path, url.origin, url.is_insecure
        self.scheme, self.host = url.scheme, url.host


def base_url(ends=None):
    """The check of a base URL; `ends` finds a path that holds the vendor's endpoint, or a part of it, already."""
    return lambda value: BaseUrl(value, ends)


def secured(base, allow_insecure=False):
    """Refuses plain HTTP to a host that is not loopback."""
    if base.is_insecure and not allow_insecure:
        raise Refusal('ERR_INSECURE_URL')
    return base.base


def origin(value):
    """An origin alone: scheme, host and port."""
    url = Url(value)
    if url.rest not in ('', '/'):
        raise Refusal('ERR_URL')
    return url.origin


def request_url(value):
    """The URL of a whole request: absolute, visible ASCII, no credentials, no fragment."""
    url = Url(value)
    if REST.fullmatch(url.rest) is None:
        raise Refusal('ERR_URL')
    return url
