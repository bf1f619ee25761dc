package main

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
)

const loginURL = "https://login.smartconnect.com"

var (
	scheme     = regexp.MustCompile(`^(?i)[a-z][a-z0-9+.-]*://`)
	pin        = regexp.MustCompile(`^([A-Za-z0-9_-]{43}|[A-Za-z0-9+/]{43}=)$`)
	encryption = map[string]check{"charset": optional(isOneOf("utf-8", "latin1", "ascii")), "pin": optional(isPin)}
	user       = map[string]check{"email": isText, "encryptedPassword": isText}
	client     = map[string]check{
		"loginUrl": optional(isText), "clientName": optional(isText), "ipAddress": optional(isText),
	}
	known   = map[string]check{"apiUrl": optional(isText), "companyId": optional(isText)}
	apiUser = joined(user, map[string]check{"apiUrl": isText})
	words   = describing("Message", "message", "ErrorMessage", "error_description", "error", "title")
)

func init() {
	calls["smartconnect.publicKeyRequest"] = func(c *call) {
		options := c.in.get("options")
		if options != nil {
			readOptions(options, map[string]check{"loginUrl": optional(isText)})
		}
		c.request("request.", newRequest("POST", login(options)+"/v1/public-key"))
	}
	calls["smartconnect.parsePublicKeyResponse"] = func(c *call) { keyOut(c, parsePublicKey(c.in.get("response"))) }
	calls["smartconnect.encryptPassword"] = func(c *call) {
		k, options := keyOf(c.in.get("key")), c.in.get("options")
		if options != nil {
			readOptions(options, encryption)
		}
		password := c.in.get("password")
		textOf(password)
		c.out.text("output", c.encryptSmartConnect(password, k, options))
	}
	calls["smartconnect.companiesRequest"] = func(c *call) {
		options := c.in.get("options")
		readOptions(options, joined(client, user))
		c.request("request.", companiesRequest(options, textOf(options.get("encryptedPassword"))))
	}
	calls["smartconnect.parseCompaniesResponse"] = func(c *call) { c.account(c.in.get("response")) }
	calls["smartconnect.companyListRequest"] = func(c *call) {
		options := c.in.get("options")
		readOptions(options, apiUser)
		c.request("request.", companyListRequest(api(textOf(options.get("apiUrl")), "https"), options, textOf(options.get("encryptedPassword"))))
	}
	calls["smartconnect.parseCompanyListResponse"] = func(c *call) {
		c.companies("output", readCompanyList(c.in.get("response")))
	}
	calls["smartconnect.tokenRequest"] = func(c *call) {
		options := c.in.get("options")
		readOptions(options, joined(apiUser, map[string]check{"companyId": isText}))
		c.request("request.", tokenRequest(api(textOf(options.get("apiUrl")), "https"), options,
			textOf(options.get("encryptedPassword")), textOf(options.get("companyId"))))
	}
	calls["smartconnect.parseTokenResponse"] = func(c *call) {
		options := c.in.get("options")
		if options != nil {
			readOptions(options, known)
		}
		c.tokenSession(c.in.get("response"), textOr(options.get("apiUrl"), ""), textOr(options.get("companyId"), ""))
	}
	calls["smartconnect.validateRequest"] = func(c *call) {
		options := c.in.get("options")
		readOptions(options, map[string]check{"apiUrl": isText, "token": isToken})
		token := percentEncode(textOf(options.get("token")))
		c.request("request.", newRequest("POST", api(textOf(options.get("apiUrl")), "https")+"/validate?token="+token))
	}
	calls["smartconnect.parseValidateResponse"] = func(c *call) {
		a := readAnswer(c.in.get("response"), words)
		flag, ok := a.json().(bool)
		if !ok {
			a.malformed()
		}
		c.out.flag("output", flag)
	}
	calls["smartconnect.authorize"] = func(c *call) {
		token := percentEncode(sessionToken(c.in.get("session"), "smartconnect"))
		r := readRequest(c.in.get("request"))
		target, query, _ := strings.Cut(r.url, "?")
		var kept []string
		for _, pair := range strings.Split(query, "&") {
			if name, _, _ := strings.Cut(pair, "="); pair != "" && name != "token" {
				kept = append(kept, pair)
			}
		}
		r.url = target + "?" + strings.Join(append(kept, "token="+token), "&")
		c.request("request.", r)
	}
	calls["smartconnect.signIn"] = smartConnectSignIn
}

func isPin(v *value) {
	if !pin.MatchString(textOf(v)) {
		refuse("ERR_ARGUMENT_VALUE")
	}
}

func login(options *value) string {
	return baseURLOf(textOr(options.get("loginUrl"), loginURL), false)
}

func api(text, usual string) string {
	if !scheme.MatchString(text) {
		text = usual + "://" + text
	}
	return baseURLOf(text, false)
}

func parsePublicKey(response *value) publicKey {
	a := readAnswer(response, words)
	document := a.body
	if parsed, ok := a.tryJSON(); ok {
		text, isText := parsed.(string)
		if !isText {
			a.malformed()
		}
		document = text
	}
	if !strings.HasPrefix(strings.TrimLeft(strings.TrimPrefix(document, "\ufeff"), " \t\r\n"), "<") {
		a.malformed()
	}
	defer func() { // the peer's fault now
		if thrown := recover(); thrown != nil {
			r := thrown.(refusal)
			r.status = a.status
			panic(r)
		}
	}()
	return parseRSAKeyValue(document)
}

func (c *call) encryptSmartConnect(password *value, k publicKey, options *value) string {
	if v := options.get("pin"); v != nil && textOf(v) != thumbprint(k) && textOf(v) != spkiPin(k) {
		refuse("ERR_PIN_MISMATCH")
	}
	octets := encodeText(textOf(password), textOr(options.get("charset"), "utf-8"))
	padded, ciphertext := k.encrypt(octets, c.random)
	base64 := encodeBase64(ciphertext)
	c.out.octets("stages.textHex", octets)
	c.out.octets("stages.paddedHex", padded)
	c.out.octets("stages.ciphertextHex", ciphertext)
	c.out.text("stages.base64", base64)
	c.out.text("stages.encoded", percentEncode(base64))
	return base64
}

func companiesRequest(options *value, encrypted string) request {
	body := jsonObject("Email", textOf(options.get("email")), "Password", encrypted,
		"ClientName", textOr(options.get("clientName"), "credwire"), "IpAddress", textOr(options.get("ipAddress"), "127.0.0.1"))
	return newRequest("POST", login(options)+"/v1/companies").with(jsonType, body)
}

func companyListRequest(api string, options *value, encrypted string) request {
	return newRequest("POST", api+"/GetCompanyList?email="+percentEncode(textOf(options.get("email")))+
		"&password="+percentEncode(encrypted))
}

func tokenRequest(api string, options *value, encrypted, company string) request {
	return newRequest("POST", api+"/GetToken?email="+percentEncode(textOf(options.get("email")))+
		"&password="+percentEncode(encrypted)+"&companyId="+percentEncode(company))
}

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
	a := readAnswer(response, words)
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
	a := readAnswer(response, words)
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

func (c *call) tokenSession(response *value, apiURL, companyID string) {
	a := readAnswer(response, words)
	found := a.json()
	if found == nil || found == "" || found == false {
		a.refused()
	}
	switch found.(type) {
	case map[string]any, []any:
		found = nil
	case json.Number:
		a.malformed()
	}
	c.out.text("session.vendor", "smartconnect")
	c.out.text("session.token", a.token(found))
	c.out.optionalText("session.apiUrl", apiURL)
	c.out.optionalText("session.companyId", companyID)
}
