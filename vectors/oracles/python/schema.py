"""schema.json: the envelope of every vector file, and the arguments of each function, as JSON Schema 2020-12."""

import json

from input_schemas import ANYTHING, HEX, INPUTS, closed
from model.calls import CALLS, FLOWS
from provenance import DEFINED

WIDTH = 120
TEXT = {'type': 'string', 'minLength': 1}
COUNT = {'type': 'integer', 'minimum': 1}
RESULTS = ('output', 'outputHex', 'request', 'session')
VENDORS = ['ifactory', 'idscan', 'jacada', 'bex', 'smartconnect']


def make():
    assert set(INPUTS) == {*CALLS, *FLOWS, *DEFINED}
    return {
        '$schema': 'https://json-schema.org/draft/2020-12/schema',
        '$id': 'urn:credwire:vectors',
        'title': 'Golden vectors of credwire',
        'description': 'What the members mean is in README.md beside this file.',
        **closed(
            {
                'algorithm': {**TEXT, 'description': 'What is tested.'},
                'schema': {'const': 'schema.json'},
                'numberOfTests': COUNT,
                'notes': {
                    'description': 'What each flag means.',
                    'type': 'object',
                    'propertyNames': {'pattern': '^[A-Z][A-Za-z0-9]*$'},
                    'additionalProperties': TEXT,
                },
                'testGroups': {'type': 'array', 'minItems': 1, 'items': {'$ref': '#/$defs/group'}},
            },
            ['algorithm', 'schema', 'numberOfTests', 'notes', 'testGroups'],
        ),
        '$defs': {'group': group(), 'test': test(), **parts(), **peers(), **INPUTS},
    }


def group():
    properties = {
        'type': {'enum': sorted(INPUTS), 'description': 'The public function that is called.'},
        'profile': {**TEXT, 'description': 'The dialect.'},
        'source': {**TEXT, 'description': 'Where the rule is written down.'},
        'made': {'enum': ['python', 'openssl', 'definition'], 'description': 'Which stack made the expected values.'},
        'tests': {'type': 'array', 'minItems': 1, 'items': {'$ref': '#/$defs/test'}},
    }
    inputs = [
        {
            'if': {'properties': {'type': {'const': type_}}},
            'then': {'properties': {'tests': {'items': {'properties': {'input': {'$ref': f'#/$defs/{type_}'}}}}}},
        }
        for type_ in sorted(INPUTS)
    ]
    return {**closed(properties, properties), 'allOf': inputs}


def test():
    exchange = closed({'request': ref('request'), 'response': ref('response')}, ['request', 'response'])
    error = closed(
        {
            'code': {'type': 'string', 'pattern': '^ERR_[A-Z0-9_]+$'},
            'status': {'type': 'integer'},
            'vendorMessage': ref('text'),
            'retryAfter': {'type': 'integer', 'minimum': 0, 'description': 'Milliseconds to wait.'},
            'host': {'type': 'string', 'description': 'The host that is not trusted.'},
        },
        ['code'],
    )
    properties = {
        'tcId': COUNT,
        'comment': TEXT,
        'flags': {'type': 'array', 'minItems': 1, 'uniqueItems': True, 'items': {'type': 'string'}},
        'input': {'type': 'object', 'description': 'The arguments by name; a name in Hex holds bytes.'},
        'random': {**HEX, 'description': 'What is read of the random stream, from the first byte to the last.'},
        'exchanges': {
            'type': 'array',
            'items': exchange,
            'description': 'A sign-in: the requests that it makes, and what the servers answer.',
        },
        'stages': ref('stages'),
        'output': {'description': 'The value that is returned, if it is neither bytes nor a request nor a session.'},
        'outputHex': HEX,
        'request': {'anyOf': [ref('request'), ref('signed')]},
        'session': ref('session'),
        'result': {'enum': ['valid', 'invalid']},
        'error': error,
    }
    nothing = {name: False for name in ('stages', *RESULTS)}
    return {
        **closed(properties, ['tcId', 'comment', 'flags', 'input', 'result']),
        'if': {'properties': {'result': {'const': 'valid'}}},
        'then': {'oneOf': [{'required': [name]} for name in RESULTS], 'properties': {'error': False}},
        'else': {'required': ['error'], 'properties': nothing},
    }


