"""smartconnect-sign-in.json: the whole sign-in of SmartConnect, from the key to the token."""

import json

from envelope import VectorFile
from model import rsa, rsa_formats
from model.draws import Stream

from . import answers, options, samples
from .rsa_key_xml_parts import DOCUMENT as XML
from .rsa_key_xml_parts import compact, modulus
from .samples import public
from .smartconnect_companies import account, product
from .smartconnect_shared import API, DOCUMENT, IDS, LATER, LOGIN

USER = {'email': 'demo@example.com', 'password': 'secret'}
KEY = answers.response(json.dumps(XML))
TOKEN = answers.response('"Um5UVHZs+B16B/C333=="')


def make():
    file = VectorFile(
        'smartconnect-sign-in',
        'SmartConnect sign-in, from the first request to the session',
        samples.notes(
            options.NOTES,
            'IllFormed',
            Charset='The password in another charset.',
            Choice='Which company: the only one that fits, or what the callback `choose` returns (here its id).',
            CompanyList='Companies from GetCompanyList of the API.',
            Direct='Company and API are given: two requests.',
            DryRandom='The random source gives nothing.',
            KeyFault='The peer sent a key that is unsound or spelled in a way that is refused.',
            Loopback='A sandbox on a loopback host, without TLS.',
            MessageTooLong='A password that is longer, in bytes, than the key can take.',
            Pin='The key is held against a pin before anything is encrypted.',
            Refused='A server refuses, at each step.',
            Scheme='Addresses of the API come without a scheme: they take that of the login service.',
            TrustedHost="The address of the API comes over the network: it is followed to the vendor's hosts, that of the "
            'login service, and those that the caller lists.',
            Url='A URL that is not absolute, insecure, or holds what it must not hold.',
        ),
    )
    direct(file.group('smartconnect.signIn', 'company and API given', DOCUMENT))
    choices(file.group('smartconnect.signIn', 'companies from /v1/companies', DOCUMENT))
    listed(file.group('smartconnect.signIn', 'companies from GetCompanyList', LATER))
    early(file.group('smartconnect.signIn', 'refusals', DOCUMENT))
    return file


def direct(group):
    given = {**USER, 'apiUrl': API, 'companyId': IDS[0]}

    def valid(comment, flags, **more):
        group.valid(
            comment, flags, {'options': {**given, **more}}, random=Stream.seeded(comment), responses=[KEY, TOKEN]
        )

    def refused(code, comment, flags, responses, **more):
        group.refused(
            code, comment, flags, {'options': {**given, **more}}, random=Stream.seeded(comment), responses=responses
        )

    valid('two requests', ['Direct'])
    valid('another login service', ['Direct'], loginUrl=LOGIN)
    valid('an address without a scheme', ['Direct', 'Scheme'], apiUrl='smartconnect.example/API/')
    valid(
        'a sandbox on loopback',
        ['Direct', 'Loopback', 'Scheme'],
        loginUrl='http://127.0.0.1:8080',
        apiUrl='127.0.0.1:8081/API',
    )
    valid('Latin-1', ['Charset', 'Direct'], password='caf\xe9', charset='latin1')
    for name, pin in zip(('thumbprint', 'SPKI pin'), pins('1024-65537')):
        valid(f'the right {name}', ['Direct', 'Pin'], pin=pin)
    for name, pin in zip(('thumbprint', 'SPKI pin'), pins('1024-3')):
        refused('ERR_PIN_MISMATCH', f'another {name}', ['Direct', 'Pin'], [KEY], pin=pin)
    refused('ERR_UNAVAILABLE', 'no key', ['Direct', 'Refused'], [answers.response('', 503, {'Retry-After': '30'})])
    refused('ERR_SIGN_IN_REFUSED', 'a refusal in place of a key', ['Direct', 'Refused'], [answers.response('', 403)])
    refused('ERR_ENDPOINT_NOT_FOUND', 'no such API', ['Direct', 'Refused'], [KEY, answers.response('', 404)])
    refused(
        'ERR_SIGN_IN_REFUSED',
        'no token',
        ['Direct', 'Refused'],
        [KEY, answers.response('{"Message":"Invalid login"}', 401)],
    )
    refused('ERR_SIGN_IN_REFUSED', 'an empty token', ['Direct', 'Refused'], [KEY, answers.response('""')])
    refused('ERR_RSA_XML', 'no key but a document', ['Direct', 'KeyFault'], [answers.response('<Error>No</Error>')])
    refused('ERR_RESPONSE_FORMAT', 'no key but a page', ['Direct', 'KeyFault'], [answers.response('<html></html>')])
    refused(
        'ERR_RSA_KEY',
        'an exponent of 1',
        ['Direct', 'KeyFault'],
        [answers.response(compact(f'<Modulus>{modulus("1024-65537")}</Modulus><Exponent>AQ==</Exponent>'))],
    )
    refused(
        'ERR_ENDPOINT_NOT_FOUND',
        'a redirection',
        ['Direct', 'KeyFault'],
        [answers.response('', 302, {'Location': 'https://elsewhere.example'})],
    )
    refused('ERR_MESSAGE_TOO_LONG', '118 bytes', ['Direct', 'MessageTooLong'], [KEY], password='a' * 118)


