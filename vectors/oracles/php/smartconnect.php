<?php

// eOne SmartConnect: an RSA key in .NET's XML, PKCS#1 v1.5, and four endpoints on two hosts.

declare(strict_types=1);

const LOGIN_ENDS = '~/v1(?:/public-key|/companies)?$~Di';
const API_ENDS = '~/(?:GetToken|GetCompanyList|validate)$~Di';
const VENDOR_HOSTS = '/^(?:(?:.+\.)?smartconnect\.com|smartconnect-na-scheduler\.azurewebsites\.net)$/D';

const SMARTCONNECT = [
    'smartconnect.publicKeyRequest' => 'callPublicKeyRequest',
    'smartconnect.parsePublicKeyResponse' => 'callPublicKeyResponse',
    'smartconnect.encryptPassword' => 'callSmartConnectPassword',
    'smartconnect.companiesRequest' => 'callCompaniesRequest',
    'smartconnect.parseCompaniesResponse' => 'callCompaniesResponse',
    'smartconnect.companyListRequest' => 'callCompanyListRequest',
    'smartconnect.parseCompanyListResponse' => 'callCompanyListResponse',
    'smartconnect.tokenRequest' => 'callTokenRequest',
    'smartconnect.parseTokenResponse' => 'callTokenResponse',
    'smartconnect.validateRequest' => 'callValidateRequest',
    'smartconnect.parseValidateResponse' => 'callValidateResponse',
    'smartconnect.authorize' => 'callSmartConnectAuthorize',
    'smartconnect.isSessionOver' => 'callIs401',
    'smartconnect.signIn' => 'callSmartConnectSignIn',
];

function smartConnectAnswer(array $response): Answer
{
    $others = describing('message', 'error_description', 'error', 'detail', 'title');
    return Answer::good($response, describing('Message', 'ErrorMessage'), $others);
}

function login(): array
{
    $check = fn ($url) => (new BaseUrl(text($url), LOGIN_ENDS))->secured();
    return ['loginUrl' => optional($check, new BaseUrl('https://login.smartconnect.com'))];
}

function encryption(): array
{
    return [
        'charset' => optional(fn ($charset) => oneOf($charset, 'utf-8', 'latin1', 'ascii'), 'utf-8'),
        'pin' => optional('pin'),
    ];
}

function client(): array
{
    return [...login(), 'clientName' => optional('text', 'credwire'), 'ipAddress' => optional('text', '127.0.0.1')];
}

function user(): array
{
    return ['email' => required('text'), 'encryptedPassword' => required('ciphertext')];
}

function pin(mixed $value): string
{
    $pin = text($value);
    $isPin = preg_match('~^(?:[A-Za-z0-9_-]{43}|[A-Za-z0-9+/]{43}=)$~D', $pin);
    return $isPin ? $pin : throw new Refusal('ERR_ARGUMENT_VALUE');
}

/** Strict Base64 of one whole block. */
function ciphertext(mixed $value): string
{
    $octets = decodeBase64(text($value), 'ERR_ARGUMENT_VALUE');
    $isBlock = strlen($octets) >= 128 && strlen($octets) <= 2048;
    return $isBlock ? $value->utf8 : throw new Refusal('ERR_ARGUMENT_VALUE');
}

function withScheme(string $address, string $scheme): string
{
    return preg_match('~^[a-z][a-z0-9+.-]*://~i', $address) ? $address : "$scheme://$address";
}

/** An address of the API, which may lack its scheme. */
function api(mixed $address, string $scheme = 'https', string $ends = API_ENDS): BaseUrl
{
    return (new BaseUrl(withScheme(text($address), $scheme), $ends))->secured();
}

/** A host, and a port where that is not the usual one. */
function apiHost(mixed $value): string
{
    $text = text($value);
    try {
        $url = new Url("https://$text");
    } catch (Refusal) {
        throw new Refusal('ERR_ARGUMENT_VALUE');
    }
    return $url->rest === '' ? substr($url->origin, strlen('https://')) : throw new Refusal('ERR_ARGUMENT_VALUE');
}

function callPublicKeyRequest(array $in): array
{
    $chosen = options($in['options'] ?? new EmptyObject(), login());
    return ['request' => request('POST', "{$chosen['loginUrl']->text}/v1/public-key")];
}

