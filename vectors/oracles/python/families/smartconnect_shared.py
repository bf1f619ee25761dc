"""What the vectors of SmartConnect's requests and answers have in common."""

import json

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
USER = {'email': 'demo@example.com', 'encryptedPassword': CIPHERTEXT}
TOKEN = 'Um5UVHZs#B16B/C333+=='
IDS = ('72b01219-a6a4-4e25-8d93-58d0584bf75f', '8215427c-fab9-4c26-ae97-244b4d8512af')


def words(group, given, statuses):
    for name in ('Message', 'message', 'ErrorMessage', 'error_description', 'error', 'title'):
        for status in statuses:
            group.refused(
                'ERR_SIGN_IN_REFUSED',
                f'words in {name}, status {status}',
                ['VendorMessage'],
                given(answers.response(json.dumps({name: 'No such user'}), status)),
            )


def api_urls(group, request):
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
