package address

import "strings"

// haproxy reads a configuration of HAProxy, whose statements are lines.
func (f *finder) haproxy(text string, line int) {
	for text := range strings.SplitSeq(text, "\n") {
		text, _, _ = strings.Cut(text, "#")
		words := strings.Fields(text)
		if len(words) > 1 {
			f.haproxyLine(words, line)
		}
		line++
	}
}

// haproxyLine reads one statement of HAProxy.
func (f *finder) haproxyLine(words []string, line int) {
	p := place{key: words[0], meaning: Host, line: line}
	at := 0
	switch words[0] {
	case "server", "nameserver", "peer":
		at = 2
	case "server-template":
		at = 3
	case "log":
		if words[1] == "global" {
			return
		}
		at = 1
	case "bind":
		p.meaning, at = Own, 1
	}
	if at == 0 || at >= len(words) {
		return
	}
	f.element(p, words[at], true)
}

// coredns reads a Corefile: the servers that queries are forwarded to.
func (f *finder) coredns(text string, line int) {
	for text := range strings.SplitSeq(text, "\n") {
		words := caddyWords(text)
		if len(words) > 2 && words[0] == "forward" {
			for _, w := range words[2:] {
				if w != "{" && !strings.HasPrefix(w, "/") {
					f.element(place{key: words[0], meaning: Host, line: line}, w, true)
				}
			}
		}
		line++
	}
}

// caddy reads a Caddyfile: what is proxied to. The addresses of sites are the
// server's own.
func (f *finder) caddy(text string, line int) {
	inProxy := false
	for text := range strings.SplitSeq(text, "\n") {
		words := caddyWords(text)
		if len(words) > 0 {
			f.caddyLine(words, line, inProxy)
			switch {
			case words[len(words)-1] == "{":
				inProxy = isProxy(words[0])
			case words[0] == "}":
				inProxy = false
			}
		}
		line++
	}
}

// caddyWords are the words of a line without its comment.
func caddyWords(text string) []string {
	words := strings.Fields(text)
	for i, w := range words {
		if strings.HasPrefix(w, "#") {
			return words[:i]
		}
	}
	return words
}

// caddyLine reads one line of a Caddyfile.
func (f *finder) caddyLine(words []string, line int, inProxy bool) {
	p := place{key: words[0], meaning: Host, line: line}
	switch {
	case isProxy(words[0]), inProxy && words[0] == "to":
		for _, w := range words[1:] {
			if w != "{" && !strings.HasPrefix(w, "/") && !strings.HasPrefix(w, "@") && w != "*" {
				f.element(p, w, true)
			}
		}
	case words[len(words)-1] == "{" && strings.ContainsAny(words[0], ".:"):
		p.meaning = Own
		f.element(p, words[0], true)
	}
}

// isProxy knows Caddy's directives whose arguments are servers.
func isProxy(word string) bool {
	return word == "reverse_proxy" || word == "php_fastcgi" || word == "forward_auth"
}
