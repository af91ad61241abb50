package address

import (
	"slices"
	"strings"
)

// MeaningOf says what a name tells about its value. The name is that of an
// environment variable, a flag with or without its dashes, or a dotted path of
// keys; case and the style of writing do not count. The last words count most:
// DATABASE_URL is a Host although DATABASE is a name.
func MeaningOf(key string) Meaning {
	w := words(key)
	if _, inner, ok := strings.Cut(shortKey(key), "."); ok && strings.Join(words(inner[strings.LastIndexByte(inner, '.')+1:]), " ") == "service name" {
		return Own // of tracing and logging, as OTEL_SERVICE_NAME is
	}
	for _, rule := range []func([]string) (Meaning, bool){fixed, secret, own, last, before} {
		if m, ok := rule(w); ok {
			return m
		}
	}
	return Neutral
}

// Stem is what is left of a name without the words for a host or a port at its
// end, in lower case with dots, so that the two of a pair have the same:
// "redis" for REDIS_HOST, redis.port and --redisServicePort. It may be empty.
func Stem(key string) string {
	w := words(key)
	for len(w) > 0 && isStemEnd(w) {
		w = w[:len(w)-1]
	}
	return strings.Join(w, ".")
}

// SplitPort divides the name of one of several ports of a host into the Stem of
// the host's name and the word that tells the port from the others: "redis" and
// "sentinel" for REDIS_SENTINEL_PORT and REDIS_PORT_SENTINEL. Both are empty for
// other names.
func SplitPort(key string) (stem, which string) {
	w := words(key)
	switch {
	case len(w) < 3:
		return "", ""
	case tail(w, 1) == "port":
		which = tail(w, 2)
	case tail(w, 2) == "port":
		which = tail(w, 1)
	}
	if which == "" || which == "metrics" || which == "exporter" || isStemEnd([]string{which}) {
		return "", ""
	}
	return Stem(strings.Join(w[:len(w)-2], ".")), which
}

// isStemEnd tells whether the last of the words only says host or port.
func isStemEnd(w []string) bool {
	switch tail(w, 1) {
	case "host", "hosts", "hostname", "addr", "address", "ip", "url", "uri", "dsn", "endpoint",
		"port", "ports", "server", "service", "svc", "dns", "fqdn":
		return true
	case "name":
		return tail(w[:len(w)-1], 1) == "host"
	case "number", "value":
		return tail(w[:len(w)-1], 1) == "port"
	}
	return false
}

// tail is the word that stands n-th from the end, or "".
func tail(w []string, n int) string {
	if n > len(w) {
		return ""
	}
	return w[len(w)-n]
}

// fixed knows names whose words mean something else than each by itself.
func fixed(w []string) (Meaning, bool) {
	switch strings.Join(w, " ") {
	case "client url", "frontend url", "base url", "app base url", "backend base url", "overwritecliurl", "overwrite cli url",
		"web host", "server host", "http host", "https host", "server address", "app url", "app host", "issuer", "target":
		return Maybe, true
	case "hostname", "host name", "pod name", "pod ip", "node name", "node ip", "host ip", "service name",
		"dd service", "server name", "instance", "origin", "domain", "domains", "host ip address",
		"virtual host", "virtual hosts", "vhosts", "initial master nodes", "cluster initial master nodes",
		"kc hostname", "kc hostname url", "kc hostname admin", "kc hostname admin url":
		return Own, true
	case "h", "join", "query", "store", "connect", "backend", "backends", "frontend", "proxy",
		"quorum", "voters", "initial cluster", "etcd initial cluster", "master", "leader", "primary", "nodes":
		return Host, true
	}
	return Neutral, false
}

// isTarget tells whether a name is "target" alone, which is a host, or what part
// of itself a program is to run: -target=querier of Cortex and its descendants.
func isTarget(key string) bool {
	w := words(key)
	return len(w) == 1 && w[0] == "target"
}

// secret knows names of credentials; what they hold is not even looked at.
func secret(w []string) (Meaning, bool) {
	return Other, isCredential(w) || isNoProxy(w) || isForPeople(w) || isImageSource(w) || tail(w, 1) == "address" && isMailWord(tail(w, 2))
}

// isForPeople tells whether a value is a link that people follow: DOCS_URL.
func isForPeople(w []string) bool {
	switch tail(w, 1) {
	case "url", "urls", "uri", "link", "links", "href":
		switch tail(w, 2) {
		case "docs", "doc", "documentation", "help", "support", "homepage", "runbook", "dashboard", "wiki", "faq", "terms", "privacy",
			"imprint", "changelog", "link", "links", "contact", "project", "actions", "feedback", "logo", "icon", "favicon", "avatar", "license", "repo", "repository":
			return true
		case "client":
			return tail(w, 3) == "configs" // of Alertmanager's notices to PagerDuty
		}
	}
	return false
}

// isCredential tells whether a value of this name is a secret.
func isCredential(w []string) bool {
	switch tail(w, 1) {
	case "password", "passwd", "pass", "pwd", "passphrase", "token", "tokens", "secret", "secrets", "apikey",
		"credential", "credentials", "salt", "auth", "cert", "certificate", "certificates", "crt", "pem", "ca", "jwt",
		"signature", "license":
		return true
	case "key", "keys":
		return len(w) > 1
	case "string", "hash":
		return tail(w, 2) == "secret" || tail(w, 2) == "password"
	}
	return false
}

