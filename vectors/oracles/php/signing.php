<?php

// How a session signs a request of the caller.

declare(strict_types=1);

/** The token of a caller's session. */
function sessionToken(mixed $session, string $vendor): string
{
    if (!isObject($session)) {
        throw new Refusal('ERR_ARGUMENT_TYPE');
    }
    oneOf($session['vendor'] ?? null, $vendor);
    if (array_key_exists('origin', $session)) {
        origin($session['origin']);
    }
    return headerToken($session['token'] ?? null);
}

function places(): array
{
    return [
        'origins' => optional(fn ($list) => listOf($list, 'origin'), []),
        'allowInsecureHttp' => optional('flag', false),
    ];
}

/** The request of a caller, if the session's token may go there: its members in their order. */
function signable(array $in, array $chosen): array
{
    $request = $in['request'];
    isObject($request) || throw new Refusal('ERR_ARGUMENT_TYPE');
    $request = is_array($request) ? $request : [];
    $url = new Url(text($request['url'] ?? null));
    preg_match('/^[!"$-\[\]-~]*$/D', $url->rest) || throw new Refusal('ERR_URL');
    $headers = readHeaders(array_key_exists('headers', $request) ? $request['headers'] : []);
    $own = isset($in['session']['origin']) ? origin($in['session']['origin']) : null;
    if ($url->origin !== $own) {
        if ($url->isInsecure() && !($chosen['allowInsecureHttp'] ?? false)) {
            throw new Refusal('ERR_INSECURE_URL');
        }
        if ($own !== null && !in_array($url->origin, $chosen['origins'], true)) {
            throw new Refusal('ERR_ORIGIN_MISMATCH');
        }
    }
    return array_replace($request, ['url' => text($request['url']), 'headers' => $headers]);
}

function readHeaders(mixed $value): array
{
    if (!isObject($value) && $value !== []) {
        throw new Refusal('ERR_ARGUMENT_TYPE');
    }
    $headers = [];
    foreach (is_array($value) ? $value : [] as $name => $line) {
        $line = text($line);
        $isName = preg_match('/^[!#$%&\'*+.^_`|~0-9A-Za-z-]+$/D', (string) $name);
        $headers[$name] = $isName && preg_match('/^[\t -~]*$/D', $line) ? $line : throw new Refusal('ERR_HEADER_VALUE');
    }
    return $headers;
}

function withHeader(array $request, string $name, string $value): array
{
    $request['headers'] = withoutHeaders($request, $name)['headers'] + [$name => $value];
    return $request;
}

function withoutHeaders(array $request, string ...$names): array
{
    $isOther = fn (string $other) => !in_array(strtolower($other), array_map('strtolower', $names), true);
    $request['headers'] = array_filter($request['headers'], $isOther, ARRAY_FILTER_USE_KEY);
    return $request;
}

/** A signed request as a member of an answer. */
function signed(array $request): array
{
    $headers = $request['headers'] === [] ? new EmptyObject() : $request['headers'];
    return ['request' => array_replace($request, ['headers' => $headers])];
}
