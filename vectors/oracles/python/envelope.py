"""The files: groups of vectors, each computed by the model as it is added."""

import json

from model.calls import CALLS, decoded
from model.draws import Stream
from model.refusal import Refusal
from provenance import made_by

NOTHING_DRAWN = Stream(b'')


class VectorFile:
    """One file of `vectors/`: what is tested, a note for each flag, and the groups."""

    def __init__(self, name, algorithm, notes):
        self.name = name
        self.algorithm = algorithm
        self.notes = notes
        self.groups = []
        self.count = 0

    def group(self, type_, profile, source, call=None):
        group = Group(self, type_, profile, source, call or CALLS.get(type_))
        self.groups.append(group)
        return group

    def as_json(self):
        used = {flag for group in self.groups for test in group.tests for flag in test['flags']}
        if used != set(self.notes):
            raise AssertionError(f'{self.name}: flags without a note or notes without a flag: {used ^ set(self.notes)}')
        return {
            'algorithm': self.algorithm,
            'schema': 'schema.json',
            'numberOfTests': self.count,
            'notes': dict(sorted(self.notes.items())),
            'testGroups': [group.as_json() for group in self.groups],
        }

    def text(self):
        """Pure ASCII, two spaces, a line feed at the end: the one spelling that the linter takes."""
        return json.dumps(self.as_json(), indent=2, ensure_ascii=True) + '\n'


class Group:
    """Vectors of one function under one dialect."""

    def __init__(self, file, type_, profile, source, call):
        self.file = file
        self.type = type_
        self.profile = profile
        self.source = source
        self.call = call
        self.tests = []

    def valid(self, comment, flags, given, random=None, known=None):
        """Adds a vector that succeeds; `known` is a published answer that the model must give."""
        members = self._run(given, random)
        if known is not None and members.get('output', members.get('outputHex')) != known:
            raise AssertionError(f'{self.type}: {comment}: not the known answer')
        self._add(comment, flags, given, members, 'valid')
        return members

    def refused(self, code, comment, flags, given, random=None):
        """Adds a vector that fails with a code, which the model must come to by itself."""
        try:
            self._run(given, random)
        except Refusal as refusal:
            if refusal.code != code:
                raise AssertionError(f'{self.type}: {comment}: {refusal.code}, not {code}') from None
            drawn = {} if random is None else {'random': random.consumed().hex()}
            self._add(comment, flags, given, drawn, 'invalid', refusal.as_json())
        else:
            raise AssertionError(f'{self.type}: {comment}: not refused')

    def define(self, comment, flags, given, members, error=None):
        """Adds a vector that is a definition: behaviour of a platform, which no calculation can make."""
        self._add(comment, flags, given, members, 'valid' if error is None else 'invalid', error)

    def _run(self, given, random):
        members = self.call(decoded(given), random or NOTHING_DRAWN)
        return members if random is None else {'random': random.consumed().hex(), **members}

    def _add(self, comment, flags, given, members, result, error=None):
        self.file.count += 1
        test = {'tcId': self.file.count, 'comment': comment, 'flags': sorted(flags), 'input': given, **members,
                'result': result}
        self.tests.append(test if error is None else {**test, 'error': error})

    def as_json(self):
        return {'type': self.type, 'profile': self.profile, 'source': self.source, 'made': made_by(self.type),
                'tests': self.tests}
