"""ifactory.json: the whole sign-in of iFactory."""

import json

from envelope import VectorFile
from model import base64x
from model import ifactory as model

from . import answers, options, samples, servers, signing

DOCUMENT = 'iFactory JGP MES, StackTest Gateway API: Establish Connection'
KNOWN = [
    ('', 'zJie8rSL/rAUs3FHjy7sYA=='),
    ('password', 'EKclpDnPPGiHI66zyK906w=='),
    ('P@ss+word/=1', 'jTpn+KK/TcRsHhUeGU2FsQ=='),
    ('0123456789abcdef', 'BzFwJP74Z+0SOGpKNA7kphw1ZAF1+qElWCtkG4Ss/n0='),
    ('\u043f\u0430\u0440\u043e\u043b\u044c', 'gxXyq9tjY6eJhBlMFIPyEA=='),
    ('p\U0001f600w', 'lsQAy4/UeT6in4HQ/iepiw=='),
]
LENGTHS = (0, 1, 2, 7, 8, 14, 15, 16, 17, 30, 31, 32, 33, 47, 48, 49, 63, 64, 127, 128, 255, 1000)
OWN = '{"message":["Invalid login"]}'
GOOD = '{"token":"abc.DEF-123"}'
USER = {'baseUrl': servers.HOST, 'userLogin': 'demo', 'password': 'password'}
OWN_KEY = base64x.encode(samples.octets('iFactory key', 16))
OWN_IV = base64x.encode(samples.octets('iFactory IV', 16))


def make():
    file = VectorFile(
        'ifactory',
        'iFactory sign-in',
        samples.notes(
            *samples.ALL_TEXT_FLAGS,
            'IllFormed',
            answers.NOTES,
            options.NOTES,
            servers.NOTES,
            signing.NOTES,
            Base64='Features of the Base64: a plus (a space to the server unless it is encoded), a slash, no, one or '
            'two padding characters.',
            Good='A usual answer.',
            Jwt='Where the token is a JWT, its `exp` is read as a hint and never verified.',
            Key="Another key or IV than the document's.",
            Length='Texts of lengths around the block limits.',
            Published='A known answer of the documents, or what they describe.',
            SignIn='The whole sign-in, from the request to the session.',
            VendorMessage="The vendor's own words are found and joined.",
        ),
    )
    encryption(file)
    requests(file)
    responses(file)
    authorized = file.group('ifactory.authorize', 'Authorization: Bearer', DOCUMENT)
    session = {'vendor': 'ifactory', 'token': 'abc.DEF-123'}
    signing.accepted(authorized, session, 'Authorization')
    signing.origins(authorized, session)
    signing.refused(authorized, session)
    answers.sessions_over(
        file, 'ifactory.isSessionOver', DOCUMENT, [], [('status 400, own words', answers.response(OWN, 400))]
    )
    flow(file)
    return file


def encryption(file):
    group = file.group('ifactory.encryptPassword', 'utf-8', DOCUMENT)
    for password, known in KNOWN:
        group.valid(f'known answer for {len(password)} characters', ['Published'], {'password': password}, known=known)
    for comment, flags, text in samples.TEXTS:
        group.valid(comment, flags, {'password': text})
    for count in LENGTHS:
        group.valid(f'{count} characters', ['Length'], {'password': ascii_text(count)})
    for count in (5, 8, 16):
        group.valid(f'{2 * count} bytes of two-byte letters', ['Length', 'NonAscii'], {'password': '\u0436' * count})
    for feature, password in base64_features():
        group.valid(f'Base64 with {feature}', ['Base64'], {'password': password})
    group = file.group('ifactory.encryptPassword', 'utf-16le', 'The other reading of the document')
    for comment, flags, text in samples.TEXTS:
        group.valid(comment, flags, {'password': text, 'options': {'charset': 'utf-16le'}})
    for count in (7, 8, 9, 15, 16):
        group.valid(
            f'{count} characters', ['Length'], {'password': ascii_text(count), 'options': {'charset': 'utf-16le'}}
        )
    other_keys(file.group('ifactory.encryptPassword', 'other key or IV', DOCUMENT))
    refused_passwords(file.group('ifactory.encryptPassword', 'refusals', DOCUMENT))


