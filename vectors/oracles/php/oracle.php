<?php

// The five sign-ins and their codecs in PHP, behind the line protocol of the oracles. OpenSSL does AES and RSA here.

declare(strict_types=1);

// A warning is a fault of this program, unless it is silenced where it is expected.
set_error_handler(function (int $level, string $message): bool {
    return (error_reporting() & $level) === 0 || throw new ErrorException($message);
});

foreach (['fields', 'arguments', 'codecs', 'rsa', 'rsa-xml', 'urls', 'http', 'signing', 'ifactory', 'idscan', 'jacada', 'bex', 'smartconnect', 'smartconnect-companies', 'smartconnect-rest'] as $part) {
    require __DIR__ . "/$part.php";
}

/** What must fail, with its code and what the peer said. */
final class Refusal extends Exception
{
    public function __construct(public readonly string $errorCode, public readonly ?int $status = null, public readonly ?string $words = null, public readonly array $more = [])
    {
        parent::__construct($errorCode);
    }
}

/** A question that this PHP, without its extensions, cannot answer. */
final class Unknown extends Exception
{
}

/** The functions by name: each takes the arguments, a random stream and the responses, and returns members. */
const FUNCTIONS = CODECS + RSA + IFACTORY + IDSCAN + JACADA + BEX + SMARTCONNECT + SMARTCONNECT_REST;

while (($line = fgets(STDIN)) !== false) {
    $parts = explode("\t", rtrim($line, "\n"));
    echo answer(array_shift($parts), $parts), "\n";
}

function answer(string $name, array $parts): string
{
    if (!isset(FUNCTIONS[$name])) {
        return 'unknown';
    }
    $in = parseFields($parts);
    $random = new Stream(($in['random'] ?? new Octets(''))->octets);
    $responses = $in['responses'] ?? [];
    unset($in['random'], $in['responses']);
    try {
        $members = FUNCTIONS[$name]($in, $random, $responses);
    } catch (Refusal $refusal) {
        $details = array_filter(['status' => $refusal->status, 'vendorMessage' => $refusal->words, ...$refusal->more], fn ($detail) => $detail !== null);
        return implode("\t", ['error', $refusal->errorCode, ...formatFields($details)]);
    } catch (Unknown) {
        return 'unknown';
    }
    return implode("\t", ['ok', ...formatFields($members)]);
}
