"""IDscan: forms."""
import json
from urllib.parse import quote, urlencode

from case import FORM_HEADERS, JSON_HEADERS, LONG, SHORT, WIDE, case

URL = 'https://mes.example/idscanenterprisesvc/token'


def add(password, seen, codes, comment, **more):
    options = {'baseUrl': 'https://mes.example', 'username': 'psc', 'password': password, 'area': 'scanning', **more}
    case('idscan', options, seen, codes, comment, 'python', ['Form'])


def body(text, **more):
    return {'method': 'POST', 'url': URL, 'headers': FORM_HEADERS, 'body': text if isinstance(text, str) else urlencode(text), **more}


for word in (SHORT, LONG, WIDE):
    fields = {'grant_type': 'password', 'username': 'psc', 'password': word, 'area': 'scanning'}
    name = f'{len(word)} characters'
    add(word, body(json.dumps(fields), headers=JSON_HEADERS), 'BODY_JSON', f'json=: {name}')
    add(word, body(fields, headers=JSON_HEADERS), 'CONTENT_TYPE', f'a form as JSON: {name}')
    add(word, body(fields, headers={}), 'CONTENT_TYPE', f'no Content-Type: {name}')
    add(word, body({**fields, 'area': 'Scanning'}), 'AREA_VALUE', f'upper case: {name}')
    add(word, body({**fields, 'area': 'investigation'}), 'AREA_VALUE', f'the other area: {name}')
    add(word, body({**fields, 'area': '\u201cscanning\u201d'}), 'QUOTED_VALUE', f"the document's quotation marks: {name}")
    add(word, body({key: value for key, value in fields.items() if key != 'area'}), 'FIELD_MISSING', f'no area: {name}')
    add(word, body({key: value for key, value in fields.items() if key != 'grant_type'}), 'FIELD_MISSING', f'no grant_type: {name}')
    add(word, body({**fields, 'grant_type': 'client_credentials'}), 'GRANT_TYPE', f'another grant: {name}')
    add(word, body({'grant_type': 'password', 'UserName': 'psc', 'password': word, 'area': 'scanning'}), 'FIELD_NAME', f'UserName: {name}')
    add(word, body({'grantType': 'password', 'username': 'psc', 'password': word, 'area': 'scanning'}), 'FIELD_NAME', f'grantType: {name}')
    add(word, body({**fields, 'password': quote(word, safe='')}), 'ENCODED_TWICE', f'urlencode of a quoted value: {name}')
    add(word, {'method': 'POST', 'url': f'{URL}?{urlencode(fields)}', 'headers': {}, 'body': ''}, 'FIELDS_IN_QUERY', f'params= for data=: {name}')
    add(word, body(fields, method='GET'), 'WRONG_METHOD', f'GET: {name}')
    add(word, body(fields, url='https://mes.example/token'), 'WRONG_PATH', f'without the service: {name}')
    add(word, body(fields, url='https://mes.example/idscanenterprisesvc/idscanenterprisesvc/token'), 'WRONG_PATH', f'the service twice: {name}')
    add(word, body({**fields, 'password': f'{word} '}), 'SPACE_ADDED', f'a space behind: {name}')
    add(word, body({**fields, 'password': word.upper()}), 'OTHER_PASSWORD', f'caps lock: {name}')
    add(word, body({**fields, 'username': 'Psc'}), 'OTHER_USER', f'case of the user name: {name}')
    add(word, body(fields, headers={**FORM_HEADERS, 'Authorization': 'Bearer abc'}), 'BEARER_EXTRA', f'an old token: {name}')

raw = 'grant_type=password&username=psc&password={}&area=scanning'
add(SHORT, body(raw.format(SHORT)), 'PLUS_LOST', 'data= as text')
add('a b', body(raw.format('a b')), 'NOT_ENCODED', 'a space as it is')
add('Müller', body(raw.format('Müller')), 'NOT_ENCODED', 'a letter outside ASCII as it is')
add('Müller', body(raw.format('M%FCller')), 'CHARSET_LATIN1', 'a form in Latin-1')
add('a&b=c', body(raw.format('a&b=c')), 'OTHER_PASSWORD', 'an "&" that ends the password')
add('100%', body(raw.format('100%')), 'NOT_ENCODED', 'a percent sign as it is')
add(SHORT, body(raw.format(quote(SHORT, safe='')).replace('psc', 'PSC')), 'OTHER_USER', 'a user name in upper case', lowerCaseUsername=True)
