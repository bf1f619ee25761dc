"""errors.json: every error code at least once, those of platforms among them."""

import json

from envelope import VectorFile
from model.draws import Stream

from . import servers
from .rsa_key_xml_parts import DOCUMENT, MODULUS, compact
from .samples import public

KEY = '00' * 16
SOURCE = 'The table of codes of this project'
RESPONSE = {'status': 401, 'headers': {}, 'body': '{"message":["Invalid login"]}'}


def make():
    file = VectorFile(
        'errors',
        'one refusal for each error code',
        {
            'Caller': "The caller's fault.",
            'Peer': "The peer's fault.",
            'Platform': 'The fault of a platform or client, which the runner plays: `platform` says how. A definition, '
            'not a calculation.',
        },
    )

    def caller(code, type_, given, **more):
        file.group(type_, code, SOURCE).refused(code, 'one cause', ['Caller'], given, **more)

    def peer(code, type_, given, **more):
        file.group(type_, code, SOURCE).refused(code, 'one cause', ['Peer'], given, **more)

    caller('ERR_ARGUMENT_TYPE', 'codecs.encodeText', {'text': 1})
    caller('ERR_ARGUMENT_VALUE', 'codecs.encodeText', {'text': 'a', 'charset': 'utf-7'})
    caller(
        'ERR_UNKNOWN_OPTION',
        'bex.encodeCredentials',
        {'credentials': {'username': 'a', 'password': 'b', 'unknownOption': 'c'}},
    )
    caller('ERR_TEXT_NOT_WELL_FORMED', 'codecs.percentEncode', {'text': '\ud800'})
    caller('ERR_TEXT_NOT_ENCODABLE', 'codecs.encodeText', {'text': '\u20ac', 'charset': 'latin1'})
    caller('ERR_BASE64', 'codecs.decodeBase64', {'text': 'Zg'})
    caller('ERR_AES_KEY_LENGTH', 'codecs.encryptAesCbc', {'keyHex': '00', 'ivHex': KEY, 'plaintextHex': ''})
    caller('ERR_AES_IV_LENGTH', 'codecs.encryptAesCbc', {'keyHex': KEY, 'ivHex': '00', 'plaintextHex': ''})
    caller('ERR_DECRYPT', 'codecs.decryptAesCbc', {'keyHex': KEY, 'ivHex': KEY, 'ciphertextHex': KEY})
    caller('ERR_RSA_XML', 'codecs.parseRsaKeyValue', {'xml': compact(MODULUS)})
    caller('ERR_RSA_KEY', 'codecs.rsaPublicKey', {'numbers': {**public('1024-65537'), 'exponentHex': '01'}})
    caller('ERR_RSA_KEY_SIZE', 'codecs.rsaPublicKey', {'numbers': {'modulusHex': 'ff' * 64, 'exponentHex': '03'}})
    caller('ERR_MESSAGE_TOO_LONG', 'codecs.encryptPkcs1', {'key': public('1024-65537'), 'messageHex': '00' * 118})
    caller('ERR_RANDOM', 'jacada.encodePassword', {'password': 'a'}, random=Stream(b''))
    caller('ERR_URL', 'bex.tokenRequest', {'options': {'username': 'a', 'password': 'b', 'baseUrl': 'mes'}})
    caller(
        'ERR_INSECURE_URL',
        'bex.tokenRequest',
        {'options': {'username': 'a', 'password': 'b', 'baseUrl': 'http://mes.example'}},
    )
    request = {'method': 'GET', 'url': servers.HOST, 'headers': {}}
    caller('ERR_HEADER_VALUE', 'bex.authorize', {'request': request, 'session': {'vendor': 'bex', 'token': 'a\nb'}})
    caller(
        'ERR_AREA_MISMATCH',
        'idscan.authorize',
        {
            'request': request,
            'session': {'vendor': 'idscan', 'area': 'scanning', 'token': 'a'},
            'options': {'action': 'retrieval'},
        },
    )
    caller(
        'ERR_ORIGIN_MISMATCH',
        'bex.authorize',
        {'request': request, 'session': {'vendor': 'bex', 'token': 'a', 'origin': 'https://other.example'}},
    )
    caller('ERR_ENDPOINT_NOT_FOUND', 'bex.parseTokenResponse', {'response': {**RESPONSE, 'status': 404}})
    peer('ERR_UNAVAILABLE', 'bex.parseTokenResponse', {'response': {**RESPONSE, 'status': 503}})
    peer('ERR_SIGN_IN_REFUSED', 'ifactory.parseTokenResponse', {'response': RESPONSE})
    peer('ERR_RESPONSE_FORMAT', 'ifactory.parseTokenResponse', {'response': {**RESPONSE, 'status': 200, 'body': '{}'}})
    peer(
        'ERR_PIN_MISMATCH',
        'smartconnect.encryptPassword',
        {'password': 'a', 'key': public('1024-65537'), 'options': {'pin': 'A' * 43}},
    )
    user = {'email': 'demo@example.com', 'password': 'a'}
    key = {'status': 200, 'headers': {}, 'body': DOCUMENT}
    untrusted = json.dumps({'Products': [{'Account': {'AccountId': 'a'}, 'ApiUrl': 'attacker.example'}]})
    peer(
        'ERR_UNTRUSTED_HOST',
        'smartconnect.signIn',
        {'options': user},
        random=Stream.seeded('errors'),
        responses=[key, {'status': 200, 'headers': {}, 'body': untrusted}],
    )
    companies = {'status': 200, 'headers': {}, 'body': '{"Products":[]}'}
    caller(
        'ERR_COMPANY_CHOICE',
        'smartconnect.signIn',
        {'options': user},
        random=Stream.seeded('errors'),
        responses=[key, companies],
    )
    platforms(file)
    return file


def platforms(file):
    def define(code, type_, comment, given):
        file.group(type_, code, SOURCE).define(comment, ['Platform'], given, code)

    define('ERR_NO_RANDOM', 'systemRandom', 'no crypto at all', {'length': 1, 'platform': {'crypto': None}})
    define('ERR_NO_RANDOM', 'systemRandom', 'crypto without getRandomValues', {'length': 1, 'platform': {'crypto': {}}})
    define(
        'ERR_TRANSPORT',
        'run',
        'the client rejects',
        {'options': {'username': 'a', 'password': 'b'}, 'platform': {'send': 'rejects'}},
    )
    define(
        'ERR_NO_BIGINT',
        'codecs.bigintModPow',
        'no BigInt',
        {'baseHex': '02', 'exponentHex': '03', 'modulusHex': '05', 'platform': {'BigInt': None}},
    )
    for code, comment, does in [
        ('ERR_TIMEOUT', "the client's time is over", 'times out'),
        ('ERR_ABORTED', 'the caller aborts', 'is aborted'),
    ]:
        given = {'options': {'username': 'a', 'password': 'b'}, 'platform': {'send': does}}
        define(code, 'run', comment, given)
    define('ERR_NO_FETCH', 'clients.viaFetch', 'no fetch', {'platform': {'fetch': None}})
