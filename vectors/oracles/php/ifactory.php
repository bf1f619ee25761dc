<?php

// iFactory: AES-128-CBC under a fixed key and IV, in a GET query.

declare(strict_types=1);

const IFACTORY_ENDS = '~/api(?:/tokens)?$~Di';

const IFACTORY = [
    'ifactory.encryptPassword' => 'callIfactoryPassword',
    'ifactory.tokenRequest' => 'callIfactoryRequest',
    'ifactory.parseTokenResponse' => 'callIfactoryResponse',
    'ifactory.authorize' => 'callIfactoryAuthorize',
    'ifactory.isSessionOver' => 'callIs401',
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
    return array_diff_key(ifactoryRequest($in), ['base' => true]);
}

function ifactoryRequest(array $in): array
{
    $chosen = options($in['options'] ?? null, [
        'baseUrl' => required(base(IFACTORY_ENDS)), 'userLogin' => required('text'), 'password' => required('text'),
        ...ifactoryEncryption(), 'allowInsecureHttp' => optional('flag', false),
    ]);
    $base = $chosen['baseUrl']->secured($chosen['allowInsecureHttp']);
    $stages = ifactoryStages($chosen['password'], $chosen);
    $query = 'userLogin=' . rawurlencode($chosen['userLogin']) . "&password={$stages['encoded']}";
    return ['stages' => $stages, 'request' => request('GET', "$base->text/api/tokens?$query"), 'base' => $base];
}

function callIfactoryResponse(array $in): array
{
    return ifactorySession($in['response'], parseOptions($in, IFACTORY_ENDS)['baseUrl']);
}

/** The options of a parser, which may be left out. */
function parseOptions(array $in, string $ends, array $more = []): array
{
    return options($in['options'] ?? new EmptyObject(), ['baseUrl' => optional(base($ends)), ...$more]);
}

function callIs401(array $in): array
{
    return ['output' => $in['response']['status'] === 401];
}

function ifactorySession(array $response, ?BaseUrl $base): array
{
    $answer = Answer::good($response, ifactoryWords(...), problemWords(...));
    $token = $answer->token(firstText($answer->json(), 'token', 'Token'));
    return ['session' => withoutNull([
        'vendor' => 'ifactory', 'token' => $token, 'origin' => $base?->url->origin, 'expiresAt' => jwtExpiry($token),
    ])];
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
    return linesOf($body, ['message', 'Message'], ['ExceptionMessage']);
}

/** ProblemDetails of ASP.NET. */
function problemWords(mixed $body): string
{
    return linesOf($body, ['title'], ['detail']);
}

/** Of each group the first member that is there, a text or a list of them, of an object or of each of a list. */
function linesOf(mixed $body, array ...$groups): string
{
    $lines = [];
    foreach (is_array($body) ? $body : [$body] as $item) {
        foreach ($item instanceof stdClass ? $groups : [] as $names) {
            $found = array_values(array_filter($names, fn (string $name) => property_exists($item, $name)));
            $words = $found === [] ? [] : $item->{$found[0]};
            array_push($lines, ...(is_array($words) ? $words : [$words]));
        }
    }
    return implode("\n", array_filter($lines, fn ($line) => is_string($line) && $line !== ''));
}

function callIfactoryAuthorize(array $in): array
{
    $token = sessionToken($in['session'], 'ifactory');
    $request = signable($in, options($in['options'] ?? new EmptyObject(), places()));
    return signed(withHeader($request, 'Authorization', "Bearer $token"));
}

function callIfactorySignIn(array $in, Stream $random, array $responses): array
{
    ['request' => $request, 'base' => $base] = ifactoryRequest($in);
    return oneExchange($request, $responses, fn (array $response) => ifactorySession($response, $base));
}
