"""Jacada: Base64 and the random prefix."""
import base64
import json
from urllib.parse import quote

from case import FORM_HEADERS, JSON_HEADERS, LONG, SHORT, WIDE, b64, case

URL = 'https://mes.example/version/1/account/12345678/auth/'
USER = 'demo@example.com'
PREFIX = 'qwertyuiopasd'


def add(password, seen, codes, comment, **more):
    options = {'baseUrl': 'https://mes.example', 'accountId': '12345678', 'user': USER, 'password': password, **more}
    case('jacada', options, seen, codes, comment, 'python', ['Prefix'])


def body(user, password, **more):
    return {'method': 'POST', 'url': URL, 'headers': JSON_HEADERS, 'body': json.dumps({'user': user, 'password': password}), **more}


USER64 = b64(USER.encode())
for word in (SHORT, LONG, WIDE):
    right = b64((PREFIX + word).encode())
    name = f'{len(word)} characters'
    add(word, body(USER64, b64(word.encode())), 'PREFIX_MISSING', f"the sample's second line: {name}")
    add(word, body(USER64, b64(('qwertyuiop' + word).encode())), 'PREFIX_LENGTH', f'ten letters: {name}')
    add(word, body(USER64, b64((PREFIX + 'f' + word).encode())), 'PREFIX_LENGTH', f'fourteen letters: {name}')
    add(word, body(USER64, right), 'PREFIX_LENGTH', f'thirteen letters where the server cuts off eight: {name}', prefixLength=8)
    add(word, body(USER64, b64((word + PREFIX).encode())), 'PREFIX_OUTSIDE', f'the letters behind: {name}')
    add(word, body(USER64, PREFIX + b64(word.encode())), 'PREFIX_OUTSIDE', f'the letters in front of the Base64: {name}')
    add(word, body(USER64, word), 'NOT_ENCODED', f'the password itself: {name}')
    add(word, body(USER, right), 'NOT_ENCODED', f'the user name itself: {name}')
    add(word, body(USER64, b64(right.encode())), 'ENCODED_TWICE', f'Base64 of the Base64: {name}')
    add(word, body(USER64, (PREFIX + word).encode().hex()), 'HEX_NOT_BASE64', f'hex: {name}')
    add(word, body(USER64, base64.encodebytes((PREFIX + word).encode()).decode()), 'BASE64_LINES', f'encodebytes: {name}')
    add(word, body(USER64, str(base64.b64encode((PREFIX + word).encode()))), 'BYTES_LITERAL', f'str() of bytes: {name}')
    if quote(right, safe='') != right:
        add(word, body(USER64, quote(right, safe='')), 'PERCENT_IN_JSON', f'quote() inside JSON: {name}')
    add(word, body(USER64, b64((PREFIX + word).encode('utf-16-le'))), 'CHARSET_UTF16', f'UTF-16: {name}')
    add(word, body(USER64, b64((PREFIX + word + '\n').encode())), 'SPACE_ADDED', f'echo: {name}')
    add(word, body(USER64, b64((PREFIX + word.swapcase()).encode())), 'OTHER_PASSWORD', f'another password: {name}')
    add(word, body(b64(b'other@example.com'), right), 'OTHER_USER', f'another user: {name}')
    add(word, body(USER64, right, url=URL[:-1]), 'WRONG_PATH', f'no slash at the end: {name}')
    add(word, body(USER64, right, url=URL.replace('/version/1', '')), 'WRONG_PATH', f'no version: {name}')
    add(word, body(USER64, right, headers=FORM_HEADERS), 'CONTENT_TYPE', f'JSON as a form: {name}')
    form = f'user={quote(USER64, safe="")}&password={quote(right, safe="")}'
    add(word, body(USER64, right, headers=FORM_HEADERS, body=form), 'BODY_FORM', f'a form: {name}')

add(WIDE, body(USER64, b64((PREFIX + WIDE).encode('latin-1'))), 'CHARSET_LATIN1', 'Latin-1')
add(SHORT, body(USER64, '!' + b64((PREFIX + SHORT).encode())), 'NOT_BASE64', 'a character that is none')
add(SHORT, body(USER64, b64((PREFIX + SHORT).encode()), method='GET'), 'WRONG_METHOD', 'GET')
add(SHORT, body(USER64, b64(SHORT.encode()), method='PUT'), ['PREFIX_MISSING', 'WRONG_METHOD'], 'no prefix, PUT')
add(SHORT, body(USER, b64(SHORT.encode())), ['PREFIX_MISSING', 'NOT_ENCODED'], 'no prefix, and the user name itself')
