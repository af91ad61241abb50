package address

import (
	"slices"
	"strings"
)

// setting is one keyword and value of a data source name, or one member of a
// mapping or section.
type setting struct {
	key, value string
	line       int
}

// dsn reads keywords and values, as libpq divides them by spaces ("host=db
// port=5432") and ADO.NET by semicolons ("Server=db,1433;Database=x"). It tells
// whether the text is one.
func (f *finder) dsn(p place, text string) bool {
	if !strings.Contains(text, "=") || strings.Contains(text, "://") {
		return false
	}
	var list []setting
	if strings.Contains(text, ";") {
		list = adoSettings(text, p.line)
	} else {
		list = libpqSettings(text, p.line)
	}
	if !isDSN(list) {
		return false
	}
	f.settings(p, slices.DeleteFunc(list, func(s setting) bool {
		m := MeaningOf(s.key)
		return m != Host && m != Port
	}))
	return true
}

// isDSN tells whether a host and something else of a connection are among
// settings.
func isDSN(list []setting) bool {
	host, other := false, false
	for _, s := range list {
		switch strings.ToLower(s.key) {
		case "host", "hostaddr", "server", "data source", "addr", "address", "network address":
			host = true
		case "port", "user", "user id", "uid", "username", "password", "pwd", "dbname", "database", "initial catalog", "sslmode",
			"integrated security", "trusted_connection", "connect_timeout", "application_name", "encrypt":
			other = true
		default:
			if s.key == "" {
				return false
			}
		}
	}
	return host && other
}

// adoSettings divides at semicolons.
func adoSettings(text string, line int) []setting {
	var list []setting
	for part := range strings.SplitSeq(text, ";") {
		key, value, ok := strings.Cut(part, "=")
		if ok {
			list = append(list, setting{adoKey(key), adoHost(strings.TrimSpace(value)), line})
		}
	}
	return list
}

// adoKey calls the server what it is, so that its meaning is clear.
func adoKey(key string) string {
	key = strings.TrimSpace(key)
	if lower := strings.ToLower(key); lower == "data source" || lower == "network address" {
		return "server"
	}
	return key
}

// adoHost writes "tcp:db\instance,1433" as "db:1433".
func adoHost(value string) string {
	value = strings.TrimPrefix(value, "tcp:")
	host, port, ok := strings.Cut(value, ",")
	host, _, _ = strings.Cut(host, `\`)
	if ok && allDigits(strings.TrimSpace(port)) {
		return host + ":" + strings.TrimSpace(port)
	}
	return host
}

// libpqSettings divides at spaces; values may be in single quotes, in which a
// backslash escapes (PostgreSQL, libpq, connection strings).
func libpqSettings(text string, line int) []setting {
	var list []setting
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		key, rest, ok := strings.Cut(text, "=")
		key = strings.TrimSpace(key)
		if !ok || strings.ContainsAny(key, " \t:/") {
			return nil
		}
		var value string
		value, text = libpqValue(strings.TrimLeft(rest, " \t"))
		list = append(list, setting{key, value, line})
	}
	return list
}

// libpqValue takes one value from the beginning of a text.
func libpqValue(text string) (value, rest string) {
	if !strings.HasPrefix(text, "'") {
		if i := strings.IndexAny(text, " \t"); i >= 0 {
			return text[:i], text[i:]
		}
		return text, ""
	}
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '\'':
			return text[1:i], text[i+1:]
		}
	}
	return text[1:], ""
}

// settings reads what belongs together, and gives the hosts without a port the
// one that stands beside them under the same stem.
func (f *finder) settings(outer place, list []setting) {
	if f.values > maxElements || len(list) == 0 {
		return
	}
	ports := make(map[string]string)
	for _, s := range list {
		if value := unquote(strings.TrimSpace(s.value)); allDigits(value) && MeaningOf(s.key) == Port &&
			validPort(span{":" + value, ":" + value}) {
			ports[Stem(s.key)] = value
		}
	}
	for _, s := range list {
		from, fromRefused := len(f.candidates), len(f.refusals)
		p := placeOf(s.key, s.line)
		if outer.key != "" {
			p = outer.within(s.key)
			p.line = s.line
		}
		f.value(p, s.value)
		if port := ports[Stem(s.key)]; port != "" && MeaningOf(s.key) == Host {
			f.withPort(from, fromRefused, port)
		}
	}
}

// withPort gives a port to the bare hosts found since.
func (f *finder) withPort(from, fromRefused int, port string) {
	for i := range f.candidates[from:] {
		if c := &f.candidates[from+i]; c.Form == Bare {
			c.Form, c.Port, c.Text = HostPort, port, joined(c.Text, port)
		}
	}
	for i := range f.refusals[fromRefused:] {
		if r := &f.refusals[fromRefused+i]; r.Form == Bare && r.Host != "" {
			r.Form, r.Port, r.Text = HostPort, port, joined(r.Text, port)
		}
	}
}

// joined writes a host and a port as one.
func joined(host, port string) string {
	if strings.Contains(host, ":") && !strings.HasPrefix(host, "[") {
		host = "[" + host + "]"
	}
	return host + ":" + port
}
