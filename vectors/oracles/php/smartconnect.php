<?php

// eOne SmartConnect: an RSA key in .NET's XML, PKCS#1 v1.5, and four endpoints on two hosts.

declare(strict_types=1);

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
    'smartconnect.signIn' => 'callSmartConnectSignIn',
];

function smartConnectAnswer(array $response): Answer
{
    return new Answer($response, describing('Message', 'message', 'ErrorMessage', 'error_description', 'error', 'title'));
}

function login(): array
{
    return ['loginUrl' => optional('text', 'https://login.smartconnect.com')];
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
    return ['email' => required('text'), 'encryptedPassword' => required('text')];
}

function pin(mixed $value): string
{
    $pin = text($value);
    $isPin = preg_match('~^(?:[A-Za-z0-9_-]{43}|[A-Za-z0-9+/]{43}=)$~D', $pin);
    return $isPin ? $pin : throw new Refusal('ERR_ARGUMENT_VALUE');
}

/** An address of the API, which may lack its scheme. */
function api(string $address, string $scheme = 'https'): string
{
    return baseUrl(preg_match('~^[a-z][a-z0-9+.-]*://~i', $address) ? $address : "$scheme://$address");
}

function callPublicKeyRequest(array $in): array
{
    $chosen = options($in['options'] ?? new EmptyObject(), login());
    return ['request' => request('POST', baseUrl($chosen['loginUrl']) . '/v1/public-key')];
}

function callPublicKeyResponse(array $in): array
{
    return readPublicKey($in['response'])->members();
}

function readPublicKey(array $response): PublicKey
{
    $answer = smartConnectAnswer($response);
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
    return request('POST', baseUrl($chosen['loginUrl']) . '/v1/companies', $body);
}

function callCompanyListRequest(array $in): array
{
    $chosen = options($in['options'] ?? null, ['apiUrl' => required('text')] + user());
    return ['request' => companyListRequest(api($chosen['apiUrl']), $chosen)];
}

function companyListRequest(string $api, array $chosen): array
{
    return query("$api/GetCompanyList", ['email' => $chosen['email'], 'password' => $chosen['encryptedPassword']]);
}

function callTokenRequest(array $in): array
{
    $chosen = options($in['options'] ?? null, ['apiUrl' => required('text')] + user() + ['companyId' => required('text')]);
    return ['request' => tokenRequest(api($chosen['apiUrl']), $chosen)];
}

function tokenRequest(string $api, array $chosen): array
{
    $names = ['email' => $chosen['email'], 'password' => $chosen['encryptedPassword'], 'companyId' => $chosen['companyId']];
    return query("$api/GetToken", $names);
}

function callValidateRequest(array $in): array
{
    $chosen = options($in['options'] ?? null, ['apiUrl' => required('text'), 'token' => required('headerToken')]);
    return ['request' => query(api($chosen['apiUrl']) . '/validate', ['token' => $chosen['token']])];
}

function query(string $url, array $parameters): array
{
    return request('POST', "$url?" . http_build_query($parameters, '', '&', PHP_QUERY_RFC3986));
}

function callCompaniesResponse(array $in): array
{
    $answer = smartConnectAnswer($in['response']);
    $body = $answer->json();
    return ['output' => withoutNull([
        'userId' => firstText($body, 'UserId'),
        'email' => firstText($body, 'Email'),
        'firstName' => firstText($body, 'FirstName'),
        'lastName' => firstText($body, 'LastName'),
        'status' => firstText($body, 'Status'),
        'companies' => companies($answer),
    ])];
}

function companies(Answer $answer): array
{
    $body = $answer->json();
    $companies = [];
    foreach (objects($answer, $body instanceof stdClass ? ($body->Products ?? null) : null) as $product) {
        $account = $product->Account ?? null;
        $subscription = $product->Subscription ?? null;
        $expired = $subscription instanceof stdClass ? ($subscription->Expired ?? null) : null;
        $companies[] = withoutNull([
            'id' => firstText($account, 'AccountId'),
            'name' => firstText($account, 'Name') ?? '',
            'apiUrl' => firstText($product, 'ApiUrl'),
            'subscriptionExpiry' => firstText($subscription, 'SubscriptionEndDate'),
            'expired' => is_bool($expired) ? $expired : null,
            'productName' => firstText($product, 'Name'),
            'productStatus' => firstText($product, 'ProductStatus'),
            'role' => firstText($product, 'Role'),
        ]);
    }
    return array_values(array_filter($companies, fn (array $company) => isset($company['id'])));
}

