"""What is in each file of `vectors/`: one module a file or two, and no expected value in any of them."""

from . import aes_cbc, base64, bex, idscan, ifactory, jacada, mod_pow, random, rsa_key, rsa_key_xml, rsa_pkcs1, text, url

FILES = [ifactory.make, idscan.make, jacada.make, bex.make, text.make, base64.make, url.url, url.ascii_table, aes_cbc.make, rsa_key.make, rsa_key_xml.make, rsa_pkcs1.make, mod_pow.make, random.make]
