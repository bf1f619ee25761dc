"""Makes vectors/mistakes.json: wrong requests of other stacks, each with what is wrong with it.

The families are made here each time, by Python and the openssl command. What other stacks made lies in collected/, a file
a stack, as their programs in stacks/ printed it (collect.sh runs them again). `--check` (`npm run vectors -- mistakes`) compares and writes nothing.
"""
import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import case  # noqa: E402
import families  # noqa: E402, F401
import notes  # noqa: E402

TARGET = HERE.parents[1] / 'mistakes.json'


def collected():
    for path in sorted((HERE / 'collected').glob('*.json')):
        for each in json.loads(path.read_text()):
            if not each['codes']:
                continue  # a stack whose way comes out right by chance
            yield {
                'comment': each['comment'],
                'flags': sorted(each.get('flags', ['Stack'])),
                'made': path.stem,
                'input': {'vendor': each['vendor'], 'options': each['options'], 'seen': each['seen']},
                'codes': each['codes'],
            }


def file():
    tests = [{'tcId': at, **each} for at, each in enumerate([*case.CASES, *collected()], 1)]
    used = {flag for test in tests for flag in test['flags']}
    return {
        'algorithm': 'diagnosis',
        'schema': 'mistakes.schema.json',
        'numberOfTests': len(tests),
        'notes': {flag: text for flag, text in sorted(notes.NOTES.items()) if flag in used},
        'stacks': {stack: text for stack, text in sorted(notes.STACKS.items()) if stack in {test['made'] for test in tests}},
        'tests': tests,
    }


def main():
    made = json.dumps(file(), indent=2) + '\n'
    if '--check' in sys.argv:
        if TARGET.read_text() != made:
            sys.exit('vectors/mistakes.json is not what its makers make; run python3 vectors/oracles/mistakes/generate.py')
    else:
        TARGET.write_text(made)
    print(f'{json.loads(made)["numberOfTests"]} mistakes')


if __name__ == '__main__':
    main()
