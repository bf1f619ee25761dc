package main

import (
	"math"
	"strings"
)

const bexHost = "https://api.bex.co.za"

var (
	bexEnds        = ending(`(?i)/api(/service(/login)?)?`)
	bexCredentials = map[string]check{
		"username": isText, "password": isText,
		"usernameKey": optional(isOneOf("username", "userName")), "preferAlternateToken": optional(isFlag),
	}
	bexRequest = joined(bexCredentials, map[string]check{
		"baseUrl": optional(isBase(bexEnds)), "transport": optional(isOneOf("json", "query")),
		"method": optional(isOneOf("POST", "GET")), "allowInsecureHttp": optional(isFlag),
	})
)

func init() {
	calls["bex.encodeCredentials"] = func(c *call) {
		readOptions(c.in.get("credentials"), bexCredentials)
		c.out.text("output", bexQuery(c.in.get("credentials")))
	}
	calls["bex.tokenRequest"] = func(c *call) { c.request("request.", bexTokenRequest(c.in.get("options"))) }
	calls["bex.parseTokenResponse"] = func(c *call) {
		options := c.parseOptions(map[string]check{"baseUrl": optional(isBase(bexEnds))})
		c.bexSession(c.in.get("response"), originIn(options, bexEnds))
	}
	calls["bex.authorize"] = func(c *call) {
		token := sessionToken(c.in.get("session"), "bex")
		c.signed(c.signable(authorizeOptions).setting("token", token))
	}
	calls["bex.isSessionOver"] = func(c *call) {
		a := anyAnswer(c.in.get("response"), nil, nil)
		parsed, _ := a.tryJSON()
		c.out.flag("output", a.status == 401 || a.status == 200 && firstText(parsed, "ex") != "")
	}
	calls["bex.downloadBody"] = bexDownload
	calls["bex.signIn"] = func(c *call) {
		options := c.in.get("options")
		r := bexTokenRequest(options)
		c.bexSession(c.exchange(r), readBase(textOr(options.get("baseUrl"), bexHost), bexEnds).origin)
	}
}

func bexQuery(credentials *value) string {
	query := textOr(credentials.get("usernameKey"), "username") + "=" + percentEncode(textOf(credentials.get("username"))) +
		"&password=" + percentEncode(textOf(credentials.get("password")))
	if flagOf(credentials.get("preferAlternateToken")) {
		query += "&preferAlternateToken=true"
	}
	return query
}

func bexTokenRequest(options *value) request {
	readOptions(options, bexRequest)
	base := readBase(textOr(options.get("baseUrl"), bexHost), bexEnds).secured(flagOf(options.get("allowInsecureHttp"))).text
	method := textOr(options.get("method"), "POST")
	if textOr(options.get("transport"), "json") == "query" {
		return newRequest(method, base+"/api/service/login?"+bexQuery(options))
	}
	if method == "GET" {
		refuse("ERR_ARGUMENT_VALUE")
	}
	body := jsonObject(textOr(options.get("usernameKey"), "username"), textOf(options.get("username")), "password", textOf(options.get("password")))
	if flagOf(options.get("preferAlternateToken")) {
		body = strings.TrimSuffix(body, "}") + `,"preferAlternateToken":true}`
	}
	return newRequest("POST", base+"/api/service/login").with(jsonType, body)
}

func bexDownload(c *call) {
	token, selection := sessionToken(c.in.get("session"), "bex"), c.in.get("selection")
	readOptions(selection, map[string]check{
		"waybillNumber": optional(isFilled), "waybillNumbers": optional(isListOf(isFilled)),
	})
	one, many := selection.get("waybillNumber"), selection.get("waybillNumbers")
	if (one == nil) == (many == nil) || one == nil && len(many.names) == 0 {
		refuse("ERR_ARGUMENT_VALUE")
	}
	if one != nil {
		c.out.text("output", jsonObject("token", token, "waybillNumber", textOf(one)))
		return
	}
	var numbers []string
	for _, number := range many.items() {
		numbers = append(numbers, jsonText(textOf(number)))
	}
	list := `,"waybillNumbers":[` + strings.Join(numbers, ",") + "]}"
	c.out.text("output", strings.TrimSuffix(jsonObject("token", token), "}")+list)
}

func (c *call) bexSession(response *value, origin string) {
	a := readAnswer(response, describing("ex"), describing("Message", "message"))
	body := a.object()
	ex, found := body["ex"], body["value"]
	isFailure := ex != nil && ex != false && ex != 0.0 && ex != ""
	if isFailure || found == nil || found == "" {
		a.refused()
	}
	c.out.text("session.vendor", "bex")
	c.out.text("session.token", a.token(found))
	c.out.optionalText("session.origin", origin)
	if id, ok := body["id"].(float64); ok && isWhole(id) && math.Abs(id) < 1<<53 {
		c.out.number("session.id", int64(id))
	}
	c.out.optionalText("session.email", firstText(body, "email"))
	for _, name := range []string{"isStrongPassword", "isEmailVerified", "signalREnabled", "allowApiLogin"} {
		spelled := body[name]
		if spelled == nil && name == "signalREnabled" {
			spelled = body["signalRenabled"]
		}
		flag, ok := spelled.(bool)
		if text, isText := spelled.(string); isText {
			flag = strings.EqualFold(text, "true")
			ok = flag || strings.EqualFold(text, "false")
		}
		if ok {
			c.out.flag("session."+name, flag)
		}
	}
}
