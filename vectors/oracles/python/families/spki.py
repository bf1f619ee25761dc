"""SubjectPublicKeyInfo in PEM, spelled well and badly."""

import base64
import textwrap

from . import samples

RSA_ENCRYPTION = bytes.fromhex('06092a864886f70d010101')
NULL = b'\x05\x00'


def numbers(name):
    key = samples.KEYS[name]
    return int(key['modulusHex'], 16), int(key['exponentHex'], 16)


def element(tag, content, long_form=False):
    length = len(content)
    if length < 0x80 and not long_form:
        return bytes([tag, length]) + content
    octets = length.to_bytes((length.bit_length() + 7) // 8, 'big')
    octets = b'\x00' + octets if long_form and length >= 0x80 else octets
    return bytes([tag, 0x80 | len(octets)]) + octets + content


def integer(number):
    return element(0x02, number.to_bytes(number.bit_length() // 8 + 1, 'big'))


def info(modulus, exponent):
    return wrap(integer(modulus) + integer(exponent))


def wrap(content, algorithm=RSA_ENCRYPTION + NULL, unused=b'\x00', behind=b''):
    bits = element(0x03, unused + element(0x30, content) + behind)
    return element(0x30, element(0x30, algorithm) + bits)


def pem(der, label='PUBLIC KEY', width=64, end='\n'):
    digits = base64.b64encode(der).decode('ascii')
    return end.join([f'-----BEGIN {label}-----', *textwrap.wrap(digits, width), f'-----END {label}-----', ''])


def accepted_texts(modulus, exponent):
    der = info(modulus, exponent)
    usual = pem(der)
    yield 'CR LF', pem(der, end='\r\n')
    yield 'all digits on one line', pem(der, width=10_000)
    yield 'lines of 76', pem(der, width=76)
    yield 'lines of one digit', pem(der, width=1)
    yield 'no line feed at the end', usual.rstrip('\n')
    yield 'white space around', f' \t\r\n{usual}\n\n \t'
    yield 'empty lines between', usual.replace('\n', '\n\n')
    yield 'indented lines', usual.replace('\nM', '\n  M')


def refused_texts(modulus, exponent):
    der = info(modulus, exponent)
    usual = pem(der)
    yield 'nothing', 'Pem', ''
    yield 'DER in Base64 without the lines around', 'Pem', base64.b64encode(der).decode('ascii')
    yield 'no END line', 'Pem', usual.replace('-----END PUBLIC KEY-----\n', '')
    yield 'no BEGIN line', 'Pem', usual.replace('-----BEGIN PUBLIC KEY-----\n', '')
    yield 'BEGIN and END differ', 'Pem', usual.replace('END PUBLIC', 'END RSA PUBLIC')
    yield 'two blocks', 'Pem', usual * 2
    yield 'a word before', 'Pem', f'key {usual}'
    yield 'a word behind', 'Pem', f'{usual}key'
    yield 'a header line, as RFC 1421 has them', 'Pem', usual.replace('KEY-----\n', 'KEY-----\nComment: a\n\n', 1)
    yield 'lower case', 'Pem', usual.replace('PUBLIC KEY', 'public key')
    yield 'four hyphens', 'Pem', usual.replace('-----BEGIN', '----BEGIN')
    yield 'an empty block', 'Pem', pem(b'')
    yield 'a digit of the Base64 is missing', 'Pem', usual.replace('\nM', '\n', 1)
    yield 'a digit of base64url', 'Pem', usual.replace('\nM', '\n_')
    yield (
        'PKCS#1: RSA PUBLIC KEY',
        'KeyType',
        pem(element(0x30, integer(modulus) + integer(exponent)), 'RSA PUBLIC KEY'),
    )
    yield 'a certificate by its name', 'KeyType', pem(der, 'CERTIFICATE')
    yield 'a private key by its name', 'PrivateKey', pem(der, 'PRIVATE KEY')
    yield 'an encrypted private key by its name', 'PrivateKey', pem(der, 'ENCRYPTED PRIVATE KEY')


def refused_documents(modulus, exponent):
    both = integer(modulus) + integer(exponent)
    der = wrap(both)
    negative = element(0x02, modulus.to_bytes((modulus.bit_length() + 7) // 8, 'big'))
    yield 'a byte behind the document', der + b'\x00'
    yield 'the last byte is missing', der[:-1]
    yield 'the first element alone', der[:4]
    yield 'PKCS#1 under the name PUBLIC KEY', element(0x30, both)
    yield 'no parameters: NULL is missing', wrap(both, RSA_ENCRYPTION)
    yield 'the algorithm is RSASSA-PSS', wrap(both, bytes.fromhex('06092a864886f70d01010a') + NULL)
    yield 'the algorithm is RSAES-OAEP', wrap(both, bytes.fromhex('06092a864886f70d010107') + NULL)
    yield (
        'the algorithm is that of elliptic curves',
        wrap(both, bytes.fromhex('06072a8648ce3d020106082a8648ce3d030107')),
    )
    yield 'unused bits in the bit string', wrap(both, unused=b'\x01')
    yield 'the bit string lacks its first byte', wrap(both, unused=b'')
    yield 'a byte behind the numbers, inside the bit string', wrap(both, behind=b'\x00')
    yield 'a third number', wrap(both + integer(3))
    yield 'one number', wrap(integer(modulus))
    yield 'a negative modulus: the zero byte is missing', wrap(negative + integer(exponent))
    yield 'a negative exponent', wrap(integer(modulus) + element(0x02, b'\xff'))
    yield 'a zero byte too many before the modulus', wrap(element(0x02, b'\x00\x00' + negative[3:]) + integer(exponent))
    yield 'a zero byte too many before the exponent', wrap(integer(modulus) + element(0x02, b'\x00\x01\x00\x01'))
    yield 'an empty number', wrap(integer(modulus) + element(0x02, b''))
    yield (
        'a length in the long form that fits the short one',
        wrap(integer(modulus) + element(0x02, b'\x01\x00\x01', long_form=True)),
    )
    yield 'a length with a zero byte in front', element(0x30, der[3:] if der[1] == 0x81 else der[4:], long_form=True)
    yield 'an indefinite length', b'\x30\x80' + (der[3:] if der[1] == 0x81 else der[4:]) + b'\x00\x00'
    yield 'an octet string instead of the bit string', der.replace(b'\x03\x81\x8d', b'\x04\x81\x8d')