function callPublicKeyResponse(array $in): array
{
    return readPublicKey($in['response'])->members();
}

function readPublicKey(array $response): PublicKey
{
    $answer = smartConnectAnswer($response);
    if ($answer->isHtml()) {
        throw $answer->malformed();
    }
    $document = $answer->parsed() ?? (trim($answer->body) === 'null' ? null : $answer->body);
    if (!is_string($document) || !preg_match('/^(?:\xEF\xBB\xBF)?[ \t\r\n]*</', $document)) {
        throw $answer->malformed();
    }
    try {
        return parseRsaKeyValue($document);
    } catch (Refusal $refusal) {
        throw $answer->malformed($refusal->errorCode); // the peer's fault now
    }
}

/** The steps; `base64` is the value. */
function smartConnectStages(string $password, PublicKey $key, array $chosen, Stream $random): array
{
    if ($chosen['pin'] !== null && !in_array($chosen['pin'], [$key->thumbprint(), $key->spkiPin()], true)) {
        throw new Refusal('ERR_PIN_MISMATCH');
    }
    $text = encodeText($password, $chosen['charset']);
    [$padded, $ciphertext] = $key->encrypt($text, $random);
    $base64 = base64_encode($ciphertext);
    return [
        'textHex' => $text, 'paddedHex' => $padded, 'ciphertextHex' => $ciphertext, 'base64' => $base64,
        'encoded' => rawurlencode($base64),
    ];
}

function callSmartConnectPassword(array $in, Stream $random): array
{
    $key = PublicKey::of($in['key']);
    $chosen = options($in['options'] ?? new EmptyObject(), encryption());
    $stages = smartConnectStages(text($in['password']), $key, $chosen, $random);
    return ['stages' => $stages, 'output' => $stages['base64']];
}

function callCompaniesRequest(array $in): array
{
    return ['request' => companiesRequest(options($in['options'] ?? null, client() + user()))];
}

function companiesRequest(array $chosen): array
{
    $body = json([
        'Email' => $chosen['email'], 'Password' => $chosen['encryptedPassword'], 'ClientName' => $chosen['clientName'],
        'IpAddress' => $chosen['ipAddress'],
    ]);
    return request('POST', "{$chosen['loginUrl']->text}/v1/companies", $body);
}

function callCompanyListRequest(array $in): array
{
    $chosen = options($in['options'] ?? null, ['apiUrl' => required('api')] + user());
    return ['request' => companyListRequest($chosen['apiUrl']->text, $chosen)];
}

function companyListRequest(string $api, array $chosen): array
{
    return query("$api/GetCompanyList", ['email' => $chosen['email'], 'password' => $chosen['encryptedPassword']]);
}

function callTokenRequest(array $in): array
{
    $chosen = options($in['options'] ?? null, ['apiUrl' => required('api')] + user() + ['companyId' => required('text')]);
    return ['request' => tokenRequest($chosen['apiUrl']->text, $chosen)];
}

function tokenRequest(string $api, array $chosen): array
{
    $names = ['email' => $chosen['email'], 'password' => $chosen['encryptedPassword'], 'companyId' => $chosen['companyId']];
    return query("$api/GetToken", $names);
}

function callValidateRequest(array $in): array
{
    $chosen = options($in['options'] ?? null, ['apiUrl' => required('api'), 'token' => required('headerToken')]);
    return ['request' => query("{$chosen['apiUrl']->text}/validate", ['token' => $chosen['token']])];
}

function query(string $url, array $parameters): array
{
    return request('POST', "$url?" . http_build_query($parameters, '', '&', PHP_QUERY_RFC3986));
}

function callTokenResponse(array $in): array
{
    $chosen = options($in['options'] ?? new EmptyObject(), knownApi(API_ENDS) + ['companyId' => optional('text')]);
    $api = $chosen['apiUrl'] ?? $chosen['baseUrl'] ?? [];
    return tokenSession($in['response'], $api + ['companyId' => $chosen['companyId']]);
}

/** The address that was asked, under either name: as it is given, and its origin. */
function knownApi(string $ends): array
{
    $check = fn ($url) => ['origin' => api($url, ends: $ends)->url->origin, 'apiUrl' => text($url)];
    return ['apiUrl' => optional($check), 'baseUrl' => optional($check)];
}

