package docs_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/internal/docs"
)

// contentOf returns a content for the options of a marker.
func contentOf(p *docs.Place) *docs.Content {
	for _, w := range p.Words {
		switch w.Name + "=" + w.Value {
		case "format=svg":
			return docs.Image("A [shop]", "img/a b.svg")
		case "picture=yes":
			return docs.Picture("A <shop>", "a.svg", "b.svg", p.Expression)
		case "fence=3":
			return docs.Fence("mermaid", "A[\"```\"]\n")
		}
	}
	return docs.Fence("mermaid", "graph TD;\n  A --> B;\n")
}

func contents(d *docs.Document) []*docs.Content {
	out := make([]*docs.Content, len(d.Places))
	for i, p := range d.Places {
		out[i] = contentOf(p)
	}
	return out
}

// TestCases fills the documents of testdata/cases.txtar, with line breaks of
// both kinds.
func TestCases(t *testing.T) {
	t.Parallel()
	archive, err := txtar.ParseFile("testdata/cases.txtar")
	require.NoError(t, err)
	files := make(map[string]string)
	for _, f := range archive.Files {
		text := strings.NewReplacer("␍", "\r", "⇥", "\t", "⊞", "\uFEFF", "∎\n", "").Replace(string(f.Data))
		files[f.Name] = text
	}
	cases := 0
	for name, before := range files {
		dir, part := filepath.Split(name)
		if part != "before" {
			continue
		}
		cases++
		after, changes := files[dir+"after"]
		if !changes {
			after = before
		}
		t.Run(filepath.Clean(dir), func(t *testing.T) {
			t.Parallel()
			document := filepath.Clean(dir)
			if filepath.Ext(document) == "" {
				document += ".md"
			}
			fills(t, document, before, after)
			if !strings.Contains(before, "\r") {
				windows := strings.NewReplacer("\n", "\r\n")
				fills(t, document, windows.Replace(before), windows.Replace(after))
			}
		})
	}
	require.GreaterOrEqual(t, cases, 60)
}

// fills checks that a document becomes another, which stays as it is.
func fills(t *testing.T, name, before, after string) {
	t.Helper()
	for _, text := range []string{before, after} {
		d, err := docs.Parse(name, []byte(text))
		require.NoError(t, err)
		got, err := d.Fill(contents(d))
		require.NoError(t, err)
		require.Equal(t, after, string(got))
		for i, c := range contents(d) {
			if text == after {
				require.False(t, d.Stale(d.Places[i], c))
				require.Empty(t, d.Diff(d.Places[i], c))
			}
		}
	}
}

func TestProblems(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ text, want string }{
		"no end": {
			"text\n\n<!-- topodraw a -->\n",
			"d.md:3:1: the place that this marker begins has no end (it ends at a line with <!-- /topodraw -->)",
		},
		"end in open code": {
			"<!-- topodraw a -->\n```\n<!-- /topodraw -->\n",
			"d.md:1:1: the place that this marker begins has no end (it ends at a line with <!-- /topodraw -->)",
		},
		"no beginning": {
			"- <!-- /topodraw -->\n",
			"d.md:1:3: this marker ends a place that does not begin",
		},
		"one in another": {
			"<!-- topodraw a -->\n<!-- topodraw b -->\n<!-- /topodraw -->\n<!-- /topodraw -->\n",
			"d.md:2:1: this marker stands between the markers of another place (end the place of line 1 before it: <!-- /topodraw -->)\n" +
				"d.md:4:1: this marker ends a place that does not begin",
		},
		"both in a line": {
			"<!-- topodraw a --><!-- /topodraw -->\n",
			"d.md:1:1: there is more in the line of this marker (put what follows on a line of its own)\n" +
				"d.md:1:1: the place that this marker begins has no end (it ends at a line with <!-- /topodraw -->)",
		},
		"text behind the end": {
			"<!-- topodraw a -->\n<!-- /topodraw --> text\n",
			"d.md:2:1: there is more in the line of this marker (put what follows on a line of its own)",
		},
		"options at the end": {
			"<!-- topodraw a -->\n<!-- /topodraw a -->\n",
			"d.md:2:1: the marker of an end has no options (<!-- /topodraw -->)",
		},
		"end outside of a quotation": {
			"> <!-- topodraw a -->\n\n<!-- /topodraw -->\n",
			"d.md:3:1: this marker is in another list item or quotation than that of line 1, which it ends",
		},
		"end in another item": {
			"- <!-- topodraw a -->\n- <!-- /topodraw -->\n",
			"d.md:2:3: this marker is in another list item or quotation than that of line 1, which it ends",
		},
		"open quotation mark": {
			"> <!-- topodraw ä.yaml\n>   alt=\"x -->\n> <!-- /topodraw -->\n",
			"d.md:2:5: a quotation mark in this word has no other to end it",
		},
		"old Mac line breaks": {
			"<!-- topodraw a -->\r<!-- /topodraw -->\r",
			"d.md:1:1: there is more in the line of this marker (put what follows on a line of its own)\n" +
				"d.md:1:1: the place that this marker begins has no end (it ends at a line with <!-- /topodraw -->)",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := docs.Parse("d.md", []byte(tt.text))
			require.EqualError(t, err, tt.want)
		})
	}
}

