"""Every public function that a test group may name, as a call on the arguments that a vector spells.

A call returns the members that a vector records: `stages`, and one of `output`, `outputHex`, `request`, `session`
and `exchanges` with `session`. It raises `Refusal` where the function must fail.
"""

from . import (
    aes_cbc,
    arguments,
    base64x,
    bex,
    draws,
    idscan,
    ifactory,
    jacada,
    mod_pow,
    rsa,
    rsa_formats,
    rsa_xml,
    smartconnect,
    smartconnect_flow,
    text,
    urls,
)
from .refusal import Refusal


def decoded(value):
    """Arguments as the functions take them: `…Hex` members become bytes, a `repeat` becomes its text."""
    if isinstance(value, list):
        return [decoded(item) for item in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {'repeat'}:
        return ''.join(part * times for part, times in value['repeat'])
    return dict(_member(name, item) for name, item in value.items())


def _member(name, value):
    if name.endswith('Hex') and isinstance(value, str):
        return name[:-3], bytes.fromhex(value)
    return name, decoded(value)


def _key(value):
    """The key of a vector: its two numbers."""
    if not isinstance(value, dict):
        raise Refusal('ERR_ARGUMENT_TYPE')
    return rsa.public_key(value.get('modulus'), value.get('exponent'))


def _output(value):
    return {'outputHex': value.hex()} if isinstance(value, bytes) else {'output': value}


def _key_output(key):
    return {'output': key.as_json()}


def _encrypt_aes(given):
    ciphertext = aes_cbc.encrypt(given['key'], given['iv'], given['plaintext'])
    return {'stages': {'paddedHex': aes_cbc.pad(given['plaintext']).hex()}, **_output(ciphertext)}


def _encrypt_pkcs1(given, stream):
    padded, ciphertext = rsa.encrypt(_key(given['key']), given['message'], stream)
    return {'stages': {'paddedHex': padded.hex()}, **_output(ciphertext)}


def _staged_text(stages):
    """The text that a function returns is one of its stages."""
    return {'stages': stages, 'output': stages['base64']}


def _staged_request(made):
    request, stages = made
    return {'stages': stages, 'request': request}


def _smartconnect_password(given, stream):
    key = _key(given['key'])
    return _staged_text(smartconnect.encrypt_password(given.get('password'), key, given.get('options'), stream))


def _flow(start):
    """A sign-in: a generator of requests, which is sent the responses that the vector holds."""

    def call(given, stream, responses):
        exchanges = []
        try:
            flow = start(given.get('options'), stream)
            request = next(flow)
            for response in responses:
                exchanges.append({'request': request, 'response': response})
                request = flow.send(decoded(response))
        except StopIteration as finished:
            return {'exchanges': exchanges, 'session': finished.value}
        except Refusal as refusal:
            refusal.exchanges = exchanges
            raise
        raise AssertionError('a sign-in that wants more responses than the vector has')

    return call


def _one_request(request, parse, default=None):
    """The flow of a vendor that needs one request: the session belongs to the server that was asked."""

    def start(options, stream):
        made = request(options, stream)
        base = {'baseUrl': options['baseUrl']} if 'baseUrl' in options else default
        return parse((yield made), base)

    return start


def _idscan_flow(options, _):
    """The area is an option of the request and of the parser."""
    own = {name: value for name, value in options.items() if name != 'now'}
    known = {name: options[name] for name in ('area', 'now', 'baseUrl') if name in options}
    if 'now' in known:
        arguments.moment(known['now'])
    return idscan.parse_token_response((yield idscan.token_request(own)), known)


def _plain(function, *names):
    """A function of positional arguments whose result is a text, bytes or JSON value."""
    return lambda given, _: _output(function(*(given[name] for name in names if name in given)))


def _requesting(function, *names):
    return lambda given, _: {'request': function(*(given[name] for name in names if name in given))}


def _opening(function, *names):
    return lambda given, _: {'session': function(*(given[name] for name in names if name in given))}


CALLS = {
    'codecs.encodeText': _plain(text.encode, 'text', 'charset'),
    'codecs.encodeBase64': _plain(lambda octets: base64x.encode(arguments.octets(octets)), 'bytes'),
    'codecs.decodeBase64': _plain(base64x.decode, 'text'),
    'codecs.percentEncode': _plain(urls.percent_encode, 'text'),
    'codecs.formUrlEncode': _plain(urls.form_encode, 'pairs'),
    'codecs.encryptAesCbc': lambda given, _: _encrypt_aes(given),
    'codecs.decryptAesCbc': _plain(aes_cbc.decrypt, 'key', 'iv', 'ciphertext'),
    'codecs.rsaPublicKey': lambda given, _: _key_output(_key(given['numbers'])),
    'codecs.parseRsaKeyValue': lambda given, _: _key_output(rsa_xml.parse_key(given['xml'])),
    'codecs.formatRsaKeyValue': lambda given, _: _output(rsa_xml.format_key(_key(given['key']))),
    'codecs.toJwk': lambda given, _: _output(rsa_formats.to_jwk(_key(given['key']))),
    'codecs.fromJwk': lambda given, _: _key_output(rsa_formats.from_jwk(given['jwk'])),
    'codecs.toSpkiPem': lambda given, _: _output(rsa_formats.to_pem(_key(given['key']))),
    'codecs.fromSpkiPem': lambda given, _: _key_output(rsa_formats.from_pem(given['pem'])),
    'codecs.thumbprint': lambda given, _: _output(rsa_formats.thumbprint(_key(given['key']))),
    'codecs.spkiPin': lambda given, _: _output(rsa_formats.spki_pin(_key(given['key']))),
    'codecs.encryptPkcs1': _encrypt_pkcs1,
    'codecs.bigintModPow': _plain(mod_pow.mod_pow, 'base', 'exponent', 'modulus'),
    'codecs.jsbnModPow': _plain(mod_pow.mod_pow, 'base', 'exponent', 'modulus'),
    'seededRandom': _plain(draws.seeded, 'seed', 'lengths'),
    'ifactory.encryptPassword': lambda given, _: _staged_text(
        ifactory.encrypt_password(given.get('password'), given.get('options'))
    ),
    'ifactory.tokenRequest': lambda given, _: _staged_request(ifactory.token_request(given.get('options'))),
    'ifactory.parseTokenResponse': _opening(ifactory.parse_token_response, 'response', 'options'),
    'ifactory.authorize': _requesting(ifactory.authorize, 'request', 'session', 'options'),
    'ifactory.isSessionOver': _plain(ifactory.is_session_over, 'response'),
    'idscan.encodeCredentials': _plain(idscan.encode_credentials, 'credentials'),
    'idscan.tokenRequest': _requesting(idscan.token_request, 'options'),
    'idscan.parseTokenResponse': _opening(idscan.parse_token_response, 'response', 'options'),
    'idscan.authorize': _requesting(idscan.authorize, 'request', 'session', 'options'),
    'idscan.isSessionOver': _plain(idscan.is_session_over, 'response'),
    'jacada.encodeUser': lambda given, _: _staged_text(jacada.encode_user(given.get('user'), given.get('options'))),
    'jacada.encodePassword': lambda given, stream: _staged_text(
        jacada.encode_password(given.get('password'), given.get('options'), stream)
    ),
    'jacada.tokenRequest': lambda given, stream: _staged_request(jacada.token_request(given.get('options'), stream)),
    'jacada.parseTokenResponse': _opening(jacada.parse_token_response, 'response', 'options'),
    'jacada.authorize': _requesting(jacada.authorize, 'request', 'session', 'options'),
    'jacada.isSessionOver': _plain(jacada.is_session_over, 'response'),
    'jacada.credentialHeaders': _plain(jacada.credential_headers, 'options'),
    'bex.encodeCredentials': _plain(bex.encode_credentials, 'credentials'),
    'bex.tokenRequest': _requesting(bex.token_request, 'options'),
    'bex.parseTokenResponse': _opening(bex.parse_token_response, 'response', 'options'),
    'bex.authorize': _requesting(bex.authorize, 'request', 'session', 'options'),
    'bex.isSessionOver': _plain(bex.is_session_over, 'response'),
    'bex.downloadBody': _plain(bex.download_body, 'session', 'selection'),
    'smartconnect.publicKeyRequest': _requesting(smartconnect.public_key_request, 'options'),
    'smartconnect.parsePublicKeyResponse': lambda given, _: _key_output(
        smartconnect.parse_public_key_response(given['response'])
    ),
    'smartconnect.encryptPassword': _smartconnect_password,
    'smartconnect.companiesRequest': _requesting(smartconnect.companies_request, 'options'),
    'smartconnect.parseCompaniesResponse': _plain(smartconnect_flow.parse_companies_response, 'response'),
    'smartconnect.companyListRequest': _requesting(smartconnect.company_list_request, 'options'),
    'smartconnect.parseCompanyListResponse': _plain(smartconnect_flow.parse_company_list_response, 'response'),
    'smartconnect.tokenRequest': _requesting(smartconnect.token_request, 'options'),
    'smartconnect.parseTokenResponse': _opening(smartconnect.parse_token_response, 'response', 'options'),
    'smartconnect.validateRequest': _requesting(smartconnect.validate_request, 'options'),
    'smartconnect.parseValidateResponse': _plain(smartconnect.parse_validate_response, 'response'),
    'smartconnect.authorize': _requesting(smartconnect.authorize, 'request', 'session', 'options'),
    'smartconnect.restTokenRequest': _requesting(smartconnect.rest_token_request, 'options'),
    'smartconnect.parseRestTokenResponse': _opening(smartconnect.parse_rest_token_response, 'response', 'options'),
    'smartconnect.isSessionOver': _plain(smartconnect.is_session_over, 'response'),
}

FLOWS = {
    'ifactory.signIn': _flow(
        _one_request(lambda given, _: ifactory.token_request(given)[0], ifactory.parse_token_response)
    ),
    'idscan.signIn': _flow(_idscan_flow),
    'jacada.signIn': _flow(
        _one_request(lambda given, stream: jacada.token_request(given, stream)[0], jacada.parse_token_response)
    ),
    'bex.signIn': _flow(
        _one_request(
            lambda given, _: bex.token_request(given), bex.parse_token_response, {'baseUrl': bex.BASE_URL.base}
        )
    ),
    'smartconnect.signIn': _flow(smartconnect_flow.sign_in),
    'smartconnect.restSignIn': _flow(smartconnect_flow.rest_sign_in),
}
