<?php

// GBG IDscan Enterprise: a form, area-bound tokens, no Bearer.

declare(strict_types=1);

const NAME_CLAIM = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name';
const ROLE_CLAIM = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role';

const IDSCAN_ENDS = '~/idscanenterprisesvc/token$~Di';

const IDSCAN = [
    'idscan.encodeCredentials' => 'callIdscanCredentials',
    'idscan.tokenRequest' => 'callIdscanRequest',
    'idscan.parseTokenResponse' => 'callIdscanResponse',
    'idscan.authorize' => 'callIdscanAuthorize',
    'idscan.isSessionOver' => 'callIdscanIsOver',
    'idscan.signIn' => 'callIdscanSignIn',
];

function idscanCredentials(): array
{
    return [
        'username' => required('text'),
        'password' => required('text'),
        'area' => required('area'),
        'lowerCaseUsername' => optional('flag', false),
        'usernameKey' => optional(fn ($name) => oneOf($name, 'username', 'userName', 'UserName'), 'username'),
        'loginFormType' => optional(fn ($type) => oneOf($type, 'pwd')),
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
    $pairs = withoutNull([
        $chosen['usernameKey'] => $username, 'password' => $chosen['password'], 'area' => $chosen['area'],
        'login-form-type' => $chosen['loginFormType'],
    ]);
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

function callIdscanRequest(array $in): array
{
    return ['request' => idscanRequest($in)[0]];
}

/** The request, and the checked options. */
function idscanRequest(array $in, array $more = []): array
{
    $chosen = options($in['options'] ?? null, [
        'baseUrl' => required(base(IDSCAN_ENDS)), ...idscanCredentials(), 'allowInsecureHttp' => optional('flag', false), ...$more,
    ]);
    $base = $chosen['baseUrl']->secured($chosen['allowInsecureHttp'])->text;
    $url = preg_match('~/idscanenterprisesvc$~Di', $base) ? "$base/token" : "$base/idscanenterprisesvc/token";
    return [request('POST', $url, idscanForm($chosen), 'application/x-www-form-urlencoded'), $chosen];
}

function callIdscanResponse(array $in): array
{
    $more = ['area' => required('area'), 'now' => optional('moment')];
    return idscanSession($in['response'], parseOptions($in, IDSCAN_ENDS, $more));
}

function callIdscanIsOver(array $in): array
{
    $answer = new Answer($in['response'], describing('error'));
    $body = $answer->parsed();
    $isDenied = preg_match('/^Authorization has been denied/i', firstText($body, 'Message', 'message') ?? '') === 1;
    return ['output' => $answer->status === 401 || $isDenied || firstText($body, 'error') === 'invalid_token'];
}

function idscanSession(array $response, array $chosen): array
{
    ['area' => $area, 'now' => $now, 'baseUrl' => $base] = $chosen;
    $answer = Answer::good($response, describing('error_description', 'error'), describing('Message', 'message'));
    $body = $answer->parsed();
    if (firstText($body, 'error') !== null) {
        throw $answer->refused();
    }
    $members = $body instanceof stdClass ? $body : new stdClass();
    $token = firstText($body, 'access_token', 'Token', 'token') ?? cookie($answer, 'token');
    $forgery = cookie($answer, 'csrftoken') ?? '';
    $isEncoded = !preg_match('/%(?![0-9A-Fa-f]{2})/', $forgery) && preg_match('//u', rawurldecode($forgery));
    $forgery = $isEncoded ? rawurldecode($forgery) : $forgery;
    return ['session' => withoutNull([
        'vendor' => 'idscan',
        'area' => $area,
        'token' => $answer->token($token),
        'origin' => $base?->url->origin,
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
    $end = httpDate($members->{'.expires'} ?? null);
    if ($end !== null) {
        return $end * 1000;
    }
    $life = wholeNumber($members->expires_in ?? null);
    $issued = httpDate($members->{'.issued'} ?? null);
    if ($life !== null && $issued !== null) {
        return ($issued + $life) * 1000;
    }
    $end = $now === null ? null : $now + ($life ?? 36000) * 1000;
    return $end > 8640000000000000 ? null : $end;
}

function httpDate(mixed $text): ?int
{
    $format = 'D, d M Y H:i:s \G\M\T';
    $date = is_string($text) ? DateTimeImmutable::createFromFormat("!$format", $text, new DateTimeZone('UTC')) : false;
    // PHP carries a day that does not exist over into the next month: printed again it must be the same.
    return $date === false || substr($date->format($format), 5) !== substr($text, 5) ? null : $date->getTimestamp();
}

/** Of several cookies the last, none where that is deleted. Lines that came apart are whole; one text may be several. */
function cookie(Answer $answer, string $name): ?string
{
    $last = null;
    foreach (is_array($answer->headers) ? $answer->headers : [] as $header => $values) {
        if (strcasecmp((string) $header, 'set-cookie') !== 0) {
            continue;
        }
        $lines = is_array($values) ? array_map('text', $values) : preg_split('/,(?=[ \t]*[^;,=\s]+=)/', text($values));
        foreach ($lines as $line) {
            [$found, $value] = [...array_map('trim', explode('=', explode(';', $line)[0], 2)), ''];
            $value = preg_replace('/^"(.*)"$/D', '$1', $value);
            if ($found === $name) {
                $last = isDeleted($line) || $value === '' ? null : $value;
            }
        }
    }
    return $last;
}

/** Whether a cookie is deleted: its life, which goes before its date, is over, or its date is long gone. */
function isDeleted(string $line): bool
{
    if (preg_match('/;[ \t]*max-age[ \t]*=[ \t]*(-?[0-9]+)[ \t]*(?:;|$)/iD', $line, $match)) {
        return (int) $match[1] <= 0;
    }
    return preg_match('/;[ \t]*expires[ \t]*=[^;]*\b19[0-9]{2}\b/i', $line) === 1;
}

function callIdscanAuthorize(array $in): array
{
    $session = $in['session'];
    $token = sessionToken($session, 'idscan');
    $area = area($session['area'] ?? null);
    $forgery = array_key_exists('csrfToken', $session) ? headerToken($session['csrfToken']) : null;
    $chosen = options($in['options'] ?? new EmptyObject(), [
        ...places(),
        'action' => optional(fn ($action) => oneOf($action, 'upload', 'retrieval')),
        'via' => optional(fn ($via) => oneOf($via, 'authorization', 'cookie'), 'authorization'),
    ]);
    $allowed = $area === 'scanning' ? 'upload' : 'retrieval';
    if ($chosen['action'] !== null && $chosen['action'] !== $allowed) {
        throw new Refusal('ERR_AREA_MISMATCH');
    }
    $request = withoutCookies(withoutHeaders(signable($in, $chosen), 'Authorization', 'x-csrftoken'));
    $request = $chosen['via'] === 'cookie'
        ? withHeader($request, 'Cookie', withCookie($request, $token))
        : withHeader($request, 'Authorization', $token);
    return signed($forgery === null ? $request : withHeader($request, 'x-csrftoken', $forgery));
}

/** @return list<string> The lines of all Cookie headers. */
function cookieLines(array $request): array
{
    $isCookie = fn (string $name) => strcasecmp($name, 'cookie') === 0;
    return array_values(array_filter($request['headers'], $isCookie, ARRAY_FILTER_USE_KEY));
}

/** Without the cookies of another sign-in. */
function withoutCookies(array $request): array
{
    $lines = cookieLines($request);
    if ($lines === []) {
        return $request;
    }
    $pairs = array_map('trim', explode(';', implode(';', $lines)));
    $isOther = fn (string $pair) => $pair !== '' && !in_array(strtolower(rtrim(explode('=', $pair)[0])), ['token', 'csrftoken'], true);
    $kept = array_filter($pairs, $isOther);
    return $kept === [] ? withoutHeaders($request, 'Cookie') : withHeader($request, 'Cookie', implode('; ', $kept));
}

function withCookie(array $request, string $token): string
{
    if (strpbrk($token, '",;\\') !== false) {
        throw new Refusal('ERR_HEADER_VALUE');
    }
    return implode('; ', [...cookieLines($request), "token=$token"]);
}

function callIdscanSignIn(array $in, Stream $random, array $responses): array
{
    [$request, $chosen] = idscanRequest($in, ['now' => optional('moment')]);
    return oneExchange($request, $responses, fn (array $response) => idscanSession($response, $chosen));
}
