"""The mistakes, a family a file; importing one adds its cases."""
from . import aes, base64_forms, bex, calls, idscan, jacada, pairs, query, rsa, shells  # noqa: F401
