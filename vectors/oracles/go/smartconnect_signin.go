package main

import (
	"strconv"
	"strings"
)

// The whole flow of SmartConnect: key, perhaps companies, token.
func smartConnectSignIn(c *call) {
	options := c.in.get("options")
	readOptions(options, joined(client, known, encryption, map[string]check{
		"email": isText, "password": isText, "choose": isAnything,
		"listCompanies": optional(isOneOf("v1/companies", "GetCompanyList")),
	}))
	base := login(options)
	usual, _, _ := strings.Cut(base, ":")
	apiURL, isList := "", textOr(options.get("listCompanies"), "") == "GetCompanyList"
	if v := options.get("apiUrl"); v != nil {
		apiURL = api(textOf(v), usual)
	} else if isList {
		refuse("ERR_ARGUMENT_VALUE")
	}
	step := 0
	send := func(r request) *value {
		c.request("exchanges."+strconv.Itoa(step)+".request.", r)
		step++
		return c.responses[step-1]
	}
	key := parsePublicKey(send(newRequest("POST", base+"/v1/public-key")))
	before := c.out
	encrypted := c.encryptSmartConnect(options.get("password"), key, options)
	c.out = before // a sign-in shows no stages
	companyID := textOr(options.get("companyId"), "")
	if apiURL == "" || companyID == "" {
		var listed []company
		if isList {
			listed = readCompanyList(send(companyListRequest(apiURL, options, encrypted)))
		} else {
			listed = readCompanies(readAnswer(send(companiesRequest(options, encrypted)), words))
		}
		chosen := choose(listed, apiURL, companyID, options.get("choose"))
		companyID = chosen.id
		if apiURL == "" {
			apiURL = vendorAPI(chosen.apiURL, usual)
		}
	}
	c.tokenSession(send(tokenRequest(apiURL, options, encrypted, companyID)), apiURL, companyID)
}

func choose(listed []company, apiURL, id string, choice *value) company {
	var fitting []company
	for _, one := range listed {
		if (apiURL != "" || one.apiURL != "") && (id == "" || strings.EqualFold(one.id, id)) {
			fitting = append(fitting, one)
		}
	}
	if len(fitting) == 1 {
		return fitting[0]
	}
	for _, one := range fitting {
		if choice != nil && choice.kind == 's' && one.id == textOf(choice) {
			return one
		}
	}
	refuse("ERR_COMPANY_CHOICE")
	return company{}
}

func vendorAPI(text, usual string) string {
	defer func() { // the peer's fault
		if recover() != nil {
			refuse("ERR_RESPONSE_FORMAT")
		}
	}()
	return api(text, usual)
}
