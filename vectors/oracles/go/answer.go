package main

import (
	"encoding/json"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// An answer of a server; own finds the words of the vendor's own refusal, other those of any other failure.
type answer struct {
	status     int
	headers    *value
	body       string
	own, other func(any) string
}

func anyAnswer(response *value, own, other func(any) string) *answer {
	body := strings.TrimPrefix(textOf(response.get("body")), "\ufeff")
	return &answer{int(numberOf(response.get("status"))), response.get("headers"), body, own, other}
}

func readAnswer(response *value, own, other func(any) string) *answer {
	a := anyAnswer(response, own, other)
	if len(utf16.Encode([]rune(a.body))) > 1048576 {
		a.malformed()
	}
	if a.status != 200 && a.status != 201 {
		a.fail()
	}
	return a
}

// Whose fault a status other than success is.
func (a *answer) fail() {
	parsed, _ := a.tryJSON()
	isOwn := a.own(parsed) != ""
	switch {
	case a.status == 404 || a.status == 405 || a.status == 410 || a.status/100 == 3:
		panic(refusal{code: "ERR_ENDPOINT_NOT_FOUND", status: a.status})
	case !isOwn && (a.status == 408 || a.status == 425 || a.status == 429 || a.status/100 == 5):
		milliseconds, ok := a.retryAfter()
		panic(refusal{code: "ERR_UNAVAILABLE", status: a.status, retryAfter: milliseconds, hasRetry: ok})
	case a.isHTML():
		a.malformed()
	case isOwn || a.status == 400 || a.status == 401 || a.status == 403:
		a.refused()
	}
	a.malformed()
}

var seconds = regexp.MustCompile(`^[0-9]{1,9}$`)

// Seconds, or a date, which counts from the date of the answer.
func (a *answer) retryAfter() (int64, bool) {
	value := a.header("retry-after")
	if seconds.MatchString(value) {
		number, err := strconv.ParseInt(value, 10, 64)
		must(err)
		return number * 1000, true
	}
	until, hasUntil := httpDate(value)
	now, hasNow := httpDate(a.header("date"))
	if until < now {
		until = now
	}
	return until - now, hasUntil && hasNow
}

// The first value of a header.
func (a *answer) header(name string) string {
	for _, spelled := range a.headers.namesOf() {
		if strings.EqualFold(spelled, name) {
			if v := a.headers.get(spelled); v.kind == 's' {
				return textOf(v)
			} else if items := v.items(); len(items) > 0 {
				return textOf(items[0])
			}
		}
	}
	return ""
}

var (
	htmlTag  = regexp.MustCompile(`(?i)<(!doctype\s+html|html|head|body|title)\b`)
	htmlType = regexp.MustCompile(`(?i)^\s*text/html\b`)
)

func (a *answer) isHTML() bool {
	start := strings.TrimSpace(a.body)
	if _, isJSON := a.tryJSON(); isJSON || !strings.HasPrefix(start, "<") {
		return false
	}
	return htmlType.MatchString(a.header("content-type")) || htmlTag.MatchString(start)
}

// IMF-fixdate, in milliseconds.
func httpDate(text string) (int64, bool) {
	// Go's parser also takes days of one digit and days of the week that are wrong: printed again they must be the same.
	moment, err := time.Parse(time.RFC1123, text)
	isSame := err == nil && strings.HasSuffix(text, " GMT") && moment.Format(time.RFC1123)[5:] == text[5:]
	return moment.Unix() * 1000, isSame
}

func (a *answer) malformed() { panic(refusal{code: "ERR_RESPONSE_FORMAT", status: a.status}) }

func (a *answer) refused() {
	panic(refusal{code: "ERR_SIGN_IN_REFUSED", status: a.status, words: a.words()})
}

func (a *answer) describe(parsed any) string {
	if words := a.own(parsed); words != "" {
		return words
	}
	return a.other(parsed)
}

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

var controls = regexp.MustCompile(`[\x00-\x08\x0b-\x1f\x7f-\x{9f}\x{61c}\x{200e}\x{200f}\x{2028}-\x{202e}\x{2066}-\x{2069}\x{feff}]`)

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
