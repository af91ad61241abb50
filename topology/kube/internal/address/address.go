// Package address finds in the texts of a workload (the values of environment
// variables, arguments, scripts and files of configuration) what may be the
// address of another process, and says what looked like one and is none.
//
// It knows nothing of a cluster: whether a name is that of a Service, and
// whether a reference such as $(NAME) has a value, is the caller's matter.
// No text that it gives back holds user information, a query string or what
// stands where a port should be.
package address

import (
	"slices"
	"strings"
)

// Meaning is what the name of a value says about it.
type Meaning int

// The meanings, as MeaningOf finds them.
const (
	Neutral Meaning = iota // says nothing
	Host                   // the value is an address: REDIS_HOST, --upstream.url, brokers
	Port                   // a port number, of the host whose name has the same stem
	Own                    // what the process itself is or listens on: LISTEN_ADDR, HOSTNAME
	Other                  // surely no address: MYSQL_DATABASE, IMAGE, log.level
	Maybe                  // an address, of the process itself or of another: WEB_HOST, TARGET
)

// Form is how an address was written.
type Form int

// The forms of an address.
const (
	Bare     Form = iota // a name or an IP address alone: "db", "db.shop.svc"
	HostPort             // "db:5432", "[fd00::1]:80", also where the two stand apart
	URL                  // "http://web/x", "jdbc:mysql://db/x"
	SRV                  // "_grpc._tcp.store.shop", "dnssrv+_grpc._tcp.store.shop"
)

// ReasonLoopback is the Reason of a Refusal whose Host is the loopback
// interface, so that its Port is one of the same pod.
const ReasonLoopback = "the loopback interface, so the pod itself"

// Candidate is what may be the address of another process.
type Candidate struct {
	// Host is in lower case, without brackets, user information and trailing
	// dot. A placeholder in it is as written.
	Host string
	// Port is in digits, from 1 to 65535, and empty where none is written.
	Port string
	// Scheme is that of a URL, in lower case, and the innermost one of several:
	// "postgresql" of "jdbc:postgresql://db/x".
	Scheme string
	// Service and Protocol are those of an SRV name, without underscores.
	Service, Protocol string
	// Path is that of a URL, without query; long tokens in it are shortened to "…".
	Path string
	Form Form
	// Key is the innermost name of the value: the key given, or the one inside a
	// structured text, where it is the dotted path of up to four keys.
	Key string
	// Meaning is that of Key.
	Meaning Meaning
	// Line is the one in the text, from 0.
	Line int
	// Text is the address as written, without user information and query.
	Text string
	// Placeholder tells that a part of the host is still to be filled in:
	// "<NAME>.shop", "{{ .Host }}", "CHANGE_ME".
	Placeholder bool
}

// Refusal is what looked like an address and is none. Host, Port, Scheme and Form
// are filled in as far as they were understood.
type Refusal struct {
	Text, Key, Reason  string
	Host, Port, Scheme string
	Form               Form
	Line               int
}

// maxText is the length in bytes of what is read of one text: as much as a
// ConfigMap can hold.
const maxText = 1 << 20

// Find reads the value of an environment variable, of a flag or of one key of a
// configuration. A value of several lines, and one in JSON or YAML, is read as
// FindIn does. Of a text longer than 1 MiB or 20,000 words the rest is not read.
func Find(key, text string) ([]Candidate, []Refusal) {
	f := &finder{}
	f.value(placeOf(key, 0), limit(text))
	return f.found(text)
}

// FindShell reads a shell script or command line: assignments, the hosts that
// well-known commands are given, URLs and flags. Comments are not read. Of a
// text longer than 1 MiB the rest is not read.
func FindShell(text string) ([]Candidate, []Refusal) {
	f := &finder{}
	f.shell(limit(text), 0)
	return f.found(text)
}

// FindIn reads a file of configuration. Its language is taken from the name or,
// if that does not say, from the text: YAML, JSON, XML, nginx, HAProxy, Caddyfile,
// a shell script, or lines of keys and values (INI, TOML, properties, dotenv,
// redis.conf). Comments are not read, and no text is an error: what cannot be
// parsed is read line by line. Of a text longer than 1 MiB the rest is not read.
func FindIn(name, text string) ([]Candidate, []Refusal) {
	f := &finder{}
	f.file(name, limit(text), place{})
	return f.found(text)
}

// DefaultPort is the port in digits that a scheme has where none is written, as
// registered with IANA or as the product's documentation says; "" if unknown.
func DefaultPort(scheme string) string {
	switch strings.ToLower(scheme) {
	case "http", "ws", "h2c":
		return "80"
	case "https", "wss":
		return "443"
	case "postgres", "postgresql", "cockroachdb":
		return "5432"
	case "mysql", "mariadb", "mysqlx":
		return "3306"
	case "sqlserver", "mssql":
		return "1433"
	case "oracle":
		return "1521"
	case "clickhouse":
		return "9000"
	case "mongodb":
		return "27017"
	case "redis", "rediss", "valkey":
		return "6379"
	case "memcached", "memcache":
		return "11211"
	case "cassandra":
		return "9042"
	case "neo4j", "bolt":
		return "7687"
	case "etcd":
		return "2379"
	case "zookeeper", "zk":
		return "2181"
	default:
		return messagePort(strings.ToLower(scheme))
	}
}

// messagePort is DefaultPort for what carries messages and names.
func messagePort(scheme string) string {
	switch scheme {
	case "amqp":
		return "5672"
	case "amqps":
		return "5671"
	case "kafka":
		return "9092"
	case "nats":
		return "4222"
	case "mqtt":
		return "1883"
	case "mqtts":
		return "8883"
	case "pulsar":
		return "6650"
	case "stomp":
		return "61613"
	case "ldap":
		return "389"
	case "ldaps":
		return "636"
	case "smtp":
		return "25"
	case "smtps":
		return "465"
	case "imap":
		return "143"
	case "imaps":
		return "993"
	case "ftp":
		return "21"
	case "ssh", "sftp":
		return "22"
	case "dns":
		return "53"
	case "syslog":
		return "514"
	case "hdfs":
		return "8020"
	case "thrift":
		return "9090"
	}
	return ""
}

// finder collects what is found in one text.
type finder struct {
	candidates []Candidate
	refusals   []Refusal
	depth      int // of texts inside texts
	elements   int // looked at
	values     int // looked at
}

// found gives back what was collected, each thing once, in the order of the text.
// Lines are those that end in \n: YAML counts others too, and so do texts inside
// texts, whose places are then those of the last line.
func (f *finder) found(text string) ([]Candidate, []Refusal) {
	last := strings.Count(limit(text), "\n")
	for i := range f.candidates {
		f.candidates[i].Line = max(0, min(f.candidates[i].Line, last))
	}
	for i := range f.refusals {
		f.refusals[i].Line = max(0, min(f.refusals[i].Line, last))
	}
	return unique(f.candidates), unique(f.refusals)
}

// unique drops what was found before.
func unique[T comparable](list []T) []T {
	seen := make(map[T]bool, len(list))
	return slices.DeleteFunc(list, func(v T) bool {
		again := seen[v]
		seen[v] = true
		return again
	})
}

// limit cuts a text to what is read of it.
func limit(text string) string {
	return text[:min(len(text), maxText)]
}

// place is where a value stands and what its name says.
type place struct {
	key     string
	meaning Meaning
	line    int
}

// placeOf is the place of a value with this name.
func placeOf(key string, line int) place {
	return place{key: key, meaning: MeaningOf(key), line: line}
}
