<?php

// The companies of SmartConnect, and which of them is signed in to.

declare(strict_types=1);

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

function choose(array $companies, ?string $api, ?string $id, mixed $choice): array
{
    $fits = fn (array $company) => ($api ?? $company['apiUrl'] ?? null) !== null
        && ($id === null || strcasecmp($company['id'], $id) === 0);
    $fitting = array_values(array_filter($companies, $fits));
    // Several entries of one company are one where they have one address.
    $isOne = fn (array $list) => count(array_unique(array_map(
        fn (array $company) => json([$company['id'], $api ?? $company['apiUrl']]),
        $list,
    ))) === 1;
    if (!$isOne($fitting)) {
        $wanted = $choice instanceof Text ? $choice->utf8 : null;
        $fitting = array_values(array_filter($fitting, fn (array $company) => $company['id'] === $wanted));
    }
    return $isOne($fitting) ? $fitting[0] : throw new Refusal('ERR_COMPANY_CHOICE');
}

/**
 * An address that came over the network: followed to the vendor's hosts, that of the login service, and those listed.
 *
 * @param list<string> $hosts
 */
function vendorApi(string $address, Url $login, array $hosts): BaseUrl
{
    try {
        $api = new BaseUrl(withScheme($address, $login->scheme));
    } catch (Refusal) {
        throw new Refusal('ERR_RESPONSE_FORMAT');
    }
    $url = $api->url;
    $authority = explode('//', $url->origin)[1];
    $isOwn = in_array($url->origin, [$login->origin, "https://$login->host"], true);
    $isListed = array_intersect([$authority, $url->host], $hosts) !== [];
    $isClear = $url->scheme === 'http' && ($login->scheme !== 'http' || $url->host !== $login->host);
    if (!$isOwn && !$isListed && !preg_match(VENDOR_HOSTS, $authority) || $isClear) {
        throw new Refusal('ERR_UNTRUSTED_HOST', more: ['host' => $url->host]);
    }
    return $api;
}
