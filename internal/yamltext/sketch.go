package yamltext

import "strings"

// sketch is what a text looks like that is no YAML: line by line, and without
// the parser's rules for what may follow what. It is what messages about syntax
// go by, so it may be wrong about odd texts.
type sketch struct {
	text  string
	lines []sketchLine
	// open are the offsets of the brackets that are not closed.
	open []int
	// begin says that a value may begin here, colons how many have been on this
	// line in this part of a flow mapping.
	begin  bool
	colons int
}

// sketchLine has offsets of what is remarkable in a line; -1 is none.
type sketchLine struct {
	start, end int
	// first is the first character that is no space or tab.
	first int
	// colons are the colons that end a key outside of brackets, and inner is
	// one too many within.
	colons []int
	inner  int
	// quote opens a text that is not closed on the line.
	quote int
	// after is what follows directly on a closing quote or bracket.
	after int
	// nested is a bracket in brackets that follows on a text.
	nested int
	// comment is the # of one.
	comment int
}

// newSketch looks at a text up to an offset.
func newSketch(text string, lines []int, upto int) *sketch {
	k := &sketch{text: text}
	for i, start := range lines {
		if start > upto {
			break
		}
		end := len(text)
		if i+1 < len(lines) {
			end = lines[i+1]
		}
		k.line(start, start+len(strings.TrimRight(text[start:end], "\r\n")), upto)
	}
	return k
}

func (k *sketch) line(start, end, upto int) {
	l := sketchLine{start: start, end: end, inner: -1, quote: -1, after: -1, nested: -1, comment: -1}
	l.first = start + len(k.text[start:end]) - len(strings.TrimLeft(k.text[start:end], " \t"))
	k.begin = k.begin || len(k.open) == 0
	k.colons = 0
	for i := l.first; i < end; {
		if len(k.open) > 0 && i > upto {
			break // brackets count up to where the parser gave up
		}
		i = k.step(&l, i)
	}
	k.lines = append(k.lines, l)
}

// step looks at the character at i and returns where to go on.
func (k *sketch) step(l *sketchLine, i int) int {
	c, rest := k.text[i], k.text[i:l.end]
	switch {
	case c == ' ' || c == '\t':
		return i + 1
	case c == '#' && (i == l.start || k.text[i-1] == ' ' || k.text[i-1] == '\t'):
		l.comment = i
		return l.end
	case k.begin && len(k.open) == 0 && (strings.HasPrefix(rest, "- ") || rest == "-"):
		return i + 1
	case k.begin && (c == '"' || c == '\''):
		return k.quoted(l, i)
	case k.begin && (c == '[' || c == '{'):
		k.open = append(k.open, i)
		k.colons = 0
	case len(k.open) > 0 && (c == '[' || c == '{'):
		l.nested = i
	case len(k.open) > 0 && (c == ']' || c == '}'):
		return k.close(l, i)
	case len(k.open) > 0 && c == ',':
		k.begin, k.colons = true, 0
	case c == ':' && (len(rest) == 1 || rest[1] == ' ' || rest[1] == '\t'):
		k.colon(l, i)
	default:
		k.begin = false
	}
	return i + 1
}

func (k *sketch) colon(l *sketchLine, i int) {
	k.begin = true
	if len(k.open) == 0 {
		l.colons = append(l.colons, i)
		return
	}
	if k.colons++; k.colons > 1 && l.inner < 0 {
		l.inner = i
	}
}

func (k *sketch) close(l *sketchLine, i int) int {
	k.open = k.open[:len(k.open)-1]
	k.begin = false
	k.follows(l, i+1)
	return i + 1
}

func (k *sketch) quoted(l *sketchLine, i int) int {
	k.begin = false
	for j := i + 1; j < l.end; j++ {
		switch {
		case k.text[i] == '"' && k.text[j] == '\\':
			j++
		case k.text[j] == k.text[i] && k.text[i] == '\'' && j+1 < l.end && k.text[j+1] == '\'':
			j++
		case k.text[j] == k.text[i]:
			k.follows(l, j+1)
			return j + 1
		}
	}
	l.quote = i
	return l.end
}

// follows notes what comes after the end of a quoted text or a list, if it may
// not.
func (k *sketch) follows(l *sketchLine, i int) {
	rest := strings.TrimLeft(k.text[i:l.end], " \t")
	at := l.end - len(rest)
	fine := rest == "" || rest[0] == ':' && (len(rest) == 1 || rest[1] == ' ' || len(k.open) > 0) ||
		rest[0] == '#' && at > i || len(k.open) > 0 && strings.Contains(",]}", rest[:1])
	if !fine && l.after < 0 {
		l.after = at
	}
}

// misaligned returns the first line, counted from 0, whose indentation goes
// back to none of the lines above it, or -1.
func (k *sketch) misaligned() int {
	stack := []int{}
	for i, l := range k.lines {
		if l.first == l.end || l.comment == l.first {
			continue
		}
		indent := l.first - l.start
		deeper := len(stack) == 0 || indent > stack[len(stack)-1]
		for len(stack) > 0 && stack[len(stack)-1] > indent {
			stack = stack[:len(stack)-1]
		}
		if !deeper && (len(stack) == 0 || stack[len(stack)-1] != indent) {
			return i
		}
		if deeper {
			stack = append(stack, indent)
		}
		for rest := k.text[l.first:l.end]; strings.HasPrefix(rest, "- "); {
			inner := strings.TrimLeft(rest[1:], " ")
			indent += len(rest) - len(inner)
			stack = append(stack, indent)
			rest = inner
		}
	}
	return -1
}