def ascii_text(count):
    return ''.join(chr(33 + octet % 94) for octet in samples.octets('ascii', count))


def base64_features():
    wanted = {
        'one plus': lambda text: text.count('+') == 1,
        'two pluses or more': lambda text: text.count('+') > 1,
        'a plus in front': lambda text: text[0] == '+',
        'a slash in front': lambda text: text[0] == '/',
        'a plus at the end': lambda text: text.endswith('+'),
        'neither plus nor slash': lambda text: '+' not in text and '/' not in text,
        'plus and slash side by side': lambda text: '+/' in text or '/+' in text,
        'one padding character': lambda text: text.endswith('=') and not text.endswith('=='),
        'no padding': lambda text: not text.endswith('='),
    }
    lengths = {'one padding character': 20, 'no padding': 40, 'a plus at the end': 40}
    for feature, test in wanted.items():
        for attempt in range(2000):
            password = f'secret{attempt}'.ljust(lengths.get(feature, 0), '.')
            if test(model.encrypt_password(password)['base64']):
                yield feature, password
                break
        else:
            raise AssertionError(feature)


def other_keys(group):
    for comment, chosen in [
        ("the document's key, given", {'key': model.KEY}),
        ("the document's IV, given", {'iv': model.IV}),
        ('another key', {'key': OWN_KEY}),
        ('another IV', {'iv': OWN_IV}),
        ('both', {'key': OWN_KEY, 'iv': OWN_IV}),
        ('both, and the other charset', {'key': OWN_KEY, 'iv': OWN_IV, 'charset': 'utf-16le'}),
        ("a space behind the key, as the vendor's sample has it", {'key': f'{model.KEY} '}),
        ('white space of every kind around both', {'key': f' \t\r\n{OWN_KEY}\n', 'iv': f'\r{OWN_IV}\t '}),
        ('key as bytes', {'keyHex': base64x.decode(OWN_KEY).hex()}),
        ('IV as bytes', {'ivHex': base64x.decode(OWN_IV).hex()}),
        ('key and IV of zeros', {'key': 'AAAAAAAAAAAAAAAAAAAAAA==', 'iv': 'AAAAAAAAAAAAAAAAAAAAAA=='}),
        ('the default charset, given', {'charset': 'utf-8'}),
        ('no option', {}),
    ]:
        group.valid(comment, ['Key'], {'password': 'p\xe4ss', 'options': chosen})


def refused_passwords(group):
    for comment, text in samples.ILL_FORMED:
        group.refused('ERR_TEXT_NOT_WELL_FORMED', comment, ['IllFormed'], {'password': text})
    for value in (None, 1, ['a']):
        group.refused('ERR_ARGUMENT_TYPE', f'password: {type(value).__name__}', ['WrongType'], {'password': value})
    for name, code in [('key', 'ERR_AES_KEY_LENGTH'), ('iv', 'ERR_AES_IV_LENGTH')]:

        def invalid(code, comment, flag, value, name=name):
            group.refused(code, f'{name}: {comment}', [flag], {'password': 'a', 'options': {name: value}})

        for count in (0, 15, 17, 24, 32):
            invalid(code, f'{count} bytes', 'Key', base64x.encode(bytes(count)))
        for comment, value in [
            ('hex', '00' * 16),
            ('no padding', OWN_KEY.rstrip('=')),
            ('white space inside', f'{OWN_KEY[:8]} {OWN_KEY[8:]}'),
            ('a no-break space', f'{OWN_KEY}\xa0'),
            ('base64url', 'A_-AAAAAAAAAAAAAAAAAAA=='),
        ]:
            wanted = code if comment == 'hex' else 'ERR_BASE64'
            invalid(wanted, comment, 'Key', value)
        for value in (None, 16, [1]):
            invalid('ERR_ARGUMENT_TYPE', type(value).__name__, 'WrongType', value)
    for charset in ('latin1', 'ascii', 'UTF-8', ''):
        group.refused(
            'ERR_ARGUMENT_VALUE', f'charset {charset!r}', ['Value'], {'password': 'a', 'options': {'charset': charset}}
        )
    group.refused(
        'ERR_UNKNOWN_OPTION', 'an unknown option', ['UnknownOption'], {'password': 'a', 'options': {'unknownOption': 1}}
    )


