<?php

// RSA keys in their forms, and RSAES-PKCS1-v1_5 with the padding given; OpenSSL does the exponentiation.

declare(strict_types=1);

const RSA = [
    'codecs.rsaPublicKey' => 'callRsaPublicKey',
    'codecs.parseRsaKeyValue' => 'callParseRsaKeyValue',
    'codecs.formatRsaKeyValue' => 'callFormatRsaKeyValue',
    'codecs.toJwk' => 'callToJwk',
    'codecs.fromJwk' => 'callFromJwk',
    'codecs.toSpkiPem' => 'callToSpkiPem',
    'codecs.fromSpkiPem' => 'callFromSpkiPem',
    'codecs.thumbprint' => 'callThumbprint',
    'codecs.spkiPin' => 'callSpkiPin',
    'codecs.encryptPkcs1' => 'callEncryptPkcs1',
    'rsa.power' => 'callRsaPower',
    'rsa.open' => 'callRsaOpen',
];

/** A public key: two numbers, big-endian without leading zeros, checked. */
final class PublicKey
{
    public readonly string $modulus;
    public readonly string $exponent;

    public function __construct(string $modulus, string $exponent)
    {
        $this->modulus = ltrim($modulus, "\0");
        $this->exponent = ltrim($exponent, "\0");
        $bits = $this->modulus === '' ? 0 : 8 * $this->size() - 8 + strlen(decbin(ord($this->modulus[0])));
        if ($bits < 1024 || $bits > 16384) {
            throw new Refusal('ERR_RSA_KEY_SIZE');
        }
        $isOdd = fn (string $number) => $number !== '' && (ord($number[-1]) & 1) === 1;
        if (!$isOdd($this->modulus) || !$isOdd($this->exponent) || $this->exponent === "\1" || strlen($this->exponent) > 8) {
            throw new Refusal('ERR_RSA_KEY');
        }
    }

    public static function of(mixed $numbers): self
    {
        return new self(octets($numbers['modulus'] ?? null), octets($numbers['exponent'] ?? null));
    }

    public function size(): int
    {
        return strlen($this->modulus);
    }

    public function power(string $block): string
    {
        openssl_public_encrypt($block, $result, $this->pem(), OPENSSL_NO_PADDING) || throw new Unknown();
        return $result;
    }

    public function spki(): string
    {
        $numbers = der("\x30", integer($this->modulus) . integer($this->exponent));
        return der("\x30", hex2bin('300d06092a864886f70d0101010500') . der("\x03", "\0$numbers"));
    }

    public function pem(): string
    {
        return pem('PUBLIC KEY', $this->spki());
    }

    public function thumbprint(): string
    {
        $json = sprintf('{"e":"%s","kty":"RSA","n":"%s"}', base64Url($this->exponent), base64Url($this->modulus));
        return base64Url(hash('sha256', $json, true));
    }

    public function spkiPin(): string
    {
        return base64_encode(hash('sha256', $this->spki(), true));
    }

    public function members(): array
    {
        return ['output' => ['modulusHex' => $this->modulus, 'exponentHex' => $this->exponent]];
    }

    /** @return array{string, string} The padded block and the ciphertext. */
    public function encrypt(string $message, Stream $random): array
    {
        if (strlen($message) > $this->size() - 11) {
            throw new Refusal('ERR_MESSAGE_TOO_LONG');
        }
        $padding = $random->draw($this->size() - 3 - strlen($message), fn (int $octet) => $octet !== 0);
        $padded = "\0\2$padding\0$message";
        return [$padded, $this->power($padded)];
    }
}

/** A random source: it is asked for so many bytes, and in the end has fewer. */
final class Stream
{
    private int $position = 0;

    public function __construct(private readonly string $octets)
    {
    }

    public function draw(int $count, callable $accepts): string
    {
        $drawn = '';
        for ($calls = 0; strlen($drawn) < $count; $calls++) {
            $part = substr($this->octets, $this->position, $count - strlen($drawn));
            if ($calls === 64 || strlen($part) < $count - strlen($drawn)) {
                throw new Refusal('ERR_RANDOM');
            }
            $this->position += strlen($part);
            $drawn .= implode('', array_filter(str_split($part), fn (string $octet) => $accepts(ord($octet))));
        }
        return $drawn;
    }
}

function callRsaPublicKey(array $in): array
{
    return PublicKey::of($in['numbers'])->members();
}

function callParseRsaKeyValue(array $in): array
{
    return parseRsaKeyValue(text($in['xml']))->members();
}

function callFormatRsaKeyValue(array $in): array
{
    $key = PublicKey::of($in['key']);
    $modulus = base64_encode($key->modulus);
    $exponent = base64_encode($key->exponent);
    return ['output' => "<RSAKeyValue><Modulus>$modulus</Modulus><Exponent>$exponent</Exponent></RSAKeyValue>"];
}

