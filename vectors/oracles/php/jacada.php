<?php

// Jacada Interaction Server: Base64 with a random prefix.

declare(strict_types=1);

const JACADA_ENDS = '~/version/[^/]+(?:/account(?:/[^/]+(?:/auth)?)?)?$~D';

const JACADA = [
    'jacada.encodeUser' => 'callJacadaUser',
    'jacada.encodePassword' => 'callJacadaPassword',
    'jacada.tokenRequest' => 'callJacadaRequest',
    'jacada.parseTokenResponse' => 'callJacadaResponse',
    'jacada.authorize' => 'callJacadaAuthorize',
    'jacada.isSessionOver' => 'callJacadaIsOver',
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
    return array_diff_key(jacadaRequest($in, $random), ['base' => true]);
}

function jacadaRequest(array $in, Stream $random): array
{
    $chosen = options($in['options'] ?? null, [
        'baseUrl' => required(base(JACADA_ENDS)), 'applicationName' => optional('segment'), 'version' => optional('segment', '1'),
        'accountId' => required('segment'), 'user' => required('text'), 'password' => required('text'),
        ...jacadaEncoding(), 'allowInsecureHttp' => optional('flag', false),
    ]);
    $base = $chosen['baseUrl']->secured($chosen['allowInsecureHttp']);
    $application = $chosen['applicationName'] === null ? '' : "/{$chosen['applicationName']}";
    $url = "$base->text$application/version/{$chosen['version']}/account/{$chosen['accountId']}/auth/";
    $user = base64_encode(encodeText($chosen['user'], $chosen['charset']));
    $stages = jacadaStages($chosen['password'], $chosen, $random);
    $request = request('POST', $url, json(['user' => $user, 'password' => $stages['base64']]));
    return ['stages' => $stages, 'request' => $request, 'base' => $base];
}

function callJacadaResponse(array $in): array
{
    return jacadaSession($in['response'], parseOptions($in, JACADA_ENDS)['baseUrl']);
}

function jacadaSession(array $response, ?BaseUrl $base): array
{
    $answer = Answer::good($response, describing('message', 'Message', 'error', 'errorMessage'));
    $token = $answer->token(firstText($answer->object(), 'Security-Token'));
    $id = $answer->header('session-id') ?? '';
    return ['session' => withoutNull([
        'vendor' => 'jacada', 'token' => $token, 'origin' => $base?->url->origin,
        'sessionId' => isToken($id) ? $id : null, // the token is what matters
    ])];
}

function callJacadaIsOver(array $in): array
{
    $answer = new Answer($in['response'], describing('message'));
    return ['output' => $answer->status === 401 || firstText($answer->parsed(), 'code') === '0x7000400'];
}

function callJacadaAuthorize(array $in): array
{
    $session = $in['session'];
    $token = sessionToken($session, 'jacada');
    $id = array_key_exists('sessionId', $session) ? headerToken($session['sessionId']) : null;
    $request = signable($in, options($in['options'] ?? new EmptyObject(), places()));
    $request = withHeader(withoutHeaders($request, 'User-Id', 'User-Password'), 'Security-Token', $token);
    return signed($id === null ? $request : withHeader($request, 'Session-Id', $id));
}

function callJacadaHeaders(array $in): array
{
    $chosen = options($in['options'], [
        'tenantId' => required('headerToken'), 'applicationKey' => required('headerToken'),
        'environmentName' => optional('headerToken'), 'user' => optional('filled'), 'password' => optional('text'),
    ]);
    if (($chosen['user'] === null) !== ($chosen['password'] === null)) {
        throw new Refusal('ERR_ARGUMENT_VALUE');
    }
    return ['output' => withoutNull([
        'Tenant-Id' => $chosen['tenantId'], 'Application-Key' => $chosen['applicationKey'],
        'Environment-Name' => $chosen['environmentName'],
        'User-Id' => $chosen['user'] === null ? null : base64_encode($chosen['user']),
        'User-Password' => $chosen['password'] === null ? null : base64_encode($chosen['password']),
    ])];
}

function callJacadaSignIn(array $in, Stream $random, array $responses): array
{
    ['request' => $request, 'base' => $base] = jacadaRequest($in, $random);
    return oneExchange($request, $responses, fn (array $response) => jacadaSession($response, $base));
}
