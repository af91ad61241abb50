package address

import "strings"

// operands are the arguments that are neither flags nor the values of those
// flags that are given.
func operands(args []word, valued func(string) bool) []word {
	var list []word
	for i := 0; i < len(args); i++ {
		text := args[i].text
		switch {
		case text == ">":
			i++
		case strings.HasPrefix(text, "-") && i+1 < len(args) && valued(text) && (text != "-O" || !strings.Contains(args[i+1].text, "://")):
			i++
		case text == "", strings.IndexByte("-+@", text[0]) >= 0, isLookupWord(text):
		default:
			list = append(list, args[i])
		}
	}
	return list
}

// fetchValued knows flags of curl, wget and their like whose value stands in the
// next word and is not the address.
func fetchValued(flag string) bool {
	switch flag {
	case "-H", "-d", "-X", "-u", "-o", "-O", "-m", "-A", "-e", "-F", "-b", "-c", "-T", "-w", "-n", "-t", "-x", "-U", "-z",
		"--header", "--data", "--data-raw", "--data-binary", "--data-urlencode", "--request", "--user", "--output", "--max-time",
		"--retry", "--retry-delay", "--retry-max-time", "--connect-timeout", "--timeout", "--tries", "--user-agent", "--cacert",
		"--cert", "--key", "--write-out", "--form", "--post-data", "--password", "--proxy", "--url", "--referer", "--cookie",
		"--interval", "--service":
		return true
	}
	return false
}

// probeValued knows such flags of nc, ping, dig and nslookup.
func probeValued(flag string) bool {
	switch flag {
	case "-c", "-w", "-W", "-i", "-s", "-p", "-t", "-q", "-x", "-X", "-G", "-I", "-P", "-T", "-e":
		return true
	}
	return false
}

// isLookupWord knows what getent, dig and wait4x are told before the name.
func isLookupWord(text string) bool {
	switch text {
	case "hosts", "ahosts", "ahostsv4", "A", "AAAA", "SRV", "ANY", "TXT", "CNAME", "tcp":
		return true
	}
	return false
}

// connect reads what nc and telnet connect to: "db 5432" or "db:5432".
func (s *script) connect(args []word) {
	for _, a := range args {
		if strings.HasPrefix(a.text, "-") && !strings.HasPrefix(a.text, "--") && strings.Contains(a.text, "l") {
			return
		}
	}
	list := operands(args, probeValued)
	switch {
	case len(list) > 1:
		s.pair(list[0], list[0].text, list[1].text)
	case len(list) == 1:
		s.pair(list[0], list[0].text, "")
	}
}

// client reads the host and port flags of a client of a database, and a URL
// among its operands. What -p means to MySQL's clients is a password.
func (s *script) client(name string, args []word) {
	portFlag := "-p"
	if strings.HasPrefix(name, "my") || strings.HasPrefix(name, "maria") {
		portFlag = "-P"
	}
	var host, port word
	for i, a := range args {
		switch flag, value := flagValue(args, i); {
		case flag == "-h" || flag == "--host" || flag == "--hostname" || flag == "-H" && name != "psql":
			host = word{value, a.line}
		case flag == portFlag || flag == "--port":
			port = word{value, a.line}
		case strings.Contains(a.text, "://"), strings.Contains(a.text, "host="):
			s.f.value(place{meaning: Host, line: a.line}, a.text)
		case strings.HasPrefix(name, "mongo") && strings.Contains(a.text, ":") && !strings.HasPrefix(a.text, "-"):
			s.f.element(place{meaning: Host, line: a.line}, a.text, true)
		}
	}
	if host.text != "" {
		s.pair(host, host.text, port.text)
	}
}

// flagValue is the flag that a word is, with its value: "--host=db", "--host db",
// "-h db", "-hdb".
func flagValue(args []word, i int) (flag, value string) {
	text := args[i].text
	if !strings.HasPrefix(text, "-") {
		return "", ""
	}
	if flag, value, ok := strings.Cut(text, "="); ok {
		return flag, value
	}
	if !strings.HasPrefix(text, "--") && len(text) > 2 {
		return text[:2], text[2:]
	}
	if i+1 < len(args) {
		return text, args[i+1].text
	}
	return text, ""
}

// fetch reads the URLs of curl and its like, which may lack their scheme.
func (s *script) fetch(args []word) {
	for i, a := range args {
		if a.text == "-x" || a.text == "--proxy" || a.text == "--url" {
			_, value := flagValue(args, i)
			s.f.element(place{meaning: Host, line: a.line}, value, true)
		} else if flag, value, ok := strings.Cut(a.text, "="); ok && (flag == "--url" || flag == "--proxy" || flag == "-addr" || flag == "--addr") {
			s.f.element(place{meaning: Host, line: a.line}, value, true)
		}
	}
	for _, a := range operands(args, fetchValued) {
		if a.text != "" && !strings.Contains(a.text, "://") && strings.ContainsAny(a.text, "=\"{ ") && !strings.Contains(a.text, "?") {
			continue
		}
		s.f.element(place{meaning: Host, line: a.line}, a.text, true)
	}
}

// wait reads the hosts that are waited for, and the command after "--".
func (s *script) wait(args []word) {
	host, port := "", ""
	var rest, first []word
	first = args
	for i, a := range args {
		if a.text == "--" {
			first, rest = args[:i], make([]word, len(args)-i-1)
			copy(rest, args[i+1:])
			break
		}
	}
	for i := range first {
		switch flag, value := flagValue(first, i); flag {
		case "-h", "--host":
			host = value
		case "-p", "--port":
			port = value
		}
	}
	if host != "" {
		s.pair(first[0], host, port)
	} else {
		s.fetch(first)
	}
	s.command(tokensOf(rest))
}

// tokensOf are words as tokens.
func tokensOf(words []word) []token {
	tokens := make([]token, len(words))
	for i, w := range words {
		tokens[i] = token{text: w.text, line: w.line}
	}
	return tokens
}

// generic reads the flags, pairs, URLs and addresses with a port among the
// arguments of any other program.
func (s *script) generic(args []word) {
	for i := 0; i < len(args); i++ {
		a := args[i]
		key, value, ok := pair(a.text)
		switch {
		case ok:
			s.f.value(placeOf(key, a.line), value)
		case strings.HasPrefix(a.text, "-") && i+1 < len(args) && !strings.HasPrefix(args[i+1].text, "-"):
			i++
			s.f.value(placeOf(a.text, a.line), args[i].text)
		case !strings.ContainsAny(a.text, " \t\n"):
			s.f.element(place{line: a.line}, a.text, false)
		}
	}
}