// own knows what the process itself is called or listens on.
func own(w []string) (Meaning, bool) {
	for n := 1; n <= min(4, len(w)); n++ {
		switch tail(w, n) {
		case "swagger", "openapi", "san", "listen", "listener", "listeners", "listening", "bind", "binding", "advertise", "advertised", "announce",
			"announced", "cors", "redirect", "redirects", "callback", "canonical", "allowed", "trusted", "sans":
			return Own, true
		}
	}
	if word := tail(w, 2); tail(w, 1) == "names" && (word == "alt" || word == "dns") {
		return Own, true // of a certificate
	}
	return Own, isAddressWord(tail(w, 1)) && ownBefore(w[:len(w)-1], tail(w, 1))
}

// ownBefore tells whether the words before one for an address make it the
// process's own: "external url", "http address", "local endpoint".
func ownBefore(w []string, address string) bool {
	plain := address == "addr" || address == "address" || address == "hostport" || address == "ip"
	switch tail(w, 1) {
	case "external", "ext", "public", "publicbase", "own", "self", "my", "root", "site", "local", "exposed", "publish", "website":
		return true
	case "base":
		return isSite(tail(w, 2))
	case "alias", "cdn", "asset":
		return address == "host" // of the links in pages
	case "pod", "node":
		return plain
	case "http", "https", "grpc", "web":
		return address == "fqdn" || plain && len(w) > 1 && servesItself(tail(w, 2)) // HTTP_ADDR=web:80 may be either
	case "metrics", "metric", "admin", "debug", "pprof", "health", "probe", "healthz", "telemetry":
		return plain && (len(w) == 1 || servesItself(tail(w, 2)))
	}
	return false
}

// isSite tells whether a word before "base URL" says that it is the process's own.
func isSite(word string) bool {
	switch word {
	case "external", "public", "site", "webserver", "app":
		return true
	}
	return false
}

// servesItself tells whether a word says that the process is meant, before one
// for a protocol: "server.http-address".
func servesItself(word string) bool {
	switch word {
	case "server", "web", "probe", "health", "metrics", "http":
		return true
	}
	return false
}

// isAddressWord tells whether a word at the end of a name says plainly that the
// value is an address.
func isAddressWord(word string) bool {
	switch word {
	case "host", "hosts", "hostname", "hostnames", "hostport", "addr", "addrs", "address", "addresses", "url", "urls",
		"uri", "uris", "endpoint", "endpoints", "dsn", "ip", "fqdn", "upstream", "upstreams", "brokers", "dns":
		return true
	}
	return false
}

// last goes by the last word.
func last(w []string) (Meaning, bool) {
	word := tail(w, 1)
	switch {
	case word == "port" && tail(w, 2) == "host":
		return Host, true
	case word == "port" || word == "ports", (word == "number" || word == "value") && tail(w, 2) == "port":
		return Port, true
	case isAddressWord(word), isPeer(word):
		return Host, true
	case word == "name":
		return nameMeaning(w), true
	case word == "service" || word == "services" || word == "svc", word == "issuer", word == "proxy", word == "gateway":
		return Host, len(w) > 1
	case word == "backend", word == "store", word == "connection":
		return Other, isKindOfStore(tail(w, 2))
	}
	return Other, otherReason(w) != ""
}

// isPeer knows words for other processes.
func isPeer(word string) bool {
	switch word {
	case "broker", "bootstrap", "server", "servers", "target", "targets", "peer", "peers", "seed", "seeds",
		"master", "masters", "slave", "replicaof", "slaveof", "sentinel", "sentinels", "nodes", "connect", "conninfo",
		"dest", "destination", "destinations", "remote", "remotes", "collector", "forwarder", "voters", "ensemble",
		"smarthost", "nameserver", "nameservers", "resolver", "resolvers", "alertmanager", "alertmanagers",
		"lookupd", "pushgateway", "zookeeper", "zookeepers", "relay", "relayhost", "points", "hostports",
		"memberlist", "rendezvous", "nsqd", "brokerlist", "hostaddr":
		return true
	}
	return false
}

// nameMeaning is the meaning of what ends in "name".
func nameMeaning(w []string) Meaning {
	switch tail(w, 2) {
	case "host", "dns", "domain":
		return Host
	case "service":
		if telemetry := []string{"otel", "jaeger", "dd", "elastic", "apm", "tracing", "app", "newrelic"}; slices.Contains(telemetry, tail(w, 3)) {
			return Own
		}
		return Neutral
	case "server", "pod", "node":
		return Own
	}
	return Other
}

// isKindOfStore tells whether a backend of this kind is named by its product:
// CACHE_BACKEND=redis.
func isKindOfStore(word string) bool {
	switch word {
	case "storage", "cache", "result", "results", "session", "sessions", "db", "database", "auth", "queue", "store",
		"broker", "email", "mail", "log", "logging", "state", "kv", "index", "secret", "secrets", "data", "key", "object",
		"metadata", "message", "search", "broadcast", "lock", "vector", "default":
		return true
	}
	return false
}

// before goes by the last word but one, where the last says nothing:
// REDIS_HOST_PRIMARY.
func before(w []string) (Meaning, bool) {
	return Host, len(w) > 1 && isAddressWord(tail(w, 2)) && tail(w, 1) != "domain"
}
