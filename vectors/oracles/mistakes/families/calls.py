"""Calls after the sign-in: where the token goes."""
from case import SHORT, case

OPTIONS = {
    'ifactory': {'baseUrl': 'https://mes.example', 'userLogin': 'demo', 'password': SHORT},
    'idscan': {'baseUrl': 'https://mes.example', 'username': 'psc', 'password': SHORT, 'area': 'scanning'},
    'jacada': {'baseUrl': 'https://mes.example', 'accountId': '1', 'user': 'demo', 'password': SHORT},
    'bex': {'username': 'user123', 'password': SHORT},
    'smartconnect': {'apiUrl': 'https://mes.example', 'email': 'demo', 'password': SHORT, 'companyId': '1'},
}


def add(vendor, headers, codes, comment, url='https://mes.example/api/orders?id=1'):
    case(vendor, OPTIONS[vendor], {'method': 'GET', 'url': url, 'headers': headers}, codes, comment, 'python', ['Call'])


add('ifactory', {'Authorization': 'abc.def.ghi'}, 'BEARER_MISSING', 'the token alone')
add('ifactory', {'Authorization': 'Bearer Bearer abc'}, 'BEARER_EXTRA', 'Bearer twice')
add('ifactory', {'token': 'abc'}, 'TOKEN_HEADER', "another vendor's header")
add('ifactory', {'Authorization': 'Basic abc'}, 'TOKEN_HEADER', 'Basic')
add('ifactory', {'Authorization': 'Bearer "abc"'}, 'QUOTED_VALUE', 'quotation marks of the JSON')
add('idscan', {'Authorization': 'Bearer abc'}, 'BEARER_EXTRA', 'Bearer')
add('idscan', {'token': 'abc'}, 'TOKEN_HEADER', "another vendor's header")
add('jacada', {'Authorization': 'Bearer abc'}, 'TOKEN_HEADER', 'Authorization for Security-Token')
add('jacada', {'Security-Token': 'Bearer abc'}, 'BEARER_EXTRA', 'Bearer')
add('bex', {'Authorization': 'Bearer abc'}, 'TOKEN_HEADER', 'Authorization for token')
add('bex', {'token': 'Bearer abc'}, 'BEARER_EXTRA', 'Bearer')
add('smartconnect', {'Authorization': 'Bearer abc'}, 'TOKEN_HEADER', 'a header for the query')
add('smartconnect', {}, 'PLUS_LOST', 'the token as it is', 'https://mes.example/runmap?mapKey=1&token=Um5+VA==')
add('smartconnect', {}, 'NOT_ENCODED', 'the token as it is, without a "+"', 'https://mes.example/runmap?mapKey=1&token=Um5UVA==')
add('smartconnect', {}, 'ENCODED_TWICE', 'the token encoded twice', 'https://mes.example/runmap?mapKey=1&token=Um5UVA%253D%253D')

for vendor in OPTIONS:
    add(vendor, {}, 'TOKEN_MISSING', 'no token')
add('ifactory', {'Authorization': 'Bearer '}, 'TOKEN_MISSING', 'Bearer without a token')
add('ifactory', {'Authorization': 'Bearer undefined'}, 'VALUE_UNSET', 'a variable without a value')
add('smartconnect', {}, 'TOKEN_MISSING', 'a parameter without a value', 'https://mes.example/runmap?mapKey=1&token=')
