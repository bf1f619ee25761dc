<?php
// Mistakes of PHP, made with openssl_encrypt, http_build_query, urlencode, json_encode and bin2hex.
const KEY_TEXT = 'YGjDImfP5bf8F7kGbdqWcA==';
const IV_TEXT = 'bDA11yRcbUsTC9jl5LnuiQ==';
error_reporting(E_ALL & ~E_WARNING); // openssl_encrypt warns of a short vector, and goes on
$key = base64_decode(KEY_TEXT);
$iv = base64_decode(IV_TEXT);
$cases = [];

function ifactory($password, $value, $codes, $comment) {
  global $cases;
  $cases[] = [
    'comment' => $comment, 'vendor' => 'ifactory',
    'options' => ['baseUrl' => 'https://mes.example', 'userLogin' => 'demo', 'password' => $password],
    'seen' => ['method' => 'GET', 'url' => "https://mes.example/api/tokens?userLogin=demo&password=$value", 'headers' => new stdClass],
    'codes' => $codes,
  ];
}
function idscan($password, $body, $codes, $comment, $type = 'application/x-www-form-urlencoded') {
  global $cases;
  $cases[] = [
    'comment' => $comment, 'vendor' => 'idscan',
    'options' => ['baseUrl' => 'https://mes.example', 'username' => 'psc', 'password' => $password, 'area' => 'scanning'],
    'seen' => ['method' => 'POST', 'url' => 'https://mes.example/idscanenterprisesvc/token', 'headers' => ['Content-Type' => $type], 'body' => $body],
    'codes' => $codes,
  ];
}
foreach (['correct horse battery staple', 'P@ss+word/=1 and more'] as $word) {
  $note = strlen($word) . ' bytes';
  // Without OPENSSL_RAW_DATA the result is Base64 already.
  $right = openssl_encrypt($word, 'aes-128-cbc', $key, 0, $iv);
  ifactory($word, urlencode(openssl_encrypt($word, 'aes-128-cbc', KEY_TEXT, 0, $iv)), ['KEY_AS_TEXT'], "the key as a string, cut off: $note");
  ifactory($word, urlencode(openssl_encrypt($word, 'aes-256-cbc', KEY_TEXT, 0, $iv)), ['KEY_AS_TEXT'], "the key as a string, filled up: $note");
  ifactory($word, urlencode(openssl_encrypt($word, 'aes-256-cbc', $key, 0, $iv)), ['KEY_SIZE'], "aes-256-cbc with 16 bytes: $note");
  ifactory($word, urlencode(openssl_encrypt($word, 'aes-128-cbc', $key, 0, '')), ['IV_ZERO'], "no vector: $note");
  ifactory($word, urlencode(openssl_encrypt($word, 'aes-128-cbc', $key, 0, IV_TEXT)), ['IV_AS_TEXT'], "the vector as a string, cut off: $note");
  ifactory($word, urlencode(openssl_encrypt($word, 'aes-128-ecb', $key, 0)), ['MODE_ECB'], "aes-128-ecb: $note");
  ifactory($word, urlencode(base64_encode($right)), ['ENCODED_TWICE'], "base64_encode of what is Base64: $note");
  ifactory($word, urlencode(bin2hex(openssl_encrypt($word, 'aes-128-cbc', $key, OPENSSL_RAW_DATA, $iv))), ['HEX_NOT_BASE64'], "bin2hex: $note");
  ifactory($word, urlencode(urlencode($right)), ['ENCODED_TWICE'], "urlencode twice: $note");
  ifactory($word, substr(http_build_query(['p' => urlencode($right)]), 2), ['ENCODED_TWICE'], "http_build_query over urlencode: $note");
  ifactory($word, $right, [str_contains($right, '+') ? 'PLUS_LOST' : 'NOT_ENCODED'], "no urlencode: $note");
  $padded = $word . str_repeat("\0", (16 - strlen($word) % 16) % 16);
  ifactory($word, urlencode(openssl_encrypt($padded, 'aes-128-cbc', $key, OPENSSL_ZERO_PADDING, $iv)), ['PADDING_ZERO'], "OPENSSL_ZERO_PADDING: $note");
  ifactory($word, urlencode(openssl_encrypt($word, 'aes-128-cbc', hash('sha256', KEY_TEXT, true), 0, $iv)), ['KEY_DERIVED'], "hash('sha256') of the key, cut off: $note");
  ifactory($word, urlencode(openssl_encrypt($word, 'aes-256-cbc', hash('md5', KEY_TEXT), 0, $iv)), ['KEY_DERIVED'], "the hex of an MD5 for AES-256: $note");
  ifactory($word, urlencode(chunk_split($right, 20)), ['BASE64_LINES'], "chunk_split: $note");
  $fields = ['grant_type' => 'password', 'username' => 'psc', 'password' => $word, 'area' => 'scanning'];
  idscan($word, json_encode($fields), ['BODY_JSON'], "json_encode: $note", 'application/json');
  idscan($word, http_build_query(['password' => urlencode($word)] + $fields), ['ENCODED_TWICE'], "urlencode before http_build_query: $note");
  idscan($word, http_build_query(['password' => htmlspecialchars("$word&<")] + $fields), ['OTHER_PASSWORD'], "another password, escaped: $note");
}
foreach (['a&b<c>"d"', 'Tom & Jerry'] as $word) {
  $fields = ['grant_type' => 'password', 'username' => 'psc', 'password' => htmlspecialchars($word), 'area' => 'scanning'];
  idscan($word, http_build_query($fields), ['HTML_ESCAPED'], 'htmlspecialchars: ' . strlen($word));
}
idscan('Zoë', http_build_query(['grant_type' => 'password', 'username' => 'psc', 'password' => utf8_decode('Zoë'), 'area' => 'scanning']), ['CHARSET_LATIN1'], 'utf8_decode');
idscan('Zoë', http_build_query(['grant_type' => 'password', 'username' => 'psc', 'password' => utf8_encode('Zoë'), 'area' => 'scanning']), ['UTF8_TWICE'], 'utf8_encode of UTF-8');
echo json_encode($cases, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES), "\n";
