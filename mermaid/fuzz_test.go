package mermaid_test

import (
	"bytes"
	"html"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/mermaid"
)

// The statements of the fuzzed document, each in a line of its own. What is
// between quotes has none of the characters that end it, and every id is made
// of what Mermaid's grammar allows.
const (
	idPattern    = `([A-Za-z0-9_]+(?:[-./][A-Za-z0-9_]+)*)`
	textPattern  = `((?:[A-Za-z0-9]+(?: [A-Za-z0-9]+)*)|"[^"\n]*")`
	labelPattern = `(?:\[` + textPattern + `\])?`
)

func statements() []*regexp.Regexp {
	lines := []string{
		`graph TD;`,
		`  accDescr: (.*)`,
		`  ` + idPattern + labelPattern + `;`,
		`  subgraph ` + idPattern + labelPattern + `;`,
		`    ` + idPattern + `(?:\(\[` + textPattern + `\]\));`,
		`  end`,
		`  ` + idPattern + ` ` + idPattern + `@-->(?:\|` + textPattern + `\|)? ` + idPattern + `;`,
		`  class ` + idPattern + ` ` + idPattern + `;`,
		`  click ` + idPattern + ` (?:href "([^"\s]*)"|call void\(\))(?: ("[^"\n]*"))?;`,
	}
	out := make([]*regexp.Regexp, len(lines))
	for i, l := range lines {
		out[i] = regexp.MustCompile(`^` + l + `$`)
	}
	return out
}

func FuzzWrite(f *testing.F) {
	links := []string{"https://example.com/direction TB", `a"b`, "#a;b", "?%%{init: {}}%%", "mailto:a@b.c"}
	for i, text := range graphtest.Texts() {
		f.Add(text, graphtest.IDs()[i], links[i%len(links)])
	}
	patterns := statements()
	f.Fuzz(func(t *testing.T, text, id, url string) {
		g := &graph.Graph{Description: text}
		n := g.AddNode(id, "")
		n.Label, n.Tooltip, n.Link, n.Classes = text, text, url, []string{"c" + id}
		gr := g.AddGroup(id+"2", text)
		inner := gr.AddNode(id+" 2", "")
		inner.Shape, inner.Label = graph.Stadium, text
		g.AddEdge(n.ID, inner.ID, text).ID = id
		if g.Validate() != nil {
			require.Error(t, mermaid.Write(io.Discard, g, mermaid.Options{}))
			return
		}
		var b bytes.Buffer
		require.NoError(t, mermaid.Write(&b, g, mermaid.Options{}))
		got := parse(t, patterns, b.String())
		require.Len(t, got[0], 1)
		if text != "" {
			require.Equal(t, text, shown(got[1][0][1]), "description")
		}
		require.Equal(t, n.Text(), labelled(got[2][0]), "node")
		require.Equal(t, gr.Text(), labelled(got[3][0]), "group")
		require.Equal(t, inner.Text(), shown(got[4][0][2]), "node inside")
		require.Len(t, got[5], 1)
		link := got[6][0]
		require.Equal(t, text, shown(link[3]), "edge")
		require.Equal(t, []string{got[2][0][1], got[4][0][1]}, []string{link[1], link[4]}, "ends of the edge")
		require.Equal(t, got[2][0][1], got[7][0][1], "node of the class")
		names := map[string]bool{got[2][0][1]: true, got[3][0][1]: true, got[4][0][1]: true, link[2]: true}
		require.Len(t, names, 4, "four names")
		if n.Link != "" || n.Tooltip != "" {
			require.Equal(t, got[2][0][1], got[8][0][1], "node of the click")
			require.Equal(t, text, html.UnescapeString(shown(got[8][0][3])), "tooltip")
		}
	})
}

// parse takes a document apart into the matches of each statement.
func parse(t *testing.T, patterns []*regexp.Regexp, doc string) [][][]string {
	t.Helper()
	require.True(t, strings.HasSuffix(doc, "\n") && !strings.HasSuffix(doc, "\n\n"), "one line break at the end")
	got := make([][][]string, len(patterns))
	for line := range strings.SplitSeq(strings.TrimSuffix(doc, "\n"), "\n") {
		require.NotRegexp(t, `direction\s+(TB|BT|RL|LR|TD)|%%|classDef`, line)
		matched := false
		for i, p := range patterns {
			if m := p.FindStringSubmatch(line); m != nil && !matched {
				got[i] = append(got[i], m)
				matched = true
			}
		}
		require.True(t, matched, "%q is no statement", line)
	}
	return got
}

func labelled(m []string) string {
	if m[2] == "" {
		return m[1]
	}
	return shown(m[2])
}

// shown decodes a text the way Mermaid does: "#name;" becomes "&name;" and then
// a character. The line breaks and the elements that keep characters apart are
// the only HTML in it.
func shown(text string) string {
	text = strings.TrimSuffix(strings.TrimPrefix(text, `"`), `"`)
	text = strings.NewReplacer("<br/>", "\n", "<wbr/>", "").Replace(text)
	return html.UnescapeString(regexp.MustCompile(`#(\w+);`).ReplaceAllStringFunc(
		strings.ReplaceAll(text, "&", "&amp;"),
		func(e string) string {
			if e[1] >= '0' && e[1] <= '9' {
				return "&" + e
			}
			return "&" + e[1:]
		}))
}
