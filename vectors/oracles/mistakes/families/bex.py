"""BEX: JSON and queries."""
import base64
import json
from urllib.parse import quote, urlencode

from case import FORM_HEADERS, JSON_HEADERS, LONG, SHORT, WIDE, case

URL = 'https://api.bex.co.za/api/service/login'


def options(password, **more):
    return {'username': 'user123', 'password': password, **more}


def body(fields, **more):
    text = fields if isinstance(fields, str) else json.dumps(fields)
    return {'method': 'POST', 'url': URL, 'headers': JSON_HEADERS, 'body': text, **more}


def add(password, seen, codes, comment, **more):
    case('bex', options(password, **more), seen, codes, comment, 'python', ['Json'])


def query(text, method='POST'):
    return {'method': method, 'url': f'{URL}?{text}', 'headers': {'Accept': 'application/json'}}


for word in (SHORT, LONG, WIDE):
    fields = {'username': 'user123', 'password': word}
    name = f'{len(word)} characters'
    add(word, body({**fields, 'password': quote(word, safe='')}), 'PERCENT_IN_JSON', f'quote() inside JSON: {name}')
    add(word, body({**fields, 'password': f'"{word}"'}), 'QUOTED_VALUE', f'quotation marks twice: {name}')
    add(word, body({**fields, 'password': f'\u201c{word}\u201d'}), 'QUOTED_VALUE', f'curly quotation marks: {name}')
    add(word, body({**fields, 'password': word + '\n'}), 'SPACE_ADDED', f'readline: {name}')
    add(word, body({**fields, 'password': ' ' + word}), 'SPACE_ADDED', f'a space in front: {name}')
    add(word, body({**fields, 'password': base64.b64encode(word.encode()).decode()}), 'BASE64_EXTRA', f'Base64: {name}')
    add(word, body({**fields, 'password': word[::-1]}), 'OTHER_PASSWORD', f'another password: {name}')
    add(word, body({**fields, 'username': 'user124'}), 'OTHER_USER', f'another user: {name}')
    add(word, body({'user': 'user123', 'password': word}), 'FIELD_NAME', f'user for username: {name}')
    add(word, body({'username': 'user123', 'Password': word}), 'FIELD_NAME', f'Password for password: {name}')
    add(word, body({'username': 'user123'}), 'FIELD_MISSING', f'no password: {name}')
    add(word, body(json.dumps(json.dumps(fields))), 'JSON_TWICE', f'dumps twice: {name}')
    add(word, body(urlencode(fields), headers=FORM_HEADERS), 'BODY_FORM', f'urlencode: {name}')
    add(word, body(fields, headers=FORM_HEADERS), 'CONTENT_TYPE', f'JSON as a form: {name}')
    add(word, body(fields, headers={}), 'CONTENT_TYPE', f'no Content-Type: {name}')
    add(word, body(fields, headers={'Content-Type': 'text/plain;charset=UTF-8'}), 'CONTENT_TYPE', f'text/plain: {name}')
    add(word, body(fields, method='PUT'), 'WRONG_METHOD', f'PUT: {name}')
    add(word, body(fields, url=URL + '/'), 'WRONG_PATH', f'a slash too many: {name}')
    add(word, body(fields, url=URL + '/api/service/login'), 'WRONG_PATH', f'the endpoint twice: {name}')
    boundary = f'--x\r\nContent-Disposition: form-data; name="username"\r\n\r\nuser123\r\n--x\r\nContent-Disposition: form-data; name="password"\r\n\r\n{word}\r\n--x--\r\n'
    add(word, body(boundary, headers={'Content-Type': 'multipart/form-data; boundary=x'}), 'BODY_MULTIPART', f'files=: {name}')
    add(word, query(urlencode({**fields, 'password': quote(word, safe='')})), 'ENCODED_TWICE', f'params= of a quoted value: {name}')
    if '+' in word:
        add(word, query(urlencode(fields).replace('%2B', '+')), 'PLUS_LOST', f'a query with its "+": {name}')

add(SHORT, body("{'username': 'user123', 'password': 'P@ss+word/=1'}"), 'JSON_BROKEN', 'str() of a dict')
add(SHORT, body('{username:user123,password:P@ss+word/=1}'), 'JSON_BROKEN', 'quotation marks that the shell took away')
add(SHORT, body('[object Object]', headers={}), ['FIELD_MISSING', 'FIELD_MISSING', 'BODY_OTHER'], 'an object turned into text')
add(SHORT, body({'username': 'user123', 'password': None}), 'VALUE_UNSET', 'null')
add(SHORT, body({'username': 'user123', 'password': '{{password}}'}), 'VALUE_UNSET', 'a variable of Postman')
add(SHORT, body({'username': 'user123', 'password': '***'}), 'REDACTED', 'a redacted body')
add(WIDE, query('username=user123&password=' + quote(WIDE.encode('latin-1'))), 'CHARSET_LATIN1', 'a query in Latin-1')
add(WIDE, body({'username': 'user123', 'password': WIDE.encode().decode('latin-1')}), 'UTF8_TWICE', 'UTF-8 taken for Latin-1')
add('a&b c', query('username=user123&password=a&b c'), 'OTHER_PASSWORD', 'an "&" that ends the password')
add('50%', query('username=user123&password=50%'), 'NOT_ENCODED', 'a percent sign as it is')
add('a%41b', query('username=user123&password=a%41b'), 'NOT_ENCODED', 'a percent sign that decodes')
add(SHORT, {**body({'username': 'user123', 'password': SHORT}), 'method': 'GET'}, 'WRONG_METHOD', 'GET with a body')
add(SHORT, body({'username': 'user123', 'password': SHORT}, url='https://build.bex.co.za/api/service/login'), 'WRONG_HOST', 'the other host')
