"""Two mistakes at once."""
import base64

from case import IV_TEXT, KEY_TEXT, LONG, WIDE, aes, b64, case, enc, ifactory_options, ifactory_seen, zeros
from urllib.parse import quote


def add(password, value, codes, comment):
    case('ifactory', ifactory_options(password), ifactory_seen(value), codes, comment, 'openssl', ['Two'])


for word in (LONG, WIDE):
    data = word.encode()
    twice = lambda ciphertext: quote(enc(b64(ciphertext)), safe='')
    add(word, twice(aes(data, 'aes-128-ecb')), ['MODE_ECB', 'ENCODED_TWICE'], f'ECB, encoded twice: {len(data)}')
    add(word, twice(aes(data, iv=bytes(16))), ['IV_ZERO', 'ENCODED_TWICE'], f'zero vector, encoded twice: {len(data)}')
    add(word, enc(aes(data, key=KEY_TEXT[:16].encode()).hex()), ['KEY_AS_TEXT', 'HEX_NOT_BASE64'], f'key as text, hex: {len(data)}')
    add(word, enc(b64(aes(data, key=KEY_TEXT[:16].encode(), iv=IV_TEXT[:16].encode()))), ['KEY_AS_TEXT', 'IV_AS_TEXT'], f'both as text: {len(data)}')
    add(word, enc(b64(aes(zeros(data), iv=bytes(16), padding=False))), ['PADDING_ZERO', 'IV_ZERO'], f'zeros twice: {len(data)}')
    add(word, enc(b64(aes(zeros(data), 'aes-128-ecb', padding=False))), ['PADDING_ZERO', 'MODE_ECB'], f'ECB over zeros: {len(data)}')
    add(word, enc(b64(aes(word.encode('utf-16-le'), iv=bytes(16)))), ['CHARSET_UTF16', 'IV_ZERO'], f'UTF-16, zero vector: {len(data)}')
    add(word, enc(b64(aes(word.encode('utf-16-le'), 'aes-128-ecb'))), ['CHARSET_UTF16', 'MODE_ECB'], f'UTF-16, ECB: {len(data)}')
    add(word, enc(base64.encodebytes(aes(data + b'\n')).decode()), ['SPACE_ADDED', 'BASE64_LINES'], f'newlines within and without: {len(data)}')
    add(word, enc(aes(word.encode('utf-16-le')).hex()), ['CHARSET_UTF16', 'HEX_NOT_BASE64'], f'UTF-16, hex: {len(data)}')
    wrong = {**ifactory_seen(quote(enc(b64(aes(data))), safe='')), 'method': 'POST'}
    case('ifactory', ifactory_options(word), wrong, ['ENCODED_TWICE', 'WRONG_METHOD'], f'encoded twice, POST: {len(data)}', 'openssl', ['Two'])
    away = ifactory_seen(enc(b64(aes(data, 'aes-128-ecb'))))
    away = {**away, 'url': away['url'].replace('/api/tokens', '/api/token').replace('userLogin', 'user')}
    case('ifactory', ifactory_options(word), away, ['MODE_ECB', 'FIELD_NAME', 'WRONG_PATH'], f'ECB, name and path: {len(data)}', 'openssl', ['Two'])
