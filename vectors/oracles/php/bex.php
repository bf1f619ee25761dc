<?php

// BEX: a JSON body or a query, and failures inside HTTP 200.

declare(strict_types=1);

const BEX_ENDS = '~/api(?:/service(?:/login)?)?$~Di';

const BEX = [
    'bex.encodeCredentials' => 'callBexCredentials',
    'bex.tokenRequest' => 'callBexRequest',
    'bex.parseTokenResponse' => 'callBexResponse',
    'bex.authorize' => 'callBexAuthorize',
    'bex.isSessionOver' => 'callBexIsOver',
    'bex.downloadBody' => 'callBexDownload',
    'bex.signIn' => 'callBexSignIn',
];

function bexCredentials(): array
{
    return [
        'username' => required('text'), 'password' => required('text'),
        'usernameKey' => optional(fn ($name) => oneOf($name, 'username', 'userName'), 'username'),
        'preferAlternateToken' => optional('flag', false),
    ];
}

/** The parameters of a query and of a body. */
function bexParameters(array $chosen): array
{
    $names = [$chosen['usernameKey'] => $chosen['username'], 'password' => $chosen['password']];
    return $names + ($chosen['preferAlternateToken'] ? ['preferAlternateToken' => true] : []);
}

function bexQuery(array $chosen): string
{
    $spelled = array_map(fn ($value) => $value === true ? 'true' : $value, bexParameters($chosen));
    return http_build_query($spelled, '', '&', PHP_QUERY_RFC3986);
}

function callBexCredentials(array $in): array
{
    return ['output' => bexQuery(options($in['credentials'], bexCredentials()))];
}

function callBexRequest(array $in): array
{
    return ['request' => bexRequest($in)[0]];
}

/** The request, and the base URL. */
function bexRequest(array $in): array
{
    $chosen = options($in['options'] ?? null, [
        'baseUrl' => optional(base(BEX_ENDS), new BaseUrl('https://api.bex.co.za')), ...bexCredentials(),
        'transport' => optional(fn ($transport) => oneOf($transport, 'json', 'query'), 'json'),
        'method' => optional(fn ($method) => oneOf($method, 'POST', 'GET'), 'POST'),
        'allowInsecureHttp' => optional('flag', false),
    ]);
    $base = $chosen['baseUrl']->secured($chosen['allowInsecureHttp']);
    $url = "$base->text/api/service/login";
    if ($chosen['transport'] === 'query') {
        return [request($chosen['method'], "$url?" . bexQuery($chosen)), $base];
    }
    if ($chosen['method'] === 'GET') {
        throw new Refusal('ERR_ARGUMENT_VALUE');
    }
    return [request('POST', $url, json(bexParameters($chosen))), $base];
}

function callBexResponse(array $in): array
{
    return bexSession($in['response'], parseOptions($in, BEX_ENDS)['baseUrl']);
}

function callBexIsOver(array $in): array
{
    $answer = new Answer($in['response'], describing('ex'));
    return ['output' => $answer->status === 401 || $answer->status === 200 && firstText($answer->parsed(), 'ex') !== null];
}

function callBexDownload(array $in): array
{
    $token = sessionToken($in['session'], 'bex');
    $chosen = withoutNull(options($in['selection'], [
        'waybillNumber' => optional('filled'),
        'waybillNumbers' => optional(fn ($list) => listOf($list, 'filled')),
    ]));
    if (count($chosen) !== 1 || in_array([], $chosen, true)) {
        throw new Refusal('ERR_ARGUMENT_VALUE');
    }
    return ['output' => json(['token' => $token, ...$chosen])];
}

function bexSession(array $response, ?BaseUrl $base): array
{
    $answer = Answer::good($response, describing('ex'), describing('Message', 'message'));
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
        'origin' => $base?->url->origin,
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
    $request = signable($in, options($in['options'] ?? new EmptyObject(), places()));
    return signed(withHeader($request, 'token', $token));
}

function callBexSignIn(array $in, Stream $random, array $responses): array
{
    [$request, $base] = bexRequest($in);
    return oneExchange($request, $responses, fn (array $response) => bexSession($response, $base));
}
