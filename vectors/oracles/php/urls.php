<?php

// URLs: hosts without empty labels, ports from 1 to 65535, origins, and base URLs.

declare(strict_types=1);

const AUTHORITY = '~^(https?)://(\[[0-9a-f:.]+\]|[a-z0-9_-]+(?:\.[a-z0-9_-]+)*+\.?)(?::([0-9]{1,5}))?(?=[/?#]|$)~Di';
const BASE_PATH = '~^(?:/(?:[a-z0-9._\~!$&\'()*+,;=:@-]|%[0-9a-f]{2})*+)*+$~Di';
const LOOPBACK = '~^(?:localhost|127(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}|\[::1\])$~D';

/** A URL, split: the prefix is scheme, host and port as they are written, in lower case. */
final class Url
{
    public readonly string $scheme;
    public readonly string $host;
    public readonly string $prefix;
    public readonly string $origin;
    public readonly string $rest;

    public function __construct(string $text)
    {
        preg_match(AUTHORITY, $text, $match) || throw new Refusal('ERR_URL');
        [$this->scheme, $this->host, $port] = [strtolower($match[1]), strtolower($match[2]), $match[3] ?? ''];
        $this->prefix = strtolower($match[0]);
        $this->rest = substr($text, strlen($match[0]));
        $isHost = $this->host[0] !== '[' || filter_var(trim($this->host, '[]'), FILTER_VALIDATE_IP, FILTER_FLAG_IPV6);
        $usual = $this->scheme === 'https' ? 443 : 80;
        $number = $port === '' ? $usual : (int) $port;
        if (!$isHost || $number < 1 || $number > 65535) {
            throw new Refusal('ERR_URL');
        }
        $this->origin = "$this->scheme://$this->host" . ($number === $usual ? '' : ":$number");
    }

    public function isInsecure(): bool
    {
        return $this->scheme === 'http' && !preg_match(LOOPBACK, $this->host);
    }
}

function origin(mixed $value): string
{
    $url = new Url(text($value));
    return in_array($url->rest, ['', '/'], true) ? $url->origin : throw new Refusal('ERR_URL');
}

/** A base URL, without a slash at its end. */
final class BaseUrl
{
    public readonly string $text;
    public readonly Url $url;

    /** @param ?string $ends What its path must not end with: the vendor's endpoint would stand there twice. */
    public function __construct(string $text, ?string $ends = null)
    {
        strlen($text) <= 8192 || throw new Refusal('ERR_URL');
        $this->url = new Url($text);
        $path = rtrim($this->url->rest, '/');
        $isPath = preg_match(BASE_PATH, $this->url->rest) && !preg_match('~/(?:\.|%2e){1,2}(?:/|$)~Di', $this->url->rest);
        if (!$isPath || $ends !== null && preg_match($ends, $path)) {
            throw new Refusal('ERR_URL');
        }
        $this->text = $this->url->prefix . $path;
    }

    public function secured(bool $allowInsecure = false): self
    {
        return $this->url->isInsecure() && !$allowInsecure ? throw new Refusal('ERR_INSECURE_URL') : $this;
    }
}

/** The check of a base URL. */
function base(?string $ends = null): callable
{
    return fn (mixed $value) => new BaseUrl(text($value), $ends);
}