def pins(name):
    key = rsa.public_key(*(bytes.fromhex(number) for number in public(name).values()))
    return rsa_formats.thumbprint(key), rsa_formats.spki_pin(key)


def choices(group):
    def companies_answer(*products):
        return answers.response(json.dumps(account(*products)))

    def valid(comment, flags, products, **more):
        group.valid(
            comment,
            flags,
            {'options': {**USER, **more}},
            random=Stream.seeded(comment),
            responses=[KEY, companies_answer(*products), TOKEN],
        )

    def refused(code, comment, flags, products, **more):
        group.refused(
            code,
            comment,
            flags,
            {'options': {**USER, **more}},
            random=Stream.seeded(comment),
            responses=[KEY, companies_answer(*products)],
        )

    two = [product(0), product(1, ApiUrl='apieuw.smartconnect.com/API')]
    valid('the only company', ['Choice', 'Scheme'], [product()])
    valid(
        'the only company, and a client that names itself',
        ['Choice'],
        [product()],
        clientName='test',
        ipAddress='192.0.2.1',
    )
    valid('by its id', ['Choice'], two, companyId=IDS[1])
    valid('by its id in upper case: that of the list is sent', ['Choice'], two, companyId=IDS[1].upper())
    valid('the callback picks the second', ['Choice'], two, choose=IDS[1])
    valid('the callback is not asked about one', ['Choice'], [product()], choose='other')
    valid('the API that is given outweighs that of the list', ['Choice'], [product()], apiUrl='https://own.example/API')
    valid('a company without an address is left out', ['Choice'], [product(0, ApiUrl=None), product(1)])
    valid(
        'a company without an address, and an API that is given',
        ['Choice'],
        [product(0, ApiUrl=None)],
        apiUrl='own.example/API',
    )
    valid(
        'a sandbox on loopback',
        ['Choice', 'Loopback', 'Scheme'],
        [product(ApiUrl='127.0.0.1:8080/API')],
        loginUrl='http://127.0.0.1:8080',
    )
    valid('an address with a scheme', ['Choice', 'Scheme'], [product(ApiUrl='https://eu.smartconnect.com/API/')])
    trusted(valid, refused)
    equal_ids(valid, refused)
    refused('ERR_COMPANY_CHOICE', 'none', ['Choice'], [])
    refused('ERR_COMPANY_CHOICE', 'none with an address', ['Choice'], [product(ApiUrl='')])
    refused('ERR_COMPANY_CHOICE', 'two and nothing chooses', ['Choice'], two)
    refused('ERR_COMPANY_CHOICE', 'two and the callback picks neither', ['Choice'], two, choose='other')
    refused('ERR_COMPANY_CHOICE', 'two and the callback returns nothing', ['Choice'], two, choose=None)
    refused('ERR_COMPANY_CHOICE', 'another id', ['Choice'], two, companyId='other')
    for address in (
        'ftp://smartconnect.example',
        'user@smartconnect.example',
        'na.smartconnect.com/API?a=b',
        'na..smartconnect.com',
        'a b',
    ):
        refused('ERR_RESPONSE_FORMAT', f'the list says {address!r}', ['Scheme', 'Url'], [product(ApiUrl=address)])
    group.refused(
        'ERR_SIGN_IN_REFUSED',
        'no list',
        ['Refused'],
        {'options': USER},
        random=Stream.seeded('no list'),
        responses=[KEY, answers.response('{"Message":"Invalid login"}', 401)],
    )


