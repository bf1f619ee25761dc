"""The five sign-ins and their codecs, written anew from their specifications.

This package is the maker of the golden vectors. It shares no line with the library that they test: arithmetic is
Python's own big integers, digests are `hashlib`, XML is `expat`, and AES is the `openssl` command line, because
Python's standard library has none.
"""
