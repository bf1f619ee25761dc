package main

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

const (
	nameClaim = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name"
	roleClaim = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role"
)

var (
	isArea            = isOneOf("scanning", "investigation")
	idscanCredentials = map[string]check{
		"username": isText, "password": isText, "area": isArea, "lowerCaseUsername": optional(isFlag),
	}
	idscanRequest = joined(idscanCredentials, map[string]check{"baseUrl": isText, "allowInsecureHttp": optional(isFlag)})
	idscanParse   = map[string]check{"area": isArea, "now": optional(isMoment)}
	idscanSignIn  = joined(idscanRequest, map[string]check{"now": optional(isMoment)})
)

func init() {
	calls["idscan.encodeCredentials"] = func(c *call) {
		readOptions(c.in.get("credentials"), idscanCredentials)
		c.out.text("output", idscanForm(c.in.get("credentials")))
	}
	calls["idscan.tokenRequest"] = func(c *call) { c.request("request.", idscanTokenRequest(c.in.get("options"), idscanRequest)) }
	calls["idscan.parseTokenResponse"] = func(c *call) {
		options := c.in.get("options")
		readOptions(options, idscanParse)
		c.idscanSession(c.in.get("response"), options)
	}
	calls["idscan.authorize"] = idscanAuthorize
	calls["idscan.signIn"] = func(c *call) {
		options := c.in.get("options")
		c.idscanSession(c.exchange(idscanTokenRequest(options, idscanSignIn)), options)
	}
}

func idscanForm(credentials *value) string {
	username := textOf(credentials.get("username"))
	if flagOf(credentials.get("lowerCaseUsername")) {
		username = strings.ToLower(username)
	}
	return "grant_type=password&username=" + formEncode(username) + "&password=" +
		formEncode(textOf(credentials.get("password"))) + "&area=" + textOf(credentials.get("area"))
}

func idscanTokenRequest(options *value, checks map[string]check) request {
	readOptions(options, checks)
	base := baseURL(options.get("baseUrl"), flagOf(options.get("allowInsecureHttp")))
	return newRequest("POST", base+"/idscanenterprisesvc/token").
		with("application/x-www-form-urlencoded", idscanForm(options))
}

func (c *call) idscanSession(response, options *value) {
	a := readAnswer(response, describing("error_description", "error", "Message", "message"))
	parsed, _ := a.tryJSON()
	body, _ := parsed.(map[string]any)
	found := first(parsed, "access_token", "Token", "token")
	if cookie := a.cookie("token"); found == nil && cookie != "" {
		found = cookie
	}
	c.out.text("session.vendor", "idscan")
	c.out.text("session.area", textOf(options.get("area")))
	c.out.text("session.token", a.token(found))
	if expiry, ok := idscanExpiry(body, options.get("now")); ok {
		c.out.number("session.expiresAt", expiry)
	}
	c.out.optionalText("session.username", firstText(parsed, "Username", nameClaim))
	c.out.optionalText("session.fullName", firstText(parsed, "FullName"))
	c.out.optionalText("session.role", firstText(parsed, "Role", roleClaim))
	if minutes, ok := wholeNumber(body["IdleSessionTimeout"]); ok {
		c.out.number("session.idleSessionTimeout", minutes)
	}
	forgery := a.cookie("csrftoken")
	if plain, err := url.PathUnescape(forgery); err == nil && utf8.ValidString(plain) {
		forgery = plain
	}
	if token.MatchString(forgery) { // one that fits into no header counts as missing
		c.out.text("session.csrfToken", forgery)
	}
}

var digits = regexp.MustCompile(`^[0-9]{1,9}$`)

func wholeNumber(v any) (int64, bool) {
	number, ok := v.(float64)
	if text, isText := v.(string); isText && digits.MatchString(text) {
		parsed, _ := strconv.Atoi(text)
		number, ok = float64(parsed), true
	}
	return int64(number), ok && isWhole(number) && number >= 0 && number <= 315360000
}