def trusted(valid, refused):
    for address in (
        'smartconnect.com',
        'na.smartconnect.com:443/API',
        'A.B.SmartConnect.COM/API',
        'smartconnect-na-scheduler.azurewebsites.net/API',
        'login.smartconnect.com/API',
    ):
        valid(f'followed to {address}', ['TrustedHost'], [product(ApiUrl=address)])
    valid(
        "followed to the login service's host", ['TrustedHost'], [product(ApiUrl='login.example/API')], loginUrl=LOGIN
    )
    for comment, hosts in [
        ('a host', ['own.example']),
        ('a host and its port', ['own.example:8443']),
        ('a host in upper case, among others', ['b', 'OWN.Example']),
    ]:
        valid(f'{comment} listed', ['TrustedHost'], [product(ApiUrl='own.example:8443/API')], apiHosts=hosts)
    for address in (
        'attacker.example/x',
        '169.254.169.254/latest',
        'localhost:8443/admin',
        'http://127.0.0.1:6379/',
        'http://smartconnect.example/API',
        'smartconnect.com.attacker.example',
        'attacker-smartconnect.com',
        'evilsmartconnect.com',
        'other.azurewebsites.net',
        'smartconnect-na-scheduler.azurewebsites.net.attacker.example',
        '[::1]:8080',
    ):
        refused('ERR_UNTRUSTED_HOST', f'not followed to {address}', ['TrustedHost'], [product(ApiUrl=address)])
    refused(
        'ERR_UNTRUSTED_HOST',
        'not followed to another port than the one that is listed',
        ['TrustedHost'],
        [product(ApiUrl='own.example:8444/API')],
        apiHosts=['own.example:8443'],
    )
    refused(
        'ERR_UNTRUSTED_HOST',
        "not followed in the clear to the vendor's host",
        ['TrustedHost'],
        [product(ApiUrl='http://na.smartconnect.com/API')],
    )
    refused(
        'ERR_UNTRUSTED_HOST',
        'not followed below a host that is listed',
        ['TrustedHost'],
        [product(ApiUrl='a.own.example/API')],
        apiHosts=['own.example'],
    )
    refused(
        'ERR_UNTRUSTED_HOST',
        'not followed from a sandbox to another loopback host',
        ['Loopback', 'TrustedHost'],
        [product(ApiUrl='localhost:8080/API')],
        loginUrl='http://127.0.0.1:8080',
    )


def equal_ids(valid, refused):
    """Several entries of one id are one company only where they have one address."""
    same = [product(0), product(0, Name='Popdock')]
    valid('two products of one company at one address', ['Choice'], same)
    valid('two products of one company, by its id', ['Choice'], [*same, product(1)], companyId=IDS[0])
    valid('two products of one company, picked', ['Choice'], [*same, product(1)], choose=IDS[0])
    apart = [product(0), product(0, ApiUrl='eu.smartconnect.com/API')]
    valid('one id at two addresses, and an API that is given', ['Choice'], apart, apiUrl='own.example/API')
    refused('ERR_COMPANY_CHOICE', 'one id at two addresses', ['Choice'], apart)
    refused('ERR_COMPANY_CHOICE', 'one id at two addresses, the id given', ['Choice'], apart, companyId=IDS[0])
    refused('ERR_COMPANY_CHOICE', 'one id at two addresses, the id picked', ['Choice'], apart, choose=IDS[0])


