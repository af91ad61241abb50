package mermaid

import (
	"html"
	"strings"
	"unicode"
)

// shownText returns what Mermaid shows of a text: entities are decoded, elements
// of HTML are gone and br is a line break. Emphasis is gone from Markdown.
func shownText(text string, f format) string {
	if f == markdownText {
		text = plainMarkdown(text)
	} else if strings.Contains(text, `\n`) {
		text = strings.ReplaceAll(text, `\n`, "\n")
	}
	return decoded(withoutIcons(withoutTags(text)))
}

// decoded decodes the entities of Mermaid and of HTML. What no format can hold
// becomes U+FFFD.
func decoded(text string) string {
	if strings.ContainsAny(text, "ﬂ&") {
		text = html.UnescapeString(strings.NewReplacer(numericStart, "&#", entityStart, "&", entityEnd, ";").Replace(text))
	}
	return textOnly(text)
}

// textOnly replaces what is no text.
func textOnly(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return '\uFFFD'
		}
		return r
	}, text)
}

// withEntities returns a text as it was before Mermaid wrote entities otherwise.
func withEntities(text string) string {
	if !strings.Contains(text, "ﬂ") {
		return text
	}
	return strings.NewReplacer(numericStart, "#", entityStart, "#", entityEnd, ";").Replace(text)
}

// withoutTags removes the elements of HTML, and all within those that show
// nothing or may not be there.
func withoutTags(text string) string {
	if !strings.Contains(text, "<") {
		return text
	}
	var b strings.Builder
	for {
		i := strings.IndexByte(text, '<')
		if i < 0 || i+1 == len(text) {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(text[:i])
		text = text[i:]
		name, n := tag(text)
		switch {
		case n == 0:
			b.WriteByte('<')
			n = 1
		case name == "br":
			b.WriteByte('\n')
		case hidden(name):
			n = endOfElement(text, n, name)
		}
		text = text[n:]
	}
}

// tag returns the name of the tag that a text begins with, in lower case, and
// its length; 0 if there is none. One that is not closed reaches to the end.
func tag(text string) (name string, n int) {
	i := 1
	switch text[1] {
	case '!', '?':
		if strings.HasPrefix(text, "<!--") {
			return "", endAfter(text, "-->")
		}
		return "", endAfter(text, ">")
	case '/':
		i++
	}
	start := i
	for i < len(text) && (isAlnum(text[i]) || i > start && text[i] == '-') {
		i++
	}
	if i == start || isDigit(text[start]) {
		if text[1] == '/' && len(text) > 2 {
			return "", endAfter(text, ">")
		}
		return "", 0
	}
	name = strings.ToLower(text[start:i])
	if text[1] == '/' && name != "br" {
		name = ""
	}
	quote := byte(0)
	for ; i < len(text); i++ {
		switch c := text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && text[i-1] == '=':
			quote = c
		case c == '>':
			return name, i + 1
		}
	}
	return "", len(text)
}

func endAfter(text, mark string) int {
	if i := strings.Index(text, mark); i >= 0 {
		return i + len(mark)
	}
	return len(text)
}

// hidden reports the elements that are left out with all within.
func hidden(name string) bool {
	switch name {
	case "script", "style", "iframe", "noscript", "template", "title", "xmp", "noembed", "noframes", "video", "audio":
		return true
	}
	return false
}

func endOfElement(text string, from int, name string) int {
	rest := text[from:]
	for i := 0; ; {
		n := strings.Index(rest[i:], "</")
		if n < 0 {
			return len(text)
		}
		i += n + 2
		if len(rest) >= i+len(name) && strings.EqualFold(rest[i:i+len(name)], name) {
			return from + i + endAfter(rest[i:], ">")
		}
	}
}

// withoutIcons removes the icons of Font Awesome, such as fa:fa-user, and the
// blanks that kept one apart from the text.
func withoutIcons(text string) string {
	if !strings.Contains(text, ":fa-") {
		return text
	}
	var b strings.Builder
	for {
		i := strings.Index(text, ":fa-")
		if i < 0 {
			b.WriteString(text)
			return b.String()
		}
		n := i + len(":fa-")
		for n < len(text) && (isWord(text[n]) || text[n] == '-') {
			n++
		}
		start := iconStart(text[:i])
		if start < 0 || n == i+len(":fa-") {
			b.WriteString(text[:n])
			text = text[n:]
			continue
		}
		b.WriteString(text[:start])
		text = withoutGap(&b, text[n:])
	}
}

// withoutGap returns what follows an icon that was removed, without the blanks that
// are there before it as well, or that have nothing on the other side.
func withoutGap(before *strings.Builder, text string) string {
	const blanks = " \t"
	have, rest := before.String(), strings.TrimLeft(text, blanks)
	switch {
	case rest == "":
		before.Reset()
		before.WriteString(strings.TrimRight(have, blanks))
	case have != "" && !strings.ContainsAny(have[len(have)-1:], blanks+"\n"):
		return text
	}
	return rest
}

// iconStart returns where the set of an icon begins that a text ends with, -1
// if it ends with none.
func iconStart(text string) int {
	for _, set := range []string{"fa", "fab", "fak", "fal", "far", "fas"} {
		if strings.HasSuffix(text, set) {
			return len(text) - len(set)
		}
	}
	return -1
}
