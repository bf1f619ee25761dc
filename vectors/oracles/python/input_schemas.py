"""The arguments of each function, as JSON Schema: names are fixed, and values are free, since some must be refused."""

ANYTHING = True
HEX = {'$ref': '#/$defs/hex'}
RESPONSE = {'response': {'$ref': '#/$defs/response'}}
SIGNING = {'request': {'$ref': '#/$defs/callerRequest'}, 'session': {'$ref': '#/$defs/callerSession'}}


def closed(properties, required=(), more=None):
    """An object with these members only; misspelt options, which must be refused, begin with `unknown`."""
    return {
        'type': 'object',
        **({'required': list(required)} if required else {}),
        'properties': properties,
        **({'patternProperties': more} if more else {}),
        'additionalProperties': False,
    }


def free(*names):
    return {name: ANYTHING for name in names}


def octets(*names):
    """Bytes, or something that is none."""
    return {spelling: schema for name in names for spelling, schema in ((name, ANYTHING), (f'{name}Hex', HEX))}


def options(*names, **more):
    """An object of options, or something that is none."""
    return {'anyOf': [closed({**free(*names), **more}, more={'^unknown': ANYTHING}), {'not': {'type': 'object'}}]}


def key(**more):
    return closed({'key': {'$ref': '#/$defs/key'}, **more}, ['key'])


def only_options(*names, **more):
    return closed({'options': options(*names, **more)})


def parsing(*names):
    """The arguments of a parser, which may be told the base URL that was asked."""
    return responding('baseUrl', *names)


def responding(*names):
    return closed({**RESPONSE, **({'options': options(*names)} if names else {})}, ['response'])


def signing(*names):
    return closed({**SIGNING, 'options': options('origins', 'allowInsecureHttp', *names)}, ['request', 'session'])


def platform(lacks, **more):
    """What the runner plays: a platform or client without something."""
    return closed(
        {**more, 'platform': closed({lacks: {'enum': [None, {}, 'rejects', 'times out', 'is aborted']}}, [lacks])},
        ['platform'],
    )


IFACTORY_ENCRYPTION = octets('key', 'iv')
IFACTORY = ('baseUrl', 'userLogin', 'password', 'charset', 'allowInsecureHttp')
IDSCAN = ('username', 'password', 'area', 'lowerCaseUsername', 'usernameKey', 'loginFormType')
JACADA = (
    'baseUrl',
    'applicationName',
    'version',
    'accountId',
    'user',
    'password',
    'prefixLength',
    'charset',
    'allowInsecureHttp',
)
BEX_CREDENTIALS = ('username', 'password', 'usernameKey', 'preferAlternateToken')
BEX = ('baseUrl', *BEX_CREDENTIALS, 'transport', 'method', 'allowInsecureHttp')
REST = ('apiUrl', 'username', 'password', 'clientId', 'clientSecret')
SMARTCONNECT = (
    'email',
    'password',
    'loginUrl',
    'apiUrl',
    'apiHosts',
    'companyId',
    'listCompanies',
    'choose',
    'clientName',
    'ipAddress',
    'charset',
    'pin',
)

