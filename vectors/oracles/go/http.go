package main

import (
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"strings"
	"unicode/utf16"
)

// Headers in the order in which they are set.
type header struct {
	name, value string
}

type request struct {
	method, url string
	headers     []header
	body        *string
}

func (c *call) request(prefix string, r request) {
	c.out.text(prefix+"method", r.method)
	c.out.text(prefix+"url", r.url)
	for _, h := range r.headers {
		c.out.text(prefix+"headers."+step(h.name), h.value)
	}
	if len(r.headers) == 0 {
		c.out.empty(prefix+"headers", 'o')
	}
	if r.body != nil {
		c.out.text(prefix+"body", *r.body)
	}
}

func newRequest(method, url string) request {
	return request{method: method, url: url, headers: []header{{"Accept", "application/json"}}}
}

func (r request) with(contentType, body string) request {
	r.headers = append(r.headers, header{"Content-Type", contentType})
	r.body = &body
	return r
}

const jsonType = "application/json"

// A JSON object of texts as JSON.stringify prints it: names and values in turn.
func jsonObject(parts ...string) string {
	var members []string
	for at := 0; at < len(parts); at += 2 {
		members = append(members, jsonText(parts[at])+":"+jsonText(parts[at+1]))
	}
	return "{" + strings.Join(members, ",") + "}"
}

