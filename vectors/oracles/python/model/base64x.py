"""Base64 of RFC 4648, strict: nothing is decoded that an encoder would not have written."""

import base64
import binascii

from . import arguments
from .refusal import Refusal


def encode(octets):
    return base64.b64encode(octets).decode('ascii')


def decode(value):
    arguments.text(value)
    try:
        octets = base64.b64decode(value.encode('ascii'), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        raise Refusal('ERR_BASE64') from None
    if encode(octets) != value:  # surplus bits or padding
        raise Refusal('ERR_BASE64')
    return octets


def encode_url(octets):
    return base64.urlsafe_b64encode(octets).decode('ascii').rstrip('=')


def decode_url(value):
    """Base64url without padding; `ValueError` where the text is anything else."""
    if not isinstance(value, str) or not value.isascii():
        raise ValueError('not base64url')
    octets = base64.b64decode(value + '=' * (-len(value) % 4), altchars=b'-_', validate=True)
    if encode_url(octets) != value:
        raise ValueError('not canonical base64url')
    return octets
