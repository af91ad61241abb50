package address

import "strings"

// url reads a text with "://" in it: a URL, the list of hosts that MongoDB,
// Kafka and libpq allow in one, or a name as gRPC resolves it.
func (f *finder) url(p place, s span) {
	before, rest, _ := s.cut("://")
	before = schemeAtEnd(before)
	scheme := protocol(strings.ToLower(before.raw))
	if reason := noHost(strings.ToLower(before.raw)); reason != "" {
		f.refuse(p, target{scheme: scheme, form: URL, text: before.raw + "://…"}, reason)
		return
	}
	if isResolver(before.raw) {
		f.resolved(p, before, rest)
		return
	}
	t := target{scheme: scheme, form: URL}
	hosts, path := authority(rest)
	t.path = showPath(path)
	f.hosts(p, t, before.raw+"://", hosts)
}

// schemeAtEnd is the scheme that a text ends with: "jdbc:postgresql", "mongodb+srv".
func schemeAtEnd(s span) span {
	i := len(s.outline)
	for i > 0 && (isAlnum(s.outline[i-1]) || strings.IndexByte("+-.:_", s.outline[i-1]) >= 0) {
		i--
	}
	return s.from(i)
}

// protocol is the part of a scheme that says what is spoken: "postgresql" of
// "jdbc:postgresql" and of "postgresql+psycopg2", "grpc" of "dns+grpc".
func protocol(scheme string) string {
	scheme = scheme[strings.LastIndexByte(scheme, ':')+1:]
	for part := range strings.SplitSeq(scheme, "+") {
		if !strings.HasPrefix(part, "dns") {
			return part
		}
	}
	return scheme
}

// isResolver tells whether a scheme says how gRPC finds the name that follows
// (its naming documentation), or asks for SRV records, and nothing about a host.
func isResolver(scheme string) bool {
	switch strings.ToLower(scheme) {
	case "dns", "passthrough", "kubernetes", "k8s", "xds", "srv", "dnssrv", "dnssrvnoa":
		return true
	}
	return false
}

// resolved reads what a resolver is asked for: it stands after the third slash
// ("dns:///svc:80", "dns://10.0.0.10/svc:80"), or as the authority if there is none.
func (f *finder) resolved(p place, scheme, rest span) {
	if strings.HasPrefix(rest.raw, "apis/") || strings.HasPrefix(rest.raw, "api/") {
		f.refuse(p, target{form: URL, text: scheme.raw + "://" + rest.raw}, reasonAPI)
		return
	}
	if _, after, ok := rest.cut("/"); ok && after.raw != "" {
		rest = after
	}
	rest, _ = rest.cutAny("/?#")
	if strings.HasPrefix(rest.outline, "_") {
		f.srv(p, rest, scheme.raw+"://"+rest.raw)
		return
	}
	f.hosts(p, target{scheme: "grpc", form: URL}, scheme.raw+":///", rest)
}

// noHost says why a scheme has no host after it, or "".
func noHost(scheme string) string {
	switch {
	case strings.Contains(scheme, "unix"), scheme == "npipe":
		return reasonSocket
	case scheme == "file", scheme == "sqlite", strings.HasPrefix(scheme, "sqlite:"), scheme == "jar", scheme == "classpath":
		return reasonPath
	case scheme == "spiffe":
		return reasonIdentity
	case scheme == "balancer":
		return reasonPool
	case scheme == "docker", scheme == "oci", scheme == "docker-pullable", scheme == "docker-image":
		return reasonImage
	}
	return ""
}

