"""Checks of arguments: each takes a value (or `ABSENT`) and returns it, or refuses it with a code."""

from .refusal import Refusal


class _Absent:
    def __repr__(self):
        return 'ABSENT'


ABSENT = _Absent()
LAST_MOMENT = 8_640_000_000_000_000  # of an ECMAScript Date


def is_surrogate(character):
    return '\ud800' <= character <= '\udfff'


def text(value):
    """Well-formed Unicode text."""
    if not isinstance(value, str):
        raise Refusal('ERR_ARGUMENT_TYPE')
    if any(is_surrogate(character) for character in value):
        raise Refusal('ERR_TEXT_NOT_WELL_FORMED')
    return value


def flag(value):
    if not isinstance(value, bool):
        raise Refusal('ERR_ARGUMENT_TYPE')
    return value


def octets(value):
    """Bytes, which a vector spells in hex under a name that ends in `Hex`."""
    if not isinstance(value, bytes):
        raise Refusal('ERR_ARGUMENT_TYPE')
    return value


def integer(least, most):
    def check(value):
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise Refusal('ERR_ARGUMENT_TYPE')
        if value != int(value) or not least <= value <= most:
            raise Refusal('ERR_ARGUMENT_VALUE')
        return int(value)

    return check


def moment(value):
    """Milliseconds since the Unix epoch, as far as an ECMAScript Date goes."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise Refusal('ERR_ARGUMENT_TYPE')
    if abs(value) > LAST_MOMENT:
        raise Refusal('ERR_ARGUMENT_VALUE')
    return value


def one_of(*allowed):
    def check(value):
        if not isinstance(value, str):
            raise Refusal('ERR_ARGUMENT_TYPE')
        if value not in allowed:
            raise Refusal('ERR_ARGUMENT_VALUE')
        return value

    return check


def optional(check, fallback=None):
    return lambda value: fallback if value is ABSENT else check(value)


def list_of(check):
    def check_all(value):
        if not isinstance(value, list):
            raise Refusal('ERR_ARGUMENT_TYPE')
        return [check(item) for item in value]

    return check_all


def filled_text(value):
    if text(value) == '':
        raise Refusal('ERR_ARGUMENT_VALUE')
    return value


def anything(value):
    return value


def options(value, checks):
    """Reads an object of options: unknown names first, then every known one by its check."""
    if not isinstance(value, dict):
        raise Refusal('ERR_ARGUMENT_TYPE')
    if any(name not in checks for name in value):
        raise Refusal('ERR_UNKNOWN_OPTION')
    return {name: check(value.get(name, ABSENT)) for name, check in checks.items()}
