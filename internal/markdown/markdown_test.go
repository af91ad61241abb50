package markdown_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/markdown"
)

const document = "# The *shop*\n" + // 1
	"```mermaid title=\"x\"\n" + // 2
	"graph TD\n" +
	"  A --> B\n" +
	"```\n" +
	"```yaml\nmermaid: no\n```\n" + // 6
	"Two\nlines `here`\n===\n" + // 9
	"> - item\n" + // 12
	">   ~~~mermaid\n" + // 13
	">   graph LR\n" +
	">   ~~~\n" +
	"\n    ```mermaid\n    indented code\n    ```\n" + // 16
	"````text\n```mermaid\nshown\n```\n````\n" + // 20
	"```mermaid\n```\n" + // 25
	"```mermaid\ngraph BT" // 27

func TestFences(t *testing.T) {
	t.Parallel()
	type found struct {
		heading, text string
		line          int
	}
	for name, doc := range map[string]string{"LF": document, "CRLF": strings.ReplaceAll(document, "\n", "\r\n")} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []found
			for _, f := range markdown.Fences([]byte(doc), "mermaid") {
				require.Equal(t, "mermaid", f.Language)
				got = append(got, found{f.Heading, strings.ReplaceAll(f.Text, "\r\n", "\n"), f.Line})
			}
			require.Equal(t, []found{
				{"The shop", "graph TD\n  A --> B\n", 2},
				{"Two lines here", "graph LR\n", 13},
				{"Two lines here", "", 25},
				{"Two lines here", "graph BT\n", 27},
			}, got)
		})
	}
	require.Empty(t, markdown.Fences(nil, "mermaid"))
}

func TestPlace(t *testing.T) {
	t.Parallel()
	fences := markdown.Fences([]byte(document), "mermaid")
	for _, tt := range []struct {
		fence, line, col int
		want             graph.Pos
		source           string
	}{
		{0, 2, 3, graph.Pos{File: "d", Line: 4, Col: 3}, "  A --> B"},
		{0, 3, 1, graph.Pos{File: "d", Line: 4, Col: 10}, "  A --> B"}, // behind the end
		{1, 1, 7, graph.Pos{File: "d", Line: 14, Col: 11}, ">   graph LR"},
		{2, 1, 1, graph.Pos{File: "d", Line: 25, Col: 1}, ""},
		{3, 0, 0, graph.Pos{File: "d", Line: 28, Col: 1}, "graph BT"},
	} {
		got, source := fences[tt.fence].Place(graph.Pos{File: "d", Line: tt.line, Col: tt.col})
		require.Equal(t, tt.want, got)
		require.Equal(t, tt.source, source)
	}
}

func TestScan(t *testing.T) {
	t.Parallel()
	text := "\uFEFF---\n<!-- no -->\n---\n" + // 1
		"- <!-- ä one -->\r\n" + // 4
		"  ```x\r\n  a\r\n  ```\r\n" + // 5
		"> <!--\n> two --> more\n" + // 8
		"\n<div>\n <!-- three -->\n</div>\n" + // 11
		"\n{/* four */}\n" // 15
	type comment struct {
		text, prefix, lineBreak string
		pos                     graph.Pos
		extent                  string
		alone, raw, expression  bool
	}
	var got []comment
	for _, item := range markdown.Scan([]byte(text), markdown.Syntax{MDX: true}) {
		if f := item.Fence; f != nil {
			require.Equal(t, "```x\r\n  a\r\n  ```", text[f.Start:f.End])
			continue
		}
		c := item.Comment
		pos, source := c.Pos()
		require.Equal(t, strings.Split(strings.ReplaceAll(text, "\r", ""), "\n")[pos.Line-1], source)
		got = append(got, comment{c.Text, c.Prefix, c.Break, pos, text[c.Start:c.End], c.Alone, c.Raw, c.Expression})
	}
	require.Equal(t, []comment{
		{" ä one ", "  ", "\r\n", graph.Pos{Line: 4, Col: 3}, "- <!-- ä one -->\r\n", true, false, false},
		{"\ntwo ", "> ", "\n", graph.Pos{Line: 8, Col: 3}, "> <!--\n> two --> more\n", false, false, false},
		{" three ", " ", "\n", graph.Pos{Line: 12, Col: 2}, " <!-- three -->\n", true, true, false},
		{" four ", "", "\n", graph.Pos{Line: 15, Col: 1}, "{/* four */}\n", true, false, true},
	}, got)
	for _, item := range markdown.Scan([]byte(text), markdown.Syntax{}) {
		require.False(t, item.Comment != nil && item.Comment.Expression)
	}
	in, source := markdown.Scan([]byte("> <!--\n>  ä two -->"), markdown.Syntax{})[0].Comment.Place(len("\nä "))
	require.Equal(t, graph.Pos{Line: 2, Col: 6}, in)
	require.Equal(t, ">  ä two -->", source)
}
