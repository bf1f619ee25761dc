<?php

// Checks of arguments: each takes a value, returns it, and throws a Refusal where it does not fit.

declare(strict_types=1);

function text(mixed $value): string
{
    if (!$value instanceof Text) {
        throw new Refusal('ERR_ARGUMENT_TYPE');
    }
    return $value->utf8 ?? throw new Refusal('ERR_TEXT_NOT_WELL_FORMED');
}

function octets(mixed $value): string
{
    return $value instanceof Octets ? $value->octets : throw new Refusal('ERR_ARGUMENT_TYPE');
}

function flag(mixed $value): bool
{
    return is_bool($value) ? $value : throw new Refusal('ERR_ARGUMENT_TYPE');
}

function number(mixed $value): int|float
{
    return is_int($value) || is_float($value) ? $value : throw new Refusal('ERR_ARGUMENT_TYPE');
}

function whole(mixed $value, int $least, int $most): int
{
    $number = number($value);
    if (!is_int($number) || $number < $least || $number > $most) {
        throw new Refusal('ERR_ARGUMENT_VALUE');
    }
    return $number;
}

function oneOf(mixed $value, string ...$allowed): string
{
    if (!$value instanceof Text) {
        throw new Refusal('ERR_ARGUMENT_TYPE');
    }
    return in_array($value->utf8, $allowed, true) ? $value->utf8 : throw new Refusal('ERR_ARGUMENT_VALUE');
}

function filled(mixed $value): string
{
    return text($value) === '' ? throw new Refusal('ERR_ARGUMENT_VALUE') : text($value);
}

function listOf(mixed $value, callable $check): array
{
    return is_array($value) && array_is_list($value) ? array_map($check, $value) : throw new Refusal('ERR_ARGUMENT_TYPE');
}

function isObject(mixed $value): bool
{
    return $value instanceof EmptyObject || is_array($value) && $value !== [] && !array_is_list($value);
}

/**
 * Reads options by a table of checks; what is left out comes as the fallback that the check has, or is refused.
 *
 * @param array<string, callable> $checks
 */
function options(mixed $value, array $checks): array
{
    if (!isObject($value)) {
        throw new Refusal('ERR_ARGUMENT_TYPE');
    }
    $given = is_array($value) ? $value : [];
    if (array_diff_key($given, $checks) !== []) {
        throw new Refusal('ERR_UNKNOWN_OPTION');
    }
    $read = [];
    foreach ($checks as $name => $check) {
        $read[$name] = $check($given[$name] ?? null, array_key_exists($name, $given));
    }
    return $read;
}

/** A check of an option that may be left out. */
function optional(callable $check, mixed $fallback = null): callable
{
    return fn (mixed $value, bool $isThere) => $isThere ? $check($value) : $fallback;
}

function required(callable $check): callable
{
    return fn (mixed $value) => $check($value);
}