// authority divides what follows "://" into hosts, without user information, and
// the path with its slash. A slash in an unescaped password does not end the
// authority if an @ comes later and no port would stand before the slash.
func authority(rest span) (hosts, path span) {
	hosts, path = rest.cutAny("/?#;")
	if at := strings.LastIndexByte(hosts.raw, '@'); at >= 0 {
		return inParentheses(hosts.from(at+1), path)
	}
	_, port, found := hosts.cut(":")
	at := strings.LastIndexByte(rest.raw, '@')
	if found && at >= 0 && !strings.Contains(hosts.outline, ",") && !validPort(span{":" + port.raw, ":" + port.outline}) {
		return rest.from(at + 1).cutAny("/?#;")
	}
	return hosts, path
}

// inParentheses takes the host out of "tcp(db:3306)".
func inParentheses(hosts, path span) (span, span) {
	if _, inner, ok := hosts.cut("("); ok {
		hosts, _, _ = inner.cut(")")
	}
	return hosts, path
}

// hosts reports each of a list of hosts behind one scheme.
func (f *finder) hosts(p place, t target, prefix string, list span) {
	if isStore(t.scheme) && !strings.Contains(list.outline, ":") {
		t.text = prefix + list.raw
		f.refuse(p, t, reasonBucket)
		return
	}
	for more := true; more; {
		var one span
		one, list, more = list.cut(",")
		f.oneHost(p, t, prefix, one)
	}
}

// oneHost reports one host behind a scheme.
func (f *finder) oneHost(p place, t target, prefix string, s span) {
	s, _ = s.cutAny(`\`)
	if strings.HasPrefix(s.outline, "_") && strings.Contains(s.outline, "._") {
		f.srv(p, s, prefix+s.raw+t.path)
		return
	}
	var ok bool
	if t.host, t.port, ok = hostPort(s); !ok {
		t.text = prefix + t.host.raw + ":…"
		f.refuse(p, target{form: URL, scheme: t.scheme, text: t.text}, reasonPort)
		return
	}
	t.text = prefix + s.raw + t.path
	if isSchemaHost(t.host.lower()) {
		f.refuse(p, t, reasonSchema)
		return
	}
	f.report(p, t)
}

// isStore tells whether the authority of a scheme is a bucket, unless it has a port.
func isStore(scheme string) bool {
	switch scheme {
	case "s3", "s3a", "s3n", "gs", "gcs", "az", "azblob", "abfs", "wasb", "oss", "cos":
		return true
	}
	return false
}

// isSchemaHost knows hosts whose URLs are names in XML and JSON and not called.
func isSchemaHost(host string) bool {
	switch host {
	case "www.w3.org", "json-schema.org", "java.sun.com", "xmlns.jcp.org", "xmlns.oracle.com", "json.schemastore.org",
		"www.springframework.org", "maven.apache.org", "logging.apache.org":
		return true
	}
	return strings.HasPrefix(host, "schemas.")
}

// maxSegment is the length of a segment of a path beyond which, if it mixes
// letters and digits, it may be a token.
const maxSegment = 20

// showPath is a path without query, and without what may be a token in it.
func showPath(path span) string {
	path, _ = path.cutAny("?#;")
	path = path.to(min(len(path.raw), maxShown))
	parts := strings.Split(path.raw, "/")
	for i, part := range parts {
		if len(part) >= maxSegment && strings.ContainsAny(part, "0123456789") && strings.IndexByte(part, '-') < 0 ||
			strings.ContainsAny(part, ":@") {
			parts[i] = "…"
		}
	}
	return strings.Join(parts, "/")
}

// srv reads the name of SRV records, RFC 2782: "_grpc._tcp.store.shop".
func (f *finder) srv(p place, s span, text string) {
	service, rest, ok := s.cut(".")
	protocol, host, ok2 := rest.cut(".")
	if !ok || !ok2 || !strings.HasPrefix(protocol.raw, "_") || len(service.raw) < 2 {
		return
	}
	host, port, ok := hostPort(host)
	if !ok || !isName(host) {
		return
	}
	f.report(p, target{
		host: host, port: port, form: SRV, text: text,
		service: service.from(1).lower(), protocol: protocol.from(1).lower(),
	})
}
