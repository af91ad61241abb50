// Package yamltext reads texts that should be YAML, and finds out what is wrong
// where they are not.
package yamltext

import (
	"errors"
	"io"
	"strings"

	"gopkg.in/yaml.v3"
)

// YAML 1.1, which the parser follows, ends a line at three characters that are
// ordinary in YAML 1.2 and in editors. They are put behind noncharacters, which
// no text has (see source.BadRune), while the parser looks at them.
const (
	nextLine, veiledNextLine           = "\u0085", "\U0001FFFE"
	lineSeparator, veiledLineSeparator = "\u2028", "\U0001FFFF"
	paraSeparator, veiledParaSeparator = "\u2029", "\U0002FFFE"
)

// Veil puts the line breaks that only YAML 1.1 has behind other characters, so that lines are those of editors. The columns
// stay the same.
func Veil(s string) string {
	if !strings.Contains(s, nextLine) && !strings.Contains(s, lineSeparator) && !strings.Contains(s, paraSeparator) {
		return s
	}
	return strings.NewReplacer(nextLine, veiledNextLine, lineSeparator, veiledLineSeparator,
		paraSeparator, veiledParaSeparator).Replace(s)
}

// Unveil undoes [Veil].
func Unveil(s string) string {
	if !strings.Contains(s, "\U0001FFFE"[:3]) && !strings.Contains(s, "\U0002FFFE"[:3]) {
		return s
	}
	return strings.NewReplacer(veiledNextLine, nextLine, veiledLineSeparator, lineSeparator,
		veiledParaSeparator, paraSeparator).Replace(s)
}

var errUnread = errors.New("the parser cannot read it")

// Parse returns the documents of a text up to the first mistake, which is the
// error. A panic of the parser is one too.
func Parse(r io.Reader) (docs []*yaml.Node, err error) {
	defer func() {
		if recover() != nil { // yaml.v3 does so on some comments
			err = errUnread
		}
	}()
	dec := yaml.NewDecoder(r)
	for {
		var doc yaml.Node
		switch err := dec.Decode(&doc); {
		case errors.Is(err, io.EOF):
			return docs, nil
		case err != nil:
			return docs, err
		}
		docs = append(docs, &doc)
	}
}
