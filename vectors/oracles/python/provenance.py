"""Which stack makes the expected values of which function."""

OPENSSL = {
    'ifactory.signIn',
    'codecs.encryptAesCbc',
    'codecs.decryptAesCbc',
    'ifactory.encryptPassword',
    'ifactory.tokenRequest',
}
DEFINED = {'systemRandom', 'run', 'clients.viaFetch'}


def made_by(type_):
    """`python`, or `openssl` where that computes the heart of the value, or `definition`: a rule of the interface."""
    if type_ in DEFINED:
        return 'definition'
    return 'openssl' if type_ in OPENSSL else 'python'
