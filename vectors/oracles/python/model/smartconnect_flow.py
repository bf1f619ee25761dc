"""SmartConnect's companies, and its sign-in from the first request to the last."""

from . import arguments, http, smartconnect, urls
from .arguments import optional
from .refusal import Refusal


def api_host(value):
    """A host, and a port where that is not the usual one."""
    try:
        url = urls.Url(f'https://{arguments.text(value)}')
    except Refusal as refusal:
        raise Refusal('ERR_ARGUMENT_VALUE' if refusal.code == 'ERR_URL' else refusal.code) from None
    if url.rest:
        raise Refusal('ERR_ARGUMENT_VALUE')
    return url.origin.partition('//')[2]


VENDOR_DOMAIN = '.smartconnect.com'
VENDOR_HOSTS = ('smartconnect.com', 'smartconnect-na-scheduler.azurewebsites.net')
SIGN_IN = {
    'email': arguments.text,
    'password': arguments.text,
    **smartconnect.LOGIN,
    'apiUrl': optional(arguments.text),
    'apiHosts': optional(arguments.list_of(api_host), []),
    'companyId': optional(arguments.text),
    'listCompanies': optional(arguments.one_of('v1/companies', 'GetCompanyList'), 'v1/companies'),
    'choose': optional(arguments.anything),
    'clientName': optional(arguments.text, smartconnect.CLIENT_NAME),
    'ipAddress': optional(arguments.text, smartconnect.IP_ADDRESS),
    **smartconnect.ENCRYPTION,
}


def parse_companies_response(response):
    answer = http.Answer(response, smartconnect.own_words, smartconnect.other_words)
    body = answer.json()
    products = objects(answer, body.get('Products') if isinstance(body, dict) else None)
    account = {
        'userId': http.first_text(body, 'UserId'),
        'email': http.first_text(body, 'Email'),
        'firstName': http.first_text(body, 'FirstName'),
        'lastName': http.first_text(body, 'LastName'),
        'status': http.first_text(body, 'Status'),
        'companies': [company_of(product) for product in products if account_id(product)],
    }
    return present(account)


def parse_company_list_response(response):
    answer = http.Answer(response, smartconnect.own_words, smartconnect.other_words)
    companies = objects(answer, answer.json())
    if not all(http.first_text(company, 'Id') for company in companies):
        raise answer.malformed()
    return [
        present(
            {
                'id': company['Id'],
                'name': http.first_text(company, 'Name') or '',
                'subscriptionExpiry': http.first_text(company, 'SubscriptionExpiry'),
            }
        )
        for company in companies
    ]


def objects(answer, value):
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise answer.refused_or_malformed()
    return value


def account_id(product):
    return http.first_text(product.get('Account'), 'AccountId')


def company_of(product):
    subscription = product.get('Subscription')
    expired = subscription.get('Expired') if isinstance(subscription, dict) else None
    return present(
        {
            'id': account_id(product),
            'name': http.first_text(product['Account'], 'Name') or '',
            'apiUrl': http.first_text(product, 'ApiUrl'),
            'subscriptionExpiry': http.first_text(subscription, 'SubscriptionEndDate'),
            'expired': expired if isinstance(expired, bool) else None,
            'productName': http.first_text(product, 'Name'),
            'productStatus': http.first_text(product, 'ProductStatus'),
            'role': http.first_text(product, 'Role'),
        }
    )


def present(members):
    return {name: value for name, value in members.items() if value is not None}


def sign_in(options, stream):
    """Yields requests and is sent responses, as every flow is; `choose` is the id that the callback returns."""
    chosen = arguments.options(options, SIGN_IN)
    login = chosen['loginUrl']
    scheme = login.base.partition(':')[0]
    api = None if chosen['apiUrl'] is None else smartconnect.api_server(chosen['apiUrl'], scheme)
    if api is None and chosen['listCompanies'] == 'GetCompanyList':
        raise Refusal('ERR_ARGUMENT_VALUE')

    key = smartconnect.parse_public_key_response((yield smartconnect.public_key_request({'loginUrl': login.base})))
    encryption = {name: options[name] for name in smartconnect.ENCRYPTION if name in options}
    encrypted = smartconnect.encrypt_password(chosen['password'], key, encryption, stream)['base64']
    user = {'email': chosen['email'], 'encryptedPassword': encrypted}
    company_id = chosen['companyId']
    if api is None or company_id is None:
        if chosen['listCompanies'] == 'GetCompanyList':
            listed = parse_company_list_response(
                (yield smartconnect.company_list_request({'apiUrl': api.base, **user}))
            )
        else:
            client = {'loginUrl': login.base, 'clientName': chosen['clientName'], 'ipAddress': chosen['ipAddress']}
            listed = parse_companies_response((yield smartconnect.companies_request({**client, **user})))['companies']
        company = choose(listed, api, company_id, chosen['choose'])
        company_id = company['id']
        api = api or vendor_api(company['apiUrl'], login, chosen['apiHosts'])
    target = {'apiUrl': api.base, 'companyId': company_id}
    return smartconnect.parse_token_response((yield smartconnect.token_request({**target, **user})), target)


def choose(companies, api, company_id, choice):
    """The one company that fits, or the one of several that the caller's callback picks by its id."""
    fitting = [
        company
        for company in companies
        if (api or company.get('apiUrl')) and (company_id is None or company['id'].lower() == company_id.lower())
    ]
    if not are_one(fitting, api):
        fitting = [company for company in fitting if company['id'] == choice]
    if not fitting or not are_one(fitting, api):
        raise Refusal('ERR_COMPANY_CHOICE')
    return fitting[0]


def are_one(companies, api):
    """Two products of one company are two entries, of which either will do; at two addresses they are two."""
    return len({(company['id'], api or company.get('apiUrl')) for company in companies}) <= 1


def rest_sign_in(options, _):
    """One request; what the parser is told is not told to the builder."""
    if 'now' in options:
        arguments.moment(options['now'])
    request = smartconnect.rest_token_request({name: value for name, value in options.items() if name != 'now'})
    api = smartconnect.api_server(options['apiUrl'], ends=smartconnect.REST_ENDS).base
    known = {'apiUrl': api, **({'now': options['now']} if 'now' in options else {})}
    return smartconnect.parse_rest_token_response((yield request), known)


def vendor_api(address, login, hosts):
    """An address that the vendor sent, checked like what the caller passes, but it is the peer's fault.

    It comes over the network: whoever can write it would get what signs the user in. So its host must be the vendor's,
    that of the login service, or one that the caller lists.
    """
    try:
        api = urls.BaseUrl(smartconnect.with_scheme(address, login.scheme))
    except Refusal:
        raise Refusal('ERR_RESPONSE_FORMAT') from None
    authority = api.origin.partition('//')[2]
    is_vendor = authority in VENDOR_HOSTS or authority.endswith(VENDOR_DOMAIN)
    is_own = api.origin in (login.origin, f'https://{login.host}')
    if not is_vendor and not is_own and authority not in hosts and api.host not in hosts:
        raise Refusal('ERR_UNTRUSTED_HOST', host=api.host)
    if api.scheme == 'http' and not (login.scheme == 'http' and api.host == login.host):
        raise Refusal('ERR_UNTRUSTED_HOST', host=api.host)
    return api
