<?php

// iFactory: AES-128-CBC under a fixed key and IV, in a GET query.

declare(strict_types=1);

const IFACTORY = [
    'ifactory.encryptPassword' => 'callIfactoryPassword',
    'ifactory.tokenRequest' => 'callIfactoryRequest',
    'ifactory.parseTokenResponse' => 'callIfactoryResponse',
    'ifactory.authorize' => 'callIfactoryAuthorize',
    'ifactory.signIn' => 'callIfactorySignIn',
];

function ifactoryEncryption(): array
{
    return [
        'key' => optional(fn ($key) => sixteen($key, 'ERR_AES_KEY_LENGTH'), base64_decode('YGjDImfP5bf8F7kGbdqWcA==')),
        'iv' => optional(fn ($iv) => sixteen($iv, 'ERR_AES_IV_LENGTH'), base64_decode('bDA11yRcbUsTC9jl5LnuiQ==')),
        'charset' => optional(fn ($charset) => oneOf($charset, 'utf-8', 'utf-16le'), 'utf-8'),
    ];
}

/** Bytes, or Base64 with white space around it. */
function sixteen(mixed $value, string $code): string
{
    return sized($value instanceof Octets ? $value->octets : decodeBase64(trim(text($value), " \t\r\n")), $code);
}

/** The steps; `base64` is the value. */
function ifactoryStages(string $password, array $chosen): array
{
    $text = encodeText($password, $chosen['charset']);
    $ciphertext = encryptAes($chosen['key'], $chosen['iv'], $text);
    $base64 = base64_encode($ciphertext);
    return [
        'textHex' => $text, 'paddedHex' => pad($text), 'ciphertextHex' => $ciphertext, 'base64' => $base64,
        'encoded' => rawurlencode($base64),
    ];
}

function callIfactoryPassword(array $in): array
{
    $stages = ifactoryStages(text($in['password']), options($in['options'] ?? new EmptyObject(), ifactoryEncryption()));
    return ['stages' => $stages, 'output' => $stages['base64']];
}

function callIfactoryRequest(array $in): array
{
    $chosen = options($in['options'] ?? null, [
        'baseUrl' => required('text'), 'userLogin' => required('text'), 'password' => required('text'),
        ...ifactoryEncryption(), 'allowInsecureHttp' => optional('flag', false),
    ]);
    $base = baseUrl($chosen['baseUrl'], $chosen['allowInsecureHttp']);
    $stages = ifactoryStages($chosen['password'], $chosen);
    $query = 'userLogin=' . rawurlencode($chosen['userLogin']) . "&password={$stages['encoded']}";
    return ['stages' => $stages, 'request' => request('GET', "$base/api/tokens?$query")];
}

function callIfactoryResponse(array $in): array
{
    return ifactorySession($in['response']);
}

function ifactorySession(array $response): array
{
    $answer = new Answer($response, ifactoryWords(...));
    $token = $answer->token(firstText($answer->json(), 'token', 'Token'));
    return ['session' => withoutNull(['vendor' => 'ifactory', 'token' => $token, 'expiresAt' => jwtExpiry($token)])];
}

function jwtExpiry(string $token): ?int
{
    $parts = explode('.', $token);
    $claims = count($parts) === 3 ? base64_decode(strtr($parts[1], '-_', '+/'), true) : false;
    if ($claims === false || base64Url($claims) !== $parts[1]) {
        return null;
    }
    $body = json_decode($claims);
    $seconds = $body instanceof stdClass ? ($body->exp ?? null) : null;
    $isUsable = (is_int($seconds) || is_float($seconds)) && $seconds > 0 && $seconds <= 8.64e12;
    return $isUsable ? (int) floor($seconds * 1000) : null;
}

function ifactoryWords(mixed $body): string
{
    $lines = [];
    foreach (is_array($body) ? $body : [$body] as $item) {
        $message = $item instanceof stdClass ? ($item->message ?? null) : null;
        array_push($lines, ...(is_array($message) ? $message : [$message]));
    }
    return implode("\n", array_filter($lines, 'is_string'));
}

function callIfactoryAuthorize(array $in): array
{
    $token = sessionToken($in['session'], 'ifactory');
    return signed(withHeader(readRequest($in['request']), 'Authorization', "Bearer $token"));
}

function callIfactorySignIn(array $in, Stream $random, array $responses): array
{
    return oneExchange(callIfactoryRequest($in)['request'], $responses, ifactorySession(...));
}
