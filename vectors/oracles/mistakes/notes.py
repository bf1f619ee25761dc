"""What the flags mean, and which stacks made the mistakes."""
NOTES = {
    'Aes': 'The encryption has a wrong parameter.',
    'Base64': 'The bytes are written in another way than standard Base64.',
    'Call': 'A call after the sign-in carries its token wrongly.',
    'Form': 'A form is wrong.',
    'Json': 'A JSON body, or the query in its place, is wrong.',
    'Prefix': 'The random prefix, or the Base64 around it, is wrong.',
    'Query': 'A query or the rest of a URL is wrong.',
    'Rsa': 'The RSA ciphertext, or how it travels, is wrong.',
    'Stack': 'What a stack makes by default, or by its usual way to do it.',
    'Text': 'The request is told as a text: a command, an archive, raw HTTP.',
    'Two': 'More than one thing is wrong.',
}

STACKS = {
    'csharp': 'Mono 6.8: RijndaelManaged, Encoding, Uri, HttpUtility; collected',
    'java': 'OpenJDK 17: javax.crypto, URLEncoder, Base64, String; collected',
    'node': "Node 20 or later: node:crypto, URLSearchParams, escape, btoa; collected",
    'openssl': 'the openssl command line, version 3, run by Python',
    'perl': 'Perl 5: MIME::Base64, pack, URI escapes by hand; collected',
    'php': 'PHP 8.2: openssl_encrypt, http_build_query, urlencode, bin2hex; collected',
    'python': 'Python 3, its standard library',
    'ruby': 'Ruby 3.1: OpenSSL::Cipher, CGI, URI, Base64; collected',
}
