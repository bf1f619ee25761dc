<?php

// GBG IDscan Enterprise: a form, area-bound tokens, no Bearer.

declare(strict_types=1);

const NAME_CLAIM = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name';
const ROLE_CLAIM = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role';

const IDSCAN = [
    'idscan.encodeCredentials' => 'callIdscanCredentials',
    'idscan.tokenRequest' => 'callIdscanRequest',
    'idscan.parseTokenResponse' => 'callIdscanResponse',
    'idscan.authorize' => 'callIdscanAuthorize',
    'idscan.signIn' => 'callIdscanSignIn',
];

function idscanCredentials(): array
{
    return [
        'username' => required('text'),
        'password' => required('text'),
        'area' => required('area'),
        'lowerCaseUsername' => optional('flag', false),
    ];
}

function area(mixed $value): string
{
    return oneOf($value, 'scanning', 'investigation');
}

function moment(mixed $value): int|float
{
    return abs(number($value)) <= 8.64e15 ? $value : throw new Refusal('ERR_ARGUMENT_VALUE');
}

function idscanForm(array $chosen): string
{
    $username = $chosen['username'];
    if ($chosen['lowerCaseUsername']) {
        // Without the extension mbstring PHP has lower case for ASCII only.
        preg_match('/^[\x00-\x7f]*$/D', $username) || throw new Unknown();
        $username = strtolower($username);
    }
    $pairs = ['username' => $username, 'password' => $chosen['password'], 'area' => $chosen['area']];
    return 'grant_type=password&' . implode('&', array_map(
        fn (string $name, string $value) => "$name=" . formEncode($value),
        array_keys($pairs),
        $pairs,
    ));
}

function callIdscanCredentials(array $in): array
{
    return ['output' => idscanForm(options($in['credentials'], idscanCredentials()))];
}

function callIdscanRequest(array $in, ?Stream $random = null, array $responses = [], array $more = []): array
{
    $chosen = options($in['options'] ?? null, [
        'baseUrl' => required('text'), ...idscanCredentials(), 'allowInsecureHttp' => optional('flag', false), ...$more,
    ]);
    $url = baseUrl($chosen['baseUrl'], $chosen['allowInsecureHttp']) . '/idscanenterprisesvc/token';
    return ['request' => request('POST', $url, idscanForm($chosen), 'application/x-www-form-urlencoded')];
}

function callIdscanResponse(array $in): array
{
    $chosen = options($in['options'] ?? null, ['area' => required('area'), 'now' => optional('moment')]);
    return idscanSession($in['response'], $chosen['area'], $chosen['now']);
}

function idscanSession(array $response, string $area, int|float|null $now): array
{
    $answer = new Answer($response, describing('error_description', 'error', 'Message', 'message'));
    $body = $answer->parsed();
    $members = $body instanceof stdClass ? $body : new stdClass();
    $token = firstText($body, 'access_token', 'Token', 'token') ?? cookie($answer, 'token');
    $forgery = cookie($answer, 'csrftoken') ?? '';
    $isEncoded = !preg_match('/%(?![0-9A-Fa-f]{2})/', $forgery) && preg_match('//u', rawurldecode($forgery));
    $forgery = $isEncoded ? rawurldecode($forgery) : $forgery;
    return ['session' => withoutNull([
        'vendor' => 'idscan',
        'area' => $area,
        'token' => $answer->token($token),
        'expiresAt' => idscanExpiry($members, $now),
        'username' => firstText($body, 'Username', NAME_CLAIM),
        'fullName' => firstText($body, 'FullName'),
        'role' => firstText($body, 'Role', ROLE_CLAIM),
        'idleSessionTimeout' => wholeNumber($members->IdleSessionTimeout ?? null),
        'csrfToken' => isToken($forgery) ? $forgery : null, // one that fits into no header counts as missing
    ])];
}

