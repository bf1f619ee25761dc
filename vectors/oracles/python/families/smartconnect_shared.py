"""What the vectors of SmartConnect's requests and answers have in common."""

import json

from model import base64x, urls

from . import answers

DOCUMENT = 'SmartConnect API: Authentication'
LATER = 'SmartConnect API, a later edition'
LOGIN = 'https://login.example'
API = 'https://smartconnect.example/API'
# The second sample ciphertext of the vendor's document: well formed, its plaintext unknown.
CIPHERTEXT = (
    'Ua4r0AK8f5xuLeFGhmBtg0SP9cXYT+YUDAMbNKZ53VHAN3lQIoOTue4bIhAs+G2dPloF++5rOcDOmVhKaeAyrfQhIDw/1sHH0k90H2ubTGDCJ0zK3ewf'
    'XDXY2y3c8q6f7XShgVthACHNOpMV7BZXn2kDGQRR1WWHwJw4zBG+bGw='
)
OWN = '{"Message":"Invalid login"}'
USER = {'email': 'demo@example.com', 'encryptedPassword': CIPHERTEXT}
TOKEN = 'Um5UVHZs#B16B/C333+=='
IDS = ('72b01219-a6a4-4e25-8d93-58d0584bf75f', '8215427c-fab9-4c26-ae97-244b4d8512af')


def words(group, given, statuses):
    for name in ('Message', 'message', 'ErrorMessage', 'error_description', 'error', 'detail', 'title'):
        for status in statuses:
            if status == 200 and name in ('detail', 'title'):
                continue  # ASP.NET's words, which come with a status that tells
            group.refused(
                'ERR_SIGN_IN_REFUSED',
                f'words in {name}, status {status}',
                ['VendorMessage'],
                given(answers.response(json.dumps({name: 'No such user'}), status)),
            )


def ciphertexts(group, request):
    """What cannot be a password under the vendor's key."""
    block = base64x.encode(bytes(range(128)))
    for comment, text in [
        ('128 bytes', block),
        ('256 bytes', base64x.encode(bytes(256))),
        ('129 bytes, of a key of 1,031 bits', base64x.encode(bytes(129))),
        ('2,048 bytes', base64x.encode(bytes(2048))),
    ]:
        group.valid(comment, ['Ciphertext'], {'options': {**request, 'encryptedPassword': text}})
    for comment, text in [
        ('nothing', ''),
        ('a password', 'secret'),
        ('a password that looks like Base64', 'secret12'),
        ('percent-encoded', urls.percent_encode(CIPHERTEXT)),
        ('no padding', block.rstrip('=')),
        ('base64url', CIPHERTEXT.replace('+', '-').replace('/', '_')),
        ('a line feed at the end', f'{block}\n'),
        ('in two lines', f'{block[:76]}\n{block[76:]}'),
        ('127 bytes', base64x.encode(bytes(127))),
        ('2,049 bytes', base64x.encode(bytes(2049))),
        ("the document's first sample, which is corrupt", f'{block[:171]}A=='),
    ]:
        group.refused(
            'ERR_ARGUMENT_VALUE', comment, ['Ciphertext', 'Value'], {'options': {**request, 'encryptedPassword': text}}
        )


def api_urls(group, request):
    for end in ('/GetToken', '/GetCompanyList', '/validate', '/API/gettoken/'):
        group.refused('ERR_URL', f'ends with {end}', ['Endpoint', 'Url'], {'options': {**request, 'apiUrl': API + end}})
    for address in (
        'smartconnect.example/API',
        'smartconnect.example',
        'smartconnect.example:8443/API/',
        'SMART.Example',
    ):
        group.valid(f'without a scheme: {address}', ['Scheme'], {'options': {**request, 'apiUrl': address}})
    for address in (f'{API}/', 'http://127.0.0.1:8080/API', 'HTTPS://Smart.Example/API'):
        group.valid(address, ['BaseUrl'], {'options': {**request, 'apiUrl': address}})
    for address in (
        '',
        '/API',
        'ftp://smartconnect.example',
        'user@smartconnect.example',
        f'{API}?a=b',
        'a b',
        '//a',
        'smartconnect.example/../API',
        'javascript:alert(1)',
    ):
        group.refused('ERR_URL', f'apiUrl {address!r}', ['Url'], {'options': {**request, 'apiUrl': address}})
    group.refused(
        'ERR_INSECURE_URL',
        'plain HTTP',
        ['InsecureUrl'],
        {'options': {**request, 'apiUrl': 'http://smartconnect.example/API'}},
    )
    for value in (None, 1):
        group.refused(
            'ERR_ARGUMENT_TYPE',
            f'apiUrl: {type(value).__name__}',
            ['WrongType'],
            {'options': {**request, 'apiUrl': value}},
        )
