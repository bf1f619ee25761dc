"""The model behind the line protocol of the oracles (see scripts/vectors/protocol.mjs).

It made the vectors, so that its agreement confirms nothing but this: the files are as they were made.
"""

import sys
import urllib.parse

from model.calls import CALLS, FLOWS, decoded
from model.draws import Stream
from model.refusal import Refusal


def main():
    for line in sys.stdin:
        print(answer(*line.rstrip('\n').split('\t')), flush=False)


def answer(type_, *fields):
    given = tree(fields)
    stream = Stream(bytes.fromhex(given.pop('randomHex', '')))
    responses = given.pop('responses', [])
    try:
        if type_ in FLOWS:
            members = FLOWS[type_](decoded(given), stream, responses)
            members['exchanges'] = [{'request': exchange['request']} for exchange in members['exchanges']]
        elif type_ in CALLS:
            members = CALLS[type_](decoded(given), stream)
        else:
            return 'unknown'
    except Refusal as refusal:
        details = refusal.as_json()
        return '\t'.join(['error', details.pop('code'), *flat(details)])
    return '\t'.join(['ok', *flat(members)])


def tree(fields):
    """The arguments that a line spells."""
    root = {}
    for field in fields:
        path, _, value = field.partition('=')
        *steps, last = (urllib.parse.unquote(step) for step in path.split('.'))
        place = root
        for step in steps:
            place = place.setdefault(step, {})
        place[last] = scalar(*value.split(':', 1))
    return lists(root)


def scalar(kind, value):
    if kind == 's':
        return bytes.fromhex(value).decode('utf-16-be', 'surrogatepass')
    if kind == 'n':
        return float(value) if '.' in value or 'e' in value else int(value)
    return {'h': value, 'b': value == 'true', 'z': None, 'o': {}, 'a': []}[kind]


def lists(value):
    """Objects whose members are 0, 1, 2… are arrays."""
    if not isinstance(value, dict):
        return value
    items = {name: lists(item) for name, item in value.items()}
    return list(items.values()) if items and list(items) == [str(at) for at in range(len(items))] else items


def flat(value, path=()):
    if isinstance(value, dict) and value:
        return [field for name, item in value.items() for field in flat(item, (*path, name))]
    if isinstance(value, list) and value:
        return [field for at, item in enumerate(value) for field in flat(item, (*path, str(at)))]
    if not path:
        return []
    return [f'{".".join(map(escaped, path))}={spelled(value, path[-1])}']


def escaped(step):
    return urllib.parse.quote(step, safe='').replace('.', '%2E').replace('~', '%7E')


def spelled(value, name):
    if isinstance(value, str):
        return f'h:{value}' if name.endswith('Hex') else f's:{value.encode("utf-16-be", "surrogatepass").hex()}'
    if isinstance(value, bool):
        return f'b:{str(value).lower()}'
    if isinstance(value, (int, float)):
        return f'n:{value}'
    return {type(None): 'z:', dict: 'o:', list: 'a:'}[type(value)]


if __name__ == '__main__':
    main()
