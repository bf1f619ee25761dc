package main

import (
	"strconv"
	"strings"
)

var (
	restRequest = map[string]check{
		"apiUrl": isAPI(restEnds), "username": isText, "password": isText, "clientId": isText, "clientSecret": isText,
	}
	restSignIn = joined(restRequest, map[string]check{"now": optional(isMoment)})
)

// SmartConnect's newer API: RFC 6749, sections 4.3 and 5.
func init() {
	calls["smartconnect.restTokenRequest"] = func(c *call) {
		c.request("request.", restTokenRequest(c.in.get("options"), restRequest))
	}
	calls["smartconnect.parseRestTokenResponse"] = func(c *call) {
		options := c.parseOptions(map[string]check{
			"apiUrl": optional(isAPI(restEnds)), "baseUrl": optional(isAPI(restEnds)), "now": optional(isMoment),
		})
		given := options.get("apiUrl")
		if given == nil {
			given = options.get("baseUrl")
		}
		origin := ""
		if given != nil {
			origin = api(textOf(given), "https", nil).origin
		}
		c.restSession(c.in.get("response"), origin, textOr(given, ""), options.get("now"))
	}
	calls["smartconnect.restSignIn"] = func(c *call) {
		options := c.in.get("options")
		response := c.exchange(restTokenRequest(options, restSignIn))
		c.restSession(response, apiOf(options).origin, apiOf(options).text, options.get("now"))
	}
}

func restTokenRequest(options *value, checks map[string]check) request {
	readOptions(options, checks)
	form := "grant_type=password"
	for _, pair := range []string{"username=username", "password=password", "client_id=clientId", "client_secret=clientSecret"} {
		name, option, _ := strings.Cut(pair, "=")
		form += "&" + name + "=" + formEncode(textOf(options.get(option)))
	}
	return newRequest("POST", apiOf(options).text+"/token").with("application/x-www-form-urlencoded", form)
}

func (c *call) restSession(response *value, origin, apiURL string, now *value) {
	a := readAnswer(response, words, others)
	body := a.object()
	if firstText(body, "error") != "" {
		a.refused()
	}
	c.out.text("session.vendor", "smartconnect")
	c.out.text("session.token", a.token(first(body, "access_token")))
	if !strings.EqualFold(firstText(body, "token_type"), "bearer") {
		a.malformed()
	}
	c.out.optionalText("session.origin", origin)
	c.out.optionalText("session.apiUrl", apiURL)
	c.out.text("session.tokenType", "bearer")
	life, ok := body["expires_in"].(float64)
	if text, isText := body["expires_in"].(string); isText && seconds.MatchString(text) {
		number, err := strconv.ParseFloat(text, 64)
		must(err)
		life, ok = number, true
	}
	if now == nil || !ok || life < 0 {
		return
	}
	if end := int64(numberOf(now)) + int64(life)*1000; end <= 8640000000000000 {
		c.out.number("session.expiresAt", end)
	}
}
