package address

import (
	"path"
	"strings"
)

// maxVariable is the length of a value that is put in the place of a variable.
const maxVariable = 256

// script reads the commands of one shell script.
type script struct {
	f    *finder
	vars map[string]string
}

// shell reads a script whose first line has this number.
func (f *finder) shell(text string, line int) {
	if f.depth >= maxDepth {
		return
	}
	f.depth++
	defer func() { f.depth-- }()
	s := script{f: f, vars: make(map[string]string)}
	l := lex(text, line)
	start := 0
	for i, t := range l.tokens {
		for _, sub := range t.subs {
			f.shell(sub.text, sub.line)
		}
		if t.end {
			s.command(l.tokens[start:i])
			start = i + 1
		}
	}
	s.command(l.tokens[start:])
	for _, doc := range l.docs {
		f.file("", doc.body, place{line: doc.line})
	}
}

// command reads one simple command, with what stands before it.
func (s *script) command(tokens []token) {
	words := make([]word, 0, len(tokens))
	for _, t := range tokens {
		words = append(words, word{s.expand(t.text), t.line})
		s.device(words[len(words)-1])
	}
	for len(words) > 0 {
		switch name := words[0].text; {
		case s.assign(words[0]), isPrefix(name), strings.HasPrefix(name, "-") && len(words) > 1:
			words = words[1:]
		case name == "timeout" || name == "sleep":
			words = words[min(2, len(words)):]
		default:
			s.run(path.Base(name), words[1:])
			return
		}
	}
}

// isPrefix knows words that a command may follow.
func isPrefix(text string) bool {
	switch text {
	case "if", "then", "elif", "else", "while", "until", "do", "!", "{", "time", "sudo", "exec", "env", "nohup", "command",
		"export", "declare", "readonly", "local", "eval", "busybox", "--":
		return true
	}
	return false
}

// expand puts the values in the place of variables that the script has set.
func (s *script) expand(text string) string {
	if !strings.Contains(text, "$") || len(s.vars) == 0 {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		n := 0
		if text[i] == '$' {
			n = variable(text[i:])
		}
		value, ok := s.vars[strings.Trim(text[i:i+n], "${}")]
		if n > 0 && ok && b.Len() < maxElement {
			b.WriteString(value)
		} else {
			n = max(1, n)
			b.WriteString(text[i : i+n])
		}
		i += n
	}
	return b.String()
}

// assign reads "NAME=value" and tells whether a word is that.
func (s *script) assign(w word) bool {
	name, value, ok := strings.Cut(w.text, "=")
	if !ok || name == "" || isDigit(name[0]) || strings.Trim(name, letters+"_") != "" {
		return false
	}
	if len(value) <= maxVariable {
		s.vars[name] = value
	}
	s.f.value(placeOf(name, w.line), value)
	return true
}

// device reads Bash's files for connections: "/dev/tcp/db/5432".
func (s *script) device(w word) {
	for _, prefix := range []string{"/dev/tcp/", "/dev/udp/"} {
		if _, rest, ok := strings.Cut(w.text, prefix); ok {
			host, port, _ := strings.Cut(rest, "/")
			s.pair(w, host, port)
		}
	}
}

// pair reports a host and a port that stand apart.
func (s *script) pair(w word, host, port string) {
	if !allDigits(port) {
		port = ""
	}
	p := place{meaning: Host, line: w.line}
	if port == "" || strings.Contains(host, ":") && !isIP(host) {
		s.f.element(p, host, true)
		return
	}
	s.f.element(p, joined(host, port), true)
}

// run reads the arguments of a command.
func (s *script) run(name string, args []word) {
	switch kind(name) {
	case "shell":
		s.inner(args)
	case "silent":
		s.written(name, args)
	case "connect":
		s.connect(args)
	case "client":
		s.client(name, args)
	case "fetch":
		s.fetch(args)
	case "lookup":
		if list := operands(args, probeValued); len(list) > 0 {
			s.pair(list[0], list[0].text, "")
		}
	case "wait":
		s.wait(args)
	default:
		s.generic(args)
	}
}

// written reads what is printed, which may be a file of configuration.
func (s *script) written(name string, args []word) {
	if name != "printf" && name != "echo" {
		return
	}
	for _, a := range args {
		if text := strings.ReplaceAll(a.text, `\n`, "\n"); strings.ContainsAny(text, "\n{") {
			s.f.file("", text, place{line: a.line})
		}
	}
}

// kind says how the arguments of a well-known command are read.
func kind(name string) string {
	switch name {
	case "sh", "bash", "ash", "dash", "zsh":
		return "shell"
	case "echo", "printf", "cat", "grep", "sed", "awk", "cd", "mkdir", "rm", "cp", "mv", "ls", "chown", "chmod", "touch",
		"test", "[", "[[", "for", "case", "tr", "cut", "head", "tail", "find", "apk", "apt-get", "apt", "yum", "pip", "npm":
		return "silent"
	case "nc", "ncat", "netcat", "telnet":
		return "connect"
	case "pg_isready", "psql", "pg_dump", "pg_restore", "createdb", "dropdb", "redis-cli", "mysql", "mysqladmin", "mysqldump",
		"mariadb", "mariadb-admin", "mariadb-dump", "mongo", "mongosh", "mongodump", "mongorestore",
		"clickhouse-client", "influx", "rabbitmqadmin", "ldapsearch", "memcached-tool", "valkey-cli":
		return "client"
	case "curl", "wget", "http", "https", "grpcurl", "grpc_health_probe", "hey", "ab", "wrk":
		return "fetch"
	case "ping", "ping6", "nslookup", "dig", "host", "getent", "traceroute", "arping":
		return "lookup"
	case "wait-for-it", "wait-for-it.sh", "wait-for", "wait-for.sh", "wait4x", "wait-on", "wait_for", "waitfor", "wait-port":
		return "wait"
	}
	return ""
}

// inner reads the script after -c.
func (s *script) inner(args []word) {
	for i, a := range args {
		if strings.HasPrefix(a.text, "-") && strings.HasSuffix(a.text, "c") && i+1 < len(args) {
			s.f.shell(args[i+1].text, args[i+1].line)
			return
		}
	}
}