INPUTS = {
    'bex.authorize': signing(),
    'bex.encodeCredentials': closed({'credentials': options(*BEX_CREDENTIALS)}, ['credentials']),
    'bex.downloadBody': closed(
        {'session': {'$ref': '#/$defs/callerSession'}, 'selection': options('waybillNumber', 'waybillNumbers')},
        ['session', 'selection'],
    ),
    'bex.isSessionOver': responding(),
    'bex.parseTokenResponse': parsing(),
    'bex.signIn': only_options(*BEX),
    'bex.tokenRequest': only_options(*BEX),
    'clients.viaFetch': platform('fetch'),
    'codecs.bigintModPow': closed(
        {**octets('base', 'exponent', 'modulus'), 'platform': closed({'BigInt': {'enum': [None]}}, ['BigInt'])}
    ),
    'codecs.decodeBase64': closed(free('text'), ['text']),
    'codecs.decryptAesCbc': closed(octets('key', 'iv', 'ciphertext')),
    'codecs.encodeBase64': closed(octets('bytes')),
    'codecs.encodeText': closed(free('text', 'charset'), ['text']),
    'codecs.encryptAesCbc': closed(octets('key', 'iv', 'plaintext')),
    'codecs.encryptPkcs1': key(**octets('message')),
    'codecs.formUrlEncode': closed(free('pairs'), ['pairs']),
    'codecs.formatRsaKeyValue': key(),
    'codecs.fromJwk': closed(free('jwk'), ['jwk']),
    'codecs.fromSpkiPem': closed(free('pem'), ['pem']),
    'codecs.jsbnModPow': closed(octets('base', 'exponent', 'modulus')),
    'codecs.parseRsaKeyValue': closed(free('xml'), ['xml']),
    'codecs.percentEncode': closed(free('text'), ['text']),
    'codecs.rsaPublicKey': closed({'numbers': closed(octets('modulus', 'exponent'))}, ['numbers']),
    'codecs.spkiPin': key(),
    'codecs.thumbprint': key(),
    'codecs.toJwk': key(),
    'codecs.toSpkiPem': key(),
    'idscan.authorize': signing('action', 'via'),
    'idscan.encodeCredentials': closed({'credentials': options(*IDSCAN)}, ['credentials']),
    'idscan.isSessionOver': responding(),
    'idscan.parseTokenResponse': parsing('area', 'now'),
    'idscan.signIn': only_options('baseUrl', *IDSCAN, 'allowInsecureHttp', 'now'),
    'idscan.tokenRequest': only_options('baseUrl', *IDSCAN, 'allowInsecureHttp'),
    'ifactory.authorize': signing(),
    'ifactory.encryptPassword': closed(
        {'password': ANYTHING, 'options': options('charset', **IFACTORY_ENCRYPTION)}, ['password']
    ),
    'ifactory.isSessionOver': responding(),
    'ifactory.parseTokenResponse': parsing(),
    'ifactory.signIn': only_options(*IFACTORY, **IFACTORY_ENCRYPTION),
    'ifactory.tokenRequest': only_options(*IFACTORY, **IFACTORY_ENCRYPTION),
    'jacada.authorize': signing(),
    'jacada.credentialHeaders': only_options('tenantId', 'applicationKey', 'environmentName', 'user', 'password'),
    'jacada.encodePassword': closed(
        {'password': ANYTHING, 'options': options('prefixLength', 'charset')}, ['password']
    ),
    'jacada.encodeUser': closed({'user': ANYTHING, 'options': options('charset')}, ['user']),
    'jacada.isSessionOver': responding(),
    'jacada.parseTokenResponse': parsing(),
    'jacada.signIn': only_options(*JACADA),
    'jacada.tokenRequest': only_options(*JACADA),
    'run': platform('send', options=options('username', 'password')),
    'seededRandom': closed(
        {**octets('seed'), 'lengths': {'type': 'array', 'items': {'type': 'integer', 'minimum': 0}}}, ['lengths']
    ),
    'smartconnect.authorize': signing(),
    'smartconnect.companiesRequest': only_options('loginUrl', 'email', 'encryptedPassword', 'clientName', 'ipAddress'),
    'smartconnect.companyListRequest': only_options('apiUrl', 'email', 'encryptedPassword'),
    'smartconnect.encryptPassword': key(password=ANYTHING, options=options('charset', 'pin')),
    'smartconnect.isSessionOver': responding(),
    'smartconnect.parseCompaniesResponse': responding(),
    'smartconnect.parseCompanyListResponse': responding(),
    'smartconnect.parsePublicKeyResponse': responding(),
    'smartconnect.parseRestTokenResponse': parsing('apiUrl', 'now'),
    'smartconnect.parseTokenResponse': parsing('apiUrl', 'companyId'),
    'smartconnect.parseValidateResponse': responding(),
    'smartconnect.publicKeyRequest': only_options('loginUrl', 'allowInsecureHttp'),
    'smartconnect.restSignIn': only_options(*REST, 'now'),
    'smartconnect.restTokenRequest': only_options(*REST),
    'smartconnect.signIn': only_options(*SMARTCONNECT),
    'smartconnect.tokenRequest': only_options('apiUrl', 'email', 'encryptedPassword', 'companyId'),
    'smartconnect.validateRequest': only_options('apiUrl', 'token'),
    'systemRandom': platform('crypto', length={'type': 'integer'}),
}