def listed(group):
    given = {**USER, 'apiUrl': 'smartconnect.example/API', 'listCompanies': 'GetCompanyList'}
    companies_answer = answers.response(json.dumps([{'Id': IDS[0], 'Name': 'A'}, {'Id': IDS[1], 'Name': 'B'}]))

    def valid(comment, **more):
        group.valid(
            comment,
            ['Choice', 'CompanyList'],
            {'options': {**given, **more}},
            random=Stream.seeded(comment),
            responses=[KEY, companies_answer, TOKEN],
        )

    valid('the callback picks the second', choose=IDS[1])
    group.valid(
        'company and API are given: no list is asked for',
        ['CompanyList', 'Direct'],
        {'options': {**given, 'companyId': IDS[1]}},
        random=Stream.seeded('direct'),
        responses=[KEY, TOKEN],
    )
    group.refused(
        'ERR_COMPANY_CHOICE',
        'two and nothing chooses',
        ['Choice', 'CompanyList'],
        {'options': given},
        random=Stream.seeded('two'),
        responses=[KEY, companies_answer],
    )
    group.refused(
        'ERR_ARGUMENT_VALUE',
        'no API to ask',
        ['CompanyList'],
        {'options': {**USER, 'listCompanies': 'GetCompanyList'}},
        responses=[],
    )


def early(group):
    """Refusals before the first request."""

    def refused(code, comment, flag, **more):
        group.refused(code, comment, [flag], {'options': {**USER, **more}}, responses=[])

    for url in ('http://login.example', 'http://192.0.2.1'):
        refused('ERR_INSECURE_URL', f'login {url}', 'Url', loginUrl=url)
        refused('ERR_INSECURE_URL', f'API {url}', 'Url', apiUrl=url, companyId='a')
    refused(
        'ERR_INSECURE_URL',
        'an API that takes the scheme of a sandbox on loopback',
        'Scheme',
        loginUrl='http://127.0.0.1',
        apiUrl='smartconnect.example/API',
        companyId='a',
    )
    refused('ERR_URL', 'no URL', 'Url', loginUrl='login')
    refused('ERR_URL', 'a login URL that holds the endpoint', 'Url', loginUrl=f'{LOGIN}/v1/public-key')
    refused('ERR_URL', 'an API URL that holds the endpoint', 'Url', apiUrl=f'{API}/GetToken', companyId='a')
    refused('ERR_UNKNOWN_OPTION', 'an unknown option', 'UnknownOption', unknownOption=1)
    refused('ERR_ARGUMENT_TYPE', 'email: a number', 'WrongType', email=1)
    refused('ERR_ARGUMENT_TYPE', 'companyId: null', 'WrongType', companyId=None)
    for value in ('https://own.example', 'own.example/a', '*.own.example', '', 'a b', 'own.example:0'):
        refused('ERR_ARGUMENT_VALUE', f'apiHosts: [{value!r}]', 'Value', apiHosts=[value])
    for value in (None, 'own.example', [1]):
        refused('ERR_ARGUMENT_TYPE', f'apiHosts: {value!r}', 'WrongType', apiHosts=value)
    refused('ERR_ARGUMENT_VALUE', 'another charset', 'Value', charset='utf-16le')
    refused('ERR_ARGUMENT_VALUE', 'a pin that is none', 'Value', pin='secret')
    refused('ERR_TEXT_NOT_WELL_FORMED', 'a lone surrogate', 'IllFormed', password='\ud800')
    group.refused('ERR_RANDOM', 'no randomness', ['DryRandom'], {'options': USER}, random=Stream(b''), responses=[KEY])
