"""A right ciphertext that was put wrongly into the query, and a request that goes elsewhere."""
from urllib.parse import quote, quote_plus, unquote

from case import LONG, SHORT, WORDS, aes, b64, case, enc, ifactory_options, ifactory_seen, ifactory_url

USER = 'Ann Lee+1&Co'


def add(password, seen, codes, comment, **more):
    case('ifactory', ifactory_options(password, **more), seen, codes, comment, 'python', ['Query'])


for word in ('hunter2', 'letmein', 'password', 'monkey', 'dragon', 'qwerty', 'abc123', SHORT, LONG):
    text = b64(aes(word.encode()))
    lost = 'PLUS_LOST' if '+' in text else 'NOT_ENCODED'
    add(word, ifactory_seen(text), lost, f'the Base64 as it is: {word[:3]}')
    add(word, ifactory_seen(quote(enc(text), safe='')), 'ENCODED_TWICE', f'quote twice: {word[:3]}')
    if '+' in text:
        add(word, ifactory_seen(quote(text, safe='+')), 'PLUS_LOST', f'quote with safe="+": {word[:3]}')
        add(word, ifactory_seen(enc(text.replace('+', ' '))), 'PLUS_LOST', f'decoded once before it was encoded: {word[:3]}')
        add(word, ifactory_url(text), 'PLUS_LOST', f'a URL as it is: {word[:3]}')

ok = enc(b64(aes(SHORT.encode())))
request = ifactory_seen(ok)
add(SHORT, {**request, 'method': 'POST'}, 'WRONG_METHOD', 'POST for GET')
add(SHORT, {**request, 'url': request['url'].replace('/api/tokens', '/api/token')}, 'WRONG_PATH', 'token for tokens')
add(SHORT, {**request, 'url': request['url'].replace('/api/tokens', '/tokens')}, 'WRONG_PATH', 'without /api')
add(SHORT, {**request, 'url': request['url'].replace('/api/tokens', '/api/api/tokens')}, 'WRONG_PATH', '/api twice')
add(SHORT, {**request, 'url': request['url'].replace('/api/tokens', '//api/tokens')}, 'WRONG_PATH', 'two slashes')
add(SHORT, {**request, 'url': request['url'].replace('mes.example', 'mes2.example')}, 'WRONG_HOST', 'another host')
add(SHORT, {**request, 'url': request['url'].replace('https:', 'http:')}, 'WRONG_HOST', 'http for https')
add(SHORT, {**request, 'url': request['url'].replace('mes.example', 'mes.example:60200')}, 'WRONG_HOST', 'another port')
add(SHORT, {**request, 'url': request['url'].replace('userLogin', 'username')}, 'FIELD_NAME', 'username for userLogin')
add(SHORT, {**request, 'url': request['url'].replace('userLogin', 'UserLogin')}, 'FIELD_NAME', 'UserLogin for userLogin')
add(SHORT, {**request, 'url': request['url'].replace('password=', 'pwd=')}, 'FIELD_NAME', 'pwd for password')
add(SHORT, {**request, 'url': request['url'].split('&')[0]}, 'FIELD_MISSING', 'no password')
add(SHORT, {**request, 'url': request['url'].replace('userLogin=demo&', '')}, 'FIELD_MISSING', 'no user')
add(SHORT, ifactory_seen(''), 'FIELD_MISSING', 'an empty password')
add(SHORT, ifactory_seen(ok, 'other'), 'OTHER_USER', 'another user')
add(SHORT, ifactory_seen(f'%22{ok}%22'), 'QUOTED_VALUE', 'quotation marks round the ciphertext')
add(SHORT, ifactory_url(ok).replace('&', '&amp;'), 'HTML_ESCAPED', 'a URL out of a page')
add(SHORT, ifactory_seen('undefined'), 'VALUE_UNSET', 'undefined')
add(SHORT, ifactory_seen('%7B%7Bpassword%7D%7D'), 'VALUE_UNSET', 'a variable of Postman')
add(SHORT, ifactory_seen('***'), 'REDACTED', 'a redacted request')
add(SHORT, ifactory_seen(ok + '&password=' + ok), 'FIELD_TWICE', 'the password twice')
add(SHORT, ifactory_seen(ok, USER), ['OTHER_USER'], 'an "&" that ends the user name', userLogin=USER)
add(SHORT, ifactory_seen(ok, 'Ann Lee+1'), ['PLUS_LOST'], 'a user name as it is', userLogin='Ann Lee+1')
add(SHORT, ifactory_seen(ok, 'Ann Lee'), ['NOT_ENCODED'], 'a space as it is', userLogin='Ann Lee')
add(SHORT, ifactory_seen(ok, quote_plus(quote_plus(USER))), ['ENCODED_TWICE'], 'quote_plus twice', userLogin=USER)
add(SHORT, ifactory_seen(ok, 'J%F6rg'), ['CHARSET_LATIN1'], 'a user name in Latin-1', userLogin='Jörg')
add(SHORT, ifactory_seen(ok, 'J%u00F6rg'), ['PERCENT_U'], 'escape() of JavaScript', userLogin='Jörg')
add(SHORT, ifactory_seen(ok, quote('Jörg'.encode().decode('latin-1'))), ['UTF8_TWICE'], 'UTF-8 taken for Latin-1', userLogin='Jörg')
add(SHORT, ifactory_seen(ok, 'J%3Frg'), ['CHARSET_ASCII'], 'a question mark for a letter', userLogin='Jörg')
body = f'userLogin=demo&password={ok}'
form = {'Accept': 'application/json', 'Content-Type': 'application/x-www-form-urlencoded'}
add(SHORT, {'method': 'POST', 'url': 'https://mes.example/api/tokens', 'headers': form, 'body': body}, ['WRONG_METHOD', 'BODY_FORM'], 'a form')
json_body = '{"userLogin":"demo","password":"' + unquote(ok) + '"}'
as_json = {'method': 'POST', 'url': 'https://mes.example/api/tokens', 'headers': {'Content-Type': 'application/json'}, 'body': json_body}
add(SHORT, as_json, ['WRONG_METHOD', 'BODY_JSON'], 'JSON')
