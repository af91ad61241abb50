package address

// reason says why a value of this name is no address of another process.
func reason(p place) string {
	w := words(p.key)
	switch {
	case p.meaning == Own, p.meaning == Maybe:
		return "what the process itself is or listens on, by the name " + p.key
	case tail(w, 1) == "address" && isMailWord(tail(w, 2)):
		return reasonMail
	case isImageSource(w):
		return reasonImage
	case isForPeople(w):
		return "a text for people"
	case isNoProxy(w):
		return "a host that no proxy is used for"
	case isCredential(w):
		return "a secret"
	case tail(w, 1) == "name":
		if r := namedThing(tail(w, 2)); r != "" {
			return r
		}
		return "a name that no address is looked up by"
	}
	if r := otherReason(w); r != "" {
		return r
	}
	return "the name of a kind"
}

// isNoProxy tells whether the value lists what is reached without a proxy.
func isNoProxy(w []string) bool {
	return tail(w, 1) == "proxy" && tail(w, 2) == "no"
}

// otherReason says what a value of this name is instead of an address, or "".
// Only the last word counts.
func otherReason(w []string) string {
	for _, table := range []func(string) string{namedThing, ownThing, settingThing} {
		if reason := table(tail(w, 1)); reason != "" {
			return reason
		}
	}
	return ""
}

// isImageSource tells whether a value is where images are pulled from, which is
// the kubelet's matter.
func isImageSource(w []string) bool {
	if tail(w, 1) != "registry" {
		return false
	}
	switch tail(w, 2) {
	case "image", "images", "container", "docker":
		return true
	}
	return false
}

// isMailbox tells whether a value is where mail goes to or comes from:
// SMTP_FROM_ADDRESS.
func isMailbox(w []string) bool {
	for n := 1; n <= min(3, len(w)); n++ {
		if word := tail(w, n); isMailWord(word) || word == "mail" || word == "admin" || word == "support" || word == "acme" {
			return true
		}
	}
	return tail(w, 1) == "address" && tail(w, 2) == "smtp"
}

// isMailWord knows words for people that mail goes to or comes from.
func isMailWord(word string) bool {
	switch word {
	case "email", "from", "to", "sender", "recipient", "recipients", "reply", "contact":
		return true
	}
	return false
}

// namedThing knows words for things of other systems that have names.
func namedThing(word string) string {
	switch word {
	case "database", "databases", "db", "dbname", "catalog":
		return "the name of a database"
	case "user", "username", "users", "owner", "login", "role", "roles", "account", "sender", "from", "uid":
		return "the name of a user or account"
	case "bucket", "buckets", "container":
		return "the name of a bucket"
	case "topic", "topics", "queue", "queues", "exchange", "channel", "channels", "subject", "vhost", "stream":
		return "the name of a topic or queue"
	case "table", "collection", "keyspace", "index", "indices", "measurement":
		return "the name of a table"
	case "namespace", "namespaces", "ns", "tenant", "project", "workspace", "org", "organization":
		return "the name of a namespace"
	case "region", "zone", "zones", "datacenter", "dc", "rack":
		return "the name of a region"
	case "group", "groups", "groupid", "realm", "scope", "scopes", "audience", "component", "job", "cluster", "id", "ids", "uuid":
		return "a name that no address is looked up by"
	}
	return ""
}

// ownThing knows words for what is packed, labelled or written about.
func ownThing(word string) string {
	switch word {
	case "image", "images", "tag", "tags", "repository", "chart":
		return "an image"
	case "label", "labels", "annotation", "annotations", "selector":
		return "a label"
	case "version", "versions", "revision", "release", "commit":
		return "a version"
	case "path", "paths", "file", "files", "filename", "dir", "directory", "folder", "root", "home", "classpath", "mount":
		return "a path"
	case "title", "description", "docs", "doc", "documentation", "homepage", "comment", "summary", "help", "message", "runbook", "xmlns":
		return "a text for people"
	case "schema":
		return reasonSchema
	case "agent":
		return "the name of a program"
	}
	return ""
}

// settingThing knows words for settings with a few possible values.
func settingThing(word string) string {
	switch word {
	case "type", "types", "kind", "driver", "drivers", "engine", "dialect", "provider", "adapter", "mode", "class", "platform":
		return "the name of a kind"
	case "level", "format", "encoding", "charset", "algorithm", "method", "protocol", "scheme", "lang", "language", "locale",
		"timezone", "tz", "policy", "strategy", "style", "theme", "regex", "pattern", "expr":
		return "a setting"
	case "env", "environment", "profile", "profiles", "stage", "feature", "features", "plugin", "plugins", "module", "modules",
		"command", "shell", "flag", "prefix", "suffix", "header", "headers":
		return "a setting"
	case "interval", "timeout", "duration", "ttl", "size", "count", "limit", "retries", "max", "min", "schedule", "cron",
		"enabled", "enable", "disable", "disabled", "debug", "verbose", "replicas", "email":
		return "a setting"
	}
	return ""
}

// isClosed tells whether a value of this name is no address even where it is
// written as one, such as an image "registry:5000/app".
func isClosed(w []string) bool {
	if isCredential(w) || isNoProxy(w) || isForPeople(w) || isImageSource(w) {
		return true
	}
	switch otherReason(w[max(0, len(w)-1):]) {
	case "an image", "a label", "a version", "a text for people", "the name of a program", "the name of a region", reasonSchema:
		return true
	}
	return false
}
