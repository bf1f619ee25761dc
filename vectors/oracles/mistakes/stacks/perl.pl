# Mistakes of Perl, made with MIME::Base64, pack and escapes by hand: Jacada's Base64, and forms.
use strict;
use warnings;
use utf8;
use Encode qw(encode);
use JSON::PP;
use MIME::Base64 qw(encode_base64);

my @cases;
sub jacada {
  my ($password, $value, $codes, $comment) = @_;
  my $body = JSON::PP->new->canonical->ascii->encode({ user => encode_base64('demo', ''), password => $value });
  push @cases, {
    comment => $comment, vendor => 'jacada',
    options => { baseUrl => 'https://mes.example', accountId => '1', user => 'demo', password => $password },
    seen => { method => 'POST', url => 'https://mes.example/version/1/account/1/auth/', headers => { 'Content-Type' => 'application/json' }, body => $body },
    codes => $codes,
  };
}
for my $word ('correct horse battery staple', 'Grüße+aus/Köln') {
  my $bytes = encode('UTF-8', "abcdefghijklm$word");
  my $note = length($bytes) . ' bytes';
  jacada($word, encode_base64($bytes), ['BASE64_LINES'], "encode_base64, which ends its lines: $note");
  jacada($word, encode_base64(encode('UTF-8', $word), ''), ['PREFIX_MISSING'], "no prefix: $note");
  jacada($word, unpack('H*', $bytes), ['HEX_NOT_BASE64'], "unpack H*: $note");
  jacada($word, encode_base64(encode('UTF-16LE', "abcdefghijklm$word"), ''), ['CHARSET_UTF16'], "UTF-16LE: $note");
  jacada($word, encode_base64(encode('UTF-8', "abcdefghijklm$word\n"), ''), ['SPACE_ADDED'], "a line without chomp: $note");
  (my $escaped = encode_base64($bytes, '')) =~ s/([^A-Za-z0-9])/sprintf('%%%02X', ord $1)/ge;
  jacada($word, $escaped, ['PERCENT_IN_JSON'], "uri_escape in JSON: $note") if $escaped =~ /%/;
}
jacada('Grüße', encode_base64(encode('iso-8859-1', 'abcdefghijklmGrüße'), ''), ['CHARSET_LATIN1'], 'a string that was never encoded');
jacada('Grüße', encode_base64(encode('UTF-8', 'abcdefghijklm' . join('', map { chr } unpack('C*', encode('UTF-8', 'Grüße')))), ''), ['UTF8_TWICE'], 'bytes encoded once more');
print JSON::PP->new->canonical->pretty->ascii->encode(\@cases);
