"""Text to bytes."""

from . import arguments
from .refusal import Refusal

CODECS = {'utf-8': 'utf-8', 'utf-16le': 'utf-16-le', 'latin1': 'iso8859-1', 'ascii': 'ascii'}
charset = arguments.one_of(*CODECS)


def encode(value, name='utf-8'):
    arguments.text(value)
    try:
        return value.encode(CODECS[charset(name)])
    except UnicodeEncodeError:
        raise Refusal('ERR_TEXT_NOT_ENCODABLE') from None
