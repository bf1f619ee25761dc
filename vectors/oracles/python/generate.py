"""Makes the golden vectors and their schema.

python3 generate.py           writes every file of vectors/ anew; the same bytes each time
python3 generate.py --check   writes nothing and fails where a file is not what would be written
"""

import pathlib
import sys

import schema
from families import FILES

VECTORS = pathlib.Path(__file__).resolve().parents[2]


def main(arguments):
    if arguments not in ([], ['--check']):
        sys.exit(__doc__)
    stale = []
    for name, count, text in contents():
        path = VECTORS / name
        changed = not path.exists() or path.read_text('ascii') != text
        if changed:
            stale.append(name)
            if not arguments:
                path.write_text(text, 'ascii')
        print(f'{count:>6} {name}{" (changed)" if changed else ""}', flush=True)
    if arguments and stale:
        sys.exit(f'not as they would be made: {", ".join(stale)}')


def contents():
    for make in FILES:
        file = make()
        yield f'{file.name}.json', file.count, file.text()
    yield 'schema.json', '', schema.text()


if __name__ == '__main__':
    main(sys.argv[1:])
