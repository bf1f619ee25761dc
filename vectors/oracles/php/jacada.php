<?php

// Jacada Interaction Server: Base64 with a random prefix.

declare(strict_types=1);

const JACADA = [
    'jacada.encodeUser' => 'callJacadaUser',
    'jacada.encodePassword' => 'callJacadaPassword',
    'jacada.tokenRequest' => 'callJacadaRequest',
    'jacada.parseTokenResponse' => 'callJacadaResponse',
    'jacada.authorize' => 'callJacadaAuthorize',
    'jacada.credentialHeaders' => 'callJacadaHeaders',
    'jacada.signIn' => 'callJacadaSignIn',
];

function jacadaCharset(): callable
{
    return optional(fn ($charset) => oneOf($charset, 'utf-8', 'latin1', 'ascii'), 'utf-8');
}

function jacadaEncoding(): array
{
    return ['prefixLength' => optional(fn ($length) => whole($length, 0, 1024), 13), 'charset' => jacadaCharset()];
}

function callJacadaUser(array $in): array
{
    $chosen = options($in['options'] ?? new EmptyObject(), ['charset' => jacadaCharset()]);
    $text = encodeText(text($in['user']), $chosen['charset']);
    return ['stages' => ['textHex' => $text, 'base64' => base64_encode($text)], 'output' => base64_encode($text)];
}

function jacadaStages(string $password, array $chosen, Stream $random): array
{
    $text = encodeText($password, $chosen['charset']);
    $drawn = $random->draw($chosen['prefixLength'], fn (int $octet) => $octet < 234);
    $letters = array_map(fn (string $octet) => chr(ord('a') + ord($octet) % 26), $drawn === '' ? [] : str_split($drawn));
    $prefix = implode('', $letters);
    return ['prefix' => $prefix, 'textHex' => $prefix . $text, 'base64' => base64_encode($prefix . $text)];
}

function callJacadaPassword(array $in, Stream $random): array
{
    $chosen = options($in['options'] ?? new EmptyObject(), jacadaEncoding());
    $stages = jacadaStages(text($in['password']), $chosen, $random);
    return ['stages' => $stages, 'output' => $stages['base64']];
}

function segment(mixed $value): string
{
    if (is_int($value) || is_float($value)) {
        return (string) whole($value, 0, 2 ** 53 - 1);
    }
    $text = text($value);
    return in_array($text, ['', '.', '..'], true) ? throw new Refusal('ERR_ARGUMENT_VALUE') : rawurlencode($text);
}

function callJacadaRequest(array $in, Stream $random): array
{
    $chosen = options($in['options'] ?? null, [
        'baseUrl' => required('text'), 'applicationName' => optional('segment'), 'version' => optional('segment', '1'),
        'accountId' => required('segment'), 'user' => required('text'), 'password' => required('text'),
        ...jacadaEncoding(), 'allowInsecureHttp' => optional('flag', false),
    ]);
    $base = baseUrl($chosen['baseUrl'], $chosen['allowInsecureHttp']);
    $application = $chosen['applicationName'] === null ? '' : "/{$chosen['applicationName']}";
    $url = "$base$application/version/{$chosen['version']}/account/{$chosen['accountId']}/auth/";
    $user = base64_encode(encodeText($chosen['user'], $chosen['charset']));
    $stages = jacadaStages($chosen['password'], $chosen, $random);
    return ['stages' => $stages, 'request' => request('POST', $url, json(['user' => $user, 'password' => $stages['base64']]))];
}

function callJacadaResponse(array $in): array
{
    return jacadaSession($in['response']);
}

function jacadaSession(array $response): array
{
    $answer = new Answer($response, describing('message', 'Message', 'error', 'errorMessage'));
    $token = $answer->token(firstText($answer->object(), 'Security-Token'));
    return ['session' => ['vendor' => 'jacada', 'token' => $token]];
}

function callJacadaAuthorize(array $in): array
{
    $token = sessionToken($in['session'], 'jacada');
    return signed(withHeader(readRequest($in['request']), 'Security-Token', $token));
}

function callJacadaHeaders(array $in): array
{
    $chosen = options($in['options'], [
        'tenantId' => required('headerToken'), 'applicationKey' => required('headerToken'),
        'user' => required('headerToken'), 'password' => required('text'),
    ]);
    return ['output' => [
        'Tenant-Id' => $chosen['tenantId'], 'Application-Key' => $chosen['applicationKey'], 'User-Id' => $chosen['user'],
        'User-Password' => base64_encode($chosen['password']),
    ]];
}

function callJacadaSignIn(array $in, Stream $random, array $responses): array
{
    return oneExchange(callJacadaRequest($in, $random)['request'], $responses, jacadaSession(...));
}
