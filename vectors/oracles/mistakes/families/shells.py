"""Commands, archives and raw text with a mistake in them."""
import json

from case import LONG, SHORT, aes, b64, case, enc, ifactory_options, ifactory_url

RIGHT = enc(b64(aes(SHORT.encode())))
URL = ifactory_url(RIGHT)
LOGIN = 'https://api.bex.co.za/api/service/login'
FORM = 'https://mes.example/idscanenterprisesvc/token'
BEX = {'username': 'user123', 'password': SHORT}
IDSCAN = {'baseUrl': 'https://mes.example', 'username': 'psc', 'password': SHORT, 'area': 'scanning'}


def ifactory(seen, codes, comment):
    case('ifactory', ifactory_options(SHORT), seen, codes, comment, 'python', ['Text'])


def bex(seen, codes, comment):
    case('bex', BEX, seen, codes, comment, 'python', ['Text'])


def idscan(seen, codes, comment):
    case('idscan', IDSCAN, seen, codes, comment, 'python', ['Text'])


ifactory(f'curl {URL}', 'SHELL_SPLIT', 'a URL without quotation marks')
ifactory(f'curl -X POST "{URL}"', 'WRONG_METHOD', '-X POST')
ifactory(f"curl -G https://mes.example/api/tokens -d userLogin=demo -d password={b64(aes(SHORT.encode()))}", 'PLUS_LOST', '-G -d')
ifactory(f"curl -G https://mes.example/api/tokens -d userLogin=demo --data-urlencode 'password={RIGHT}'", 'ENCODED_TWICE', '--data-urlencode of an encoded value')
ifactory(f"curl 'https://mes.example/api/tokens' -d 'userLogin=demo&password={RIGHT}'", ['WRONG_METHOD', 'BODY_FORM'], '-d makes it a POST')
ifactory(f'curl "https://mes.example/api/tokens?userLogin=$NAME&password={RIGHT}"', ['SHELL_EXPANDED', 'VALUE_UNSET'], 'a variable of the shell')
ifactory(f'GET {URL[19:]} HTTP/1.0\r\nHost: other.example\r\n\r\n', 'WRONG_HOST', 'raw HTTP to another host')
ifactory(f'GET /token{URL[30:]} HTTP/1.1\r\nHost: mes.example\r\n\r\n', 'WRONG_PATH', 'raw HTTP to another path')
ifactory(json.dumps({'log': {'entries': [{'request': {'method': 'POST', 'url': URL, 'headers': []}}]}}), 'WRONG_METHOD', 'a HAR file')
ifactory({'request': {'method': 'GET', 'url': URL.replace('%2B', '+'), 'headers': []}}, 'PLUS_LOST', 'a HAR entry')
ifactory('nothing of this kind', 'UNREADABLE', 'words')
ifactory('', 'UNREADABLE', 'nothing')
ifactory('{"a":1}', 'UNREADABLE', 'JSON of another kind')
body = json.dumps({'username': 'user123', 'password': SHORT})
bex(f"curl {LOGIN} -d '{body}'", 'CONTENT_TYPE', '-d labels JSON as a form')
bex(f"curl -X POST {LOGIN} -H 'Content-Type: application/json' -d @login.json", 'FILE_BODY', '-d @file')
bex(f"curl {LOGIN} -F username=user123 -F 'password={SHORT}'", 'BODY_MULTIPART', '-F')
bex(f"curl {LOGIN} -H 'Content-Type: application/json' -d '{{\"username\":\"user123\",\"password\":\"***\"}}'", 'REDACTED', 'a hidden password')
bex(f'curl {LOGIN} -H "Content-Type: application/json" -d "{{"username":"user123","password":"{SHORT}"}}"', 'JSON_BROKEN', 'quotation marks within quotation marks')
bex(f'curl ^"{LOGIN}^" ^\r\n  -H ^"Content-Type: application/json^" ^\r\n  --data-raw ^"^{{^\\^"username^\\^":^\\^"user123^\\^",^\\^"pass^\\^":^\\^"{SHORT}^\\^"^}}^"', 'FIELD_NAME', 'a command for cmd')
bex(f"fetch(\"{LOGIN}\", {{\"headers\": {{\"content-type\": \"application/json\"}}, \"body\": {json.dumps(json.dumps({'username': 'user123', 'password': SHORT + ' '}))}, \"method\": \"POST\"}});", 'SPACE_ADDED', 'fetch as browsers copy it')
bex(f'POST {LOGIN} HTTP/1.1\nContent-Type: application/json\n\n{{"username":"user123"}}\n', 'FIELD_MISSING', 'a .http file')
idscan(f"curl '{FORM}' -d 'grant_type=password&username=psc&password={SHORT}&area=scanning'", 'PLUS_LOST', '-d as it is')
idscan(f"curl '{FORM}' --data-urlencode 'password={SHORT}' -d grant_type=password -d username=psc -d area=Scanning", 'AREA_VALUE', 'several -d')
idscan(f"curl '{FORM}' -F grant_type=password -F username=psc -F 'password={SHORT}' -F area=scanning", 'BODY_MULTIPART', '-F for a form')
idscan(f"curl -u 'psc:{SHORT}' '{FORM}' -d grant_type=password -d area=scanning", ['FIELD_MISSING', 'FIELD_MISSING'], '-u in place of fields')
