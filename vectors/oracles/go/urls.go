package main

import (
	"net/netip"
	"regexp"
	"strconv"
	"strings"
)

var (
	authority = regexp.MustCompile(`^(?i)(https?)://(\[[0-9a-f:.]+\]|[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?)(?::([0-9]{1,5}))?([/?#].*)?$`)
	// Of what stands behind it: the path of a base URL, and the rest of a request's URL.
	basePath    = regexp.MustCompile(`^(?i)(?:/(?:[a-z0-9._~!$&'()*+,;=:@-]|%[0-9a-f]{2})*)*$`)
	requestRest = regexp.MustCompile(`^[!"$-\[\]-~]*$`)
	dotSegment  = regexp.MustCompile(`(?i)/(\.|%2e){1,2}(/|$)`)
	loopback    = regexp.MustCompile(`^(localhost|127(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}|\[::1\])$`)
)

// A URL, split: prefix is scheme, host and port as they are written, in lower case.
type splitted struct {
	scheme, host, prefix, origin, rest string
}

func splitURL(text string) splitted {
	match := authority.FindStringSubmatch(text)
	if match == nil {
		refuse("ERR_URL")
	}
	scheme, host, port := strings.ToLower(match[1]), strings.ToLower(match[2]), match[3]
	if strings.HasPrefix(host, "[") {
		if address, err := netip.ParseAddr(strings.Trim(host, "[]")); err != nil || !address.Is6() {
			refuse("ERR_URL")
		}
	}
	u := splitted{scheme, host, scheme + "://" + host, scheme + "://" + host, match[4]}
	if port == "" {
		return u
	}
	u.prefix += ":" + port
	number, err := strconv.Atoi(port)
	must(err)
	if number < 1 || number > 65535 {
		refuse("ERR_URL")
	}
	if usual := map[string]int{"https": 443, "http": 80}[scheme]; number != usual {
		u.origin += ":" + strconv.Itoa(number)
	}
	return u
}

func (u splitted) isInsecure() bool {
	return u.scheme == "http" && !loopback.MatchString(u.host)
}

func isOrigin(v *value) {
	if u := splitURL(textOf(v)); u.rest != "" && u.rest != "/" {
		refuse("ERR_URL")
	}
}

// A base URL, without a slash at its end.
type base struct {
	splitted
	text string
}

// The parts of a vendor's endpoint that a base URL must not end with.
func ending(pattern string) *regexp.Regexp {
	return regexp.MustCompile(`(?:` + pattern + `)$`)
}

func readBase(text string, ends *regexp.Regexp) base {
	if len(text) > 8192 {
		refuse("ERR_URL")
	}
	u := splitURL(text)
	path := strings.TrimRight(u.rest, "/")
	if !basePath.MatchString(u.rest) || dotSegment.MatchString(u.rest) || ends != nil && ends.MatchString(path) {
		refuse("ERR_URL")
	}
	return base{u, u.prefix + path}
}

func (b base) secured(allowInsecure bool) base {
	if b.isInsecure() && !allowInsecure {
		refuse("ERR_INSECURE_URL")
	}
	return b
}

// The check of a base URL among options.
func isBase(ends *regexp.Regexp) check {
	return func(v *value) { readBase(textOf(v), ends) }
}

// The base URL of a builder's options.
func baseOf(options *value, ends *regexp.Regexp) base {
	return readBase(textOf(options.get("baseUrl")), ends).secured(flagOf(options.get("allowInsecureHttp")))
}

// The origin of the base URL among a parser's options; nothing where none is given.
func originIn(options *value, ends *regexp.Regexp) string {
	if v := options.get("baseUrl"); v != nil {
		return readBase(textOf(v), ends).origin
	}
	return ""
}
