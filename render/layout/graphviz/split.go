package graphviz

import "bytes"

// graphs cuts a text in the DOT language into its graphs, because go-graphviz
// reads only the first of a text. Lines are kept: every piece begins with as
// many line breaks as stand before it, so that errors name the right line.
// What cannot be told apart is left as it is, for Graphviz to complain about.
func graphs(dot []byte) [][]byte {
	var out [][]byte
	begin, depth, lines := 0, 0, 0
	for i := 0; i < len(dot); {
		n, kind := scan(dot[i:], i == 0 || dot[i-1] == '\n')
		i += n
		switch kind {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				out = append(out, piece(dot[begin:i], lines))
				lines += bytes.Count(dot[begin:i], []byte("\n"))
				begin = i
			}
		}
	}
	if rest := dot[begin:]; !blank(rest) {
		out = append(out, piece(rest, lines))
	}
	return out
}

func piece(dot []byte, lines int) []byte {
	return append(bytes.Repeat([]byte("\n"), lines), dot...)
}

// blank reports whether a text has nothing but space and comments.
func blank(dot []byte) bool {
	for i := 0; i < len(dot); {
		n, kind := scan(dot[i:], i == 0 || dot[i-1] == '\n')
		if kind != ' ' {
			return false
		}
		i += n
	}
	return true
}

// scan returns the length of the first token and its kind: a brace, a space
// for what separates tokens, or anything else.
func scan(dot []byte, lineStart bool) (n int, kind byte) {
	switch {
	case dot[0] == '"':
		return quoted(dot), '"'
	case dot[0] == '<':
		return markup(dot), '<'
	case bytes.HasPrefix(dot, []byte("/*")):
		return upTo(dot, 2, "*/"), ' '
	case bytes.HasPrefix(dot, []byte("//")), dot[0] == '#' && lineStart:
		return upTo(dot, 1, "\n"), ' '
	case bytes.IndexByte([]byte(" \t\r\n\ufeff"), dot[0]) >= 0:
		return 1, ' '
	}
	return 1, dot[0]
}

func upTo(dot []byte, from int, end string) int {
	if i := bytes.Index(dot[from:], []byte(end)); i >= 0 {
		return from + i + len(end)
	}
	return len(dot)
}

// quoted returns the length of a string in quotes.
func quoted(dot []byte) int {
	for i := 1; i < len(dot); i++ {
		switch dot[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(dot)
}

// markup returns the length of an HTML-like string, in which angle brackets
// nest.
func markup(dot []byte) int {
	depth := 0
	for i, c := range dot {
		switch c {
		case '<':
			depth++
		case '>':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(dot)
}
