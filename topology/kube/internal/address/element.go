package address

import "strings"

// maxElement is the length in bytes beyond which one word is no address.
const maxElement = 4096

// maxElements bounds how many words of one text are looked at.
const maxElements = 20_000

// element reads one word: an element of a list, or a value that is no list. A
// bare name counts only where names is set.
func (f *finder) element(p place, text string, names bool) {
	text = strings.Trim(strings.TrimRight(withDefaults(text), ",;"), "\"'`")
	if f.elements++; f.elements > maxElements || text == "" || len(text) > maxElement || strings.ContainsFunc(text, isControl) {
		return
	}
	s := spanOf(text)
	lower := strings.ToLower(text)
	switch {
	case strings.Contains(s.outline, "://"):
		f.url(p, s)
	case strings.HasPrefix(lower, "jdbc:oracle:"):
		f.oracle(p, s)
	case strings.HasPrefix(lower, "unix:"):
		f.refuse(p, target{form: URL, scheme: "unix", text: text}, reasonSocket)
	case strings.Contains(s.outline, "@tcp("):
		f.goMySQL(p, s)
	default:
		f.plain(p, s, names)
	}
}

// isControl tells whether a character can be in no address.
func isControl(c rune) bool { return c < ' ' || c == 0x7f || c == '\uFFFD' }

// oracle reads the thin URLs of Oracle's driver: "jdbc:oracle:thin:@//db:1521/x",
// "jdbc:oracle:thin:@db:1521:sid".
func (f *finder) oracle(p place, s span) {
	at := strings.LastIndexByte(s.outline, '@')
	if at < 0 {
		return
	}
	rest := s.from(at + 1)
	rest = rest.from(len(rest.raw) - len(strings.TrimLeft(rest.raw, "/")))
	rest, _ = rest.cutAny("/?")
	if host, port, ok := rest.cut(":"); ok {
		port, _, _ = port.cut(":")
		rest = rest.to(len(host.raw) + 1 + len(port.raw))
	}
	f.hosts(p, target{scheme: "oracle", form: URL}, "jdbc:oracle:thin:@", rest)
}

// goMySQL reads the data source name of Go's MySQL driver: "u:p@tcp(db:3306)/x".
func (f *finder) goMySQL(p place, s span) {
	_, rest, _ := s.cut("@tcp(")
	inner, _, ok := rest.cut(")")
	host, port, valid := hostPort(inner)
	if !ok || !valid {
		return
	}
	f.report(p, target{host: host, port: port, scheme: "mysql", form: URL, text: "tcp(" + inner.raw + ")"})
}

// plain reads what has no "://": a lookup as Thanos writes it, an SRV name, a
// host with or without port and path.
func (f *finder) plain(p place, s span, names bool) {
	text := s.raw
	if lookup, rest, ok := s.cut("+"); ok && isResolver(lookup.raw) {
		s = rest
	}
	if why, loud := lookalike(s.raw, p.meaning); why != "" {
		if loud || p.meaning == Host {
			f.refuse(p, target{text: shownLookalike(s.raw)}, why)
		}
		return
	}
	if at := strings.LastIndexByte(s.outline, '@'); at >= 0 {
		if !strings.Contains(s.outline[at:], ":") && (p.meaning != Host || isMailbox(words(p.key))) {
			if at > 0 && strings.Contains(s.outline[at:], ".") {
				f.refuse(p, target{text: "…" + s.raw[at:]}, reasonMail)
			}
			return
		}
		s = s.from(at + 1)
	}
	if strings.HasPrefix(s.outline, "_") && strings.Contains(s.outline, "._") {
		f.srv(p, s, text)
		return
	}
	s, path := s.cutAny("/?")
	if f.namespaced(p, s, path) {
		return
	}
	f.location(p, s, showPath(path), text, names)
}

// location reads "host", "host:port" and both with a path.
func (f *finder) location(p place, s span, path, text string, names bool) {
	host, port, ok := hostPort(withoutMark(s))
	switch {
	case !ok:
		f.noPort(p, host)
		return
	case port.raw == "" && (path != "" && p.meaning != Host && p.meaning != Own):
		return
	}
	t := target{host: host, port: port, path: path, form: HostPort, text: cutQuery(text)}
	if port.raw == "" {
		t.form = Bare
	}
	if t.form == Bare && !f.isBare(p, host, names) {
		return
	}
	f.report(p, t)
}