def requests(file):
    group = file.group('ifactory.tokenRequest', 'GET with a query', DOCUMENT)
    group.valid("the document's request", ['Published'], {'options': USER})
    for comment, flags, text in samples.TEXTS:
        group.valid(f'user: {comment}', flags, {'options': {**USER, 'userLogin': text}})
        group.valid(f'password: {comment}', flags, {'options': {**USER, 'password': text}})
    for chosen in ({'charset': 'utf-16le'}, {'key': OWN_KEY, 'iv': OWN_IV}):
        group.valid(f'with {" and ".join(chosen)}', ['Key'], {'options': {**USER, **chosen}})

    def given(base, more):
        return {'options': {**USER, 'baseUrl': base, **more}}

    servers.accepted(group, given, insecure_option=True)
    servers.refused(group, given, insecure_option=True)
    servers.endpoints(group, given, ['/api/tokens', '/api', '/API/Tokens'], ['/myapi', '/api/v1', '/api/tokens/a'])
    options.refused(group, USER, USER, ['userLogin', 'password'])


def responses(file):
    def given(response):
        return {'response': response}

    group = file.group('ifactory.parseTokenResponse', 'JSON', DOCUMENT)
    group.valid("the document's answer", ['Published'], given(answers.response(GOOD)))
    group.valid(
        'upper-case first letter, as a .NET client reads it', ['Good'], given(answers.response('{"Token":"abc"}'))
    )
    group.valid('both spellings', ['Good'], given(answers.response('{"Token":"a","token":"b"}')))
    group.valid('other members', ['Good'], given(answers.response('{"user":{"token":"no"},"token":"yes","n":[1]}')))
    group.valid(
        'the same name twice: the last one counts', ['Good'], given(answers.response('{"token":"a","token":"b"}'))
    )
    group.valid('an escaped name and value', ['Good'], given(answers.response('{"\\u0074oken":"\\u0061\\/b"}')))
    answers.good_everywhere(group, given, GOOD)
    for comment, token in jwts():
        group.valid(comment, ['Jwt'], given(answers.response(json.dumps({'token': token}))))
    answers.refused_everywhere(group, given, GOOD, OWN)
    answers.origins(group, lambda response, chosen: {'response': response, 'options': chosen}, GOOD)
    for path in ('/api/tokens', '/gateway/api/'):
        group.refused(
            'ERR_URL',
            f'base URL that ends with {path}',
            ['Endpoint', 'Origin'],
            {'response': answers.response(GOOD), 'options': {'baseUrl': servers.HOST + path}},
        )
    answers.bad_json(
        group,
        given,
        [
            *answers.NO_JSON,
            *answers.NO_OBJECT,
            *answers.broken(GOOD),
            ('a text', '"abc"'),
            ('TOKEN in upper case', '{"TOKEN":"a"}'),
        ],
    )
    answers.bad_tokens(group, given, lambda value: f'{{"token":{value}}}')
    for status, comment, body in vendor_messages():
        group.refused('ERR_SIGN_IN_REFUSED', comment, ['VendorMessage'], given(answers.response(body, status)))


def jwts():
    def jwt(claims):
        text = claims if isinstance(claims, str) else json.dumps(claims)
        return f'eyJhbGciOiJub25lIn0.{base64x.encode_url(text.encode("utf-8"))}.c2ln'

    yield 'exp', jwt({'exp': 1893456000})
    yield 'exp among others, not ASCII', jwt('{"sub":"\u043f","exp":1893456000,"iat":1}')
    yield 'exp with a fraction', jwt('{"exp":1893456000.75}')
    yield 'exp with an exponent', jwt('{"exp":1.893456e9}')
    yield 'the last second that a Date holds', jwt({'exp': 8640000000000})
    yield 'past the last second', jwt({'exp': 8640000000001})
    yield 'exp 0', jwt({'exp': 0})
    yield 'exp negative', jwt({'exp': -1})
    yield 'exp as a text', jwt({'exp': '1893456000'})
    yield 'exp true', jwt({'exp': True})
    yield 'exp null', jwt({'exp': None})
    yield 'no exp', jwt({'sub': 'a'})
    yield 'claims are an array', jwt('[1893456000]')
    yield 'claims are no JSON', jwt('exp')
    yield 'claims are null', jwt('null')
    yield 'claims are not base64url', 'a.e30=.c'
    yield 'claims with surplus bits', 'a.e31.c'
    yield 'no claims', 'a..c'
    yield 'two parts', 'a.' + base64x.encode_url(b'{"exp":1893456000}')
    yield 'four parts', jwt({'exp': 1893456000}) + '.d'
    yield 'an empty signature', jwt({'exp': 1893456000}).removesuffix('c2ln')


