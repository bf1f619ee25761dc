"""Makes the golden vectors.

    python3 generate.py           writes every file of vectors/ anew; the same bytes each time
    python3 generate.py --check   writes nothing and fails where a file is not what would be written
"""

import pathlib
import sys

from families import FILES

VECTORS = pathlib.Path(__file__).resolve().parents[2]


def main(arguments):
    if arguments not in ([], ['--check']):
        sys.exit(__doc__)
    stale = []
    for make in FILES:
        file = make()
        path, text = VECTORS / f'{file.name}.json', file.text()
        if not path.exists() or path.read_text('ascii') != text:
            stale.append(path.name)
            if not arguments:
                path.write_text(text, 'ascii')
        print(f'{file.count:5} {path.name}{" (changed)" if path.name in stale else ""}')
    if arguments and stale:
        sys.exit(f'not as they would be made: {", ".join(stale)}')


if __name__ == '__main__':
    main(sys.argv[1:])
