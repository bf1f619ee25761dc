<?php

// SmartConnect's newer API: RFC 6749, sections 4.3 and 5.

declare(strict_types=1);

const REST_ENDS = '~/(?:GetToken|GetCompanyList|validate|token)$~Di';

const SMARTCONNECT_REST = [
    'smartconnect.restTokenRequest' => 'callRestTokenRequest',
    'smartconnect.parseRestTokenResponse' => 'callRestTokenResponse',
    'smartconnect.restSignIn' => 'callRestSignIn',
];

/** The request, and the checked options. */
function restRequest(array $in, array $more = []): array
{
    $chosen = options($in['options'] ?? null, [
        'apiUrl' => required(fn ($url) => api($url, ends: REST_ENDS)), 'username' => required('text'),
        'password' => required('text'), 'clientId' => required('text'), 'clientSecret' => required('text'), ...$more,
    ]);
    $form = [
        'username' => $chosen['username'], 'password' => $chosen['password'], 'client_id' => $chosen['clientId'],
        'client_secret' => $chosen['clientSecret'],
    ];
    $pairs = array_map(fn (string $name, string $value) => "$name=" . formEncode($value), array_keys($form), $form);
    $body = 'grant_type=password&' . implode('&', $pairs);
    return [request('POST', "{$chosen['apiUrl']->text}/token", $body, 'application/x-www-form-urlencoded'), $chosen];
}

function callRestTokenRequest(array $in): array
{
    return ['request' => restRequest($in)[0]];
}

function callRestTokenResponse(array $in): array
{
    $chosen = options($in['options'] ?? new EmptyObject(), knownApi(REST_ENDS) + ['now' => optional('moment')]);
    return restSession($in['response'], $chosen['apiUrl'] ?? $chosen['baseUrl'] ?? [], $chosen['now']);
}

function restSession(array $response, array $known, int|float|null $now): array
{
    $answer = smartConnectAnswer($response);
    $body = $answer->object();
    if (firstText($body, 'error') !== null) {
        throw $answer->refused();
    }
    $token = $answer->token(firstText($body, 'access_token'));
    if (strcasecmp(firstText($body, 'token_type') ?? '', 'bearer') !== 0) {
        throw $answer->malformed();
    }
    $seconds = $body->expires_in ?? null;
    $seconds = is_string($seconds) && preg_match('/^[0-9]{1,9}$/D', $seconds) ? (int) $seconds : $seconds;
    $isLife = (is_int($seconds) || is_float($seconds)) && $seconds >= 0;
    $end = $now !== null && $isLife ? $now + (int) $seconds * 1000 : null;
    return ['session' => withoutNull([
        'vendor' => 'smartconnect', 'token' => $token, ...$known, 'tokenType' => 'bearer',
        'expiresAt' => $end > 8640000000000000 ? null : $end,
    ])];
}

function callRestSignIn(array $in, Stream $random, array $responses): array
{
    [$request, $chosen] = restRequest($in, ['now' => optional('moment')]);
    $known = ['origin' => $chosen['apiUrl']->url->origin, 'apiUrl' => $chosen['apiUrl']->text];
    return oneExchange($request, $responses, fn (array $response) => restSession($response, $known, $chosen['now']));
}
