package manifest

import (
	"bytes"
	"strings"

	"github.com/topodraw/topodraw/internal/source"
)

// detected is how much of a text Detect looks at.
const detected = 64 << 10

// Detect reports whether a text looks like a manifest: whether, in its first
// 64 KiB, a document has the keys apiVersion and kind at its top, in YAML or in
// JSON. A list whose kind comes after that much of its items is known by them.
// One of the two keys is enough beside metadata, spec, data or stringData: what
// is wrong then is to be told as of a manifest, and no Secret shown by those who
// do not know what it is.
func Detect(text []byte) bool {
	text = bytes.TrimPrefix(text, []byte("\uFEFF"))
	if bytes.HasPrefix(text, []byte("\xFF\xFE")) || bytes.HasPrefix(text, []byte("\xFE\xFF")) {
		// UTF-16 is refused by the reader, which says so. In a file of the size that is
		// looked at, ASCII in it has a NUL beside every letter.
		text = bytes.ReplaceAll(text[2:min(len(text), detected)], []byte{0}, nil)
	}
	whole := len(text) <= detected
	text = text[:min(len(text), detected)]
	var in input
	in.file = &File{}
	in.cut(source.New("", 0, string(text)))
	for i, d := range in.documents {
		var k topKeys
		if s := strings.TrimLeft(d.text, " \t\r\n"); s != "" && s[0] == '{' {
			k.flow(s)
		} else {
			k.block(d.text)
		}
		cut := !whole && i == len(in.documents)-1
		if k.version && (k.kind || k.items && cut) || (k.version || k.kind) && k.body {
			return true
		}
	}
	return false
}

// topKeys are the keys at the top of a document that tell what it is.
type topKeys struct{ version, kind, items, body bool }

func (k *topKeys) note(key string) {
	switch strings.Trim(key, "\"' \t") {
	case "apiVersion":
		k.version = true
	case "kind":
		k.kind = true
	case "items":
		k.items = true
	case "metadata", "spec", "data", "stringData":
		k.body = true
	}
}

// block notes the keys of a block mapping: what begins at the column of its
// first line.
func (k *topKeys) block(text string) {
	indent := -1
	// A CR by itself is a line break to YAML.
	for line := range strings.Lines(strings.ReplaceAll(text, "\r", "\n")) {
		if isBlank(line) || line[0] == '%' || isMarker(line, "---") {
			continue
		}
		content := strings.TrimLeft(line, " ")
		if indent < 0 {
			indent = len(line) - len(content)
		}
		if key, _, ok := strings.Cut(content, ":"); ok && len(line)-len(content) == indent {
			k.note(key)
		}
	}
}

// flow notes the keys of a mapping in braces.
func (k *topKeys) flow(text string) {
	depth, start := 0, 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '"', '\'':
			i += quotedLen(text[i:]) - 1
		case '{', '[':
			depth++
			start = i + 1
		case '}', ']':
			depth--
		case ',':
			start = i + 1
		case ':':
			if depth == 1 {
				k.note(strings.TrimSpace(text[start:i]))
			}
		}
	}
}

// quotedLen returns the length of the text in quotes that another begins with.
func quotedLen(s string) int {
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && s[0] == '"':
			i++
		case s[i] == s[0]:
			return i + 1
		}
	}
	return len(s)
}
