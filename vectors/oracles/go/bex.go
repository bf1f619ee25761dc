package main

import (
	"math"
	"strings"
)

var (
	bexCredentials = map[string]check{"username": isText, "password": isText}
	bexRequest     = joined(bexCredentials, map[string]check{
		"baseUrl": optional(isText), "transport": optional(isOneOf("json", "query")),
		"method": optional(isOneOf("POST", "GET")), "allowInsecureHttp": optional(isFlag),
	})
)

func init() {
	calls["bex.encodeCredentials"] = func(c *call) {
		readOptions(c.in.get("credentials"), bexCredentials)
		c.out.text("output", bexQuery(c.in.get("credentials")))
	}
	calls["bex.tokenRequest"] = func(c *call) { c.request("request.", bexTokenRequest(c.in.get("options"))) }
	calls["bex.parseTokenResponse"] = func(c *call) { c.bexSession(c.in.get("response")) }
	calls["bex.authorize"] = func(c *call) {
		token := sessionToken(c.in.get("session"), "bex")
		c.request("request.", readRequest(c.in.get("request")).setting("token", token))
	}
	calls["bex.signIn"] = func(c *call) { c.bexSession(c.exchange(bexTokenRequest(c.in.get("options")))) }
}

func bexQuery(credentials *value) string {
	return "username=" + percentEncode(textOf(credentials.get("username"))) +
		"&password=" + percentEncode(textOf(credentials.get("password")))
}

func bexTokenRequest(options *value) request {
	readOptions(options, bexRequest)
	base := baseURLOf(textOr(options.get("baseUrl"), "https://api.bex.co.za"), flagOf(options.get("allowInsecureHttp")))
	method := textOr(options.get("method"), "POST")
	if textOr(options.get("transport"), "json") == "query" {
		return newRequest(method, base+"/api/service/login?"+bexQuery(options))
	}
	if method == "GET" {
		refuse("ERR_ARGUMENT_VALUE")
	}
	body := jsonObject("username", textOf(options.get("username")), "password", textOf(options.get("password")))
	return newRequest("POST", base+"/api/service/login").with(jsonType, body)
}

func (c *call) bexSession(response *value) {
	a := readAnswer(response, describing("ex", "Message", "message"))
	body := a.object()
	ex, found := body["ex"], body["value"]
	isFailure := ex != nil && ex != false && ex != 0.0 && ex != ""
	if isFailure || found == nil || found == "" {
		a.refused()
	}
	c.out.text("session.vendor", "bex")
	c.out.text("session.token", a.token(found))
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
