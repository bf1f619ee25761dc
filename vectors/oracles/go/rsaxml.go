package main

import (
	"regexp"
	"strings"
	"unicode/utf16"
)

// The document as one regular expression: Go's run in linear time. encoding/xml is no help here, it takes undeclared
// prefixes and repeated attributes.
const (
	space     = `[ \t\r\n]`
	character = `[\t\n\r\x{20}-\x{D7FF}\x{E000}-\x{FFFD}\x{10000}-\x{10FFFF}]`
	name      = `(?:[A-Za-z_][A-Za-z0-9._-]*:)?[A-Za-z_][A-Za-z0-9._-]*`
	attribute = space + `+` + name + space + `*=` + space + `*(?:"[^"<&]*"|'[^'<&]*')`
)

var (
	declaration = regexp.MustCompile(`^<\?xml` + space + `+version` + space + `*=` + space + `*(?:"1\.[01]"|'1\.[01]')` +
		`(?:` + space + `+encoding` + space + `*=` + space + `*(?:"[A-Za-z][A-Za-z0-9._-]*"|'[A-Za-z][A-Za-z0-9._-]*'))?` +
		`(?:` + space + `+standalone` + space + `*=` + space + `*(?:"(?:yes|no)"|'(?:yes|no)'))?` + space + `*\?>`)
	xmlComment = regexp.MustCompile(`^<!--(` + character + `*?)--`)
	openingTag = regexp.MustCompile(`^<(` + name + `)((?:` + attribute + `)*)` + space + `*>`)
	closingTag = regexp.MustCompile(`^</(` + name + `)` + space + `*>`)
	pair       = regexp.MustCompile(`(` + name + `)` + space + `*=` + space + `*(?:"([^"]*)"|'([^']*)')`)
)

// A reader goes through a document from left to right.
type reader struct {
	rest string
}

func parseRSAKeyValue(text string) publicKey {
	if len(utf16.Encode([]rune(text))) > 65536 {
		refuse("ERR_RSA_XML")
	}
	r := &reader{strings.TrimPrefix(text, "\ufeff")}
	r.rest = r.rest[len(declaration.FindString(r.rest)):]
	r.skip()
	root, prefixes := r.open(nil)
	if localName(root) != "RSAKeyValue" {
		refuse("ERR_RSA_XML")
	}
	found := map[string][]byte{}
	for len(found) < 2 {
		r.skip()
		child, _ := r.open(prefixes)
		local := localName(child)
		if local != "Modulus" && local != "Exponent" || found[local] != nil {
			refuse("ERR_RSA_XML")
		}
		end := strings.IndexByte(r.rest, '<')
		if end < 0 {
			refuse("ERR_RSA_XML")
		}
		digits := strings.NewReplacer(" ", "", "\t", "", "\r", "", "\n", "").Replace(r.rest[:end])
		if digits == "" {
			refuse("ERR_RSA_XML")
		}
		found[local] = decodeBase64(digits, "ERR_RSA_XML")
		r.rest = r.rest[end:]
		r.close(child)
	}
	r.skip()
	r.close(root)
	r.skip()
	if r.rest != "" {
		refuse("ERR_RSA_XML")
	}
	return newKey(found["Modulus"], found["Exponent"])
}

func localName(qualified string) string {
	return qualified[strings.IndexByte(qualified, ':')+1:]
}

// White space and comments.
func (r *reader) skip() {
	for {
		r.rest = strings.TrimLeft(r.rest, " \t\r\n")
		match := xmlComment.FindString(r.rest)
		if match == "" {
			return
		}
		r.rest = r.rest[len(match):]
		if !strings.HasPrefix(r.rest, ">") {
			refuse("ERR_RSA_XML")
		}
		r.rest = r.rest[1:]
	}
}

// A start tag; returns its name and the prefixes that hold inside it.
func (r *reader) open(outer []string) (string, []string) {
	match := openingTag.FindStringSubmatch(r.rest)
	if match == nil {
		refuse("ERR_RSA_XML")
	}
	r.rest = r.rest[len(match[0]):]
	prefixes, seen := append([]string{}, outer...), map[string]bool{}
	for _, found := range pair.FindAllStringSubmatch(match[2], -1) {
		prefix := strings.TrimPrefix(found[1], "xmlns:")
		isDefault := found[1] == "xmlns"
		isBad := !isDefault && (prefix == found[1] || prefix == "xml" || prefix == "xmlns" || found[2]+found[3] == "")
		if isBad || seen[found[1]] {
			refuse("ERR_RSA_XML")
		}
		seen[found[1]] = true
		if !isDefault {
			prefixes = append(prefixes, prefix)
		}
	}
	prefix, _, hasPrefix := strings.Cut(match[1], ":")
	for at := 0; hasPrefix; at++ {
		if at == len(prefixes) {
			refuse("ERR_RSA_XML")
		}
		if prefixes[at] == prefix {
			break
		}
	}
	return match[1], prefixes
}

func (r *reader) close(qualified string) {
	match := closingTag.FindStringSubmatch(r.rest)
	if match == nil || match[1] != qualified {
		refuse("ERR_RSA_XML")
	}
	r.rest = r.rest[len(match[0]):]
}
