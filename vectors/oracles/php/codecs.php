<?php

// Text, Base64, URLs, AES.

declare(strict_types=1);

const CHARSETS = ['utf-8' => 'UTF-8', 'utf-16le' => 'UTF-16LE', 'latin1' => 'ISO-8859-1', 'ascii' => 'ASCII'];

const CODECS = [
    'codecs.encodeText' => 'callEncodeText',
    'codecs.encodeBase64' => 'callEncodeBase64',
    'codecs.decodeBase64' => 'callDecodeBase64',
    'codecs.percentEncode' => 'callPercentEncode',
    'codecs.formUrlEncode' => 'callFormUrlEncode',
    'codecs.encryptAesCbc' => 'callEncryptAes',
    'codecs.decryptAesCbc' => 'callDecryptAes',
];

function callEncodeText(array $in): array
{
    $text = text($in['text']);
    $charset = array_key_exists('charset', $in) ? oneOf($in['charset'], ...array_keys(CHARSETS)) : 'utf-8';
    return ['outputHex' => encodeText($text, $charset)];
}

function encodeText(string $text, string $charset): string
{
    $encoded = @iconv('UTF-8', CHARSETS[$charset], $text);
    return $encoded === false ? throw new Refusal('ERR_TEXT_NOT_ENCODABLE') : $encoded;
}

function callEncodeBase64(array $in): array
{
    return ['output' => base64_encode(octets($in['bytes'] ?? null))];
}

function callDecodeBase64(array $in): array
{
    return ['outputHex' => decodeBase64(text($in['text']))];
}

function decodeBase64(string $text, string $code = 'ERR_BASE64'): string
{
    $octets = base64_decode($text, true);
    // PHP passes over white space and missing padding: what is encoded again must be the same.
    return $octets === false || base64_encode($octets) !== $text ? throw new Refusal($code) : $octets;
}

function callPercentEncode(array $in): array
{
    return ['output' => rawurlencode(text($in['text']))];
}

function callFormUrlEncode(array $in): array
{
    $pairs = $in['pairs'];
    if (!is_array($pairs) || !array_is_list($pairs)) {
        throw new Refusal('ERR_ARGUMENT_TYPE');
    }
    $parts = [];
    foreach ($pairs as $pair) {
        if (!is_array($pair) || !array_is_list($pair) || count($pair) !== 2) {
            throw new Refusal('ERR_ARGUMENT_TYPE');
        }
        $parts[] = formEncode(text($pair[0])) . '=' . formEncode(text($pair[1]));
    }
    return ['output' => implode('&', $parts)];
}

/** PHP's own encoding is that of WHATWG forms but for the asterisk. */
function formEncode(string $text): string
{
    return str_replace('%2A', '*', urlencode($text));
}

function callEncryptAes(array $in): array
{
    [$key, $iv] = keyAndIv($in);
    $plaintext = octets($in['plaintext'] ?? null);
    return ['stages' => ['paddedHex' => pad($plaintext)], 'outputHex' => encryptAes($key, $iv, $plaintext)];
}

function callDecryptAes(array $in): array
{
    [$key, $iv] = keyAndIv($in);
    $plaintext = openssl_decrypt(octets($in['ciphertext'] ?? null), 'aes-128-cbc', $key, OPENSSL_RAW_DATA, $iv);
    return ['outputHex' => $plaintext === false ? throw new Refusal('ERR_DECRYPT') : $plaintext];
}

function keyAndIv(array $in): array
{
    return [sized(octets($in['key'] ?? null), 'ERR_AES_KEY_LENGTH'), sized(octets($in['iv'] ?? null), 'ERR_AES_IV_LENGTH')];
}

function sized(string $octets, string $code): string
{
    return strlen($octets) === 16 ? $octets : throw new Refusal($code);
}

function encryptAes(string $key, string $iv, string $plaintext): string
{
    return openssl_encrypt($plaintext, 'aes-128-cbc', $key, OPENSSL_RAW_DATA, $iv);
}

function pad(string $plaintext): string
{
    $count = 16 - strlen($plaintext) % 16;
    return $plaintext . str_repeat(chr($count), $count);
}