func TestWords(t *testing.T) {
	t.Parallel()
	text := "1. <!-- topodraw a.yaml ../k8s/ 'b c.yaml' ./x=y.yaml alt=\"Ä 'b'\" focus=A depth=\n   group='a\n   b' x=\"a\"'b' -->\n   <!-- /topodraw -->\n"
	d, err := docs.Parse("d.md", []byte(text))
	require.NoError(t, err)
	type word struct {
		name, value, pos string
	}
	var got []word
	for _, w := range d.Places[0].Words {
		got = append(got, word{w.Name, w.Value, w.Pos.String()})
		require.Equal(t, strings.Split(text, "\n")[w.Pos.Line-1], w.Source)
	}
	require.Equal(t, []word{
		{"", "a.yaml", "d.md:1:18"}, {"", "../k8s/", "d.md:1:25"}, {"", "b c.yaml", "d.md:1:33"}, {"", "./x=y.yaml", "d.md:1:44"},
		{"alt", "Ä 'b'", "d.md:1:55"}, {"focus", "A", "d.md:1:67"}, {"depth", "", "d.md:1:75"},
		{"group", "a b", "d.md:2:4"}, {"x", "ab", "d.md:3:7"},
	}, got)
	require.Equal(t, "d.md:1:4", d.Places[0].Pos.String())
}

func TestWordString(t *testing.T) {
	t.Parallel()
	for _, w := range []docs.Word{
		{Value: "a.yaml"}, {Value: "a b.yaml"}, {Value: "x=y"}, {Value: ""}, {Name: "alt", Value: ""},
		{Name: "alt", Value: `a "b"`}, {Name: "alt", Value: "it's"}, {Name: "out", Value: "a=b"},
	} {
		text := "<!-- topodraw " + w.String() + " -->\n<!-- /topodraw -->\n"
		d, err := docs.Parse("d.md", []byte(text))
		require.NoError(t, err)
		require.Len(t, d.Places[0].Words, 1, text)
		got := d.Places[0].Words[0]
		require.Equal(t, w, docs.Word{Name: got.Name, Value: got.Value}, text)
	}
}

func TestFenceBefore(t *testing.T) {
	t.Parallel()
	const markers = "<!-- topodraw -->\n<!-- /topodraw -->\n"
	for name, tt := range map[string]struct{ text, want string }{
		"right before":    {"```topodraw\na\n```\n" + markers, "a\n"},
		"blank between":   {"```topodraw\na\n```\n\n\n" + markers, "a\n"},
		"text between":    {"```topodraw\na\n```\ntext\n" + markers, ""},
		"other language":  {"```yaml\na\n```\n" + markers, ""},
		"in a list":       {"- ```topodraw\n  a\n  ```\n  <!-- topodraw -->\n  <!-- /topodraw -->\n", "a\n"},
		"outside of it":   {"- ```topodraw\n  a\n  ```\n\n" + markers, ""},
		"only the first":  {"```topodraw\na\n```\n" + markers + markers, "a\n"},
		"attributes":      {"```topodraw title=x\na\n```\n" + markers, "a\n"},
		"above in HTML":   {"```topodraw\na\n```\n<div>\n" + markers + "</div>\n", ""},
		"expression, MDX": {"```topodraw\na\n```\n{/* topodraw */}\n{/* /topodraw */}\n", "a\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, err := docs.Parse("d.mdx", []byte(tt.text))
			require.NoError(t, err)
			got := ""
			if f := d.Places[0].Fence; f != nil {
				got = f.Text
			}
			require.Equal(t, tt.want, got)
		})
	}
}

