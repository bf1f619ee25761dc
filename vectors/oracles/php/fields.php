<?php

// Values: array for objects and arrays, Text, Octets, int, float, bool, null. Text is UTF-8 inside; one that has none
// (a lone surrogate) is marked.

declare(strict_types=1);

final class Text
{
    public function __construct(public readonly ?string $utf8)
    {
    }
}

final class Octets
{
    public function __construct(public readonly string $octets)
    {
    }
}

/** An object without members; an array without items is []. */
final class EmptyObject
{
}

function parseFields(array $parts): array
{
    $root = [];
    foreach ($parts as $part) {
        [$path, $spelled] = explode('=', $part, 2);
        $value = parseValue($spelled);
        $steps = array_map('rawurldecode', explode('.', $path));
        $last = array_pop($steps);
        $place = &$root;
        foreach ($steps as $step) {
            $place[$step] ??= [];
            $place = &$place[$step];
        }
        $place[$value instanceof Octets ? preg_replace('/Hex$/', '', $last) : $last] = $value;
        unset($place);
    }
    return $root;
}

function parseValue(string $spelled): mixed
{
    [$kind, $value] = explode(':', $spelled, 2);
    return match ($kind) {
        's' => new Text(fromUtf16($value)),
        'h' => new Octets(hex2bin($value)),
        'n' => preg_match('/^-?\d+$/', $value) ? (int) $value : (float) $value,
        'b' => $value === 'true',
        'z' => null,
        'o' => new EmptyObject(),
        'a' => [],
    };
}

function fromUtf16(string $hex): ?string
{
    $utf8 = @iconv('UTF-16BE', 'UTF-8', hex2bin($hex));
    return $utf8 === false ? null : $utf8;
}

/** @return list<string> */
function formatFields(array $members, string $path = ''): array
{
    $fields = [];
    foreach ($members as $name => $value) {
        $here = $path . str_replace(['.', '~'], ['%2E', '%7E'], rawurlencode((string) $name));
        if (is_array($value) && $value !== []) {
            array_push($fields, ...formatFields($value, "$here."));
        } else {
            $fields[] = "$here=" . formatValue($value, str_ends_with((string) $name, 'Hex'));
        }
    }
    return $fields;
}

function formatValue(mixed $value, bool $isHex): string
{
    return match (true) {
        is_string($value) => $isHex ? 'h:' . bin2hex($value) : 's:' . bin2hex(iconv('UTF-8', 'UTF-16BE', $value)),
        is_int($value) => "n:$value",
        is_bool($value) => $value ? 'b:true' : 'b:false',
        $value === null => 'z:',
        is_float($value) => 'n:' . json_encode($value),
        $value instanceof Text => formatValue($value->utf8, false),
        $value instanceof EmptyObject => 'o:',
        $value === [] => 'a:',
    };
}
