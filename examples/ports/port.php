<?php
// A port of four encodings to PHP and its OpenSSL, checked against the golden vectors:
//
//     npx credwire vectors check -- php port.php
//
// It reads a question a line and answers each on a line. It builds no requests and reads no responses: of those
// functions it says that it doesn't know them. PHP's JSON can't hold lone surrogates; it leaves those questions out.
declare(strict_types=1);

const KEY = 'YGjDImfP5bf8F7kGbdqWcA==';
const IV = 'bDA11yRcbUsTC9jl5LnuiQ==';

final class Refusal extends Exception
{
}

function check(bool $isRight, string $code): void
{
    if (!$isRight) {
        throw new Refusal($code);
    }
}

function text(mixed $value): string
{
    check(is_string($value), 'ERR_ARGUMENT_TYPE');
    return $value;
}

function optionsOf(array $given, array $known): array
{
    check(array_diff(array_keys($given), $known) === [], 'ERR_UNKNOWN_OPTION');
    return $given;
}

function encode(string $text, mixed $charset, array $allowed): string
{
    check(is_string($charset), 'ERR_ARGUMENT_TYPE');
    check(in_array($charset, $allowed, true), 'ERR_ARGUMENT_VALUE');
    if ($charset === 'utf-8') {
        return $text;
    }
    $octets = @iconv('UTF-8', ['utf-16le' => 'UTF-16LE', 'latin1' => 'ISO-8859-1', 'ascii' => 'US-ASCII'][$charset], $text);
    check($octets !== false, 'ERR_TEXT_NOT_ENCODABLE');
    return $octets;
}

function base64Bytes(array $options, string $name, string $fallback): string
{
    if (isset($options["{$name}Hex"])) {
        return hex2bin($options["{$name}Hex"]);
    }
    $value = trim(text(array_key_exists($name, $options) ? $options[$name] : $fallback));
    $octets = base64_decode($value, true);
    check($octets !== false && base64_encode($octets) === $value, 'ERR_BASE64');
    return $octets;
}

$functions = [
    'ifactory.encryptPassword' => function (array $given): array {
        $options = optionsOf($given['options'] ?? [], ['key', 'keyHex', 'iv', 'ivHex', 'charset']);
        $charset = array_key_exists('charset', $options) ? $options['charset'] : 'utf-8';
        $octets = encode(text($given['password'] ?? null), $charset, ['utf-8', 'utf-16le']);
        [$key, $iv] = [base64Bytes($options, 'key', KEY), base64Bytes($options, 'iv', IV)];
        check(strlen($key) === 16, 'ERR_AES_KEY_LENGTH');
        check(strlen($iv) === 16, 'ERR_AES_IV_LENGTH');
        $ciphertext = openssl_encrypt($octets, 'aes-128-cbc', $key, OPENSSL_RAW_DATA, $iv);
        $output = base64_encode($ciphertext);
        $stages = ['textHex' => bin2hex($octets), 'ciphertextHex' => bin2hex($ciphertext)];
        return ['stages' => $stages + ['base64' => $output, 'encoded' => rawurlencode($output)], 'output' => $output];
    },
    'jacada.encodePassword' => function (array $given, array $random): array {
        $options = optionsOf($given['options'] ?? [], ['prefixLength', 'charset']);
        $length = array_key_exists('prefixLength', $options) ? $options['prefixLength'] : 13;
        check(is_int($length) || is_float($length), 'ERR_ARGUMENT_TYPE');
        check(is_int($length) && $length >= 0 && $length <= 1024, 'ERR_ARGUMENT_VALUE');
        $charset = array_key_exists('charset', $options) ? $options['charset'] : 'utf-8';
        $password = encode(text($given['password'] ?? null), $charset, ['utf-8', 'latin1', 'ascii']);
        $letters = array_values(array_filter($random, fn (int $byte) => $byte < 234));
        check(count($letters) >= $length, 'ERR_RANDOM');
        $prefix = implode('', array_map(fn (int $byte) => chr(97 + $byte % 26), array_slice($letters, 0, $length)));
        $octets = $prefix . $password;
        $output = base64_encode($octets);
        return ['stages' => ['prefix' => $prefix, 'textHex' => bin2hex($octets), 'base64' => $output], 'output' => $output];
    },
    'idscan.encodeCredentials' => function (array $given): array {
        $rare = ['lowerCaseUsername', 'usernameKey', 'loginFormType'];
        $options = optionsOf($given['credentials'], ['username', 'password', 'area', ...$rare]);
        if (array_intersect(array_keys($options), $rare) !== []) {
            return ['unknown' => true];
        }
        [$name, $password] = [text($options['username'] ?? null), text($options['password'] ?? null)];
        check(in_array(text($options['area'] ?? null), ['scanning', 'investigation'], true), 'ERR_ARGUMENT_VALUE');
        $pairs = ['grant_type' => 'password', 'username' => $name, 'password' => $password, 'area' => $options['area']];
        // The form of browsers differs from urlencode in one mark.
        $form = fn (string $key, string $value) => "$key=" . str_replace('%2A', '*', urlencode($value));
        return ['output' => implode('&', array_map($form, array_keys($pairs), $pairs))];
    },
    'bex.encodeCredentials' => function (array $given): array {
        $options = optionsOf($given['credentials'], ['username', 'password', 'usernameKey', 'preferAlternateToken']);
        if (count($options) > 2) {
            return ['unknown' => true];
        }
        [$name, $password] = [text($options['username'] ?? null), text($options['password'] ?? null)];
        return ['output' => 'username=' . rawurlencode($name) . '&password=' . rawurlencode($password)];
    },
];

while (($line = fgets(STDIN)) !== false) {
    $question = json_decode($line, true);
    $function = $question === null ? null : $functions[$question['type']] ?? null;
    try {
        $random = array_map('hexdec', str_split($question['random'] ?? '', 2));
        $answer = $function === null ? ['unknown' => true] : $function($question['input'], $random);
    } catch (Refusal $refusal) {
        $answer = ['error' => ['code' => $refusal->getMessage()]];
    }
    echo json_encode($answer, JSON_UNESCAPED_SLASHES), "\n";
}
