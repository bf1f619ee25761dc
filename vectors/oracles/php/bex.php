<?php

// BEX: a JSON body or a query, and failures inside HTTP 200.

declare(strict_types=1);

const BEX = [
    'bex.encodeCredentials' => 'callBexCredentials',
    'bex.tokenRequest' => 'callBexRequest',
    'bex.parseTokenResponse' => 'callBexResponse',
    'bex.authorize' => 'callBexAuthorize',
    'bex.signIn' => 'callBexSignIn',
];

function bexQuery(array $chosen): string
{
    return 'username=' . rawurlencode($chosen['username']) . '&password=' . rawurlencode($chosen['password']);
}

function callBexCredentials(array $in): array
{
    $checks = ['username' => required('text'), 'password' => required('text')];
    return ['output' => bexQuery(options($in['credentials'], $checks))];
}

function callBexRequest(array $in): array
{
    $chosen = options($in['options'] ?? null, [
        'baseUrl' => optional('text', 'https://api.bex.co.za'), 'username' => required('text'), 'password' => required('text'),
        'transport' => optional(fn ($transport) => oneOf($transport, 'json', 'query'), 'json'),
        'method' => optional(fn ($method) => oneOf($method, 'POST', 'GET'), 'POST'),
        'allowInsecureHttp' => optional('flag', false),
    ]);
    $url = baseUrl($chosen['baseUrl'], $chosen['allowInsecureHttp']) . '/api/service/login';
    if ($chosen['transport'] === 'query') {
        return ['request' => request($chosen['method'], "$url?" . bexQuery($chosen))];
    }
    if ($chosen['method'] === 'GET') {
        throw new Refusal('ERR_ARGUMENT_VALUE');
    }
    $body = json(['username' => $chosen['username'], 'password' => $chosen['password']]);
    return ['request' => request('POST', $url, $body)];
}

function callBexResponse(array $in): array
{
    return bexSession($in['response']);
}

function bexSession(array $response): array
{
    $answer = new Answer($response, describing('ex', 'Message', 'message'));
    $body = $answer->object();
    $isFailure = !in_array($body->ex ?? null, [null, false, 0, 0.0, ''], true);
    $value = $body->value ?? null;
    if ($isFailure || $value === null || $value === '') {
        throw $answer->refused();
    }
    $id = $body->id ?? null;
    return ['session' => withoutNull([
        'vendor' => 'bex',
        'token' => $answer->token($value),
        'id' => is_int($id) && abs($id) < 2 ** 53 ? $id : null,
        'email' => firstText($body, 'email'),
        'isStrongPassword' => truth($body->isStrongPassword ?? null),
        'isEmailVerified' => truth($body->isEmailVerified ?? null),
        'signalREnabled' => truth($body->signalREnabled ?? $body->signalRenabled ?? null),
        'allowApiLogin' => truth($body->allowApiLogin ?? null),
    ])];
}

function truth(mixed $value): ?bool
{
    return match (is_string($value) ? strtolower($value) : $value) {
        'true', true => true,
        'false', false => false,
        default => null,
    };
}

function callBexAuthorize(array $in): array
{
    $token = sessionToken($in['session'], 'bex');
    return signed(withHeader(readRequest($in['request']), 'token', $token));
}

function callBexSignIn(array $in, Stream $random, array $responses): array
{
    return oneExchange(callBexRequest($in)['request'], $responses, bexSession(...));
}
