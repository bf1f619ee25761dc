// The five sign-ins and their codecs in Go, standard library only, behind the line protocol of the oracles.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

// A refusal is thrown with panic and becomes an answer in respond: every check can then be one line.
type refusal struct {
	code       string
	status     int
	words      string
	retryAfter int64
	hasRetry   bool
	host       string
}

func refuse(code string) {
	panic(refusal{code: code})
}

// A call holds the arguments of one question, and collects what comes out.
type call struct {
	in        *value
	random    *stream
	responses []*value
	out       fields
}

var calls = map[string]func(*call){}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<26)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for in.Scan() {
		parts := strings.Split(in.Text(), "\t")
		fmt.Fprintln(out, respond(parts[0], parts[1:]))
	}
	if err := in.Err(); err != nil {
		panic(err)
	}
}

func respond(name string, parts []string) (answer string) {
	function, known := calls[name]
	if !known {
		return "unknown"
	}
	in := parseFields(parts)
	c := &call{in: in, random: &stream{octets: in.get("random").octets()}, responses: in.get("responses").items()}
	defer func() {
		if thrown := recover(); thrown != nil {
			r, ours := thrown.(refusal)
			if !ours {
				panic(thrown)
			}
			answer = r.line()
		}
	}()
	function(c)
	return strings.Join(append([]string{"ok"}, c.out...), "\t")
}

func (r refusal) line() string {
	var details fields
	if r.status != 0 {
		details.number("status", int64(r.status))
	}
	if r.words != "" {
		details.text("vendorMessage", r.words)
	}
	if r.hasRetry {
		details.number("retryAfter", r.retryAfter)
	}
	if r.host != "" {
		details.text("host", r.host)
	}
	return strings.Join(append([]string{"error", r.code}, details...), "\t")
}
