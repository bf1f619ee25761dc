"""smartconnect-api.json: SmartConnect's companies, tokens and signed requests."""

import json

from envelope import VectorFile

from . import answers, options, samples, servers, signing

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


def make():
    file = VectorFile('smartconnect-api', 'SmartConnect: companies, tokens, signed requests', samples.notes(
        *samples.ALL_TEXT_FLAGS, 'IllFormed', answers.NOTES, options.NOTES, signing.NOTES,
        {name: servers.NOTES[name] for name in ('BaseUrl', 'InsecureUrl', 'Url')},
        Companies='A user and the companies that he belongs to.',
        Default='The login service of the document, because none is given.',
        Good='A usual answer.',
        Published='What the document describes.',
        Scheme='Addresses of the API come without a scheme.',
        VendorMessage='The vendor\'s own words are found.',
    ))
    companies(file)
    tokens(file)
    validation(file)
    authorized = file.group('smartconnect.authorize', 'query parameter', DOCUMENT)
    session = {'vendor': 'smartconnect', 'token': TOKEN}
    signing.accepted(authorized, session, None)
    for url in ('a?token=old', 'a?mapKey=1&token=old&b=2', 'a?token', 'a?token=1&token=2', 'a?xtoken=1&tokens=2', 'a?',
                'a?&&b=1&'):
        authorized.valid(url, ['Replaced'], {'request': signing.request(url=f'{API}/{url}'), 'session': session})
    signing.refused(authorized, session)
    return file


def product(number=0, **members):
    """One product of a user, as /v1/companies lists it."""
    return {
        'ProductId': 'p', 'Name': 'SmartConnect', 'ProductStatus': 'Active', 'Status': 'Active', 'Role': 'Administrator',
        'Account': {'AccountId': IDS[number], 'Name': f'Company {number}', 'Status': 'Active'},
        'Subscription': {'Status': 'Expired', 'SubscriptionEndDate': '2020-11-20T00:00:00', 'Expired': True},
        'ApiUrl': 'smartconnect.example/API', 'Instances': [], **members,
    }


def account(*products, **members):
    return {'UserId': 'u-1', 'Email': 'demo@example.com', 'FirstName': 'Demo', 'LastName': 'User', 'Status': 'Active',
            'EmailVerified': True, 'Products': list(products), **members}


def companies(file):
    group = file.group('smartconnect.companiesRequest', 'POST with JSON', DOCUMENT)
    group.valid('the defaults', ['Default'], {'options': USER})
    group.valid('the document\'s request', ['Published'],
                {'options': {**USER, 'clientName': 'Python', 'ipAddress': '127.0.0.1'}})
    for comment, flags, text in samples.TEXTS:
        group.valid(f'e-mail and client: {comment}', flags,
                    {'options': {**USER, 'email': text, 'clientName': text, 'loginUrl': LOGIN}})
    for base, code in [('https://login.example/?a', 'ERR_URL'), ('http://login.example', 'ERR_INSECURE_URL')]:
        flag = 'Url' if code == 'ERR_URL' else 'InsecureUrl'
        group.refused(code, base, [flag], {'options': {**USER, 'loginUrl': base}})
    every = {**USER, 'clientName': 'a', 'ipAddress': '::1', 'loginUrl': LOGIN}
    options.refused(group, every, USER, ['email', 'encryptedPassword', 'clientName', 'ipAddress'])
    group = file.group('smartconnect.companyListRequest', 'POST with a query', LATER)
    request = {'apiUrl': API, **USER}
    group.valid('the document\'s request', ['Published'], {'options': request})
    for comment, flags, text in samples.TEXTS:
        group.valid(f'e-mail: {comment}', flags, {'options': {**request, 'email': text}})
    api_urls(group, request)
    options.refused(group, request, request, ['email', 'encryptedPassword'])
    accounts(file.group('smartconnect.parseCompaniesResponse', 'JSON object', DOCUMENT))
    lists(file.group('smartconnect.parseCompanyListResponse', 'JSON array', LATER))


