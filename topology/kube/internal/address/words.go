package address

import (
	"strings"
	"unicode"
)

// maxKey is how much of a key is looked at, from its end.
const maxKey = 256

// words splits a key into its words in lower case: at everything that is no
// letter or digit, and where camelCase has its humps ("redisURLList" is redis,
// url, list). Words of digits alone are left out, and so are digits at the end.
func words(key string) []string {
	runes := []rune(strings.ToValidUTF8(key[max(0, len(key)-maxKey):], ""))
	var list []string
	start := 0
	for i := range runes {
		switch {
		case !unicode.IsLetter(runes[i]) && !unicode.IsDigit(runes[i]):
			list = appendWord(list, runes[start:i])
			start = i + 1
		case i > start && hump(runes, i):
			list = appendWord(list, runes[start:i])
			start = i
		}
	}
	return appendWord(list, runes[start:])
}

// hump tells whether a word begins at i: a capital after a small letter or
// digit, or the last of several capitals before a small letter.
func hump(r []rune, i int) bool {
	if !unicode.IsUpper(r[i]) {
		return false
	}
	last := i+1 == len(r)
	return !unicode.IsUpper(r[i-1]) || !last && unicode.IsLower(r[i+1]) && !plural(r, i)
}

// plural tells whether the small letter after the capital at i is the s of an
// abbreviation, as in URLs.
func plural(r []rune, i int) bool {
	return r[i+1] == 's' && (i+2 == len(r) || !unicode.IsLower(r[i+2]))
}

// appendWord adds a word without the digits at its end, if anything is left.
func appendWord(list []string, word []rune) []string {
	w := strings.ToLower(strings.TrimRight(string(word), "0123456789"))
	if w == "" {
		return list
	}
	for _, end := range []string{"hostname", "host", "port", "address", "addr", "url", "uri", "endpoint", "server"} {
		if before, ok := strings.CutSuffix(w, end); ok && isProduct(before) {
			return append(list, before, end)
		}
	}
	return append(list, w)
}

// isProduct knows what stands before "host" and its like without a joint: PGHOST,
// dbport, mongodburi.
func isProduct(word string) bool {
	switch word {
	case "pg", "pgsql", "postgres", "postgresql", "db", "database", "mysql", "mariadb", "mongo", "mongodb", "redis", "valkey", "cache",
		"memcached", "memcache", "rabbitmq", "rabbit", "amqp", "mq", "nats", "kafka", "es", "elastic", "elasticsearch", "opensearch",
		"ldap", "smtp", "mail", "jdbc", "etcd", "consul", "vault", "api", "base", "backend", "upstream", "broker", "remote", "auth",
		"proxy", "loki", "tempo", "prometheus", "influx", "influxdb", "minio", "keycloak", "publicbase":
		return true
	}
	return false
}