def vendor_messages():
    yield 401, 'an object with a message', '{"message":["Invalid login"]}'
    yield 401, 'several lines', '{"message":["Invalid login","2 attempts left"]}'
    yield 403, 'a collection of objects', '[{"message":["First"]},{"message":["Second","Third"]}]'
    yield 401, 'a message that is a text', '{"message":"Invalid login"}'
    yield 401, 'a collection with messages that are texts', '[{"message":"First"},{"message":"Second"}]'
    yield 400, 'lines that are no text are left out', '{"message":["First",1,null,{},"Second"]}'
    yield 400, 'members that are no object are left out', '[1,null,"a",{"message":["First"]},[]]'
    yield 400, 'an empty message', '{"message":[]}'
    yield 400, 'no message', '{"error":"a"}'
    yield 400, 'a message of another type', '{"message":{"text":"a"}}'
    yield (
        500,
        'not ASCII',
        '{"message":["\u041d\u0435\u0432\u0435\u0440\u043d\u044b\u0439 \u043f\u0430\u0440\u043e\u043b\u044c"]}',
    )
    yield (
        401,
        'a message of more than 1,000 characters is cut',
        {'repeat': [['{"message":["', 1], ['a', 1001], ['"]}', 1]]},
    )
    yield (
        401,
        'a message that would be cut within a pair',
        {'repeat': [['{"message":["', 1], ['a', 999], ['\U0001f512', 1], ['"]}', 1]]},
    )
    yield (
        401,
        'control characters go before the message is cut',
        {'repeat': [['{"message":["', 1], ['\\u001b', 5], ['a', 1000], ['"]}', 1]]},
    )
    yield 401, 'tab and line feed stay', '{"message":["a\\tb\\nc\\rd"]}'
    yield 401, 'Message in upper case, as .NET spells it', '{"Message":["Invalid login"]}'
    yield 401, 'message before Message', '{"Message":"No","message":["Yes"]}'
    yield 400, 'empty lines are left out', '{"message":["","Invalid login",""]}'
    yield 401, 'ProblemDetails of ASP.NET', '{"title":"Unauthorized","detail":"Account is locked"}'
    yield 401, 'ProblemDetails with a title alone', '{"title":"Unauthorized"}'
    yield 403, 'HttpError of ASP.NET', '{"Message":"An error has occurred.","ExceptionMessage":"Account is locked"}'
    yield 403, 'an exception alone', '{"ExceptionMessage":"Account is locked"}'
    yield 200, 'a message inside HTTP 200', '{"message":["Invalid login"]}'
    yield 200, 'a collection inside HTTP 200', '[{"message":["Invalid login"]}]'


def flow(file):
    group = file.group('ifactory.signIn', 'one request', DOCUMENT)
    group.valid('signed in', ['SignIn'], {'options': USER}, responses=[answers.response(GOOD)])
    group.refused(
        'ERR_SIGN_IN_REFUSED',
        'refused',
        ['SignIn', 'VendorMessage'],
        {'options': USER},
        responses=[answers.response('{"message":["Invalid login"]}', 401)],
    )
    group.refused(
        'ERR_RESPONSE_FORMAT',
        'another server',
        ['NotJson', 'SignIn'],
        {'options': USER},
        responses=[answers.response('<html></html>')],
    )
    group.refused(
        'ERR_INSECURE_URL',
        'before any request',
        ['InsecureUrl', 'SignIn'],
        {'options': {**USER, 'baseUrl': 'http://mes.example'}},
        responses=[],
    )