function callCompanyListResponse(array $in): array
{
    return ['output' => companyList($in['response'])];
}

function companyList(array $response): array
{
    $answer = smartConnectAnswer($response);
    return array_map(fn (stdClass $company) => withoutNull([
        'id' => firstText($company, 'Id') ?? throw $answer->malformed(),
        'name' => firstText($company, 'Name') ?? '',
        'subscriptionExpiry' => firstText($company, 'SubscriptionExpiry'),
    ]), objects($answer, $answer->json()));
}

/** @return list<stdClass> */
function objects(Answer $answer, mixed $value): array
{
    $isList = is_array($value) && array_filter($value, fn ($item) => !$item instanceof stdClass) === [];
    return $isList ? $value : throw $answer->refusedOrMalformed();
}

function callTokenResponse(array $in): array
{
    $checks = ['apiUrl' => optional('text'), 'companyId' => optional('text')];
    return tokenSession($in['response'], options($in['options'] ?? new EmptyObject(), $checks));
}

function tokenSession(array $response, array $known): array
{
    $answer = smartConnectAnswer($response);
    $value = $answer->json();
    if ($value === null || $value === false || $value === '') {
        throw $answer->refused();
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
    $request = readRequest($in['request']);
    [$target, $query] = [...explode('?', $request['url'], 2), ''];
    $isOther = fn (string $pair) => $pair !== '' && explode('=', $pair)[0] !== 'token';
    $pairs = [...array_filter(explode('&', $query), $isOther), 'token=' . rawurlencode($token)];
    return signed(array_replace($request, ['url' => "$target?" . implode('&', $pairs)]));
}

function callSmartConnectSignIn(array $in, Stream $random, array $responses): array
{
    $chosen = options($in['options'] ?? null, [
        'email' => required('text'), 'password' => required('text'), ...client(), ...encryption(),
        'apiUrl' => optional('text'), 'companyId' => optional('text'), 'choose' => optional(fn ($choice) => $choice),
        'listCompanies' => optional(fn ($name) => oneOf($name, 'v1/companies', 'GetCompanyList'), 'v1/companies'),
    ]);
    $login = baseUrl($chosen['loginUrl']);
    $scheme = explode(':', $login)[0];
    $api = $chosen['apiUrl'] === null ? null : api($chosen['apiUrl'], $scheme);
    if ($api === null && $chosen['listCompanies'] === 'GetCompanyList') {
        throw new Refusal('ERR_ARGUMENT_VALUE');
    }
    $exchanges = [];
    $send = function (array $request) use (&$exchanges, $responses): array {
        $exchanges[] = ['request' => $request];
        return $responses[count($exchanges) - 1];
    };
    $key = readPublicKey($send(request('POST', "$login/v1/public-key")));
    $stages = smartConnectStages($chosen['password'], $key, $chosen, $random);
    $user = ['encryptedPassword' => $stages['base64']] + $chosen;
    if ($api === null || $chosen['companyId'] === null) {
        $companies = $chosen['listCompanies'] === 'GetCompanyList'
            ? companyList($send(companyListRequest($api, $user)))
            : companies(smartConnectAnswer($send(companiesRequest($user))));
        $company = choose($companies, $api, $chosen['companyId'], $chosen['choose']);
        $user['companyId'] = $company['id'];
        $api ??= vendorApi($company['apiUrl'], $scheme);
    }
    $response = $send(tokenRequest($api, $user));
    return ['exchanges' => $exchanges] + tokenSession($response, ['apiUrl' => $api, 'companyId' => $user['companyId']]);
}

function choose(array $companies, ?string $api, ?string $id, mixed $choice): array
{
    $fits = fn (array $company) => ($api ?? $company['apiUrl'] ?? null) !== null
        && ($id === null || strcasecmp($company['id'], $id) === 0);
    $fitting = array_values(array_filter($companies, $fits));
    if (count($fitting) > 1) {
        $wanted = $choice instanceof Text ? $choice->utf8 : null;
        $fitting = array_values(array_filter($fitting, fn (array $company) => $company['id'] === $wanted));
    }
    return $fitting[0] ?? throw new Refusal('ERR_COMPANY_CHOICE');
}

/** What the vendor sends is checked like what the caller passes, but it is the peer's fault. */
function vendorApi(string $address, string $scheme): string
{
    try {
        return api($address, $scheme);
    } catch (Refusal) {
        throw new Refusal('ERR_RESPONSE_FORMAT');
    }
}
