package main

import (
	"strconv"
	"strings"
)

// The whole flow of SmartConnect: key, perhaps companies, token.
func smartConnectSignIn(c *call) {
	options := c.in.get("options")
	readOptions(options, joined(client, encryption, map[string]check{
		"email": isText, "password": isText, "choose": isAnything, "apiUrl": optional(isText), "companyId": optional(isText),
		"apiHosts":      optional(isListOf(isHost)),
		"listCompanies": optional(isOneOf("v1/companies", "GetCompanyList")),
	}))
	service := login(options)
	apiURL, origin, isList := "", "", textOr(options.get("listCompanies"), "") == "GetCompanyList"
	if v := options.get("apiUrl"); v != nil {
		given := api(textOf(v), service.scheme, apiEnds)
		apiURL, origin = given.text, given.origin
	} else if isList {
		refuse("ERR_ARGUMENT_VALUE")
	}
	step := 0
	send := func(r request) *value {
		c.request("exchanges."+strconv.Itoa(step)+".request.", r)
		step++
		return c.responses[step-1]
	}
	key := parsePublicKey(send(newRequest("POST", service.text+"/v1/public-key")))
	before := c.out
	encrypted := c.encryptSmartConnect(options.get("password"), key, options)
	c.out = before // a sign-in shows no stages
	companyID := textOr(options.get("companyId"), "")
	if apiURL == "" || companyID == "" {
		var listed []company
		if isList {
			listed = readCompanyList(send(companyListRequest(apiURL, options, encrypted)))
		} else {
			listed = readCompanies(readAnswer(send(companiesRequest(options, encrypted)), words, others))
		}
		chosen := choose(listed, apiURL, companyID, options.get("choose"))
		companyID = chosen.id
		if apiURL == "" {
			trusted := vendorAPI(chosen.apiURL, service, options.get("apiHosts").items())
			apiURL, origin = trusted.text, trusted.origin
		}
	}
	c.tokenSession(send(tokenRequest(apiURL, options, encrypted, companyID)), origin, apiURL, companyID)
}

// A host, and a port where that is not the usual one.
func isHost(v *value) { hostOf(textOf(v)) }

func hostOf(text string) string {
	defer func() {
		if recover() != nil {
			refuse("ERR_ARGUMENT_VALUE")
		}
	}()
	u := splitURL("https://" + text)
	if u.rest != "" {
		refuse("ERR_ARGUMENT_VALUE")
	}
	return strings.TrimPrefix(u.origin, "https://")
}

func choose(listed []company, apiURL, id string, choice *value) company {
	var fitting []company
	for _, one := range listed {
		if (apiURL != "" || one.apiURL != "") && (id == "" || strings.EqualFold(one.id, id)) {
			fitting = append(fitting, one)
		}
	}
	if len(fitting) > 0 && areOne(fitting, apiURL) {
		return fitting[0]
	}
	var picked []company
	for _, one := range fitting {
		if choice != nil && choice.kind == 's' && one.id == textOf(choice) {
			picked = append(picked, one)
		}
	}
	if len(picked) == 0 || !areOne(picked, apiURL) {
		refuse("ERR_COMPANY_CHOICE")
	}
	return picked[0]
}

// Several entries of one company are one where they have one address.
func areOne(companies []company, apiURL string) bool {
	for _, one := range companies {
		if one.id != companies[0].id || apiURL == "" && one.apiURL != companies[0].apiURL {
			return false
		}
	}
	return true
}

const scheduler = "smartconnect-na-scheduler.azurewebsites.net"

// An address that came over the network: followed to the vendor's hosts, that of the login service, and those listed.
func vendorAPI(text string, service base, listed []*value) base {
	found := readVendorAPI(text, service.scheme)
	_, authority, _ := strings.Cut(found.origin, "//")
	isVendor := authority == "smartconnect.com" || strings.HasSuffix(authority, ".smartconnect.com") || authority == scheduler
	isTrusted := isVendor || found.origin == service.origin || found.origin == "https://"+service.host
	for _, host := range listed {
		name := hostOf(textOf(host))
		isTrusted = isTrusted || name == authority || name == found.host
	}
	isClear := found.scheme == "http" && (service.scheme != "http" || found.host != service.host)
	if !isTrusted || isClear {
		panic(refusal{code: "ERR_UNTRUSTED_HOST", host: found.host})
	}
	return found
}

func readVendorAPI(text, usual string) base {
	defer func() { // the peer's fault
		if recover() != nil {
			refuse("ERR_RESPONSE_FORMAT")
		}
	}()
	if !scheme.MatchString(text) {
		text = usual + "://" + text
	}
	return readBase(text, nil)
}
