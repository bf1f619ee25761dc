"""iFactory's password, encrypted with the wrong parameters by the openssl command."""
import hashlib

from case import BLOCK, IV, IV_TEXT, KEY, KEY_TEXT, LONG, SHORT, WIDE, WORDS, aes, b64, case, enc, ifactory_options, ifactory_seen, openssl, zeros


def add(password, ciphertext, codes, comment, **more):
    case('ifactory', ifactory_options(password, **more), ifactory_seen(enc(b64(ciphertext))), codes, comment, 'openssl', ['Aes'])


def pad(data):
    count = 16 - len(data) % 16
    return data + bytes([count]) * count


for word in (*WORDS, BLOCK):
    data = word.encode()
    size = f'{len(data)} bytes'
    add(word, aes(data, 'aes-128-ecb'), 'MODE_ECB', f'-aes-128-ecb: {size}')
    add(word, aes(data, key=KEY_TEXT[:16].encode()), 'KEY_AS_TEXT', f'the first 16 characters of the key: {size}')
    add(word, aes(data, 'aes-192-cbc', KEY_TEXT.encode()), 'KEY_AS_TEXT', f'the 24 characters of the key, AES-192: {size}')
    add(word, aes(data, 'aes-256-cbc', KEY_TEXT.encode() + bytes(8)), 'KEY_AS_TEXT', f'the key as text, filled with zeros, AES-256: {size}')
    add(word, aes(data, 'aes-256-cbc', KEY.hex().encode()), 'KEY_AS_TEXT', f'the hex of the key as text, AES-256: {size}')
    add(word, aes(data, 'aes-256-cbc', KEY + bytes(16)), 'KEY_SIZE', f'-aes-256-cbc with a short key: {size}')
    add(word, aes(data, 'aes-192-cbc', KEY + bytes(8)), 'KEY_SIZE', f'-aes-192-cbc with a short key: {size}')
    add(word, aes(data, 'aes-256-cbc', KEY + KEY), 'KEY_SIZE', f'the key twice, AES-256: {size}')
    add(word, aes(data, 'aes-256-cbc', hashlib.sha256(KEY_TEXT.encode()).digest()), 'KEY_DERIVED', f'SHA-256 of the text of the key: {size}')
    add(word, aes(data, key=hashlib.md5(KEY_TEXT.encode()).digest()), 'KEY_DERIVED', f'MD5 of the text of the key: {size}')
    add(word, aes(data, 'aes-256-cbc', hashlib.sha256(KEY).digest()), 'KEY_DERIVED', f'SHA-256 of the key: {size}')
    add(word, aes(data, iv=IV_TEXT[:16].encode()), 'IV_AS_TEXT', f'the first 16 characters of the vector: {size}')
    add(word, aes(data, iv=KEY), 'OTHER_IV', f'the key in place of the vector: {size}')
    add(word, aes(data, iv=b'0' * 16), 'OTHER_IV', f'sixteen characters "0" for the vector: {size}')
    add(word, aes(data, key=IV, iv=KEY), 'KEY_IV_SWAPPED', f'key and vector exchanged: {size}')
    add(word, aes(data, 'aes-128-cfb'), 'MODE_OTHER', f'-aes-128-cfb: {size}')
    add(word, aes(data, 'aes-128-cfb8'), 'MODE_OTHER', f'-aes-128-cfb8: {size}')
    add(word, aes(data, 'aes-128-ofb'), 'MODE_OTHER', f'-aes-128-ofb: {size}')
    add(word, aes(data, 'aes-128-ctr'), 'MODE_OTHER', f'-aes-128-ctr: {size}')
    add(word, IV + aes(data), 'IV_PREPENDED', f'the vector in front of the ciphertext: {size}')
    add(word, bytes(range(16)) + aes(data, iv=bytes(range(16))), 'IV_PREPENDED', f'a vector of its own in front of the ciphertext: {size}')
    # Salted: the passphrase is the key's text, the salt is fixed so that the bytes are the same each time.
    salted = openssl('enc', '-aes-256-cbc', '-md', 'md5', '-pass', f'pass:{KEY_TEXT}', '-S', '0102030405060708', data=data)
    salted = salted if salted.startswith(b'Salted__') else b'Salted__' + bytes(range(1, 9)) + salted
    add(word, salted, 'KEY_DERIVED', f'the key as passphrase: {size}')

