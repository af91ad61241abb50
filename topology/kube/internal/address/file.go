package address

import (
	"path"
	"slices"
	"strings"
)

// file reads a text of several lines in the language that its name or its
// beginning tells.
func (f *finder) file(name, text string, outer place) {
	if strings.Contains(text, "-----BEGIN ") && strings.HasPrefix(strings.TrimSpace(text), "-----BEGIN ") {
		return
	}
	switch language(name, text) {
	case "shell":
		f.shell(text, outer.line)
	case "xml":
		f.xml(text, outer)
	case "nginx":
		f.nginx(text, outer.line)
	case "haproxy":
		f.haproxy(text, outer.line)
	case "coredns":
		f.coredns(text, outer.line)
	case "caddy":
		f.caddy(text, outer.line)
	case "code":
		f.code(text, outer)
	case "prose":
	case "lines":
		f.lines(text, outer)
	default:
		if !f.tree(text, outer) {
			f.lines(text, outer)
		}
	}
}

// language is the language of a text: by the ending of its name, else by what
// is typical of it. "" is YAML, or lines if it cannot be parsed.
func language(name, text string) string {
	base := strings.ToLower(path.Base(name))
	switch ext := strings.TrimPrefix(path.Ext(base), "."); {
	case ext == "sh" || ext == "bash" || strings.HasPrefix(text, "#!"):
		return "shell"
	case ext == "py" || ext == "php" || ext == "rb":
		return "code"
	case isSectioned(text):
		return "lines"
	case ext == "xml" || strings.HasPrefix(strings.TrimSpace(text), "<"):
		return "xml"
	case strings.HasPrefix(base, "caddyfile"):
		return "caddy"
	case strings.HasPrefix(base, "corefile"):
		return "coredns"
	case strings.HasPrefix(base, "haproxy"):
		return "haproxy"
	case strings.HasPrefix(base, "nginx"):
		return "nginx"
	case ext == "md" || base == "readme" || ext == "sql" || ext == "html" || ext == "js":
		return "prose"
	case ext == "yaml" || ext == "yml" || ext == "json":
		return ""
	case ext == "ini" || ext == "toml" || ext == "properties" || ext == "env":
		return "lines"
	}
	return typical(text)
}

// isSectioned tells whether a text is a configuration of Fluentd or of Apache's
// httpd, whose sections look like elements of XML.
func isSectioned(text string) bool {
	open := false
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "<?"):
			return false
		case strings.HasPrefix(line, "<") && strings.HasSuffix(line, ">"):
			open = true
		case open && strings.HasPrefix(line, "@type "), strings.HasPrefix(line, "ProxyPass "), strings.HasPrefix(line, "LoadModule "):
			return true
		}
	}
	return false
}

// typical is the language of a text whose name says nothing.
func typical(text string) string {
	haproxy := 0
	for line := range strings.Lines(text) {
		fields := strings.Fields(line)
		switch {
		case len(fields) == 0 || strings.HasPrefix(fields[0], "#"):
		case isNginxLine(fields):
			return "nginx"
		case isProxy(fields[0]):
			return "caddy"
		case len(fields) < 3 && isHAProxySection(fields[0]):
			haproxy++
		}
	}
	if haproxy > 1 {
		return "haproxy"
	}
	return ""
}

// isHAProxySection knows how the sections of HAProxy begin, and the mode in them.
func isHAProxySection(word string) bool {
	switch word {
	case "global", "defaults", "frontend", "backend", "listen", "mode":
		return true
	}
	return false
}

// isNginxLine tells whether a line is of nginx: a known directive that ends in
// a semicolon, or the head of a block.
func isNginxLine(fields []string) bool {
	last := fields[len(fields)-1]
	if slices.ContainsFunc(fields, isPass) || isNginxWord(fields[0]) && strings.HasSuffix(last, ";") {
		return true
	}
	return last == "{" && (fields[0] == "upstream" || fields[0] == "location")
}

// isNginxWord knows the directives of nginx that tell its language.
func isNginxWord(word string) bool {
	switch word {
	case "listen", "server", "server_name", "resolver", "root", "index", "include", "proxy_set_header", "return", "worker_connections":
		return true
	}
	return isPass(word)
}

// isPass knows nginx's directives whose argument is the server to pass to.
func isPass(word string) bool {
	switch word {
	case "proxy_pass", "fastcgi_pass", "grpc_pass", "uwsgi_pass", "scgi_pass", "memcached_pass", "redis_pass", "auth_request_pass":
		return true
	}
	return false
}
