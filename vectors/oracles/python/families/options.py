"""Options that every function refuses in the same way."""

NOTES = {
    'UnknownOption': 'An option that the function does not know: a misspelt one must not go unnoticed.',
    'Value': 'An argument of the right type with a value that is not allowed.',
    'WrongType': 'An argument of a type that the function does not take, or a required one that is missing.',
}


def refused(group, given, required, texts):
    """`given` are good options; `required` must be there, `texts` must be texts."""
    for name in required:
        rest = {option: value for option, value in given.items() if option != name}
        group.refused('ERR_ARGUMENT_TYPE', f'no {name}', ['WrongType'], {'options': rest})
    for name in texts:
        for value in (None, 1, ['a']):
            group.refused(
                'ERR_ARGUMENT_TYPE',
                f'{name}: {type(value).__name__}',
                ['WrongType'],
                {'options': {**given, name: value}},
            )
        group.refused(
            'ERR_TEXT_NOT_WELL_FORMED',
            f'{name}: a lone surrogate',
            ['IllFormed'],
            {'options': {**given, name: 'a\udc00'}},
        )
    group.refused(
        'ERR_UNKNOWN_OPTION', 'an unknown option', ['UnknownOption'], {'options': {**given, 'unknownOption': True}}
    )
    for value in (None, 'options', 1):
        group.refused(
            'ERR_ARGUMENT_TYPE', f'{type(value).__name__} instead of options', ['WrongType'], {'options': value}
        )
