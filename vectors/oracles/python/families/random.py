"""random.json: the reproducible stream of tests."""

from envelope import VectorFile

from . import samples


def make():
    file = VectorFile(
        'random',
        'SHAKE256 as a stream of bytes',
        samples.notes(
            'Ascii',
            'Empty',
            'NonAscii',
            'IllFormed',
            'WrongType',
            Bytes='The seed is bytes.',
            Cuts='The same stream, cut into calls in another way.',
            Long='More than one block of SHAKE256 (136 bytes).',
            Published='A published example.',
        ),
    )
    group = file.group('seededRandom', 'SHAKE256, read on from call to call', 'FIPS 202 section 6.3')
    group.valid(
        'the empty message',
        ['Empty', 'Published'],
        {'seed': '', 'lengths': [32]},
        known=[{'bytesHex': '46b9dd2b0ba88d13233b3feb743eeb243fcd52ea62b81b82b50c27646ed5762f'}],
    )
    group.valid('ASCII', ['Ascii'], {'seed': 'credwire', 'lengths': [16]})
    for lengths in ([8, 8], [1] * 16, [0, 16, 0], [5, 0, 11], [15, 1]):
        group.valid(f'ASCII, calls of {lengths}', ['Ascii', 'Cuts'], {'seed': 'credwire', 'lengths': lengths})
    group.valid('UTF-8', ['NonAscii'], {'seed': '\u043f\U0001f600', 'lengths': [16]})
    group.valid('bytes', ['Bytes'], {'seedHex': 'ff00fe', 'lengths': [16]})
    group.valid('no byte', ['Bytes', 'Empty'], {'seedHex': '', 'lengths': [8]})
    for lengths in ([136], [137], [135, 2], [136, 136, 1], [500], [100, 100, 100, 100, 100]):
        group.valid(f'calls of {lengths}', ['Cuts', 'Long'], {'seed': 'long', 'lengths': lengths})
    group.valid('a seed longer than one block', ['Long'], {'seed': 'long seed ' * 40, 'lengths': [64]})
    for comment, seed in samples.ILL_FORMED:
        group.refused('ERR_TEXT_NOT_WELL_FORMED', comment, ['IllFormed'], {'seed': seed, 'lengths': [1]})
    for seed in (None, 1, True, ['a']):
        group.refused(
            'ERR_ARGUMENT_TYPE',
            f'{type(seed).__name__} instead of a seed',
            ['WrongType'],
            {'seed': seed, 'lengths': [1]},
        )
    return file
