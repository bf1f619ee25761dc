<?php

// Requests and responses: what all five vendors have in common.

declare(strict_types=1);

const JSON_TYPE = 'application/json';

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

/** A server's answer. */
final class Answer
{
    public readonly int $status;
    public readonly string $body;
    public readonly mixed $headers;

    /**
     * @param callable(mixed): ?string $own Finds the words of the vendor's own refusal in a parsed body.
     * @param ?callable(mixed): ?string $other Finds those of any other failure.
     */
    public function __construct(array $response, private readonly Closure $own, private readonly ?Closure $other = null)
    {
        $this->status = $response['status'];
        $this->headers = $response['headers'];
        $this->body = preg_replace('/^\xEF\xBB\xBF/', '', text($response['body']));
    }

    /** The answer where its status says success; whose fault it is otherwise. */
    public static function good(array $response, Closure $own, ?Closure $other = null): self
    {
        $answer = new self($response, $own, $other);
        if (utf16Length($answer->body) > 1048576) {
            throw $answer->malformed();
        }
        return in_array($answer->status, [200, 201], true) ? $answer : throw $answer->failure();
    }

    private function failure(): Refusal
    {
        $status = $this->status;
        $isOwn = (string) ($this->own)($this->parsed()) !== '';
        return match (true) {
            in_array($status, [404, 405, 410], true) || intdiv($status, 100) === 3
                => new Refusal('ERR_ENDPOINT_NOT_FOUND', $status),
            !$isOwn && (in_array($status, [408, 425, 429], true) || intdiv($status, 100) === 5)
                => new Refusal('ERR_UNAVAILABLE', $status, more: ['retryAfter' => $this->retryAfter()]),
            $this->isHtml() => $this->malformed(),
            $isOwn || in_array($status, [400, 401, 403], true) => $this->refused(),
            default => $this->malformed(),
        };
    }

    /** Milliseconds: the header has seconds, or a date, which counts from that of the answer. */
    private function retryAfter(): ?int
    {
        $value = $this->header('retry-after') ?? '';
        if (preg_match('/^[0-9]{1,9}$/D', $value)) {
            return (int) $value * 1000;
        }
        [$until, $now] = [httpDate($value), httpDate($this->header('date'))];
        return $until === null || $now === null ? null : max($until - $now, 0) * 1000;
    }

    /** The first value of a header. */
    public function header(string $name): ?string
    {
        foreach (is_array($this->headers) ? $this->headers : [] as $other => $value) {
            if (strcasecmp((string) $other, $name) === 0) {
                return text(is_array($value) ? $value[0] : $value);
            }
        }
        return null;
    }

    public function isHtml(): bool
    {
        json_decode($this->body);
        $start = ltrim($this->body);
        return json_last_error() !== JSON_ERROR_NONE && str_starts_with($start, '<')
            && (preg_match('~^\s*text/html\b~i', $this->header('content-type') ?? '')
                || preg_match('/<(?:!doctype\s+html|html|head|body|title)\b/i', $start));
    }

    private function describe(mixed $parsed): string
    {
        return (string) ($this->own)($parsed) ?: (string) ($this->other ?? $this->own)($parsed);
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
        return $this->describe($this->parsed()) === '' ? $this->malformed() : $this->refused();
    }

    private function words(): ?string
    {
        $parsed = json_decode($this->body);
        $isJson = json_last_error() === JSON_ERROR_NONE;
        if ($isJson && !is_string($parsed)) {
            return clip($this->describe($parsed));
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
    $units = iconv('UTF-8', 'UTF-16LE', preg_replace('/[\x00-\x08\x0B-\x1F\x7F-\x{9F}\x{61C}\x{200E}\x{200F}\x{2028}-\x{202E}\x{2066}-\x{2069}\x{FEFF}]/u', '', $words));
    $short = substr($units, 0, 2000);
    $isHalf = strlen($short) > 1 && (ord($short[-1]) & 0xfc) === 0xd8; // of a surrogate pair
    return iconv('UTF-16LE', 'UTF-8', $isHalf ? substr($short, 0, -2) : $short) ?: null;
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
