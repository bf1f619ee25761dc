package main

import (
	"fmt"
	"regexp"
	"strings"
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

var token = regexp.MustCompile(`^[!-~]+$`)

// A token of a caller.
func headerToken(v *value) string {
	text := textOf(v)
	if !token.MatchString(text) {
		refuse("ERR_HEADER_VALUE")
	}
	return text
}

// A sign-in of one request.
func (c *call) exchange(r request) *value {
	c.request("exchanges.0.request.", r)
	return c.responses[0]
}