func jsonText(text string) string {
	var b strings.Builder
	for _, r := range text {
		if at := strings.IndexRune("\"\\\b\f\n\r\t", r); at >= 0 {
			b.WriteString(`\` + `"\bfnrt`[at:at+1])
		} else if r < 0x20 {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return `"` + b.String() + `"`
}

var (
	baseURLPattern = regexp.MustCompile(`^(?i)(https?)://(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:[0-9]{1,5})?` +
		`((?:/(?:[a-z0-9._~!$&'()*+,;=:@-]|%[0-9a-f]{2})*)*)$`)
	requestURLPattern = regexp.MustCompile(`^(?i)https?://(?:\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:[0-9]{1,5})?(?:[/?][!"$-\[\]-~]*)?$`)
	dotSegment        = regexp.MustCompile(`(?i)/(\.|%2e){1,2}(/|$)`)
	loopback          = regexp.MustCompile(`^(localhost|.+\.localhost|127(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}|\[::1\])$`)
)

func baseURL(v *value, allowInsecure bool) string {
	return baseURLOf(textOf(v), allowInsecure)
}

func baseURLOf(text string, allowInsecure bool) string {
	match := baseURLPattern.FindStringSubmatch(text)
	if match == nil || len(text) > 8192 || !isPort(match[3]) || dotSegment.MatchString(match[4]) {
		refuse("ERR_URL")
	}
	scheme, host := strings.ToLower(match[1]), strings.ToLower(match[2])
	if scheme == "http" && !allowInsecure && !loopback.MatchString(host) {
		refuse("ERR_INSECURE_URL")
	}
	return scheme + "://" + host + match[3] + strings.TrimRight(match[4], "/")
}

func isPort(text string) bool {
	number := 0
	fmt.Sscanf(text, ":%d", &number)
	return number <= 65535
}

var token = regexp.MustCompile(`^[!-~]+$`)

// A token of a caller.
func headerToken(v *value) string {
	text := textOf(v)
	if !token.MatchString(text) {
		refuse("ERR_HEADER_VALUE")
	}
	return text
}

// An answer of a server, past its status.
type answer struct {
	status   int
	headers  *value
	body     string
	describe func(any) string
}

func readAnswer(response *value, describe func(any) string) *answer {
	body := textOf(response.get("body"))
	a := &answer{int(numberOf(response.get("status"))), response.get("headers"), strings.TrimPrefix(body, "\ufeff"), describe}
	if len(utf16.Encode([]rune(body))) > 1048576 {
		a.malformed()
	}
	if a.status >= 400 {
		a.refused()
	}
	if a.status != 200 && a.status != 201 {
		a.malformed()
	}
	return a
}

func (a *answer) malformed() { panic(refusal{"ERR_RESPONSE_FORMAT", a.status, ""}) }

func (a *answer) refused() { panic(refusal{"ERR_SIGN_IN_REFUSED", a.status, a.words()}) }

func (a *answer) refusedOrMalformed() {
	if json, ok := a.tryJSON(); ok && a.describe(json) != "" {
		a.refused()
	}
	a.malformed()
}

func (a *answer) words() string {
	parsed, isJSON := a.tryJSON()
	sentence, isText := parsed.(string)
	if isJSON && !isText {
		return cut(a.describe(parsed))
	}
	if !isJSON {
		sentence = a.body
	}
	sentence = strings.TrimSpace(sentence)
	if strings.HasPrefix(sentence, "<") || len(utf16.Encode([]rune(sentence))) > 1000 {
		return ""
	}
	return cut(sentence)
}

var controls = regexp.MustCompile(`[\x00-\x08\x0b-\x1f\x7f-\x{9f}]`)

// Without what would steer a terminal, and not too long for a dialogue.
func cut(words string) string {
	units := utf16.Encode([]rune(controls.ReplaceAllString(words, "")))
	if len(units) > 1000 {
		units = units[:1000]
		if utf16.IsSurrogate(rune(units[999])) && units[999] < 0xdc00 { // half a pair
			units = units[:999]
		}
	}
	return string(utf16.Decode(units))
}

func (a *answer) tryJSON() (any, bool) {
	var parsed any
	err := json.Unmarshal([]byte(a.body), &parsed)
	return parsed, err == nil
}

func (a *answer) json() any {
	parsed, ok := a.tryJSON()
	if !ok {
		a.malformed()
	}
	return parsed
}

func (a *answer) object() map[string]any {
	object, ok := a.json().(map[string]any)
	if !ok {
		a.malformed()
	}
	return object
}

// A token that was found, or nil.
func (a *answer) token(found any) string {
	if found == nil {
		a.refusedOrMalformed()
	}
	text, _ := found.(string)
	if !token.MatchString(text) || len(text) > 65536 {
		a.malformed()
	}
	return text
}

// The first member of an object, among these names, that is a text with something in it; nil for none.
func first(v any, names ...string) any {
	object, _ := v.(map[string]any)
	for _, name := range names {
		if text, ok := object[name].(string); ok && text != "" {
			return text
		}
	}
	return nil
}

func firstText(v any, names ...string) string {
	text, _ := first(v, names...).(string)
	return text
}

func describing(names ...string) func(any) string {
	return func(v any) string { return firstText(v, names...) }
}

func isWhole(number float64) bool {
	return number == math.Trunc(number)
}

// The session of a caller: what every vendor looks at.
func sessionToken(v *value, vendor string) string {
	if !v.isObject() {
		refuse("ERR_ARGUMENT_TYPE")
	}
	isOneOf(vendor)(v.get("vendor"))
	return headerToken(v.get("token"))
}

var (
	headerName  = regexp.MustCompile("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$")
	headerValue = regexp.MustCompile(`^[\t -~]*$`)
)

// The request of a caller.
func readRequest(v *value) request {
	readOptions(v, map[string]check{
		"method":  isOneOf("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"),
		"url":     isAnything,
		"headers": isAnything,
		"body":    optional(isText),
	})
	r := request{method: textOf(v.get("method")), url: textOf(v.get("url"))}
	match := requestURLPattern.FindStringSubmatch(r.url)
	if match == nil || !isPort(match[1]) {
		refuse("ERR_URL")
	}
	if headers := v.get("headers"); headers != nil {
		for _, name := range headers.names {
			if value := textOf(headers.get(name)); !headerName.MatchString(name) || !headerValue.MatchString(value) {
				refuse("ERR_HEADER_VALUE")
			}
			r.headers = append(r.headers, header{name, textOf(headers.get(name))})
		}
	}
	if body := v.get("body"); body != nil {
		text := textOf(body)
		r.body = &text
	}
	return r
}

func (r request) setting(name, value string) request {
	var kept []header
	for _, h := range r.headers {
		if !strings.EqualFold(h.name, name) {
			kept = append(kept, h)
		}
	}
	r.headers = append(kept, header{name, value})
	return r
}

// A sign-in of one request.
func (c *call) exchange(r request) *value {
	c.request("exchanges.0.request.", r)
	return c.responses[0]
}
