package address

import "strings"

// lookalike says what a word without "://" is instead of an address, or "". Of
// what nobody would take for one, loud is false.
func lookalike(text string, m Meaning) (why string, loud bool) {
	switch {
	case isPath(text):
		return reasonPath, false
	case isNumber(text), isSchedule(text):
		return reasonNumber, false
	case isHash(text):
		return reasonHash, false
	case strings.Contains(text, "@sha256:"):
		return reasonImage, true
	case isMAC(text):
		return reasonMAC, true
	case isTime(text):
		return reasonTime, true
	case isVersion(text):
		return reasonVersion, true
	}
	if why := slashed(text, m); why != "" {
		return why, true
	}
	return dotted(text, m), true
}

// shownLookalike is what is shown of a look-alike.
func shownLookalike(text string) string {
	if isHash(text) {
		return "…"
	}
	return cutQuery(text)
}

// isPath tells whether a text is a path of Unix or Windows.
func isPath(text string) bool {
	for _, prefix := range []string{"/", "./", "../", "~", `\`, "%"} {
		if strings.HasPrefix(text, prefix) {
			return true
		}
	}
	return len(text) > 2 && text[1] == ':' && !isDigit(text[0]) && text[2] == '\\'
}

// isNumber tells whether a text is a number, an amount or a duration: "0.5",
// "500ms", "1h30m", "512Mi", "50%".
func isNumber(text string) bool {
	t := strings.TrimLeft(text, "+-")
	if t == "" || !isDigit(t[0]) || strings.Count(t, ".") > 1 {
		return t == ""
	}
	units := 0
	for i := range len(t) {
		switch {
		case isDigit(t[i]), t[i] == '.' && i+1 < len(t) && isDigit(t[i+1]):
			units = 0
		case isAlnum(t[i]), t[i] == '%':
			units++
		default:
			return false
		}
		if units > 3 {
			return false
		}
	}
	return true
}

// isSchedule tells whether a text is a field of a cron schedule.
func isSchedule(text string) bool {
	return strings.ContainsAny(text, "*") && strings.Trim(text, "*/,-0123456789") == "" && text != "*"
}

// isHash tells whether a text is a UUID or a long value without meaning.
func isHash(text string) bool {
	hex := strings.Trim(strings.ToLower(text), "0123456789abcdef-") == ""
	switch {
	case len(text) == 36 && hex && strings.Count(text, "-") == 4:
		return true
	case len(text) >= 32 && hex && !strings.Contains(text, "-"):
		return true
	}
	return len(text) >= 24 && strings.TrimRight(text, "=") != text && strings.Trim(text, letters+"+/=") == "" ||
		len(text) >= 40 && strings.Trim(text, letters+"+/_") == ""
}

// isMAC tells whether a text is six pairs of hexadecimal digits.
func isMAC(text string) bool {
	return len(text) == 17 && strings.Count(text, ":") == 5 && strings.Trim(strings.ToLower(text), "0123456789abcdef:") == "" &&
		!strings.Contains(text, "::")
}

// isTime tells whether a text is "12:30", "12:30:00" or "1:2".
func isTime(text string) bool {
	return strings.Contains(text, ":") && isDigit(text[0]) && strings.Trim(text, "0123456789:") == "" && !isIP(text)
}

// isVersion tells whether a text is "1.2.3", "v1.2" or "1.2.3-rc.1": numbers
// where a name has its first and its last label.
func isVersion(text string) bool {
	t := strings.TrimPrefix(text, "v")
	first, rest, ok := strings.Cut(t, ".")
	if !ok || !allDigits(first) || rest == "" || isIP(text) || strings.ContainsAny(text, ":/") {
		return false
	}
	last := rest[strings.LastIndexByte(rest, '.')+1:]
	return isDigit(rest[0]) && strings.Count(t, ".") < 3 || last != "" && isDigit(last[0])
}

// slashed says what a text with a slash is if it is no host with a path.
func slashed(text string, m Meaning) string {
	first, path, ok := strings.Cut(text, "/")
	switch {
	case !ok:
		return ""
	case isMediaType(first) && strings.Trim(path, letters+"+-.*") == "":
		return reasonMedia
	case strings.Contains(path, ":") && !strings.Contains(path, "/:"):
		return reasonImage
	case strings.Contains(first, ":") || m == Host || m == Own:
		return ""
	case strings.Contains(first, ".") && strings.Trim(first, "0123456789.") != "":
		if strings.Count(path, "/") > 0 {
			return reasonImage
		}
		return reasonAPI
	}
	return ""
}

// isMediaType knows the top-level types registered with IANA.
func isMediaType(word string) bool {
	switch word {
	case "application", "audio", "font", "image", "message", "model", "multipart", "text", "video":
		return true
	}
	return false
}

// dotted says what a dotted name or a name with a tag is if it is no host.
func dotted(text string, m Meaning) string {
	last := text[strings.LastIndexByte(text, '.')+1:]
	name, tag, colon := strings.Cut(text, ":")
	switch {
	case colon && isTag(tag) && strings.Trim(name, letters+"-_") == "":
		return reasonImage
	case colon, last == text, strings.Contains(text, "@"):
		return ""
	case isExtension(last):
		return reasonFile
	case last != "" && 'A' <= last[0] && last[0] <= 'Z' && last != strings.ToUpper(last):
		return reasonClass
	case isPackage(text, m):
		return reasonClass
	}
	return ""
}

// isTag tells whether what follows a colon is a tag of an image.
func isTag(tag string) bool {
	if tag == "latest" || tag == "stable" || tag == "alpine" {
		return true
	}
	number := strings.TrimPrefix(tag, "v")
	return number != "" && isDigit(number[0]) && strings.ContainsAny(tag, ".-v") && strings.Trim(tag, letters+".-_") == ""
}

// isPackage tells whether a name begins as packages of Java do, with a top-level
// domain where hosts end with one.
func isPackage(text string, m Meaning) bool {
	first, rest, _ := strings.Cut(text, ".")
	switch first {
	case "com", "org", "java", "javax", "jakarta":
		return rest != ""
	case "io", "net", "dev":
		return m != Host && strings.Contains(rest, ".")
	}
	return false
}

// isExtension knows the endings of files that are no top-level domains in use.
func isExtension(word string) bool {
	switch strings.ToLower(word) {
	case "yaml", "yml", "json", "toml", "ini", "conf", "cfg", "cnf", "properties", "env", "xml", "txt", "log", "md", "html",
		"htm", "css", "js", "mjs", "ts", "jsx", "tsx", "py", "rb", "go", "jar", "war", "class", "sql", "db", "sqlite", "csv",
		"pem", "crt", "cer", "key", "p12", "jks", "gz", "tgz", "tar", "zip", "png", "jpg", "svg", "lua", "php", "bin", "exe",
		"so", "dll", "pid", "sock", "lock", "tmpl", "tpl", "rules", "bak", "hcl", "proto", "graphql", "bash", "cgi":
		return true
	}
	return false
}
