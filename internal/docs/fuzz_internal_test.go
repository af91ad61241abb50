package docs

import (
	"bytes"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"
)

// FuzzFill fills any document with any content. It looks at the offsets of
// places, so it stands inside the package.
func FuzzFill(f *testing.F) {
	archive, err := txtar.ParseFile("testdata/cases.txtar")
	require.NoError(f, err)
	for i, file := range archive.Files {
		text := strings.NewReplacer("␍", "\r", "⇥", "\t", "⊞", "\uFEFF", "∎\n", "").Replace(string(file.Data))
		f.Add([]byte(text), "graph TD;\n  A --> B;\n", i%3, strings.Contains(file.Name, ".mdx"))
	}
	f.Add([]byte("> a\n{/* topodraw b */}\n{/* /topodraw */}\n"), "```\n> <!-- /topodraw -->", 1, true)
	f.Add([]byte("- ```mermaid\n  x\n  ```\n"), "\r\n\t-->", 2, false)
	f.Fuzz(func(t *testing.T, text []byte, generated string, kind int, mdx bool) {
		name := "d.md"
		if mdx {
			name = "d.mdx"
		}
		d, err := Parse(name, text)
		if err != nil {
			return
		}
		for _, diagram := range d.Diagrams {
			d.Convert(diagram, []Word{{Value: "a.mmd"}})
		}
		contents := make([]*Content, len(d.Places))
		for i, p := range d.Places {
			contents[i] = []*Content{Fence("mermaid", generated), Image(generated, "a.svg"), Picture(generated, generated, "d", p.Expression)}[uint(kind+i)%3]
		}
		filled, err := d.Fill(contents)
		if err != nil {
			require.ErrorContains(t, err, errMoved)
			return
		}
		outsideStays(t, d, filled)
		again, err := Parse(name, filled)
		require.NoError(t, err)
		require.Len(t, again.Places, len(d.Places))
		twice, err := again.Fill(contents)
		require.NoError(t, err)
		require.Equal(t, string(filled), string(twice))
		for i, p := range again.Places {
			require.False(t, again.Stale(p, contents[i]))
		}
	})
}

// outsideStays checks that what was before, between and behind the places is
// there in the same order, and that places are between whole lines.
func outsideStays(t *testing.T, d *Document, filled []byte) {
	t.Helper()
	last, rest := 0, filled
	for _, p := range d.Places {
		outside := d.Text[last:p.start]
		at := 0
		if last > 0 { // the content of the place before comes first
			at = bytes.Index(rest, outside)
			require.GreaterOrEqual(t, at, 0)
		}
		require.Equal(t, string(outside), string(rest[at:at+len(outside)]))
		rest = rest[at+len(outside):]
		last = p.end
		if p.before == "" {
			require.Equal(t, byte('\n'), d.Text[p.start-1])
			closing := string(d.Text[p.end:])
			closing = closing[strings.IndexAny(closing, "<{"):]
			require.True(t, strings.HasPrefix(closing, "<!--") || strings.HasPrefix(closing, "{/*"), closing)
		}
	}
	require.True(t, bytes.HasSuffix(rest, d.Text[last:]))
	if len(d.Places) == 0 {
		require.Equal(t, string(d.Text), string(filled))
	}
}