function tokenSession(array $response, array $known): array
{
    $answer = smartConnectAnswer($response);
    $value = $answer->json();
    $isWord = is_string($value) && preg_match('/^(?:false|null|error|unauthorized)$/Di', $value);
    if ($value === null || $value === false || $value === '' || $isWord) {
        throw $answer->refused();
    }
    if (is_string($value) && str_contains($value, '<')) {
        throw $answer->malformed();
    }
    $token = $answer->token(is_array($value) || $value instanceof stdClass ? null : $value);
    return ['session' => withoutNull(['vendor' => 'smartconnect', 'token' => $token, ...$known])];
}

function callValidateResponse(array $in): array
{
    $answer = smartConnectAnswer($in['response']);
    $value = $answer->json();
    return ['output' => is_bool($value) ? $value : throw $answer->malformed()];
}

function callSmartConnectAuthorize(array $in): array
{
    $token = sessionToken($in['session'], 'smartconnect');
    $isBearer = array_key_exists('tokenType', $in['session']) && oneOf($in['session']['tokenType'], 'bearer') !== '';
    $request = signable($in, options($in['options'] ?? new EmptyObject(), ['origins' => places()['origins']]));
    [$target, $query] = [...explode('?', $request['url'], 2), ''];
    $pairs = array_filter(explode('&', $query), fn (string $pair) => $pair !== '');
    // ASP.NET reads names in either case and percent-decoded.
    $kept = array_filter($pairs, fn (string $pair) => strtolower(urldecode(explode('=', $pair)[0])) !== 'token');
    if (!$isBearer) {
        $url = "$target?" . implode('&', [...$kept, 'token=' . rawurlencode($token)]);
        return signed(withoutHeaders(array_replace($request, ['url' => $url]), 'Authorization'));
    }
    if (count($kept) < count($pairs)) {
        $request['url'] = $kept === [] ? $target : "$target?" . implode('&', $kept);
    }
    return signed(withHeader($request, 'Authorization', "Bearer $token"));
}

function callSmartConnectSignIn(array $in, Stream $random, array $responses): array
{
    $chosen = options($in['options'] ?? null, [
        'email' => required('text'), 'password' => required('text'), ...client(), ...encryption(),
        'apiUrl' => optional('text'), 'apiHosts' => optional(fn ($list) => listOf($list, 'apiHost'), []),
        'companyId' => optional('text'), 'choose' => optional(fn ($choice) => $choice),
        'listCompanies' => optional(fn ($name) => oneOf($name, 'v1/companies', 'GetCompanyList'), 'v1/companies'),
    ]);
    $login = $chosen['loginUrl'];
    $api = $chosen['apiUrl'] === null ? null : api(new Text($chosen['apiUrl']), $login->url->scheme);
    if ($api === null && $chosen['listCompanies'] === 'GetCompanyList') {
        throw new Refusal('ERR_ARGUMENT_VALUE');
    }
    $exchanges = [];
    $send = function (array $request) use (&$exchanges, $responses): array {
        $exchanges[] = ['request' => $request];
        return $responses[count($exchanges) - 1];
    };
    $key = readPublicKey($send(request('POST', "$login->text/v1/public-key")));
    $stages = smartConnectStages($chosen['password'], $key, $chosen, $random);
    $user = ['encryptedPassword' => $stages['base64']] + $chosen;
    if ($api === null || $chosen['companyId'] === null) {
        $companies = $chosen['listCompanies'] === 'GetCompanyList'
            ? companyList($send(companyListRequest($api->text, $user)))
            : companies(smartConnectAnswer($send(companiesRequest($user))));
        $company = choose($companies, $api?->text, $chosen['companyId'], $chosen['choose']);
        $user['companyId'] = $company['id'];
        $api ??= vendorApi($company['apiUrl'], $login->url, $chosen['apiHosts']);
    }
    $response = $send(tokenRequest($api->text, $user));
    $known = ['origin' => $api->url->origin, 'apiUrl' => $api->text, 'companyId' => $user['companyId']];
    return ['exchanges' => $exchanges] + tokenSession($response, $known);
}
