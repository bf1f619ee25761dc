<?php

// Requests and responses: what all five vendors have in common.

declare(strict_types=1);

const JSON_TYPE = 'application/json';
const BASE_URL = '~^(https?)://(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:[0-9]{1,5})?((?:/(?:[a-z0-9._\~!$&\'()*+,;=:@-]|%[0-9a-f]{2})*+)*+)$~Di';
const REQUEST_URL = '~^https?://(?:\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:[0-9]{1,5})?(?:[/?][!"$-\[\]-\~]*)?$~Di';
const LOOPBACK = '~^(?:localhost|.+\.localhost|127(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}|\[::1\])$~D';

function request(string $method, string $url, ?string $body = null, string $type = JSON_TYPE): array
{
    $headers = ['Accept' => JSON_TYPE] + ($body === null ? [] : ['Content-Type' => $type]);
    return ['method' => $method, 'url' => $url, 'headers' => $headers] + ($body === null ? [] : ['body' => $body]);
}

/** As JSON.stringify prints it. */
function json(array $value): string
{
    return json_encode($value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_LINE_TERMINATORS | JSON_THROW_ON_ERROR);
}

function baseUrl(string $text, bool $allowInsecure = false): string
{
    $isUrl = strlen($text) <= 8192 && preg_match(BASE_URL, $text, $match) && isPort($match[3]);
    if (!$isUrl || preg_match('~/(?:\.|%2e){1,2}(?:/|$)~Di', $match[4])) {
        throw new Refusal('ERR_URL');
    }
    [$scheme, $host] = [strtolower($match[1]), strtolower($match[2])];
    if ($scheme === 'http' && !$allowInsecure && !preg_match(LOOPBACK, $host)) {
        throw new Refusal('ERR_INSECURE_URL');
    }
    return "$scheme://$host$match[3]" . rtrim($match[4], '/');
}

function isPort(string $text): bool
{
    return (int) substr($text, 1) <= 65535;
}

function isToken(mixed $value): bool
{
    return is_string($value) && strlen($value) <= 65536 && preg_match('/^[!-~]+$/D', $value) === 1;
}

/** A token of a caller, for a header. */
function headerToken(mixed $value): string
{
    $token = text($value);
    return preg_match('/^[!-~]+$/D', $token) ? $token : throw new Refusal('ERR_HEADER_VALUE');
}

/** The token of a caller's session. */
function sessionToken(mixed $session, string $vendor): string
{
    if (!isObject($session)) {
        throw new Refusal('ERR_ARGUMENT_TYPE');
    }
    oneOf($session['vendor'] ?? null, $vendor);
    return headerToken($session['token'] ?? null);
}

/** The request of a caller. */
function readRequest(mixed $value): array
{
    $read = options($value, [
        'method' => required(fn ($method) => oneOf($method, 'GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD')),
        'url' => required('text'),
        'headers' => optional('readHeaders', []),
        'body' => optional('text'),
    ]);
    preg_match(REQUEST_URL, $read['url'], $match) && isPort($match[1] ?? '') || throw new Refusal('ERR_URL');
    return array_filter($read, fn ($member) => $member !== null);
}

function readHeaders(mixed $value): array
{
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
    $isOther = fn (string $other) => strcasecmp($other, $name) !== 0;
    $request['headers'] = array_filter($request['headers'], $isOther, ARRAY_FILTER_USE_KEY) + [$name => $value];
    return $request;
}

/** A signed request as a member of an answer. */
function signed(array $request): array
{
    $headers = $request['headers'] === [] ? new EmptyObject() : $request['headers'];
    return ['request' => array_replace($request, ['headers' => $headers])];
}

/** A server's answer, past its status. */
final class Answer
{
    public readonly int $status;
    public readonly string $body;
    public readonly mixed $headers;

    /** @param callable(mixed): ?string $describe Finds the vendor's words in a parsed body. */
    public function __construct(array $response, private readonly Closure $describe)
    {
        $body = text($response['body']);
        $this->status = $response['status'];
        $this->headers = $response['headers'];
        $this->body = preg_replace('/^\xEF\xBB\xBF/', '', $body);
        if (utf16Length($body) > 1048576) {
            throw $this->malformed();
        }
        if ($this->status >= 400) {
            throw $this->refused();
        }
        if ($this->status !== 200 && $this->status !== 201) {
            throw $this->malformed();
        }
    }

    public function malformed(string $code = 'ERR_RESPONSE_FORMAT'): Refusal
    {
        return new Refusal($code, $this->status);
    }

    public function refused(): Refusal
    {
        return new Refusal('ERR_SIGN_IN_REFUSED', $this->status, $this->words());
    }

    public function refusedOrMalformed(): Refusal
    {
        return (string) ($this->describe)($this->parsed()) === '' ? $this->malformed() : $this->refused();
    }

    private function words(): ?string
    {
        $parsed = json_decode($this->body);
        $isJson = json_last_error() === JSON_ERROR_NONE;
        if ($isJson && !is_string($parsed)) {
            return clip((string) ($this->describe)($parsed));
        }
        $sentence = trim($isJson ? $parsed : $this->body);
        return str_starts_with($sentence, '<') || utf16Length($sentence) > 1000 ? null : clip($sentence);
    }

    /** The body as JSON, null where it is none. */
    public function parsed(): mixed
    {
        return json_decode($this->body);
    }

    public function json(): mixed
    {
        $parsed = json_decode($this->body);
        return json_last_error() === JSON_ERROR_NONE ? $parsed : throw $this->malformed();
    }

    public function object(): stdClass
    {
        $parsed = $this->json();
        return $parsed instanceof stdClass ? $parsed : throw $this->malformed();
    }

    public function token(mixed $found): string
    {
        if ($found === null) {
            throw $this->refusedOrMalformed();
        }
        return isToken($found) ? $found : throw $this->malformed();
    }
}

/** Words without what would steer a terminal, and not too long for a dialogue. */
function clip(string $words): ?string
{
    if ($words === '') {
        return null;
    }
    $units = iconv('UTF-8', 'UTF-16LE', preg_replace('/[\x00-\x08\x0B-\x1F\x7F-\x{9F}]/u', '', $words));
    $short = substr($units, 0, 2000);
    $isHalf = strlen($short) > 1 && (ord($short[-1]) & 0xfc) === 0xd8; // of a surrogate pair
    return iconv('UTF-16LE', 'UTF-8', $isHalf ? substr($short, 0, -2) : $short);
}

/** The first member, among these names, that is a text with something in it. */
function firstText(mixed $value, string ...$names): ?string
{
    foreach ($value instanceof stdClass ? $names : [] as $name) {
        if (is_string($value->$name ?? null) && $value->$name !== '') {
            return $value->$name;
        }
    }
    return null;
}

function describing(string ...$names): Closure
{
    return fn (mixed $body) => firstText($body, ...$names);
}

function withoutNull(array $members): array
{
    return array_filter($members, fn ($member) => $member !== null);
}

/** A sign-in of one request: the session comes of the only response. */
function oneExchange(array $request, array $responses, callable $parse): array
{
    return ['exchanges' => [['request' => $request]]] + $parse($responses[0]);
}
