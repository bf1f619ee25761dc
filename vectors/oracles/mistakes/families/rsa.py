"""SmartConnect: a ciphertext of RSA, and how it travels."""
import base64
import json
from urllib.parse import quote

from case import JSON_HEADERS, LONG, SHORT, WIDE, b64, case, enc, test_key

MODULUS, EXPONENT = test_key()
SIZE = (len(MODULUS) + 1) // 2
N, E = int(MODULUS, 16), int(EXPONENT, 16)
API = 'https://smartconnect.example/API'
COMPANY = '72b01219-a6a4-4e25-8d93-58d0584bf75f'
EMAIL = 'demo+1@example.com'


def encrypt(password, fill=0x55):
    """RSAES-PKCS1-v1_5 with a fixed padding, by Python's own integers."""
    text = password if isinstance(password, bytes) else password.encode()
    block = b'\0\2' + bytes([fill]) * (SIZE - 3 - len(text)) + b'\0' + text
    return pow(int.from_bytes(block, 'big'), E, N).to_bytes(SIZE, 'big')


def textbook(text):
    return pow(int.from_bytes(text, 'big'), E, N).to_bytes(SIZE, 'big')


def add(password, seen, codes, comment, key=True):
    options = {'apiUrl': API, 'email': EMAIL, 'password': password, 'companyId': COMPANY}
    if key:
        options['key'] = {'modulusHex': MODULUS, 'exponentHex': EXPONENT}
    case('smartconnect', options, seen, codes, comment, 'python', ['Rsa'])


def request(value, email=enc(EMAIL), company=COMPANY, method='POST'):
    return {'method': method, 'url': f'{API}/GetToken?email={email}&password={value}&companyId={company}', 'headers': {'Accept': 'application/json'}}


for word in (SHORT, LONG, WIDE):
    data = encrypt(word)
    text = b64(data)
    name = f'{len(word)} characters'
    add(word, request(text), 'PLUS_LOST' if '+' in text else 'NOT_ENCODED', f'the Base64 as it is: {name}')
    add(word, request(quote(enc(text), safe='')), 'ENCODED_TWICE', f'quote twice: {name}')
    add(word, request(enc(data.hex())), 'HEX_NOT_BASE64', f'hex: {name}')
    add(word, request(enc(base64.encodebytes(data).decode())), 'BASE64_LINES', f'encodebytes: {name}')
    add(word, request(enc(base64.urlsafe_b64encode(data).decode())), 'BASE64_URL', f'urlsafe_b64encode: {name}')
    add(word, request(enc(str(base64.b64encode(data)))), 'BYTES_LITERAL', f'str() of bytes: {name}')
    add(word, request(enc(word)), 'NOT_ENCRYPTED', f'the password itself: {name}')
    add(word, request(enc(b64(word.encode()))), 'NOT_ENCRYPTED', f'Base64 of the password: {name}')
    add(word, request(enc(b64(textbook(word.encode())))), 'PADDING_MISSING', f'pow() without padding: {name}')
    add(word, request(enc(b64(data[1:]))), 'CIPHERTEXT_LENGTH', f'the first byte lost: {name}')
    add(word, request(enc(b64(b'\0' + data))), 'CIPHERTEXT_LENGTH', f'a sign byte in front: {name}')
    add(word, request(enc(b64(data[1:]))), 'CIPHERTEXT_LENGTH', f'the first byte lost, the key not known: {name}', key=False)
    add(word, request(enc(text[:-3] + '*==')), 'CIPHERTEXT_NOT_BASE64', f'a character that is none: {name}')
    add(word, request(enc(b64(b'\xff' * SIZE))), 'OTHER_KEY', f'a number above the modulus: {name}')
    add(word, request(enc(text), method='GET'), 'WRONG_METHOD', f'GET: {name}')
    add(word, request(enc(text), email='other@example.com'), 'OTHER_USER', f'another user: {name}')
    add(word, request(enc(text), email=EMAIL), 'PLUS_LOST', f'the address as it is: {name}')
    add(word, request(enc(text), company='1'), 'OTHER_VALUE', f'another company: {name}')
    missing = request(enc(text))
    add(word, {**missing, 'url': missing['url'].split('&companyId')[0]}, 'FIELD_MISSING', f'no company: {name}')
    add(word, {**missing, 'url': missing['url'].replace('companyId', 'customerId')}, 'FIELD_NAME', f'customerId: {name}')
    add(word, {**missing, 'url': missing['url'].replace('GetToken', 'Token')}, 'WRONG_PATH', f'Token for GetToken: {name}')
    add(word, {'method': 'POST', 'url': f'{API}/GetToken', 'headers': JSON_HEADERS, 'body': json.dumps({'email': EMAIL, 'password': text, 'companyId': COMPANY})}, 'BODY_JSON', f'JSON: {name}')
    companies = {'method': 'POST', 'url': 'https://login.smartconnect.com/v1/companies', 'headers': JSON_HEADERS}
    in_json = {'Email': EMAIL, 'Password': enc(text), 'ClientName': 'x', 'IpAddress': '127.0.0.1'}
    add(word, {**companies, 'body': json.dumps(in_json)}, 'PERCENT_IN_JSON', f'the encoded ciphertext in JSON: {name}')
    add(word, {**companies, 'body': json.dumps({**in_json, 'Password': word})}, 'NOT_ENCRYPTED', f'the password itself in JSON: {name}')
