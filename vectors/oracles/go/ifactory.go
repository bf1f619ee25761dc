package main

import (
	"encoding/base64"
	"encoding/json"
	"math"
	"strings"
)

const (
	ifactoryKey = "YGjDImfP5bf8F7kGbdqWcA=="
	ifactoryIV  = "bDA11yRcbUsTC9jl5LnuiQ=="
)

var (
	ifactoryEnds  = ending(`(?i)/api(/tokens)?`)
	ifactoryParse = map[string]check{"baseUrl": optional(isBase(ifactoryEnds))}
)

var ifactoryEncryption = map[string]check{
	"key":     optional(func(v *value) { sixteen(v, "ERR_AES_KEY_LENGTH") }),
	"iv":      optional(func(v *value) { sixteen(v, "ERR_AES_IV_LENGTH") }),
	"charset": optional(isOneOf("utf-8", "utf-16le")),
}

var ifactoryRequest = joined(ifactoryEncryption, map[string]check{
	"baseUrl": isBase(ifactoryEnds), "userLogin": isText, "password": isText, "allowInsecureHttp": optional(isFlag),
})

func init() {
	calls["ifactory.encryptPassword"] = func(c *call) {
		options := c.in.get("options")
		if options != nil {
			readOptions(options, ifactoryEncryption)
		}
		c.out.text("output", c.encryptPassword(textOf(c.in.get("password")), options))
	}
	calls["ifactory.tokenRequest"] = func(c *call) { c.request("request.", c.ifactoryRequest()) }
	calls["ifactory.parseTokenResponse"] = func(c *call) {
		c.ifactorySession(c.in.get("response"), originIn(c.parseOptions(ifactoryParse), ifactoryEnds))
	}
	calls["ifactory.authorize"] = func(c *call) {
		token := sessionToken(c.in.get("session"), "ifactory")
		c.signed(c.signable(authorizeOptions).setting("Authorization", "Bearer "+token))
	}
	calls["ifactory.isSessionOver"] = func(c *call) { c.out.flag("output", isStatus(c.in.get("response"), 401)) }
	calls["ifactory.signIn"] = func(c *call) {
		r := c.ifactoryRequest()
		c.out = nil // a sign-in shows no stages
		c.ifactorySession(c.exchange(r), originIn(c.in.get("options"), nil))
	}
}

func joined(tables ...map[string]check) map[string]check {
	all := map[string]check{}
	for _, table := range tables {
		for name, look := range table {
			all[name] = look
		}
	}
	return all
}

// Bytes, or Base64 with white space around it.
func sixteen(v *value, code string) []byte {
	if v.kind == 'h' {
		return sized(v.bytes, code)
	}
	return sized(decodeBase64(strings.Trim(textOf(v), " \t\r\n"), "ERR_BASE64"), code)
}

func (c *call) encryptPassword(password string, options *value) string {
	key, iv := decodeBase64(ifactoryKey, ""), decodeBase64(ifactoryIV, "")
	if v := options.get("key"); v != nil {
		key = sixteen(v, "")
	}
	if v := options.get("iv"); v != nil {
		iv = sixteen(v, "")
	}
	octets := encodeText(password, textOr(options.get("charset"), "utf-8"))
	ciphertext := encryptAES(key, iv, octets)
	base64 := encodeBase64(ciphertext)
	c.out.octets("stages.textHex", octets)
	c.out.octets("stages.paddedHex", pad(octets))
	c.out.octets("stages.ciphertextHex", ciphertext)
	c.out.text("stages.base64", base64)
	c.out.text("stages.encoded", percentEncode(base64))
	return base64
}

func (c *call) ifactoryRequest() request {
	options := c.in.get("options")
	readOptions(options, ifactoryRequest)
	base := baseOf(options, ifactoryEnds).text
	password := percentEncode(c.encryptPassword(textOf(options.get("password")), options))
	user := percentEncode(textOf(options.get("userLogin")))
	return newRequest("GET", base+"/api/tokens?userLogin="+user+"&password="+password)
}

// The options of a parser, which may be left out.
func (c *call) parseOptions(checks map[string]check) *value {
	options := c.in.get("options")
	if options != nil {
		readOptions(options, checks)
	}
	return options
}

func isStatus(response *value, status float64) bool {
	return numberOf(response.get("status")) == status
}

func (c *call) ifactorySession(response *value, origin string) {
	a := readAnswer(response, ifactoryWords, problemWords)
	token := a.token(first(a.json(), "token", "Token"))
	c.out.text("session.vendor", "ifactory")
	c.out.text("session.token", token)
	c.out.optionalText("session.origin", origin)
	if expiry, ok := jwtExpiry(token); ok {
		c.out.number("session.expiresAt", expiry)
	}
}

func jwtExpiry(token string) (int64, bool) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return 0, false
	}
	claims, err := base64.RawURLEncoding.Strict().DecodeString(parts[1])
	var body struct {
		Exp any `json:"exp"`
	}
	if err != nil || json.Unmarshal(claims, &body) != nil {
		return 0, false
	}
	seconds, ok := body.Exp.(float64)
	return int64(math.Floor(seconds * 1000)), ok && seconds > 0 && seconds <= 8.64e12
}

func ifactoryWords(v any) string {
	return linesOf(v, []string{"message", "Message"}, []string{"ExceptionMessage"})
}

// ProblemDetails of ASP.NET.
func problemWords(v any) string {
	return linesOf(v, []string{"title"}, []string{"detail"})
}

// Of each group the first member that is there, a text or a list of them, of an object or of each of a list.
func linesOf(v any, groups ...[]string) string {
	items, isList := v.([]any)
	if !isList {
		items = []any{v}
	}
	var words []string
	for _, item := range items {
		object, _ := item.(map[string]any)
		for _, names := range groups {
			for _, name := range names {
				member, isThere := object[name]
				if !isThere {
					continue
				}
				lines, isList := member.([]any)
				if !isList {
					lines = []any{member}
				}
				for _, line := range lines {
					if text, ok := line.(string); ok && text != "" {
						words = append(words, text)
					}
				}
				break
			}
		}
	}
	return strings.Join(words, "\n")
}