def accounts(group):
    def given(response):
        return {'response': response}

    def valid(comment, body):
        group.valid(comment, ['Companies'], given(answers.response(json.dumps(body))))

    group.valid('an account as the document has it', ['Published'], given(answers.response(json.dumps(account(product())))))
    valid('two companies', account(product(0), product(1)))
    valid('no company', account())
    valid('nothing about the user', {'Products': [product()]})
    valid('two products of one company', account(product(0), product(0, Name='Popdock')))
    valid('a product without an account is left out', account(product(0, Account=None), product(1)))
    valid('a product with an empty account is left out', account(product(0, Account={}), product(1)))
    valid('a product without an address', account({**product(), 'ApiUrl': None}))
    valid('a product without a subscription', account(product(Subscription=None)))
    valid('an account without a name', account(product(Account={'AccountId': 'a'})))
    valid('not expired', account(product(Subscription={'Expired': False})))
    valid('expired as a text is left out', account(product(Subscription={'Expired': 'true'})))
    valid('other types are left out', account(product(Name=1, Role=None, ProductStatus=['a']), FirstName=1, Status=None))
    valid('texts, not ASCII', account(product(Role='\u0410\u0434\u043c\u0438\u043d'), LastName='Zo\xeb'))
    good = json.dumps(account(product()))
    answers.good_everywhere(group, given, good)
    answers.refused_everywhere(group, given, good)
    answers.bad_json(group, given, [
        *answers.NO_JSON, *answers.NO_OBJECT, ('no products', '{"UserId":"a"}'), ('products are null', '{"Products":null}'),
        ('products are an object', '{"Products":{}}'), ('a product is a text', '{"Products":["a"]}'),
        ('a product is null', '{"Products":[null]}'), ('a product is an array', '{"Products":[[]]}')])
    words(group, given, (200, 401))


def lists(group):
    def given(response):
        return {'response': response}

    def valid(comment, body):
        group.valid(comment, ['Companies'], given(answers.response(json.dumps(body))))

    one = {'Id': IDS[0], 'Name': 'Company', 'SubscriptionExpiry': '2027-01-31T00:00:00'}
    valid('one company', [one])
    valid('two companies', [one, {**one, 'Id': IDS[1]}])
    valid('no company', [])
    valid('an id alone', [{'Id': 'a'}])
    valid('other types are left out', [{'Id': 'a', 'Name': 1, 'SubscriptionExpiry': None}])
    valid('other members are ignored', [{**one, 'id': 'no', 'Extra': [1]}])
    good = json.dumps([one])
    answers.good_everywhere(group, given, good)
    answers.refused_everywhere(group, given, good)
    answers.bad_json(group, given, [
        *answers.NO_JSON, *(pair for pair in answers.NO_OBJECT if pair[1] != '[]'), ('a text', '"a"'),
        ('a company is a text', '["a"]'), ('a company is null', '[null]'), ('a company without an id', '[{"Name":"a"}]'),
        ('an id that is a number', '[{"Id":1}]'), ('an empty id', '[{"Id":""}]'), ('an id in lower case', '[{"id":"a"}]')])
    words(group, given, (200, 401))


def tokens(file):
    group = file.group('smartconnect.tokenRequest', 'POST with a query', DOCUMENT)
    request = {'apiUrl': API, **USER, 'companyId': '72b01219-a6a4-4e25-8d93-58d0584bf75f'}
    group.valid('the document\'s request', ['Published'], {'options': request})
    for comment, flags, text in samples.TEXTS:
        group.valid(f'company: {comment}', flags, {'options': {**request, 'companyId': text}})
    api_urls(group, request)
    options.refused(group, request, request, ['email', 'encryptedPassword', 'companyId'])

    def given(response):
        return {'response': response}

    good = json.dumps(TOKEN)
    group = file.group('smartconnect.parseTokenResponse', 'JSON string', DOCUMENT)
    group.valid('a token', ['Published'], given(answers.response(good)))
    for chosen in ({'apiUrl': API}, {'companyId': 'a'}, {'apiUrl': API, 'companyId': 'a'}, {}):
        group.valid(f'keeps {" and ".join(chosen) or "nothing"}', ['Good'],
                    {'response': answers.response(good), 'options': chosen})
    answers.good_everywhere(group, given, good)
    answers.refused_everywhere(group, given, good)
    answers.bad_tokens(group_without(group, ('""', 'null')), given, lambda value: value)
    answers.bad_json(group, given, [*answers.NO_JSON, *(pair for pair in answers.NO_OBJECT if pair[1] != 'null'),
                                    ('a token without quotes', TOKEN), ('an array of a token', f'[{good}]')])
    for body in ('""', 'null', 'false'):
        group.refused('ERR_SIGN_IN_REFUSED', f'{body} instead of a token', ['Refusal'], given(answers.response(body)))
    words(group, given, (200, 400))
    group.refused('ERR_UNKNOWN_OPTION', 'an unknown option', ['UnknownOption'],
                  {'response': answers.response(good), 'options': {'unknownOption': 1}})


