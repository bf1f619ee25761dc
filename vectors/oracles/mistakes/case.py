"""A wrong request, and what is wrong with it."""
import base64
import json
import subprocess
from pathlib import Path
from urllib.parse import quote

KEY_TEXT = 'YGjDImfP5bf8F7kGbdqWcA=='
IV_TEXT = 'bDA11yRcbUsTC9jl5LnuiQ=='
KEY = base64.b64decode(KEY_TEXT)
IV = base64.b64decode(IV_TEXT)

SHORT = 'P@ss+word/=1'
BLOCK = '0123456789abcdef'
LONG = 'correct horse battery staple'
WIDE = 'Grüße-aus-Köln-2026'
WORDS = (SHORT, LONG, WIDE)

JSON_HEADERS = {'Accept': 'application/json', 'Content-Type': 'application/json'}
FORM_HEADERS = {'Accept': 'application/json', 'Content-Type': 'application/x-www-form-urlencoded'}

CASES = []


def case(vendor, options, seen, codes, comment, made='python', flags=()):
    """Adds one; `codes` is one code or several, in their order."""
    codes = [codes] if isinstance(codes, str) else list(codes)
    CASES.append({
        'comment': comment,
        'flags': sorted(flags),
        'made': made,
        'input': {'vendor': vendor, 'options': options, 'seen': seen},
        'codes': codes,
    })


def openssl(*arguments, data=b''):
    """What the openssl command prints."""
    return subprocess.run(['openssl', *arguments], input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout


def aes(data, cipher='aes-128-cbc', key=KEY, iv=IV, padding=True):
    """AES by the openssl command, with or without its padding."""
    vector = () if cipher.endswith('ecb') else ('-iv', iv.hex())
    nopad = () if padding else ('-nopad',)
    return openssl('enc', f'-{cipher}', '-K', key.hex(), *vector, *nopad, data=data)


def zeros(data):
    """Filled up with zeros to whole blocks."""
    return data + bytes(-len(data) % 16)


def b64(data):
    return base64.b64encode(data).decode()


def enc(text):
    """Percent-encoded once, as it should be."""
    return quote(text, safe='')


def ifactory_options(password, **more):
    return {'baseUrl': 'https://mes.example', 'userLogin': 'demo', 'password': password, **more}


def ifactory_url(value, user='demo'):
    """The URL with a value that is encoded already."""
    return f'https://mes.example/api/tokens?userLogin={user}&password={value}'


def ifactory_seen(value, user='demo'):
    return {'method': 'GET', 'url': ifactory_url(value, user), 'headers': {'Accept': 'application/json'}}


def test_key(bits=1024):
    """A key of the vectors: modulus, exponent."""
    keys = json.loads((Path(__file__).parents[2] / 'test-keys.json').read_text())['keys']
    found = next(each for each in keys if each['bits'] == bits)
    return found['modulusHex'], found['exponentHex']
