"""A port of four encodings to Python's standard library, checked against the golden vectors:

    npx credwire vectors check -- python3 port.py

It reads a question a line and answers each on a line. AES is that of the openssl command line. It builds no requests
and reads no responses: of those functions it says that it doesn't know them.
"""
import base64
import json
import subprocess
import sys
from urllib.parse import quote

KEY, IV = 'YGjDImfP5bf8F7kGbdqWcA==', 'bDA11yRcbUsTC9jl5LnuiQ=='
CHARSETS = {'utf-8': 'utf-8', 'utf-16le': 'utf-16-le', 'latin1': 'latin-1', 'ascii': 'ascii'}


class Refusal(Exception):
    """Carries a code."""


def check(is_right, code):
    if not is_right:
        raise Refusal(code)


def text(value):
    check(isinstance(value, str), 'ERR_ARGUMENT_TYPE')
    check(not any(0xD800 <= ord(unit) <= 0xDFFF for unit in value), 'ERR_TEXT_NOT_WELL_FORMED')
    return value


def options_of(given, known):
    check(all(name in known for name in given), 'ERR_UNKNOWN_OPTION')
    return given


def encode(value, charset, allowed):
    check(isinstance(charset, str), 'ERR_ARGUMENT_TYPE')
    check(charset in allowed, 'ERR_ARGUMENT_VALUE')
    try:
        return text(value).encode(CHARSETS[charset])
    except UnicodeEncodeError:
        raise Refusal('ERR_TEXT_NOT_ENCODABLE') from None


def base64_bytes(options, name, fallback):
    if name + 'Hex' in options:
        return bytes.fromhex(options[name + 'Hex'])
    value = text(options.get(name, fallback)).strip(' \t\r\n\v\f')
    try:
        octets = base64.b64decode(value, validate=True)
    except ValueError:
        raise Refusal('ERR_BASE64') from None
    check(base64.b64encode(octets).decode() == value, 'ERR_BASE64')
    return octets


def ifactory_password(given, _):
    options = options_of(given.get('options', {}), ('key', 'keyHex', 'iv', 'ivHex', 'charset'))
    octets = encode(given.get('password'), options.get('charset', 'utf-8'), ('utf-8', 'utf-16le'))
    key, iv = base64_bytes(options, 'key', KEY), base64_bytes(options, 'iv', IV)
    check(len(key) == 16, 'ERR_AES_KEY_LENGTH')
    check(len(iv) == 16, 'ERR_AES_IV_LENGTH')
    command = ['openssl', 'enc', '-aes-128-cbc', '-K', key.hex(), '-iv', iv.hex()]
    ciphertext = subprocess.run(command, input=octets, capture_output=True, check=True).stdout
    output = base64.b64encode(ciphertext).decode()
    stages = {'textHex': octets.hex(), 'ciphertextHex': ciphertext.hex(), 'base64': output, 'encoded': quote(output, '')}
    return {'stages': stages, 'output': output}


def jacada_password(given, random):
    options = options_of(given.get('options', {}), ('prefixLength', 'charset'))
    length = options.get('prefixLength', 13)
    check(type(length) in (int, float), 'ERR_ARGUMENT_TYPE')
    check(type(length) is int and 0 <= length <= 1024, 'ERR_ARGUMENT_VALUE')
    password = encode(given.get('password'), options.get('charset', 'utf-8'), ('utf-8', 'latin1', 'ascii'))
    letters = [chr(ord('a') + byte % 26) for byte in random if byte < 234]
    check(len(letters) >= length, 'ERR_RANDOM')
    prefix = ''.join(letters[:length])
    octets = prefix.encode() + password
    output = base64.b64encode(octets).decode()
    return {'stages': {'prefix': prefix, 'textHex': octets.hex(), 'base64': output}, 'output': output}


def idscan_credentials(given, _):
    known = ('username', 'password', 'area', 'lowerCaseUsername', 'usernameKey', 'loginFormType')
    options = options_of(given['credentials'], known)
    if set(options) - set(known[:3]):
        return {'unknown': True}  # the rarer options are left out here
    name, password = text(options.get('username')), text(options.get('password'))
    area = text(options.get('area'))
    check(area in ('scanning', 'investigation'), 'ERR_ARGUMENT_VALUE')
    pairs = [('grant_type', 'password'), ('username', name), ('password', password), ('area', area)]
    # The form of browsers: a space is +, and of the marks only * - . _ stay.
    form = lambda value: quote(value, safe='* ').replace('~', '%7E').replace(' ', '+')
    return {'output': '&'.join(f'{key}={form(value)}' for key, value in pairs)}


def bex_credentials(given, _):
    options = options_of(given['credentials'], ('username', 'password', 'usernameKey', 'preferAlternateToken'))
    if set(options) - {'username', 'password'}:
        return {'unknown': True}
    name, password = text(options.get('username')), text(options.get('password'))
    return {'output': f"username={quote(name, '')}&password={quote(password, '')}"}


FUNCTIONS = {
    'ifactory.encryptPassword': ifactory_password,
    'jacada.encodePassword': jacada_password,
    'idscan.encodeCredentials': idscan_credentials,
    'bex.encodeCredentials': bex_credentials,
}

for line in sys.stdin:
    question = json.loads(line)
    function = FUNCTIONS.get(question['type'])
    try:
        answer = function(question['input'], bytes.fromhex(question.get('random', ''))) if function else {'unknown': True}
    except Refusal as refusal:
        answer = {'error': {'code': str(refusal)}}
    print(json.dumps({'id': question['id'], **answer}), flush=True)