def group_without(group, values):
    """The same group, deaf to bad tokens that are another kind of refusal here."""

    class Filter:
        valid = group.valid

        def refused(self, code, comment, flags, given):
            if given['response']['body'] not in values:
                group.refused(code, comment, flags, given)

    return Filter()


def words(group, given, statuses):
    for name in ('Message', 'message', 'ErrorMessage', 'error_description', 'error', 'title'):
        for status in statuses:
            group.refused('ERR_SIGN_IN_REFUSED', f'words in {name}, status {status}', ['VendorMessage'],
                          given(answers.response(json.dumps({name: 'No such user'}), status)))


def api_urls(group, request):
    for address in ('smartconnect.example/API', 'smartconnect.example', 'smartconnect.example:8443/API/', 'SMART.Example'):
        group.valid(f'without a scheme: {address}', ['Scheme'], {'options': {**request, 'apiUrl': address}})
    for address in (f'{API}/', 'http://127.0.0.1:8080/API', 'HTTPS://Smart.Example/API'):
        group.valid(address, ['BaseUrl'], {'options': {**request, 'apiUrl': address}})
    for address in ('', '/API', 'ftp://smartconnect.example', 'user@smartconnect.example', f'{API}?a=b', 'a b', '//a',
                    'smartconnect.example/../API', 'javascript:alert(1)'):
        group.refused('ERR_URL', f'apiUrl {address!r}', ['Url'], {'options': {**request, 'apiUrl': address}})
    group.refused('ERR_INSECURE_URL', 'plain HTTP', ['InsecureUrl'],
                  {'options': {**request, 'apiUrl': 'http://smartconnect.example/API'}})
    for value in (None, 1):
        group.refused('ERR_ARGUMENT_TYPE', f'apiUrl: {type(value).__name__}', ['WrongType'],
                      {'options': {**request, 'apiUrl': value}})


def validation(file):
    group = file.group('smartconnect.validateRequest', 'POST with a query', DOCUMENT)
    request = {'apiUrl': API, 'token': TOKEN}
    group.valid('the document\'s request', ['Published'], {'options': request})
    for token in ('a', 'a+b/c==', "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", '%2B'):
        group.valid(f'token {token}', ['Good'], {'options': {**request, 'token': token}})
    api_urls(group, request)
    for token in ('', 'a b', 'a\r\nb', '\xe9'):
        group.refused('ERR_HEADER_VALUE', f'token {token!r}', ['Token'], {'options': {**request, 'token': token}})
    options.refused(group, request, request, ['token'])

    def given(response):
        return {'response': response}

    group = file.group('smartconnect.parseValidateResponse', 'bare true or false', DOCUMENT)
    group.valid('true', ['Published'], given(answers.response('true')))
    group.valid('false', ['Good'], given(answers.response('false')))
    answers.good_everywhere(group, given, 'true')
    answers.refused_everywhere(group, given, 'true')
    answers.bad_json(group, given, [
        *answers.NO_JSON, *(pair for pair in answers.NO_OBJECT if pair[1] != 'true'), ('True', 'True'),
        ('a text', '"true"'), ('an object', '{"valid":true}'), ('an array', '[true]'), ('1', '1'), ('text behind', 'truex')])