function callToJwk(array $in): array
{
    $key = PublicKey::of($in['key']);
    return ['output' => ['kty' => 'RSA', 'n' => base64Url($key->modulus), 'e' => base64Url($key->exponent)]];
}

function callFromJwk(array $in): array
{
    $jwk = $in['jwk'];
    if (!isObject($jwk)) {
        throw new Refusal('ERR_ARGUMENT_TYPE');
    }
    $isPrivate = array_intersect(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth'], array_keys($jwk)) !== [];
    $type = $jwk['kty'] ?? null;
    if ($isPrivate || !$type instanceof Text || $type->utf8 !== 'RSA') {
        throw new Refusal('ERR_RSA_KEY');
    }
    return (new PublicKey(fromBase64Url($jwk['n'] ?? null), fromBase64Url($jwk['e'] ?? null)))->members();
}

function base64Url(string $octets): string
{
    return rtrim(strtr(base64_encode($octets), '+/', '-_'), '=');
}

function fromBase64Url(mixed $value): string
{
    $text = $value instanceof Text ? (string) $value->utf8 : '=';
    $octets = base64_decode(strtr($text, '-_', '+/'), true);
    return $octets === false || base64Url($octets) !== $text ? throw new Refusal('ERR_RSA_KEY') : $octets;
}

function callToSpkiPem(array $in): array
{
    return ['output' => PublicKey::of($in['key'])->pem()];
}

function callFromSpkiPem(array $in): array
{
    $pattern = '~^\s*-----BEGIN PUBLIC KEY-----\s([A-Za-z0-9+/=\s]*)-----END PUBLIC KEY-----\s*$~D';
    preg_match($pattern, text($in['pem']), $match) || throw new Refusal('ERR_RSA_KEY');
    $der = decodeBase64(preg_replace('/\s+/', '', $match[1]), 'ERR_RSA_KEY');
    // Where the two numbers begin is all that is looked for; written anew, everything around them must be the same.
    $header = '/^\x30(?:[\0-\x7f]|\x81.|\x82..)' . '(?:\x30\x0d.{13})\x03(?:[\0-\x7f]|\x81.|\x82..)\0\x30(?:[\0-\x7f]|\x81.|\x82..)/s';
    preg_match($header, $der, $start) || throw new Refusal('ERR_RSA_KEY');
    [$modulus, $rest] = readInteger(substr($der, strlen($start[0])));
    [$exponent] = readInteger($rest);
    $spki = der("\x30", hex2bin('300d06092a864886f70d0101010500') . der("\x03", "\0" . der("\x30", integer($modulus) . integer($exponent))));
    return $spki === $der ? (new PublicKey($modulus, $exponent))->members() : throw new Refusal('ERR_RSA_KEY');
}

/** @return array{string, string} A number and what follows it. */
function readInteger(string $octets): array
{
    preg_match('/^\x02([\0-\x7f]|\x81.|\x82..)/s', $octets, $start) || throw new Refusal('ERR_RSA_KEY');
    $length = strlen($start[1]) === 1 ? ord($start[1]) : hexdec(bin2hex(substr($start[1], 1)));
    $number = substr($octets, strlen($start[0]), $length);
    return [ltrim($number, "\0"), substr($octets, strlen($start[0]) + $length)];
}

function integer(string $number): string
{
    return der("\x02", $number === '' || ord($number[0]) >= 0x80 ? "\0$number" : $number);
}

function der(string $tag, string $content): string
{
    $length = strlen($content);
    $octets = ltrim(pack('N', $length), "\0");
    return $tag . ($length < 0x80 ? chr($length) : chr(0x80 | strlen($octets)) . $octets) . $content;
}

function pem(string $label, string $der): string
{
    return "-----BEGIN $label-----\n" . chunk_split(base64_encode($der), 64, "\n") . "-----END $label-----\n";
}

function callThumbprint(array $in): array
{
    return ['output' => PublicKey::of($in['key'])->thumbprint()];
}

function callSpkiPin(array $in): array
{
    return ['output' => PublicKey::of($in['key'])->spkiPin()];
}

function callEncryptPkcs1(array $in, Stream $random): array
{
    [$padded, $ciphertext] = PublicKey::of($in['key'])->encrypt(octets($in['message'] ?? null), $random);
    return ['stages' => ['paddedHex' => $padded], 'outputHex' => $ciphertext];
}

function callRsaPower(array $in): array
{
    return ['outputHex' => PublicKey::of($in['key'])->power(octets($in['block']))];
}

function callRsaOpen(array $in): array
{
    $numbers = array_map(fn (string $name) => octets($in['key'][$name]), ['modulus', 'exponent', 'd', 'p', 'q', 'dp', 'dq', 'qi']);
    $key = pem('RSA PRIVATE KEY', der("\x30", integer('') . implode('', array_map('integer', $numbers))));
    openssl_private_decrypt(octets($in['ciphertext']), $message, $key, OPENSSL_PKCS1_PADDING) || throw new Unknown();
    return ['outputHex' => $message];
}
