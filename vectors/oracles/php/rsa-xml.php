<?php

// RSAKeyValue as one regular expression of PCRE: the extension for XML is not part of every PHP.

declare(strict_types=1);

const RSA_KEY_VALUE = <<<'REGEX'
    ~(?(DEFINE)
        (?<S> [ \t\r\n]*+ )
        (?<misc> (?: [ \t\r\n]++ | <!-- (?: [^-]++ | -(?!-) )*+ --> )*+ )
        (?<name> (?:[A-Za-z_][A-Za-z0-9._-]*+:)? [A-Za-z_][A-Za-z0-9._-]*+ )
        (?<quoted> "[^"<&]*+" | '[^'<&]*+' )
        (?<attributes> (?: [ \t\r\n]++ (?&name) (?&S) = (?&S) (?&quoted) )*+ (?&S) )
        (?<version> "1\.[01]" | '1\.[01]' )
        (?<encoding> "[A-Za-z][A-Za-z0-9._-]*+" | '[A-Za-z][A-Za-z0-9._-]*+' )
        (?<standalone> "(?:yes|no)" | '(?:yes|no)' )
        (?<declaration> <\?xml [ \t\r\n]++ version (?&S) = (?&S) (?&version)
            (?: [ \t\r\n]++ encoding (?&S) = (?&S) (?&encoding) )?
            (?: [ \t\r\n]++ standalone (?&S) = (?&S) (?&standalone) )? (?&S) \?> )
    )
    ^ \x{FEFF}? (?&declaration)? (?&misc)
    < (?<root>(?&name)) (?<rootAttributes>(?&attributes)) > (?&misc)
    < (?<one>(?&name)) (?<oneAttributes>(?&attributes)) > (?<oneValue>[^<]*+) </ \g{one} (?&S) > (?&misc)
    < (?<two>(?&name)) (?<twoAttributes>(?&attributes)) > (?<twoValue>[^<]*+) </ \g{two} (?&S) > (?&misc)
    </ \g{root} (?&S) > (?&misc) $~xDu
    REGEX;

function parseRsaKeyValue(string $text): PublicKey
{
    $refusal = new Refusal('ERR_RSA_XML');
    $isXml = !preg_match('/[^\t\n\r\x{20}-\x{D7FF}\x{E000}-\x{FFFD}\x{10000}-\x{10FFFF}]/u', $text);
    if (!$isXml || utf16Length($text) > 65536 || !preg_match(RSA_KEY_VALUE, $text, $match)) {
        throw $refusal;
    }
    $outer = declaredPrefixes($match['rootAttributes']);
    if (localName($match['root'], $outer) !== 'RSAKeyValue') {
        throw $refusal;
    }
    $values = [];
    foreach (['one', 'two'] as $child) {
        $name = localName($match[$child], [...$outer, ...declaredPrefixes($match["{$child}Attributes"])]);
        $digits = str_replace([' ', "\t", "\r", "\n"], '', $match["{$child}Value"]);
        $values[$name] = $digits === '' ? throw $refusal : decodeBase64($digits, 'ERR_RSA_XML');
    }
    return new PublicKey($values['Modulus'] ?? throw $refusal, $values['Exponent'] ?? throw $refusal);
}

/** @return list<string> */
function declaredPrefixes(string $attributes): array
{
    preg_match_all('/([^\s=]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\')/', $attributes, $found, PREG_SET_ORDER);
    $names = array_column($found, 1);
    $prefixes = [];
    foreach ($found as $attribute) {
        if ($attribute[1] === 'xmlns') {
            continue;
        }
        $isBad = !str_starts_with($attribute[1], 'xmlns:') || in_array($attribute[1], ['xmlns:xml', 'xmlns:xmlns'], true);
        if ($isBad || $attribute[2] . ($attribute[3] ?? '') === '') {
            throw new Refusal('ERR_RSA_XML');
        }
        $prefixes[] = substr($attribute[1], strlen('xmlns:'));
    }
    return $names === array_unique($names) ? $prefixes : throw new Refusal('ERR_RSA_XML');
}

/** The name without its prefix, which must be declared. */
function localName(string $qualified, array $prefixes): string
{
    [$prefix, $local] = str_contains($qualified, ':') ? explode(':', $qualified) : [null, $qualified];
    return $prefix === null || in_array($prefix, $prefixes, true) ? $local : throw new Refusal('ERR_RSA_XML');
}

function utf16Length(string $text): int
{
    return intdiv(strlen(iconv('UTF-8', 'UTF-16LE', $text)), 2);
}
