"""The files: groups of vectors, each computed by the model as it is added."""

import json

from model.calls import CALLS, FLOWS, decoded
from model.draws import Stream
from model.refusal import Refusal
from provenance import made_by

NOTHING_DRAWN = Stream(b'')
LONG = 4096


class VectorFile:
    """One file of `vectors/`: what is tested, a note for each flag, and the groups."""

    def __init__(self, name, algorithm, notes):
        self.name = name
        self.algorithm = algorithm
        self.notes = notes
        self.groups = []
        self.count = 0

    def group(self, type_, profile, source):
        group = Group(self, type_, profile, source)
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

    def __init__(self, file, type_, profile, source):
        self.file = file
        self.type = type_
        self.profile = profile
        self.source = source
        self.made = made_by(type_)
        self.tests = []
        self._questions = set()

    def valid(self, comment, flags, given, random=None, known=None, responses=None):
        """Adds a vector that succeeds; `known` is a published answer that the model must give.

        `random` is the stream that is read, `responses` what the servers of a sign-in answer.
        """
        members = self._run(given, random, responses)
        if known is not None and members.get('output', members.get('outputHex')) != known:
            raise AssertionError(f'{self.type}: {comment}: not the known answer')
        self._add(comment, flags, given, random, members, 'valid')
        return members

    def refused(self, code, comment, flags, given, random=None, responses=None):
        """Adds a vector that fails with a code, which the model must come to by itself."""
        try:
            self._run(given, random, responses)
        except Refusal as refusal:
            if refusal.code != code:
                raise AssertionError(f'{self.type}: {comment}: {refusal.code}, not {code}') from None
            exchanges = {} if responses is None else {'exchanges': refusal.exchanges}
            self._add(comment, flags, given, random, exchanges, 'invalid', refusal.as_json())
        else:
            raise AssertionError(f'{self.type}: {comment}: not refused')

    def define(self, comment, flags, given, error):
        """Adds a refusal that is a definition: behaviour of a platform, which no calculation can make."""
        self.made = 'definition'
        self._add(comment, flags, given, None, {}, 'invalid', {'code': error})

    def _run(self, given, random, responses):
        stream = random or NOTHING_DRAWN
        if responses is None:
            return CALLS[self.type](decoded(given), stream)
        return FLOWS[self.type](decoded(given), stream, responses)

    def _add(self, comment, flags, given, random, members, result, error=None):
        # Lists of samples overlap: what has been asked in this group is not asked again.
        responses = [exchange['response'] for exchange in members.get('exchanges', [])]
        question = json.dumps([given, random and random.consumed().hex(), responses])
        if question in self._questions:
            return
        self._questions.add(question)
        self.file.count += 1
        drawn = {} if random is None else {'random': random.consumed().hex()}
        failure = {} if error is None else {'error': error}
        self.tests.append(
            {
                'tcId': self.file.count,
                'comment': comment,
                'flags': sorted(set(flags)),
                'input': given,
                **drawn,
                **spelled(members),
                'result': result,
                **failure,
            }
        )

    def as_json(self):
        return {
            'type': self.type,
            'profile': self.profile,
            'source': self.source,
            'made': self.made,
            'tests': self.tests,
        }


def spelled(value):
    """Expected values as the files spell them: a long run of one character is told, not written out."""
    if isinstance(value, dict):
        return {name: spelled(item) for name, item in value.items()}
    if isinstance(value, list):
        return [spelled(item) for item in value]
    if isinstance(value, str) and len(value) > LONG and len(set(value)) == 1:
        return {'repeat': [[value[0], len(value)]]}
    return value