def parts():
    """Pieces of vectors."""
    pair = {
        'type': 'array',
        'prefixItems': [{'type': 'string'}, {'type': 'integer', 'minimum': 0}],
        'minItems': 2,
        'items': False,
    }
    return {
        'hex': {'type': 'string', 'pattern': '^([0-9a-f]{2})*$', 'description': 'Bytes, two lower-case digits each.'},
        'text': {
            'description': 'A text, or a long one told in parts: each a text and how many times it stands there.',
            'anyOf': [
                {'type': 'string'},
                closed({'repeat': {'type': 'array', 'minItems': 1, 'items': pair}}, ['repeat']),
            ],
        },
        'key': closed({'modulusHex': HEX, 'exponentHex': HEX}, ['modulusHex', 'exponentHex']),
        'stages': closed(
            {
                'prefix': {'type': 'string', 'description': 'The random letters before a Jacada password.'},
                'textHex': {**HEX, 'description': 'The text in its charset, a prefix included.'},
                'paddedHex': {**HEX, 'description': 'The padded block or blocks.'},
                'ciphertextHex': HEX,
                'base64': {'type': 'string'},
                'encoded': {'type': 'string', 'description': 'The Base64 as a query holds it.'},
            }
        ),
    }


def peers():
    """What goes over the wire, what comes of it, and what a caller hands in."""
    lines = {'anyOf': [{'type': 'string'}, {'type': 'array', 'items': {'type': 'string'}}]}
    texts = (
        'origin',
        'sessionId',
        'tokenType',
        'area',
        'username',
        'fullName',
        'role',
        'csrfToken',
        'email',
        'apiUrl',
        'companyId',
    )
    flags = ('isStrongPassword', 'isEmailVerified', 'signalREnabled', 'allowApiLogin')
    return {
        'request': closed(
            {
                'method': {'enum': ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD']},
                'url': ref('text'),
                'headers': {'type': 'object', 'additionalProperties': {'type': 'string'}},
                'body': {'type': 'string'},
            },
            ['method', 'url', 'headers'],
        ),
        'response': closed(
            {
                'status': {'type': 'integer'},
                'headers': {'type': 'object', 'additionalProperties': lines},
                'body': ref('text'),
            },
            ['status', 'headers', 'body'],
        ),
        'session': closed(
            {
                'vendor': {'enum': VENDORS},
                'token': ref('text'),
                'expiresAt': {'type': 'integer', 'description': 'Milliseconds since the Unix epoch.'},
                **{name: {'type': 'string'} for name in texts},
                **{name: {'type': 'integer'} for name in ('idleSessionTimeout', 'id')},
                **{name: {'type': 'boolean'} for name in flags},
            },
            ['vendor', 'token'],
        ),
        'signed': closed(
            {
                'method': {'type': 'string'},
                'url': {'type': 'string'},
                'headers': {'type': 'object', 'additionalProperties': {'type': 'string'}},
                'body': ANYTHING,
            },
            ['url', 'headers'],
            {'^extra': ANYTHING},
        ),
        'callerRequest': or_no_object(
            closed({name: ANYTHING for name in ('method', 'url', 'headers', 'body')}, more={'^extra': ANYTHING})
        ),
        'callerSession': or_no_object(
            closed(
                {
                    name: ANYTHING
                    for name in ('vendor', 'token', 'origin', 'area', 'csrfToken', 'sessionId', 'tokenType')
                }
            )
        ),
    }


def or_no_object(schema):
    return {'anyOf': [schema, {'not': {'type': 'object'}}]}


def ref(name):
    return {'$ref': f'#/$defs/{name}'}


def layout(value, indent=0, label=0):
    """JSON for people: what fits on a line stands on one."""
    line = json.dumps(value, ensure_ascii=True)
    if indent and indent + label + len(line) < WIDTH or not isinstance(value, (dict, list)):
        return line
    pairs = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    lines = []
    for name, item in pairs:
        start = '' if name is None else f'{json.dumps(name)}: '
        lines.append(' ' * (indent + 2) + start + layout(item, indent + 2, len(start)))
    opening, closing = '{}' if isinstance(value, dict) else '[]'
    return f'{opening}\n' + ',\n'.join(lines) + f'\n{" " * indent}{closing}'


def text():
    return layout(make()) + '\n'
