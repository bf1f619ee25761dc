"""mod-pow.json: RSA's one big-integer operation, for both engines of the library."""

from envelope import VectorFile

from . import samples

SOURCE = 'RFC 8017 section 5.1.1'


def make():
    file = VectorFile(
        'mod-pow',
        'modular exponentiation',
        samples.notes(
            'WrongType',
            BaseTooLarge='The base is not below the modulus.',
            EdgeBase='Bases 0, 1 and modulus - 1.',
            EdgeExponent='Exponents 1, 2 and those around 32 and 64 bits, where engines have gone wrong.',
            Exponent='An exponent of zero.',
            LeadingZeros='Zero bytes before a number; those of the modulus lengthen the result.',
            Modulus='A modulus that is even or below 3.',
            ShortResult='The result is a small number: it is filled up to the length of the modulus.',
            Small='Numbers that can be checked by hand.',
            TopBit='The top bit of a number is set: it is not a sign.',
        ),
    )
    for engine in ('codecs.bigintModPow', 'codecs.jsbnModPow'):
        group = file.group(engine, 'big-endian bytes', SOURCE)
        accepted(group)
        refused(group)
    return file


def accepted(group):
    def valid(comment, flags, base, exponent, modulus):
        group.valid(comment, flags, {'baseHex': base, 'exponentHex': exponent, 'modulusHex': modulus})

    modulus = samples.KEYS['1024-65537']['modulusHex']
    some = samples.octets('base', 127).hex()
    valid('4^13 mod 497', ['Small'], '04', '0d', '01f1')
    valid('2^10 mod 3', ['Small'], '02', '0a', '03')
    valid('2^10 mod 3, every number with zero bytes', ['LeadingZeros', 'Small'], '000002', '00000a', '00000003')
    for name, base in [('0', '00'), ('no byte', ''), ('1', '01'), ('modulus - 1', f'{int(modulus, 16) - 1:x}')]:
        for exponent in ('01', '02', '03', '010001'):
            valid(f'base {name}, exponent {exponent}', ['EdgeBase'], base, exponent, modulus)
    for exponent in (1, 2, 3, 2**31, 2**32 - 1, 2**32, 2**32 + 1, 2**53 + 1, 2**63, 2**64 - 1, 2**64, 2**127 + 1):
        digits = exponent.to_bytes((exponent.bit_length() + 7) // 8, 'big').hex()
        valid(f'exponent {exponent}', ['EdgeExponent'], some, digits, modulus)
    for count in (1, 2, 5):
        valid(f'{count} zero bytes before the modulus', ['LeadingZeros'], some, '010001', '00' * count + modulus)
    valid('a short base', ['ShortResult'], '02', '03', modulus)
    valid('2^1000 below the modulus', ['ShortResult'], '02', '03e8', modulus)
    valid('all bits set', ['TopBit'], 'ff' * 127 + 'fe', 'ff' * 8, 'ff' * 128)
    valid('a modulus just past a power of two', ['TopBit'], 'ff' * 8, 'ffff', '01' + '00' * 63 + '01')
    for name in ('1025-65537', '2048-3', '4096-65537'):
        key = samples.KEYS[name]
        base = samples.octets(name, len(key['modulusHex']) // 2 - 1).hex()
        valid(f'{name}, public exponent', ['TopBit'], base, key['exponentHex'], key['modulusHex'])
    key = samples.KEYS['1031-65537']
    base = samples.octets('private', 128).hex()
    valid('1031-65537, private exponent', ['TopBit'], base, key['testOnlyPrivate']['dHex'], key['modulusHex'])


def refused(group):
    def invalid(code, comment, flag, **given):
        group.refused(code, comment, [flag], {'baseHex': '02', 'exponentHex': '03', 'modulusHex': '0b', **given})

    invalid('ERR_ARGUMENT_VALUE', 'base = modulus', 'BaseTooLarge', baseHex='0b')
    invalid('ERR_ARGUMENT_VALUE', 'base past the modulus', 'BaseTooLarge', baseHex='0100')
    invalid('ERR_ARGUMENT_VALUE', 'base past the modulus by its last bit', 'BaseTooLarge', baseHex='0c')
    for digits in ('', '00', '0000'):
        invalid('ERR_ARGUMENT_VALUE', f'exponent {digits or "of no byte"}', 'Exponent', exponentHex=digits)
    for digits in ('', '00', '01', '0001', '0c', '0100'):
        invalid('ERR_ARGUMENT_VALUE', f'modulus {digits or "of no byte"}', 'Modulus', baseHex='00', modulusHex=digits)
    for name in ('base', 'exponent', 'modulus'):
        given = {'baseHex': '02', 'exponentHex': '03', 'modulusHex': '0b', name: 3}
        del given[f'{name}Hex']
        group.refused('ERR_ARGUMENT_TYPE', f'{name}: a number', ['WrongType'], given)