function wholeNumber(mixed $value): ?int
{
    if (is_string($value) && preg_match('/^[0-9]{1,9}$/D', $value)) {
        $value = (int) $value;
    }
    return is_int($value) && $value >= 0 && $value <= 315360000 ? $value : null;
}

function idscanExpiry(stdClass $members, int|float|null $now): ?int
{
    $life = wholeNumber($members->expires_in ?? null);
    $issued = httpDate($members->{'.issued'} ?? null);
    if ($life !== null && $issued !== null) {
        return ($issued + $life) * 1000;
    }
    return $now === null ? null : $now + ($life ?? 36000) * 1000;
}

function httpDate(mixed $text): ?int
{
    $format = 'D, d M Y H:i:s \G\M\T';
    $date = is_string($text) ? DateTimeImmutable::createFromFormat("!$format", $text, new DateTimeZone('UTC')) : false;
    // PHP carries a day that does not exist over into the next month: printed again it must be the same.
    return $date === false || substr($date->format($format), 5) !== substr($text, 5) ? null : $date->getTimestamp();
}

/** Of several cookies the last, but none that is empty or ends at once; lines may be joined by commas. */
function cookie(Answer $answer, string $name): ?string
{
    $last = null;
    foreach (is_array($answer->headers) ? $answer->headers : [] as $header => $values) {
        if (strcasecmp((string) $header, 'set-cookie') !== 0) {
            continue;
        }
        $texts = array_map('text', is_array($values) ? $values : [$values]);
        foreach (array_merge(...array_map(fn ($text) => preg_split('/,(?=[ \t]*[^;,=\s]+=)/', $text), $texts)) as $line) {
            [$found, $value] = [...array_map('trim', explode('=', explode(';', $line)[0], 2)), ''];
            $value = preg_replace('/^"(.*)"$/D', '$1', $value);
            $ends = preg_match('/;[ \t]*max-age[ \t]*=[ \t]*[0-]/i', $line);
            if ($found === $name && $value !== '' && !$ends) {
                $last = $value;
            }
        }
    }
    return $last;
}

function callIdscanAuthorize(array $in): array
{
    $session = $in['session'];
    $token = sessionToken($session, 'idscan');
    $area = area($session['area'] ?? null);
    $forgery = array_key_exists('csrfToken', $session) ? headerToken($session['csrfToken']) : null;
    $chosen = options($in['options'] ?? new EmptyObject(), [
        'action' => optional(fn ($action) => oneOf($action, 'upload', 'retrieval')),
        'via' => optional(fn ($via) => oneOf($via, 'authorization', 'cookie'), 'authorization'),
    ]);
    $allowed = $area === 'scanning' ? 'upload' : 'retrieval';
    if ($chosen['action'] !== null && $chosen['action'] !== $allowed) {
        throw new Refusal('ERR_AREA_MISMATCH');
    }
    $request = readRequest($in['request']);
    $request = $chosen['via'] === 'cookie'
        ? withHeader($request, 'Cookie', withCookie($request, $token))
        : withHeader($request, 'Authorization', $token);
    return signed($forgery === null ? $request : withHeader($request, 'x-csrftoken', $forgery));
}

function withCookie(array $request, string $token): string
{
    if (strpbrk($token, '",;\\') !== false) {
        throw new Refusal('ERR_HEADER_VALUE');
    }
    $pairs = [];
    foreach ($request['headers'] as $name => $line) {
        if (strcasecmp((string) $name, 'cookie') === 0) {
            array_push($pairs, ...array_map('trim', explode(';', $line)));
        }
    }
    $kept = array_filter($pairs, fn (string $pair) => $pair !== '' && !str_starts_with($pair, 'token='));
    return implode('; ', [...$kept, "token=$token"]);
}

function callIdscanSignIn(array $in, Stream $random, array $responses): array
{
    $request = callIdscanRequest($in, more: ['now' => optional('moment')])['request'];
    $options = $in['options'];
    $parse = fn (array $response) => idscanSession($response, area($options['area']), $options['now'] ?? null);
    return oneExchange($request, $responses, $parse);
}
