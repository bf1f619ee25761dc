"""smartconnect-companies.json: SmartConnect's companies, from both endpoints that list them."""

import json

from envelope import VectorFile

from . import answers, options, samples, servers
from .smartconnect_shared import (
    API,
    DOCUMENT,
    IDS,
    LATER,
    LOGIN,
    OWN,
    USER,
    api_urls,
    ciphertexts,
    words,
)


def product(number=0, **members):
    """One product of a user, as /v1/companies lists it."""
    return {
        'ProductId': 'p',
        'Name': 'SmartConnect',
        'ProductStatus': 'Active',
        'Status': 'Active',
        'Role': 'Administrator',
        'Account': {'AccountId': IDS[number], 'Name': f'Company {number}', 'Status': 'Active'},
        'Subscription': {'Status': 'Expired', 'SubscriptionEndDate': '2020-11-20T00:00:00', 'Expired': True},
        'ApiUrl': 'na.smartconnect.com/API',
        'Instances': [],
        **members,
    }


def account(*products, **members):
    return {
        'UserId': 'u-1',
        'Email': 'demo@example.com',
        'FirstName': 'Demo',
        'LastName': 'User',
        'Status': 'Active',
        'EmailVerified': True,
        'Products': list(products),
        **members,
    }


def make():
    file = VectorFile(
        'smartconnect-companies',
        "SmartConnect: a user's companies",
        samples.notes(
            *samples.ALL_TEXT_FLAGS,
            'IllFormed',
            {flag: note for flag, note in answers.NOTES.items() if flag not in ('Origin', 'Over', 'Token')},
            options.NOTES,
            {name: servers.NOTES[name] for name in ('BaseUrl', 'Endpoint', 'InsecureUrl', 'Url')},
            Ciphertext='Strict Base64 of one whole block, not percent-encoded: anything else is refused.',
            Companies='A user and the companies that he belongs to.',
            Default='The login service of the document, because none is given.',
            Good='A usual answer.',
            Published='What the document describes.',
            Scheme='Addresses of the API come without a scheme.',
            VendorMessage="The vendor's own words are found.",
        ),
    )
    group = file.group('smartconnect.companiesRequest', 'POST with JSON', DOCUMENT)
    group.valid('the defaults', ['Default'], {'options': USER})
    group.valid(
        "the document's request", ['Published'], {'options': {**USER, 'clientName': 'Python', 'ipAddress': '127.0.0.1'}}
    )
    for comment, flags, text in samples.TEXTS:
        group.valid(
            f'e-mail and client: {comment}',
            flags,
            {'options': {**USER, 'email': text, 'clientName': text, 'loginUrl': LOGIN}},
        )
    for base, code in [('https://login.example/?a', 'ERR_URL'), ('http://login.example', 'ERR_INSECURE_URL')]:
        flag = 'Url' if code == 'ERR_URL' else 'InsecureUrl'
        group.refused(code, base, [flag], {'options': {**USER, 'loginUrl': base}})
    every = {**USER, 'clientName': 'a', 'ipAddress': '::1', 'loginUrl': LOGIN}
    options.refused(group, every, USER, ['email', 'encryptedPassword', 'clientName', 'ipAddress'])
    ciphertexts(group, every)
    group = file.group('smartconnect.companyListRequest', 'POST with a query', LATER)
    request = {'apiUrl': API, **USER}
    group.valid("the document's request", ['Published'], {'options': request})
    for comment, flags, text in samples.TEXTS:
        group.valid(f'e-mail: {comment}', flags, {'options': {**request, 'email': text}})
    api_urls(group, request)
    options.refused(group, request, request, ['email', 'encryptedPassword'])
    ciphertexts(group, request)
    accounts(file.group('smartconnect.parseCompaniesResponse', 'JSON object', DOCUMENT))
    lists(file.group('smartconnect.parseCompanyListResponse', 'JSON array', LATER))
    return file


def accounts(group):
    def given(response):
        return {'response': response}

    def valid(comment, body):
        group.valid(comment, ['Companies'], given(answers.response(json.dumps(body))))

    group.valid(
        'an account as the document has it', ['Published'], given(answers.response(json.dumps(account(product()))))
    )
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
    valid(
        'other types are left out', account(product(Name=1, Role=None, ProductStatus=['a']), FirstName=1, Status=None)
    )
    valid('texts, not ASCII', account(product(Role='\u0410\u0434\u043c\u0438\u043d'), LastName='Zo\xeb'))
    good = json.dumps(account(product()))
    answers.good_everywhere(group, given, good)
    answers.refused_everywhere(group, given, good, OWN)
    answers.bad_json(
        group,
        given,
        [
            *answers.NO_JSON,
            *answers.NO_OBJECT,
            ('no products', '{"UserId":"a"}'),
            ('products are null', '{"Products":null}'),
            ('products are an object', '{"Products":{}}'),
            ('a product is a text', '{"Products":["a"]}'),
            ('a product is null', '{"Products":[null]}'),
            ('a product is an array', '{"Products":[[]]}'),
        ],
    )
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
    answers.refused_everywhere(group, given, good, OWN)
    answers.bad_json(
        group,
        given,
        [
            *answers.NO_JSON,
            *(pair for pair in answers.NO_OBJECT if pair[1] != '[]'),
            ('a text', '"a"'),
            ('a company is a text', '["a"]'),
            ('a company is null', '[null]'),
            ('a company without an id', '[{"Name":"a"}]'),
            ('an id that is a number', '[{"Id":1}]'),
            ('an empty id', '[{"Id":""}]'),
            ('an id in lower case', '[{"id":"a"}]'),
        ],
    )
    words(group, given, (200, 401))
