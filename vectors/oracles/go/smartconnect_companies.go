package main

import (
	"strconv"
)

// A company, with what the vendor says of it.
type company struct {
	id, name, apiURL, expiry string
	expired                  any
	product, status, role    string
}

func readList(a *answer, v any) []any {
	list, ok := v.([]any)
	for _, item := range list {
		if _, isObject := item.(map[string]any); !isObject {
			ok = false
		}
	}
	if !ok {
		a.refusedOrMalformed()
	}
	return list
}

func readCompanies(a *answer) []company {
	body, _ := a.json().(map[string]any)
	var found []company
	for _, item := range readList(a, body["Products"]) {
		product := item.(map[string]any)
		account, subscription := product["Account"], product["Subscription"]
		details, _ := subscription.(map[string]any)
		one := company{
			firstText(account, "AccountId"), firstText(account, "Name"), firstText(product, "ApiUrl"),
			firstText(subscription, "SubscriptionEndDate"), details["Expired"],
			firstText(product, "Name"), firstText(product, "ProductStatus"), firstText(product, "Role"),
		}
		if one.id != "" {
			found = append(found, one)
		}
	}
	return found
}

func readCompanyList(response *value) []company {
	a := readAnswer(response, words, others)
	var found []company
	for _, item := range readList(a, a.json()) {
		one := company{id: firstText(item, "Id"), name: firstText(item, "Name"), expiry: firstText(item, "SubscriptionExpiry")}
		if one.id == "" {
			a.malformed()
		}
		found = append(found, one)
	}
	return found
}

func (c *call) account(response *value) {
	a := readAnswer(response, words, others)
	companies := readCompanies(a)
	body := a.json()
	c.out.optionalText("output.userId", firstText(body, "UserId"))
	c.out.optionalText("output.email", firstText(body, "Email"))
	c.out.optionalText("output.firstName", firstText(body, "FirstName"))
	c.out.optionalText("output.lastName", firstText(body, "LastName"))
	c.out.optionalText("output.status", firstText(body, "Status"))
	c.companies("output.companies", companies)
}

func (c *call) companies(path string, companies []company) {
	if len(companies) == 0 {
		c.out.empty(path, 'a')
	}
	for at, one := range companies {
		start := path + "." + strconv.Itoa(at) + "."
		c.out.text(start+"id", one.id)
		c.out.text(start+"name", one.name)
		c.out.optionalText(start+"apiUrl", one.apiURL)
		c.out.optionalText(start+"subscriptionExpiry", one.expiry)
		if flag, ok := one.expired.(bool); ok {
			c.out.flag(start+"expired", flag)
		}
		c.out.optionalText(start+"productName", one.product)
		c.out.optionalText(start+"productStatus", one.status)
		c.out.optionalText(start+"role", one.role)
	}
}