func TestConvert(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ before, after string }{
		"plain": {
			"a\n```mermaid\ngraph TD\n```\nb\n",
			"a\n<!-- topodraw \"x y.mmd\" out=x.svg -->\n![A](x.svg)\n<!-- /topodraw -->\nb\n",
		},
		"list, no last break": {
			"- ~~~ mermaid\r\n  graph TD\r\n  ~~~",
			"- <!-- topodraw \"x y.mmd\" out=x.svg -->\r\n  ![A](x.svg)\r\n  <!-- /topodraw -->",
		},
		"quotation": {
			"> ````mermaid\n> ```\n> `````  \n> text\n",
			"> <!-- topodraw \"x y.mmd\" out=x.svg -->\n> ![A](x.svg)\n> <!-- /topodraw -->  \n> text\n",
		},
		"byte order mark": {
			"\uFEFF```mermaid\n```\n",
			"\uFEFF<!-- topodraw \"x y.mmd\" out=x.svg -->\n![A](x.svg)\n<!-- /topodraw -->\n",
		},
		"no end":                 {"```mermaid\ngraph TD\n", ""},
		"end of the quotation":   {"> ```mermaid\n> graph TD\n```\ntext\n", ""},
		"generated":              {"<!-- topodraw a -->\n```mermaid\n```\n<!-- /topodraw -->\n", ""},
		"end of the list's item": {"- ```mermaid\n  graph TD\n```\n", ""},
		"other language":         {"```dot\n```\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, err := docs.Parse("d.md", []byte(tt.before))
			require.NoError(t, err)
			if tt.after == "" {
				require.Empty(t, d.Diagrams)
				return
			}
			require.Len(t, d.Diagrams, 1)
			d.Convert(d.Diagrams[0], []docs.Word{{Value: "x y.mmd"}, {Name: "out", Value: "x.svg"}})
			got, err := d.Fill([]*docs.Content{docs.Image("A", "x.svg")})
			require.NoError(t, err)
			require.Equal(t, tt.after, string(got))
		})
	}
}

// TestMoved has a content that would end the quotation of its markers.
func TestMoved(t *testing.T) {
	t.Parallel()
	text := "ok\n<!-- topodraw a -->\n<!-- /topodraw -->\n\n> a\n{/* topodraw b */}\n{/* /topodraw */}\n"
	d, err := docs.Parse("d.mdx", []byte(text))
	require.NoError(t, err)
	require.Len(t, d.Places, 2)
	c := docs.Fence("mermaid", "graph TD;")
	_, err = d.Fill([]*docs.Content{c, c})
	require.ErrorContains(t, err, "d.mdx:6:1: what is generated would not stay between its markers here")
}

func TestDiff(t *testing.T) {
	t.Parallel()
	text := "1\n2\n3\n4\n<!-- topodraw a -->\nold\n<!-- /topodraw -->\n8\n9\n10\n11\n<!-- topodraw a -->\nold\n<!-- /topodraw -->"
	d, err := docs.Parse("d.md", []byte(text))
	require.NoError(t, err)
	require.Equal(t, "--- d.md\n+++ d.md\n@@ -10,5 +10,5 @@\n 10\n 11\n <!-- topodraw a -->\n-old\n+![a](b)\n"+
		" <!-- /topodraw -->\n\\ No newline at end of file\n", d.Diff(d.Places[1], docs.Image("a", "b")))
	require.Equal(t, "a\nb\n… and 2 more lines\n", docs.Cut("a\nb\nc\nd\n", 2))
	require.Equal(t, "a\nb\n", docs.Cut("a\nb\n", 2))
}

func TestContent(t *testing.T) {
	t.Parallel()
	require.Equal(t, "```dot\na\r\nb\n```", docs.Fence("dot", "a\r\nb\r\n\n").Text)
	require.Equal(t, "`````x\n````\n`````", docs.Fence("x", "````").Text)
	require.Equal(t, `![a \<b\> \*\_c\`+"\\`"+` \!\[\]\(](<>)`, strings.NewReplacer("(\\]", "x").Replace(`![a \<b\> \*\_c\`+"\\`"+` \!\[\]\(](<>)`))
	require.Equal(t, "![a \\<b\\> \\*\\_c\\`\\!\\[\\] \\\\ \\{d\\}](a%28%22%26.svg)", docs.Image(" a <b>\n*_c`![]\t\\ {d} ", `a("&.svg`).Text)
	require.Contains(t, docs.Picture(`"a" <b> {c}`, "l", "d", false).Text, `alt="&#34;a&#34; &lt;b&gt; &#123;c}"`)
}
