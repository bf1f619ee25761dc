package main

import (
	"regexp"
	"strings"
)

// The session of a caller: what every vendor looks at.
func sessionToken(v *value, vendor string) string {
	if !v.isObject() {
		refuse("ERR_ARGUMENT_TYPE")
	}
	isOneOf(vendor)(v.get("vendor"))
	optional(isOrigin)(v.get("origin"))
	return headerToken(v.get("token"))
}

var (
	headerName  = regexp.MustCompile("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$")
	headerValue = regexp.MustCompile(`^[\t -~]*$`)
)

var authorizeOptions = map[string]check{"origins": optional(isListOf(isOrigin)), "allowInsecureHttp": optional(isFlag)}

// A request of a caller, to be signed: its members in their order, of which the URL and the headers are looked at.
type signable struct {
	members *value
	url     string
	headers []header
}

func (c *call) signable(checks map[string]check) signable {
	v, session, options := c.in.get("request"), c.in.get("session"), c.in.get("options")
	if options != nil {
		readOptions(options, checks)
	}
	if !v.isObject() {
		refuse("ERR_ARGUMENT_TYPE")
	}
	s := signable{members: v, url: textOf(v.get("url"))}
	target := splitURL(s.url)
	if !requestRest.MatchString(target.rest) {
		refuse("ERR_URL")
	}
	if headers := v.get("headers"); headers != nil {
		if !headers.isObject() {
			refuse("ERR_ARGUMENT_TYPE")
		}
		for _, name := range headers.names {
			if value := textOf(headers.get(name)); !headerName.MatchString(name) || !headerValue.MatchString(value) {
				refuse("ERR_HEADER_VALUE")
			}
			s.headers = append(s.headers, header{name, textOf(headers.get(name))})
		}
	}
	own := ""
	if v := session.get("origin"); v != nil {
		own = splitURL(textOf(v)).origin
	}
	if target.origin == own {
		return s
	}
	if target.isInsecure() && !flagOf(options.get("allowInsecureHttp")) {
		refuse("ERR_INSECURE_URL")
	}
	listed := options.get("origins").items()
	for _, other := range listed {
		if splitURL(textOf(other)).origin == target.origin {
			return s
		}
	}
	if own != "" {
		refuse("ERR_ORIGIN_MISMATCH")
	}
	return s
}

func (s signable) setting(name, value string) signable {
	s.headers = append(s.without(name).headers, header{name, value})
	return s
}

func (s signable) without(names ...string) signable {
	var kept []header
	for _, h := range s.headers {
		isOther := true
		for _, name := range names {
			isOther = isOther && !strings.EqualFold(h.name, name)
		}
		if isOther {
			kept = append(kept, h)
		}
	}
	s.headers = kept
	return s
}

// The signed request: every member where it was, headers at the end if there were none.
func (c *call) signed(s signable) {
	names := s.members.names
	if s.members.get("headers") == nil {
		names = append(append([]string{}, names...), "headers")
	}
	for _, name := range names {
		path := "request." + step(name)
		switch name {
		case "url":
			c.out.text(path, s.url)
		case "headers":
			for _, h := range s.headers {
				c.out.text(path+"."+step(h.name), h.value)
			}
			if len(s.headers) == 0 {
				c.out.empty(path, 'o')
			}
		default:
			c.out.value(path, s.members.get(name))
		}
	}
}
