package main

import (
	"encoding/hex"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf16"
)

// A value is what JSON has, and bytes. A nil one is an argument that is not there.
type value struct {
	kind    byte // s, h, n, b, z, o (object), a (array), as in the protocol
	units   []uint16
	bytes   []byte
	number  string
	flag    bool
	names   []string
	members map[string]*value
}

func parseFields(parts []string) *value {
	root := &value{kind: 'o', members: map[string]*value{}}
	for _, part := range parts {
		path, spelled, _ := strings.Cut(part, "=")
		place := root
		steps := strings.Split(path, ".")
		for _, step := range steps[:len(steps)-1] {
			name := unescape(step)
			if place.members[name] == nil {
				place.add(name, &value{kind: 'o', members: map[string]*value{}})
			}
			place = place.members[name]
		}
		last, leaf := unescape(steps[len(steps)-1]), parseValue(spelled)
		if leaf.kind == 'h' {
			last = strings.TrimSuffix(last, "Hex")
		}
		place.add(last, leaf)
	}
	return root
}

func (v *value) add(name string, member *value) {
	v.names = append(v.names, name)
	v.members[name] = member
}

func unescape(step string) string {
	name, err := url.PathUnescape(step)
	must(err)
	return name
}

func parseValue(spelled string) *value {
	v := &value{kind: spelled[0]}
	switch rest := spelled[2:]; v.kind {
	case 's':
		for at := 0; at < len(rest); at += 4 {
			unit, err := strconv.ParseUint(rest[at:at+4], 16, 16)
			must(err)
			v.units = append(v.units, uint16(unit))
		}
	case 'h':
		octets, err := hex.DecodeString(rest)
		must(err)
		v.bytes = octets
	case 'n':
		v.number = rest
	case 'b':
		v.flag = rest == "true"
	}
	return v
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func (v *value) get(name string) *value {
	if v == nil {
		return nil
	}
	return v.members[name]
}

func (v *value) octets() []byte {
	if v == nil {
		return nil
	}
	return v.bytes
}

// The members of an array: an object whose names are 0, 1, 2…
func (v *value) items() []*value {
	if v == nil {
		return nil
	}
	var list []*value
	for _, name := range v.names {
		list = append(list, v.members[name])
	}
	return list
}

func (v *value) isArray() bool {
	if v.kind == 'a' {
		return true
	}
	for at, name := range v.names {
		if name != strconv.Itoa(at) {
			return false
		}
	}
	return len(v.names) > 0
}

func (v *value) isObject() bool {
	return v != nil && v.kind == 'o'
}

// Fields of an answer, in their order.
type fields []string

func (f *fields) text(path, text string) {
	var spelled strings.Builder
	for _, unit := range utf16.Encode([]rune(text)) {
		spelled.WriteString(strconv.FormatUint(0x10000|uint64(unit), 16)[1:])
	}
	*f = append(*f, path+"=s:"+spelled.String())
}

// A value as it came in.
func (f *fields) value(path string, v *value) {
	switch {
	case v.kind == 's':
		f.text(path, textOf(v))
	case v.kind == 'n':
		*f = append(*f, path+"=n:"+v.number)
	case v.kind == 'b':
		f.flag(path, v.flag)
	case len(v.names) == 0:
		f.empty(path, v.kind)
	}
	for _, name := range v.names {
		f.value(path+"."+step(name), v.members[name])
	}
}

func (f *fields) optionalText(path, text string) {
	if text != "" {
		f.text(path, text)
	}
}

func (f *fields) octets(path string, octets []byte) {
	*f = append(*f, path+"=h:"+hex.EncodeToString(octets))
}

func (f *fields) number(path string, number int64) {
	*f = append(*f, path+"=n:"+strconv.FormatInt(number, 10))
}

func (f *fields) flag(path string, flag bool) {
	*f = append(*f, path+"=b:"+strconv.FormatBool(flag))
}

func (f *fields) empty(path string, kind byte) {
	*f = append(*f, path+"="+string(kind)+":")
}

// One step of a path, percent-encoded where the protocol wants it.
func step(name string) string {
	escaped := strings.ReplaceAll(url.QueryEscape(name), "+", "%20")
	return strings.NewReplacer(".", "%2E", "~", "%7E").Replace(escaped)
}
