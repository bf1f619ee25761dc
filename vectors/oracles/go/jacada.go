package main

import "strconv"

var (
	isJacadaCharset = optional(isOneOf("utf-8", "latin1", "ascii"))
	jacadaPassword  = map[string]check{"prefixLength": optional(isInteger(0, 1024)), "charset": isJacadaCharset}
	jacadaRequest   = joined(jacadaPassword, map[string]check{
		"baseUrl": isText, "applicationName": optional(isSegment), "version": optional(isSegment), "accountId": isSegment,
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
	calls["jacada.parseTokenResponse"] = func(c *call) { c.jacadaSession(c.in.get("response")) }
	calls["jacada.authorize"] = func(c *call) {
		token := sessionToken(c.in.get("session"), "jacada")
		c.request("request.", readRequest(c.in.get("request")).setting("Security-Token", token))
	}
	calls["jacada.credentialHeaders"] = func(c *call) {
		options := c.in.get("options")
		readOptions(options, map[string]check{"tenantId": isToken, "applicationKey": isToken, "user": isToken, "password": isText})
		c.out.text("output.Tenant-Id", textOf(options.get("tenantId")))
		c.out.text("output.Application-Key", textOf(options.get("applicationKey")))
		c.out.text("output.User-Id", textOf(options.get("user")))
		c.out.text("output.User-Password", encodeBase64([]byte(textOf(options.get("password")))))
	}
	calls["jacada.signIn"] = func(c *call) {
		r := c.jacadaRequest()
		c.out = nil // a sign-in shows no stages
		c.jacadaSession(c.exchange(r))
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
	path := baseURL(options.get("baseUrl"), flagOf(options.get("allowInsecureHttp")))
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

func (c *call) jacadaSession(response *value) {
	a := readAnswer(response, describing("message", "Message", "error", "errorMessage"))
	token := a.token(first(a.object(), "Security-Token"))
	c.out.text("session.vendor", "jacada")
	c.out.text("session.token", token)
}
