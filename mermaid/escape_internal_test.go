package mermaid

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// What each text becomes, as Mermaid 11 and 12 read it back; peers/mermaid asks
// them.
func TestLabels(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"HTTP Request":    "HTTP Request",
		"two  spaces":     `"two #32;spaces"`,
		`say "hi"`:        `"say #quot;hi#quot;"`,
		"#foo;":           `"#35;foo;"`,
		"direction TB":    `"direction#32;TB"`,
		"end":             `"end"`,
		"%% no comment":   `"#37;#37; no comment"`,
		`C:\new`:          `"C:#92;new"`,
		"1. item":         `"1#46; item"`,
		"a\nb":            `"a<br/>b"`,
		"a<br/>b":         `"a#lt;br/#gt;b"`,
		"a\n\\n":          `"a<br/>#92;<wbr/>n"`,
		"ﬂ°°1¶ß":          `"#64258;°°1#182;ß"`,
		"a\nﬂ°°1¶ß":       `"a<br/>#64258;<wbr/>°°1#182;<wbr/>ß"`,
		"a\n$$x":          `"a<br/>#36;<wbr/>#36;x"`,
		"classDef x":      `"#99;lassDef x"`,
		"a\tb":            `"a#9;b"`,
		"emoji 🚀 ünïcode": `"emoji 🚀 ünïcode"`,
	} {
		require.Equal(t, want, label(text), "%q", text)
	}
}