for word in (LONG, WIDE, BLOCK + SHORT):
    data = word.encode()
    add(word, aes(data, iv=bytes(16)), 'IV_ZERO', f'-iv 0: {len(data)} bytes')
    add(word, aes(data, iv=bytes(range(16))), 'OTHER_IV', f'a vector of nobody: {len(data)} bytes')
    add(word, aes(data, iv=IV[::-1]), 'OTHER_IV', f'the vector backwards: {len(data)} bytes')

for word in WORDS:
    data = word.encode()
    add(word, aes(zeros(data), padding=False), 'PADDING_ZERO', f'-nopad over zeros: {len(data)} bytes')
    add(word, aes(data + b' ' * (-len(data) % 16), padding=False), 'PADDING_OTHER', f'-nopad over spaces: {len(data)} bytes')
    count = 16 - len(data) % 16
    add(word, aes(data + bytes(count - 1) + bytes([count]), padding=False), 'PADDING_OTHER', f'ANSI X.923: {len(data)} bytes')
    add(word, aes(data + b'\x80' + bytes(count - 1), padding=False), 'PADDING_OTHER', f'ISO 7816: {len(data)} bytes')
    add(word, aes((word + '\n').encode()), 'SPACE_ADDED', f'echo in front of the pipe: {len(data)} bytes')
    add(word, aes((word + '\r\n').encode()), 'SPACE_ADDED', f'a line of a Windows file: {len(data)} bytes')
    add(word, aes(f'"{word}"'.encode()), 'QUOTED_VALUE', f'quotation marks within: {len(data)} bytes')
    add(word, aes(word.encode('utf-16-le')), 'CHARSET_UTF16', f'UTF-16: {len(data)} bytes')
    add(word, aes(word.encode('utf-16-be')), 'CHARSET_UTF16', f'UTF-16, big-endian: {len(data)} bytes')
    add(word, aes(b'\xef\xbb\xbf' + data), 'BOM_ADDED', f'a byte order mark: {len(data)} bytes')
    add(word, aes(data + b'\0'), 'NUL_ADDED', f'a C string with its end: {len(data)} bytes')
    add(word, aes(b'another-password'), 'OTHER_PASSWORD', f'another password: {len(data)} bytes')
    add(word, aes(data, key=bytes(range(16))), 'OTHER_KEY', f'a key of nobody: {len(data)} bytes')
    add(word, aes(data)[:-1], 'CIPHERTEXT_LENGTH', f'the last byte lost: {len(data)} bytes')

for word in (BLOCK, BLOCK * 2):
    add(word, aes(word.encode(), padding=False), 'PADDING_MISSING', f'-nopad: {len(word)} bytes')

add(WIDE, aes(WIDE.encode('latin-1')), 'CHARSET_LATIN1', 'Latin-1')
add(WIDE, aes(WIDE.encode('ascii', 'replace')), 'CHARSET_ASCII', 'ASCII with question marks')
add(WIDE, aes(WIDE.encode().decode('latin-1').encode()), 'UTF8_TWICE', 'UTF-8 taken for Latin-1')
add(WIDE, aes(__import__('unicodedata').normalize('NFD', WIDE).encode()), 'UNICODE_FORM', 'decomposed, as macOS has it')
add(LONG, aes(LONG.encode()), 'CHARSET_UTF8', 'UTF-8 where the server wants UTF-16', charset='utf-16le')
OWN = {'key': b64(bytes(range(16))), 'iv': b64(bytes(range(16, 32)))}
add(LONG, aes(LONG.encode()), ['OTHER_KEY', 'OTHER_IV'], "the document's key where the server has its own", **OWN)
add(LONG, aes(LONG.encode(), key=OWN['key'][:16].encode(), iv=bytes(range(16, 32))), 'KEY_AS_TEXT', 'a key of the server as text', **OWN)
