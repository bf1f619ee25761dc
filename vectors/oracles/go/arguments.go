package main

import (
	"math"
	"strconv"
	"unicode/utf16"
)

// A check looks at an argument and refuses what does not fit.
type check func(*value)

// Holds an object of options against the names that are known; what is left out is seen by its check as nil.
func readOptions(v *value, checks map[string]check) {
	if !v.isObject() {
		refuse("ERR_ARGUMENT_TYPE")
	}
	for _, name := range v.names {
		if checks[name] == nil {
			refuse("ERR_UNKNOWN_OPTION")
		}
	}
	for name, look := range checks {
		look(v.get(name))
	}
}

func optional(look check) check {
	return func(v *value) {
		if v != nil {
			look(v)
		}
	}
}

func isText(v *value) { textOf(v) }

func isFlag(v *value) {
	if v == nil || v.kind != 'b' {
		refuse("ERR_ARGUMENT_TYPE")
	}
}

func isAnything(*value) {}

func isFilled(v *value) {
	if textOf(v) == "" {
		refuse("ERR_ARGUMENT_VALUE")
	}
}

func isListOf(look check) check {
	return func(v *value) {
		if v == nil || v.kind != 'a' && (v.kind != 'o' || !v.isArray()) {
			refuse("ERR_ARGUMENT_TYPE")
		}
		for _, item := range v.items() {
			look(item)
		}
	}
}

func isOneOf(allowed ...string) check {
	return func(v *value) {
		if v == nil || v.kind != 's' {
			refuse("ERR_ARGUMENT_TYPE")
		}
		for _, name := range allowed {
			if string(utf16.Decode(v.units)) == name {
				return
			}
		}
		refuse("ERR_ARGUMENT_VALUE")
	}
}

func isInteger(least, most float64) check {
	return func(v *value) {
		number := numberOf(v)
		if number != math.Trunc(number) || number < least || number > most {
			refuse("ERR_ARGUMENT_VALUE")
		}
	}
}

func isMoment(v *value) {
	if math.Abs(numberOf(v)) > 8.64e15 {
		refuse("ERR_ARGUMENT_VALUE")
	}
}

func isToken(v *value) { headerToken(v) }

// Well-formed text.
func textOf(v *value) string {
	if v == nil || v.kind != 's' {
		refuse("ERR_ARGUMENT_TYPE")
	}
	for at := 0; at < len(v.units); at++ {
		isHigh := v.units[at]&0xfc00 == 0xd800
		if isHigh && at+1 < len(v.units) && v.units[at+1]&0xfc00 == 0xdc00 {
			at++
		} else if v.units[at]&0xf800 == 0xd800 {
			refuse("ERR_TEXT_NOT_WELL_FORMED")
		}
	}
	return string(utf16.Decode(v.units))
}

func textOr(v *value, fallback string) string {
	if v == nil {
		return fallback
	}
	return textOf(v)
}

func octetsOf(v *value) []byte {
	if v == nil || v.kind != 'h' {
		refuse("ERR_ARGUMENT_TYPE")
	}
	return v.bytes
}

func numberOf(v *value) float64 {
	if v == nil || v.kind != 'n' {
		refuse("ERR_ARGUMENT_TYPE")
	}
	number, err := strconv.ParseFloat(v.number, 64)
	must(err)
	return number
}

func flagOf(v *value) bool {
	return v != nil && v.flag
}
