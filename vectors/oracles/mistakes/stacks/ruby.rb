# Mistakes of Ruby, made with OpenSSL::Cipher, CGI, URI and Base64.
require 'base64'
require 'cgi'
require 'json'
require 'openssl'
require 'uri'

KEY_TEXT = 'YGjDImfP5bf8F7kGbdqWcA=='
IV_TEXT = 'bDA11yRcbUsTC9jl5LnuiQ=='
KEY = Base64.decode64(KEY_TEXT)
IV = Base64.decode64(IV_TEXT)
CASES = []

def encrypt(name, text, key, iv)
  cipher = OpenSSL::Cipher.new(name).encrypt
  cipher.key = key
  cipher.iv = iv if iv
  cipher.update(text) + cipher.final
end

def ifactory(password, value, codes, comment)
  CASES << { comment: comment, vendor: 'ifactory',
             options: { baseUrl: 'https://mes.example', userLogin: 'demo', password: password },
             seen: { method: 'GET', url: "https://mes.example/api/tokens?userLogin=demo&password=#{value}", headers: {} },
             codes: codes }
end

['correct horse battery staple', 'P@ss+word/=1 and a few words'].each do |word|
  note = "#{word.length} characters"
  right = encrypt('aes-128-cbc', word, KEY, IV)
  ifactory(word, CGI.escape(Base64.encode64(right)), ['BASE64_LINES'], "encode64, which ends its lines: #{note}")
  ifactory(word, CGI.escape(Base64.urlsafe_encode64(right)), Base64.strict_encode64(right) =~ /[+\/]/ ? ['BASE64_URL'] : [], "urlsafe_encode64: #{note}")
  ifactory(word, CGI.escape(Base64.strict_encode64(encrypt('aes-128-cbc', word, KEY, nil))), ['IV_ZERO'], "no iv=: #{note}")
  ifactory(word, CGI.escape(Base64.strict_encode64(encrypt('aes-128-ecb', word, KEY, nil))), ['MODE_ECB'], "aes-128-ecb: #{note}")
  ifactory(word, CGI.escape(Base64.strict_encode64(encrypt('aes-192-cbc', word, KEY_TEXT, IV))), ['KEY_AS_TEXT'], "the key as a string: #{note}")
  ifactory(word, CGI.escape(CGI.escape(Base64.strict_encode64(right))), ['ENCODED_TWICE'], "CGI.escape twice: #{note}")
  ifactory(word, URI.encode_www_form_component(right.unpack1('H*')), ['HEX_NOT_BASE64'], "unpack H*: #{note}")
  ifactory(word, CGI.escape(right.bytes.to_s), ['BYTES_AS_LIST'], "bytes.to_s: #{note}")
  ifactory(word, CGI.escape(Base64.strict_encode64(encrypt('aes-128-cbc', word.encode('UTF-16LE'), KEY, IV))), ['CHARSET_UTF16'], "UTF-16LE: #{note}")
end
puts JSON.pretty_generate(CASES.reject { |each| each[:codes].empty? })
