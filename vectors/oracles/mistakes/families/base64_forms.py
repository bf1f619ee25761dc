"""Bytes that were written in another way than standard Base64."""
import base64
import binascii
import textwrap

from case import LONG, SHORT, WORDS, aes, b64, case, enc, ifactory_options, ifactory_seen


def add(password, text, codes, comment):
    case('ifactory', ifactory_options(password), ifactory_seen(enc(text)), codes, comment, 'python', ['Base64'])


for word in WORDS:
    data = aes(word.encode())
    text = b64(data)
    add(word, data.hex(), 'HEX_NOT_BASE64', f'hexlify: {word[:4].lower()}')
    add(word, data.hex().upper(), 'HEX_NOT_BASE64', f'upper-case hex: {len(data)} bytes')
    add(word, data.hex('-').upper(), 'HEX_NOT_BASE64', f'hex with hyphens: {len(data)} bytes')
    add(word, b64(data.hex().encode()), 'HEX_NOT_BASE64', f'Base64 of the hex: {len(data)} bytes')
    add(word, base64.encodebytes(data).decode(), 'BASE64_LINES', f'encodebytes, which ends its lines: {len(data)} bytes')
    add(word, '\r\n'.join(textwrap.wrap(text, 20)), 'BASE64_LINES', f'lines of 20 characters: {len(data)} bytes')
    add(word, text.rstrip('='), 'BASE64_PADDING', f'without the padding: {len(data)} bytes')
    add(word, text + '=', 'BASE64_PADDING', f'one sign of padding too many: {len(data)} bytes')
    add(word, b64(text.encode()), 'ENCODED_TWICE', f'Base64 of the Base64: {len(data)} bytes')
    add(word, str(base64.b64encode(data)), 'BYTES_LITERAL', f'str() of bytes: {len(data)} bytes')
    add(word, ','.join(str(byte) for byte in data), 'BYTES_AS_LIST', f'numbers and commas: {len(data)} bytes')
    add(word, str(list(data)), 'BYTES_AS_LIST', f'str() of a list: {len(data)} bytes')
    add(word, text[:-3] + '!==', 'CIPHERTEXT_NOT_BASE64', f'a character that is none: {len(data)} bytes')
    add(word, data.decode('utf-8', 'replace'), 'CIPHERTEXT_NOT_BASE64', f'the ciphertext as text: {len(data)} bytes')
    add(word, b64(word.encode()), 'NOT_ENCRYPTED', f'Base64 of the password: {len(word)} characters')
    add(word, word, 'NOT_ENCRYPTED', f'the password itself: {len(word)} characters')

for word in ('hunter20', 'hunter21', 'hunter22', 'hunter23', 'hunter24', SHORT, LONG):
    data = aes(word.encode())
    safe = base64.urlsafe_b64encode(data).decode()
    if safe != b64(data):
        add(word, safe, 'BASE64_URL', f'urlsafe_b64encode: {word[-2:]}')
        add(word, safe.rstrip('='), 'BASE64_URL', f'urlsafe_b64encode without padding: {word[-2:]}')
    if '+' in b64(data) or '/' in b64(data):
        add(word, binascii.b2a_base64(data).decode(), 'BASE64_LINES', f'b2a_base64 with its newline: {word[-2:]}')