func idscanExpiry(body map[string]any, now *value) (int64, bool) {
	life, hasLife := wholeNumber(body["expires_in"])
	text, _ := body[".issued"].(string)
	// Go's parser also takes days of one digit and days of the week that are wrong: printed again they must be the same.
	issued, err := time.Parse(time.RFC1123, text)
	if err == nil && strings.HasSuffix(text, " GMT") && issued.Format(time.RFC1123)[5:] == text[5:] && hasLife {
		return (issued.Unix() + life) * 1000, true
	}
	if now == nil {
		return 0, false
	}
	if !hasLife {
		life = 36000
	}
	return int64(numberOf(now)) + life*1000, true
}

var lineJoint = regexp.MustCompile(`,[ \t]*[^;,=\s]+=`)

var endsAtOnce = regexp.MustCompile(`(?i);[ \t]*max-age[ \t]*=[ \t]*[0-]`)

// Of several cookies the last, but none that is empty or ends at once; lines may be joined by commas.
func (a *answer) cookie(name string) string {
	var lines []string
	for _, header := range a.headers.namesOf() {
		if strings.EqualFold(header, "set-cookie") {
			values := a.headers.get(header).items()
			if len(values) == 0 {
				values = []*value{a.headers.get(header)}
			}
			for _, v := range values {
				lines = append(lines, splitLines(textOf(v))...)
			}
		}
	}
	last := ""
	for _, line := range lines {
		pair, _, _ := strings.Cut(line, ";")
		found, content, _ := strings.Cut(pair, "=")
		content = strings.TrimSpace(content)
		if len(content) > 1 && content[0] == '"' && content[len(content)-1] == '"' {
			content = content[1 : len(content)-1]
		}
		if strings.TrimSpace(found) == name && content != "" && !endsAtOnce.MatchString(line) {
			last = content
		}
	}
	return last
}

func splitLines(text string) []string {
	joint := lineJoint.FindStringIndex(text)
	if joint == nil {
		return []string{text}
	}
	return append([]string{text[:joint[0]]}, splitLines(text[joint[0]+1:])...)
}

func (v *value) namesOf() []string {
	if v == nil {
		return nil
	}
	return v.names
}

func idscanAuthorize(c *call) {
	session, options := c.in.get("session"), c.in.get("options")
	token := sessionToken(session, "idscan")
	isArea(session.get("area"))
	optional(isToken)(session.get("csrfToken"))
	if options != nil {
		readOptions(options, map[string]check{
			"action": optional(isOneOf("upload", "retrieval")), "via": optional(isOneOf("authorization", "cookie")),
		})
	}
	allowed := map[string]string{"upload": "scanning", "retrieval": "investigation"}
	if action := options.get("action"); action != nil && allowed[textOf(action)] != textOf(session.get("area")) {
		refuse("ERR_AREA_MISMATCH")
	}
	r := readRequest(c.in.get("request"))
	if textOr(options.get("via"), "authorization") == "cookie" {
		r = r.setting("Cookie", withCookie(r, token))
	} else {
		r = r.setting("Authorization", token)
	}
	if csrf := session.get("csrfToken"); csrf != nil {
		r = r.setting("x-csrftoken", textOf(csrf))
	}
	c.request("request.", r)
}

func withCookie(r request, token string) string {
	if strings.ContainsAny(token, `",;\`) {
		refuse("ERR_HEADER_VALUE")
	}
	var kept []string
	for _, h := range r.headers {
		for _, pair := range strings.Split(h.value, ";") {
			pair = strings.TrimSpace(pair)
			if strings.EqualFold(h.name, "cookie") && pair != "" && !strings.HasPrefix(pair, "token=") {
				kept = append(kept, pair)
			}
		}
	}
	return strings.Join(append(kept, "token="+token), "; ")
}
