package main

import (
	"regexp"
	"strconv"
)

var headerID = regexp.MustCompile(`^[!-~]+$`)

var (
	jacadaEnds      = ending(`/version/[^/]+(/account(/[^/]+(/auth)?)?)?`)
	isJacadaCharset = optional(isOneOf("utf-8", "latin1", "ascii"))
	jacadaPassword  = map[string]check{"prefixLength": optional(isInteger(0, 1024)), "charset": isJacadaCharset}
	jacadaRequest   = joined(jacadaPassword, map[string]check{
		"baseUrl": isBase(jacadaEnds), "applicationName": optional(isSegment), "version": optional(isSegment), "accountId": isSegment,
		"user": isText, "password": isText, "allowInsecureHttp": optional(isFlag),
	})
)

func init() {
	calls["jacada.encodeUser"] = func(c *call) {
		options := c.in.get("options")
		if options != nil {
			readOptions(options, map[string]check{"charset": isJacadaCharset})
		}
		octets := encodeText(textOf(c.in.get("user")), textOr(options.get("charset"), "utf-8"))
		c.out.octets("stages.textHex", octets)
		c.out.text("stages.base64", encodeBase64(octets))
		c.out.text("output", encodeBase64(octets))
	}
	calls["jacada.encodePassword"] = func(c *call) {
		options := c.in.get("options")
		if options != nil {
			readOptions(options, jacadaPassword)
		}
		c.out.text("output", c.jacadaPassword(textOf(c.in.get("password")), options))
	}
	calls["jacada.tokenRequest"] = func(c *call) { c.request("request.", c.jacadaRequest()) }
	calls["jacada.parseTokenResponse"] = func(c *call) {
		options := c.parseOptions(map[string]check{"baseUrl": optional(isBase(jacadaEnds))})
		c.jacadaSession(c.in.get("response"), originIn(options, jacadaEnds))
	}
	calls["jacada.authorize"] = func(c *call) {
		session := c.in.get("session")
		token := sessionToken(session, "jacada")
		optional(isToken)(session.get("sessionId"))
		s := c.signable(authorizeOptions).without("User-Id", "User-Password").setting("Security-Token", token)
		if id := session.get("sessionId"); id != nil {
			s = s.setting("Session-Id", textOf(id))
		}
		c.signed(s)
	}
	calls["jacada.isSessionOver"] = func(c *call) {
		a := anyAnswer(c.in.get("response"), nil, nil)
		parsed, _ := a.tryJSON()
		c.out.flag("output", a.status == 401 || firstText(parsed, "code") == "0x7000400")
	}
	calls["jacada.credentialHeaders"] = func(c *call) {
		options := c.in.get("options")
		readOptions(options, map[string]check{
			"tenantId": isToken, "applicationKey": isToken, "environmentName": optional(isToken),
			"user": optional(isFilled), "password": optional(isText),
		})
		user, password := options.get("user"), options.get("password")
		if (user == nil) != (password == nil) {
			refuse("ERR_ARGUMENT_VALUE")
		}
		c.out.text("output.Tenant-Id", textOf(options.get("tenantId")))
		c.out.text("output.Application-Key", textOf(options.get("applicationKey")))
		c.out.optionalText("output.Environment-Name", textOr(options.get("environmentName"), ""))
		if user != nil {
			c.out.text("output.User-Id", encodeBase64([]byte(textOf(user))))
			c.out.text("output.User-Password", encodeBase64([]byte(textOf(password))))
		}
	}
	calls["jacada.signIn"] = func(c *call) {
		r := c.jacadaRequest()
		c.out = nil // a sign-in shows no stages
		c.jacadaSession(c.exchange(r), originIn(c.in.get("options"), nil))
	}
}

func (c *call) jacadaPassword(password string, options *value) string {
	octets := encodeText(password, textOr(options.get("charset"), "utf-8"))
	count := 13
	if v := options.get("prefixLength"); v != nil {
		count = int(numberOf(v))
	}
	prefix := c.random.draw(count, func(octet byte) bool { return octet < 234 })
	for at := range prefix {
		prefix[at] = 'a' + prefix[at]%26
	}
	octets = append(prefix, octets...)
	c.out.text("stages.prefix", string(prefix))
	c.out.octets("stages.textHex", octets)
	c.out.text("stages.base64", encodeBase64(octets))
	return encodeBase64(octets)
}

func isSegment(v *value) { segment(v) }

func segment(v *value) string {
	if v != nil && v.kind == 'n' {
		isInteger(0, 1<<53-1)(v)
		number, err := strconv.ParseInt(v.number, 10, 64)
		must(err)
		return strconv.FormatInt(number, 10)
	}
	text := textOf(v)
	if text == "" || text == "." || text == ".." {
		refuse("ERR_ARGUMENT_VALUE")
	}
	return percentEncode(text)
}

func (c *call) jacadaRequest() request {
	options := c.in.get("options")
	readOptions(options, jacadaRequest)
	path := baseOf(options, jacadaEnds).text
	if v := options.get("applicationName"); v != nil {
		path += "/" + segment(v)
	}
	version := "1"
	if v := options.get("version"); v != nil {
		version = segment(v)
	}
	path += "/version/" + version + "/account/" + segment(options.get("accountId")) + "/auth/"
	user := encodeBase64(encodeText(textOf(options.get("user")), textOr(options.get("charset"), "utf-8")))
	password := c.jacadaPassword(textOf(options.get("password")), options)
	return newRequest("POST", path).with(jsonType, jsonObject("user", user, "password", password))
}

func (c *call) jacadaSession(response *value, origin string) {
	words := describing("message", "Message", "error", "errorMessage")
	a := readAnswer(response, words, words)
	token := a.token(first(a.object(), "Security-Token"))
	c.out.text("session.vendor", "jacada")
	c.out.text("session.token", token)
	c.out.optionalText("session.origin", origin)
	if id := a.header("session-id"); headerID.MatchString(id) { // the token is what matters
		c.out.text("session.sessionId", id)
	}
}