// withoutMark drops what some lists have before an address: the number of a
// node, as Pgpool-II's images take them ("0:db-0.db:5432"), and "zk:", by which
// Pulsar says that a store of metadata is ZooKeeper.
func withoutMark(s span) span {
	mark, rest, ok := s.cut(":")
	if ok && strings.Count(rest.outline, ":") == 1 && (allDigits(mark.raw) || mark.raw == "zk") {
		return rest
	}
	return s
}

// namespaced reads "namespace/name" under the name of a Service, as controllers
// take it: --default-backend-service=web/errors. It tells whether it was that.
func (f *finder) namespaced(p place, namespace, name span) bool {
	last := tail(words(p.key), 1)
	if last != "service" && last != "svc" || len(name.raw) < 2 || strings.ContainsAny(namespace.raw+name.raw[1:], "./:") {
		return false
	}
	name = name.from(1)
	if isName(namespace) && isName(name) && p.meaning == Host {
		p.meaning = Maybe
		f.accept(p, target{
			host: span{name.raw + "." + namespace.raw, name.outline + "." + namespace.outline},
			text: namespace.raw + "/" + name.raw,
		})
	}
	return true
}

// cutQuery is a text without query.
func cutQuery(text string) string {
	if i := strings.IndexByte(text, '?'); i >= 0 {
		text = text[:i]
	}
	if host, path, ok := strings.Cut(text, "/"); ok {
		return host + showPath(spanOf("/"+path))
	}
	return text
}

// noPort refuses "team:core". What is after the colon may be a password, and is
// not shown; a host that is none is not mentioned at all.
func (f *finder) noPort(p place, host span) {
	if host.raw == "" || !isName(host) && !isIP(host.raw) || strings.Contains(host.raw, "_") && p.meaning != Host {
		return
	}
	f.refuse(p, target{text: host.raw + ":…"}, reasonPort)
}

// isBare tells whether a name without a port may be an address here.
func (f *finder) isBare(p place, host span, names bool) bool {
	switch {
	case isAny(host.raw) || isLoopback(host.lower()):
		return true
	case p.meaning == Port || !isName(host) && !isIP(host.raw) || isCommon(host.lower()):
		return false
	case isStoreOrBackend(p.key) && isProduct(host.lower()):
		return false
	case p.meaning == Neutral:
		return names && isServiceLike(host)
	}
	return names
}

// isStoreOrBackend tells whether a name may be that of a kind as well as of a host:
// BACKEND=redis.
func isStoreOrBackend(key string) bool {
	w := words(key)
	return len(w) == 1 && (w[0] == "store" || w[0] == "backend")
}

// isServiceLike tells whether a span is written as Kubernetes names things: RFC
// 1123 in small letters, beginning with a letter.
func isServiceLike(s span) bool {
	if isIP(s.raw) || s.open() {
		return isIP(s.raw) || !s.blank()
	}
	return 'a' <= s.raw[0] && s.raw[0] <= 'z' && strings.ToLower(s.raw) == s.raw && !strings.Contains(s.raw, "_")
}

// isCommon knows words that are values of settings far more often than names of
// hosts.
func isCommon(word string) bool {
	switch word {
	case "true", "false", "yes", "no", "on", "off", "y", "n", "none", "null", "nil", "enabled", "disabled", "enable",
		"disable", "default", "auto", "autodetect", "automatic", "manual", "always", "never", "all", "any", "many", "unknown", "undefined",
		"info", "debug", "warn", "warning", "error", "fatal", "trace", "verbose", "silent", "quiet", "notice", "critical",
		"json", "text", "yaml", "yml", "toml", "xml", "csv", "logfmt", "plain", "console", "stdout", "stderr", "syslog",
		"memory", "inmemory", "in-memory", "local", "file", "filesystem", "disk", "embedded", "internal", "external",
		"production", "prod", "development", "dev", "staging", "stage", "test", "testing", "release",
		"http", "https", "grpc", "tcp", "udp", "tls", "ssl", "plaintext", "utf-8", "utc", "gzip", "snappy", "lz4", "zstd",
		"cluster", "standalone", "server", "client", "master", "slave", "leader", "follower", "worker", "replica", "primary",
		"start", "run", "serve", "exec", "build", "install", "init", "version", "help", "get", "post", "put", "delete",
		"required", "optional", "allow", "deny", "strict", "lax", "prefer", "preferred", "disallow", "verify-full", "verify-ca":
		return true
	}
	return false
}
