package main

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"regexp"
	"strings"
)

const loginURL = "https://login.smartconnect.com"

var (
	scheme     = regexp.MustCompile(`^(?i)[a-z][a-z0-9+.-]*://`)
	pin        = regexp.MustCompile(`^([A-Za-z0-9_-]{43}|[A-Za-z0-9+/]{43}=)$`)
	encryption = map[string]check{"charset": optional(isOneOf("utf-8", "latin1", "ascii")), "pin": optional(isPin)}
	user       = map[string]check{"email": isText, "encryptedPassword": isCiphertext}
	loginEnds  = ending(`(?i)/v1(/public-key|/companies)?`)
	apiEnds    = ending(`(?i)/(GetToken|GetCompanyList|validate)`)
	restEnds   = ending(`(?i)/(GetToken|GetCompanyList|validate|token)`)
	client     = map[string]check{
		"loginUrl": optional(isLogin), "clientName": optional(isText), "ipAddress": optional(isText),
	}
	known = map[string]check{
		"apiUrl": optional(isAPI(apiEnds)), "baseUrl": optional(isAPI(apiEnds)), "companyId": optional(isText),
	}
	apiUser = joined(user, map[string]check{"apiUrl": isAPI(apiEnds)})
	words   = describing("Message", "ErrorMessage")
	others  = describing("message", "error_description", "error", "detail", "title")
)

func init() {
	calls["smartconnect.publicKeyRequest"] = func(c *call) {
		options := c.in.get("options")
		if options != nil {
			readOptions(options, map[string]check{"loginUrl": optional(isLogin)})
		}
		c.request("request.", newRequest("POST", login(options).text+"/v1/public-key"))
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
		c.request("request.", companyListRequest(apiOf(options).text, options, textOf(options.get("encryptedPassword"))))
	}
	calls["smartconnect.parseCompanyListResponse"] = func(c *call) {
		c.companies("output", readCompanyList(c.in.get("response")))
	}
	calls["smartconnect.tokenRequest"] = func(c *call) {
		options := c.in.get("options")
		readOptions(options, joined(apiUser, map[string]check{"companyId": isText}))
		c.request("request.", tokenRequest(apiOf(options).text, options,
			textOf(options.get("encryptedPassword")), textOf(options.get("companyId"))))
	}
	calls["smartconnect.parseTokenResponse"] = func(c *call) {
		options := c.in.get("options")
		if options != nil {
			readOptions(options, known)
		}
		given := options.get("apiUrl")
		if given == nil {
			given = options.get("baseUrl")
		}
		origin := ""
		if given != nil {
			origin = api(textOf(given), "https", nil).origin
		}
		c.tokenSession(c.in.get("response"), origin, textOr(given, ""), textOr(options.get("companyId"), ""))
	}
	calls["smartconnect.validateRequest"] = func(c *call) {
		options := c.in.get("options")
		readOptions(options, map[string]check{"apiUrl": isAPI(apiEnds), "token": isToken})
		token := percentEncode(textOf(options.get("token")))
		c.request("request.", newRequest("POST", apiOf(options).text+"/validate?token="+token))
	}
	calls["smartconnect.parseValidateResponse"] = func(c *call) {
		a := readAnswer(c.in.get("response"), words, others)
		flag, ok := a.json().(bool)
		if !ok {
			a.malformed()
		}
		c.out.flag("output", flag)
	}
	calls["smartconnect.authorize"] = func(c *call) {
		session := c.in.get("session")
		token := sessionToken(session, "smartconnect")
		optional(isOneOf("bearer"))(session.get("tokenType"))
		s := c.signable(map[string]check{"origins": authorizeOptions["origins"]})
		target, query, _ := strings.Cut(s.url, "?")
		kept, dropped := withoutToken(query)
		if session.get("tokenType") == nil {
			s.url = target + "?" + strings.Join(append(kept, "token="+percentEncode(token)), "&")
			c.signed(s.without("Authorization"))
			return
		}
		if dropped {
			s.url = strings.TrimSuffix(target+"?"+strings.Join(kept, "&"), "?")
		}
		c.signed(s.setting("Authorization", "Bearer "+token))
	}
	calls["smartconnect.isSessionOver"] = func(c *call) { c.out.flag("output", isStatus(c.in.get("response"), 401)) }
	calls["smartconnect.signIn"] = smartConnectSignIn
}

func isPin(v *value) {
	if !pin.MatchString(textOf(v)) {
		refuse("ERR_ARGUMENT_VALUE")
	}
}

// The pairs of a query other than the token, whose name ASP.NET reads in either case and percent-decoded.
func withoutToken(query string) (kept []string, dropped bool) {
	for _, pair := range strings.Split(query, "&") {
		name, _, _ := strings.Cut(pair, "=")
		if plain, err := url.QueryUnescape(name); err == nil && strings.EqualFold(plain, "token") {
			dropped = true
		} else if pair != "" {
			kept = append(kept, pair)
		}
	}
	return kept, dropped
}

func isLogin(v *value) { readBase(textOf(v), loginEnds).secured(false) }

func login(options *value) base {
	return readBase(textOr(options.get("loginUrl"), loginURL), loginEnds).secured(false)
}

func api(text, usual string, ends *regexp.Regexp) base {
	if !scheme.MatchString(text) {
		text = usual + "://" + text
	}
	return readBase(text, ends).secured(false)
}

func isAPI(ends *regexp.Regexp) check {
	return func(v *value) { api(textOf(v), "https", ends) }
}

func apiOf(options *value) base {
	return api(textOf(options.get("apiUrl")), "https", nil)
}

// Strict Base64 of one whole block.
func isCiphertext(v *value) {
	octets, err := base64.StdEncoding.Strict().DecodeString(textOf(v))
	if err != nil || strings.ContainsAny(textOf(v), "\r\n") || len(octets) < 128 || len(octets) > 2048 {
		refuse("ERR_ARGUMENT_VALUE")
	}
}

func parsePublicKey(response *value) publicKey {
	a := readAnswer(response, words, others)
	if a.isHTML() {
		a.malformed()
	}
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
	return newRequest("POST", login(options).text+"/v1/companies").with(jsonType, body)
}

func companyListRequest(api string, options *value, encrypted string) request {
	return newRequest("POST", api+"/GetCompanyList?email="+percentEncode(textOf(options.get("email")))+
		"&password="+percentEncode(encrypted))
}

func tokenRequest(api string, options *value, encrypted, company string) request {
	return newRequest("POST", api+"/GetToken?email="+percentEncode(textOf(options.get("email")))+
		"&password="+percentEncode(encrypted)+"&companyId="+percentEncode(company))
}

var wordsForTokens = regexp.MustCompile(`^(?i)(false|null|error|unauthorized)$`)

func (c *call) tokenSession(response *value, origin, apiURL, companyID string) {
	a := readAnswer(response, words, others)
	found := a.json()
	text, _ := found.(string)
	if found == nil || found == "" || found == false || wordsForTokens.MatchString(text) {
		a.refused()
	}
	if strings.Contains(text, "<") {
		a.malformed()
	}
	switch found.(type) {
	case map[string]any, []any:
		found = nil
	case json.Number:
		a.malformed()
	}
	c.out.text("session.vendor", "smartconnect")
	c.out.text("session.token", a.token(found))
	c.out.optionalText("session.origin", origin)
	c.out.optionalText("session.apiUrl", apiURL)
	c.out.optionalText("session.companyId", companyID)
}
