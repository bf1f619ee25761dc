package main

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

const (
	nameClaim = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name"
	roleClaim = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role"
)

var (
	idscanEnds        = ending(`(?i)/idscanenterprisesvc/token`)
	idscanService     = ending(`(?i)/idscanenterprisesvc`)
	isArea            = isOneOf("scanning", "investigation")
	idscanCredentials = map[string]check{
		"username": isText, "password": isText, "area": isArea, "lowerCaseUsername": optional(isFlag),
		"usernameKey": optional(isOneOf("username", "userName", "UserName")), "loginFormType": optional(isOneOf("pwd")),
	}
	idscanRequest = joined(idscanCredentials, map[string]check{"baseUrl": isBase(idscanEnds), "allowInsecureHttp": optional(isFlag)})
	idscanParse   = map[string]check{"area": isArea, "now": optional(isMoment), "baseUrl": optional(isBase(idscanEnds))}
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
	calls["idscan.isSessionOver"] = func(c *call) {
		a := anyAnswer(c.in.get("response"), nil, nil)
		parsed, _ := a.tryJSON()
		isDenied := denied.MatchString(firstText(parsed, "Message", "message"))
		c.out.flag("output", a.status == 401 || isDenied || firstText(parsed, "error") == "invalid_token")
	}
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
	form := "grant_type=password&" + textOr(credentials.get("usernameKey"), "username") + "=" + formEncode(username) +
		"&password=" + formEncode(textOf(credentials.get("password"))) + "&area=" + textOf(credentials.get("area"))
	if v := credentials.get("loginFormType"); v != nil {
		form += "&login-form-type=" + textOf(v)
	}
	return form
}

func idscanTokenRequest(options *value, checks map[string]check) request {
	readOptions(options, checks)
	service := baseOf(options, idscanEnds).text
	if !idscanService.MatchString(service) {
		service += "/idscanenterprisesvc"
	}
	return newRequest("POST", service+"/token").
		with("application/x-www-form-urlencoded", idscanForm(options))
}

func (c *call) idscanSession(response, options *value) {
	a := readAnswer(response, describing("error_description", "error"), describing("Message", "message"))
	parsed, _ := a.tryJSON()
	if firstText(parsed, "error") != "" {
		a.refused()
	}
	body, _ := parsed.(map[string]any)
	found := first(parsed, "access_token", "Token", "token")
	if cookie := a.cookie("token"); found == nil && cookie != "" {
		found = cookie
	}
	c.out.text("session.vendor", "idscan")
	c.out.text("session.area", textOf(options.get("area")))
	c.out.text("session.token", a.token(found))
	c.out.optionalText("session.origin", originIn(options, idscanEnds))
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

var denied = regexp.MustCompile(`(?i)^Authorization has been denied`)

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
	if end, ok := httpDate(firstText(body, ".expires")); ok {
		return end, true
	}
	life, hasLife := wholeNumber(body["expires_in"])
	if issued, ok := httpDate(firstText(body, ".issued")); ok && hasLife {
		return issued + life*1000, true
	}
	if now == nil {
		return 0, false
	}
	if !hasLife {
		life = 36000
	}
	end := int64(numberOf(now)) + life*1000
	return end, end <= 8640000000000000
}

var lineJoint = regexp.MustCompile(`,[ \t]*[^;,=\s]+=`)

var (
	maxAge  = regexp.MustCompile(`(?i);[ \t]*max-age[ \t]*=[ \t]*(-?[0-9]+)[ \t]*(?:;|$)`)
	expired = regexp.MustCompile(`(?i);[ \t]*expires[ \t]*=[^;]*\b19[0-9]{2}\b`)
)

// Whether a cookie is deleted: its life, which goes before its date, is over, or its date is long gone.
func isDeleted(line string) bool {
	if life := maxAge.FindStringSubmatch(line); life != nil {
		return strings.HasPrefix(life[1], "-") || strings.Trim(life[1], "0") == ""
	}
	return expired.MatchString(line)
}

// Of several cookies the last, none where that is deleted. Lines that came apart are whole; one text may be several.
func (a *answer) cookie(name string) string {
	var lines []string
	for _, header := range a.headers.namesOf() {
		if strings.EqualFold(header, "set-cookie") {
			if v := a.headers.get(header); v.kind == 's' {
				lines = append(lines, splitLines(textOf(v))...)
			} else {
				for _, line := range v.items() {
					lines = append(lines, textOf(line))
				}
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
		if strings.TrimSpace(found) != name {
			continue
		}
		last = content
		if isDeleted(line) {
			last = ""
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
	s := c.signable(joined(authorizeOptions, map[string]check{
		"action": optional(isOneOf("upload", "retrieval")), "via": optional(isOneOf("authorization", "cookie")),
	}))
	allowed := map[string]string{"upload": "scanning", "retrieval": "investigation"}
	if action := options.get("action"); action != nil && allowed[textOf(action)] != textOf(session.get("area")) {
		refuse("ERR_AREA_MISMATCH")
	}
	s = s.without("Authorization", "x-csrftoken").withoutCookies("token", "csrftoken")
	if textOr(options.get("via"), "authorization") == "cookie" {
		s = s.withCookie(token)
	} else {
		s = s.setting("Authorization", token)
	}
	if csrf := session.get("csrfToken"); csrf != nil {
		s = s.setting("x-csrftoken", textOf(csrf))
	}
	c.signed(s)
}

// The lines of all Cookie headers.
func (s signable) cookies() (lines []string) {
	for _, h := range s.headers {
		if strings.EqualFold(h.name, "cookie") {
			lines = append(lines, h.value)
		}
	}
	return lines
}

func (s signable) withoutCookies(names ...string) signable {
	lines := s.cookies()
	if len(lines) == 0 {
		return s
	}
	var kept []string
	for _, pair := range strings.Split(strings.Join(lines, ";"), ";") {
		name, _, _ := strings.Cut(strings.TrimSpace(pair), "=")
		isOther := strings.TrimSpace(pair) != ""
		for _, other := range names {
			isOther = isOther && !strings.EqualFold(strings.TrimRight(name, " \t"), other)
		}
		if isOther {
			kept = append(kept, strings.TrimSpace(pair))
		}
	}
	if len(kept) == 0 {
		return s.without("Cookie")
	}
	return s.setting("Cookie", strings.Join(kept, "; "))
}

func (s signable) withCookie(token string) signable {
	if strings.ContainsAny(token, `",;\`) {
		refuse("ERR_HEADER_VALUE")
	}
	return s.setting("Cookie", strings.Join(append(s.cookies(), "token="+token), "; "))
}
