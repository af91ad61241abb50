package mermaid_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/source"
	"github.com/topodraw/topodraw/mermaid"
)

// read reads a text that has to be right, and returns the messages of its
// warnings with their places.
func read(t *testing.T, text string) (g *graph.Graph, warnings []string) {
	t.Helper()
	g, err := mermaid.Read(strings.NewReader(text), "f.mmd", mermaid.ReadOptions{
		Warn: func(d graph.Diagnostic) { warnings = append(warnings, d.Error()) },
	})
	require.NoError(t, err)
	return g, warnings
}

// rewritten writes a graph with the zero Options.
func rewritten(t *testing.T, g *graph.Graph) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, mermaid.Write(&b, g, mermaid.Options{}))
	return b.String()
}

func TestReadSeedFlows(t *testing.T) {
	t.Parallel()
	for _, text := range []string{loadBalancer, thanosProxy} {
		g, warnings := read(t, text)
		require.Empty(t, warnings)
		require.Equal(t, text, rewritten(t, g))
	}
}

func TestReadSharedSeeds(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../shared/seed/*.mmd")
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("there is no ../shared/seed")
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		require.NoError(t, err)
		g, _ := read(t, string(text))
		require.Equal(t, string(text), rewritten(t, g), f)
	}
}

func TestReadModel(t *testing.T) {
	t.Parallel()
	g, warnings := read(t, `---
title: Orders
config:
  theme: dark
---
%%{init: {"look": "neo"}}%%
flowchart LR
  accTitle: Short
  accDescr: How an #quot;order#quot; flows
  %% a comment
  A([Web shop]):::hot & B --> |"calls<br/>twice"| C[(Orders)]
  subgraph zone [Inner zone]
    direction TB
    C <-.-> D["`+"`**bold** word`"+`"]
  end
  B e1@x== thick ==x zone
  e1@{ animate: true }
  B ----o A@{ shape: tri, label: Third }
  style A fill:#f9f,stroke-width:2px,opacity:0.5
  classDef hot fill:#c00,color:white
  linkStyle 0,1 stroke:red
  linkStyle 0 interpolate basis
  click A href "https://example.com/a" "Open" _blank
  click B call show("x") "Callback"
`)
	require.Empty(t, warnings)
	want := &graph.Graph{Title: "Orders", Description: `How an "order" flows`, Direction: graph.Right}
	want.Attrs = graph.Attrs{
		{Key: "mermaid.accTitle", Value: "Short"},
		{Key: "mermaid.init", Value: `%%{init: {"look": "neo"}}%%`},
		{Key: "mermaid.title", Value: "Orders"},
		{Key: "mermaid.config", Value: "theme: dark"},
		{Key: "mermaid.diagram", Value: "flowchart"},
		{Key: "mermaid.textColor", Value: "page"},
	}
	want.AddClass("hot", graph.Style{Fill: "#c00", Color: "white"})
	zone := want.AddGroup("zone", "Inner zone")
	zone.Direction = graph.Down
	a := want.AddNode("A", "")
	a.Label, a.Shape, a.Classes, a.Link, a.Tooltip = "Third", graph.Trapezoid, []string{"hot"}, "https://example.com/a", "Open"
	a.Style = graph.Style{Fill: "#f9f", StrokeWidth: 2}
	a.Attrs = graph.Attrs{{Key: "mermaid.shape", Value: "tri"}, {Key: "mermaid.style", Value: "opacity:0.5"}, {Key: "mermaid.target", Value: "_blank"}}
	b := want.AddNode("B", "")
	b.Tooltip, b.Attrs = "Callback", graph.Attrs{{Key: "mermaid.click", Value: `call show("x")`}}
	c := zone.AddNode("C", "")
	c.Label, c.Shape = "Orders", graph.Cylinder
	d := zone.AddNode("D", "")
	d.Label, d.Attrs = "bold word", graph.Attrs{{Key: "mermaid.label", Value: "`**bold** word`"}}
	for _, from := range []*graph.Node{a, b} {
		from.To(c, "calls\ntwice").Style.Stroke = "red"
	}
	want.Edges()[0].Attrs.Set("mermaid.curve", "basis")
	between := c.To(d, "")
	between.Line, between.Tail = graph.Dotted, graph.ArrowNormal
	thick := b.To(zone, "thick")
	thick.ID, thick.Line, thick.Head, thick.Tail = "e1", graph.Thick, graph.ArrowCross, graph.ArrowCross
	long := b.To(a, "")
	long.Head, long.Attrs = graph.ArrowCircle, graph.Attrs{{Key: "mermaid.length", Value: "3"}}
	thick.Attrs = graph.Attrs{{Key: "mermaid.animate", Value: "true"}}
	require.Equal(t, want, source.WithoutPlaces(g))
}

// What was written again is read as the same, and written the same.
func TestReadModelAgain(t *testing.T) {
	t.Parallel()
	for _, text := range texts() {
		g, _ := read(t, text)
		first := rewritten(t, g)
		again, _ := read(t, first)
		require.Equal(t, first, rewritten(t, again), text)
	}
}

// texts are flowcharts of every kind of statement.
func texts() []string {
	return []string{
		loadBalancer, thanosProxy,
		"graph", "graph\n", "flowchart-elk RL\nA", "graph BR; A", "graph >; A-->B", "graph TB\r\nA\r\n-->\r\nB\r\n", "\uFEFFgraph LR;A;",
		"graph\nA & B --> C & D e1@-- \"x\" y --> E:::c1\ne1@{ curve: linear }\nclass A,B c2",
		"graph\nA(a) --- B([b]) -.- C[[c]] === D[(d)] ~~~ E((e)) --o F(((f))) --x G>g] <--> H{h} o--o I{{i}} x--x J[/j/]\nK[\\k\\]\n",
		"graph\nK[\\k\\] --> L[/l\\] --> M[\\m/] --> N(-n-) --> O[|p:q|o]",
		"graph\nA@{ shape: odd, label: \"**b**\" }\nB@{ icon: \"fa:x\", form: circle, pos: t, w: 30, h: 40 }\nC@{ img: \"x.png\", constraint: on }",
		"graph\nsubgraph a b\nA\nend\nsubgraph c[\"x#quot;\"]\ndirection RL\nsubgraph \"d\"\nB-->A\nend\nend\nc@{ view: collapsed }\nc --> B\nstyle c fill:red",
		"graph\nA-->B\nclassDef default fill:#fff,rx:5\nclassDef x,y stroke-dasharray:5\\,2\nclass A x\nlinkStyle default stroke:red,opacity:.5\nlinkStyle default interpolate basis\nlinkStyle 0 color:blue",
		"graph\nA[\"`*md* and\n more`\"] -- \"`_x_`\" --> B[\"<b>x</b> fa:fa-user y\"]\nA -->|a<br>b| B",
		"graph\nclick A call f(1, \"x\") \"tip\"\nA-->B\nclick A g \"#lt;b#gt;\"\nclick B \"ftp://x\" _top\nclick A \"https://x/y z\" \"t\" _self",
		"graph\naccDescr {\n  one\n  two\n}\naccTitle: T\nA",
		"---\ntitle: a \"b\" # c\nconfig:\n  x: {y: [1, 2]}\n---\n%%{init: {\"a\": 1}}%%\n%% c\ngraph TD\nA%%{wrap}%%",
		"graph\nA[direction TB]\nsubgraph g\ndirection LR x\nB[\" \"]\nend",
		"graph\nä1-->ö%+,x\nsubgraph ü\nß\nend\nclass ß é",
		"graph\nA ---> B ----x C -...-> D ====> E ~~~~~ F <---- G",
		"graph\nsubgraph end^^\nend\na,b:::c --> d",
		"graph\nA <-- x --o B\nA x-- y ----x B",
		"graph\nA:::x\nsubgraph g\nend\nclassDef x fill:a: # b: #3\nstyle A rx: #3\nstyle g rx: #x\nclassDef y rx: #3,fill:#eee;\nclass g y",
		"graph LR\n  a:::hot --> b\n  classDefkkkkkkkll:#f00,font-size:20px,font-style",
		"graph LR\n  a --> b --> c\n  linkStyle default stroke:#f0,\t",
		"graph LR\n  a --> b --> c\n  linkStyle default stroke:#f0, \t,opacity:.5 ",
		"graph TD\nA[<html>] -- <html> --> B{{\"<html=\"}}\ns\"",
		"graph\nxclassDef:x[a] classDef1@-- style:#35; --> b\nsubgraph xclassDef:y[style:#35;]\nend",
	}
}

const quoteHint = `put a text with brackets or quotes into quotes, and write a quote as #quot;`

func TestReadProblems(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ text, want string }{
		"empty":     {"", `f.mmd:1:1: there is no diagram (a flowchart begins with graph or flowchart and a direction)`},
		"no header": {"A --> B", `f.mmd:1:1: expected graph or flowchart, not "A --> B" (a flowchart begins with graph or flowchart and a direction)`},
		"another":   {"%% x\n\nsequenceDiagram\nA->>B: x", `f.mmd:3:1: this is a sequence diagram; only flowcharts can be read (a flowchart begins with graph or flowchart and a direction)`},
		"direction": {"graph TX\nA[", `f.mmd:1:7: expected a direction: TB, TD, BT, RL or LR, not "TX"` + "\n" +
			`f.mmd:2:2: "[" is not closed`},
		"all of them": {"graph TD\nA --> B[x (y)]\nok --> ok2\n  C -- --> D\nstyle E\nlinkStyle 7 stroke:red\nF{x]",
			`f.mmd:2:11: expected "]", not "(" (put a text with brackets or quotes into quotes, and write a quote as #quot;)` + "\n" +
				`f.mmd:4:8: expected a text, not "-->"` + "\n" +
				`f.mmd:5:8: expected a space and a style, such as fill:#f9f, not the end of the line` + "\n" +
				`f.mmd:6:11: there is no link 7 (links are counted from 0, and before the statement)` + "\n" +
				`f.mmd:7:4: expected "}", not "]"`},
		"keyword":      {"graph TD\nA --> end", `f.mmd:2:7: expected the id of a node, not "end" (the word has a meaning of its own; write it with a capital, or give the node another id)`},
		"not closed":   {"graph TD\nsubgraph x\n  subgraph y\nA", "f.mmd:2:1: the subgraph is not closed (write \"end\" on a line after its last statement)\nf.mmd:3:3: the subgraph is not closed (write \"end\" on a line after its last statement)"},
		"closed twice": {"graph TD\nA\nend", `f.mmd:3:1: "end" without a subgraph (a node cannot have this id)`},
		"shape":        {"graph TD\nA@{ shape: blob }", `f.mmd:2:2: there is no shape "blob" (see https://mermaid.js.org/syntax/flowchart.html for the names of shapes)`},
		"not closed, and more": {"graph TD\nA --> B[x\nC(\"y)\nD -- z\n  E -> F\nG[/x\nend", `f.mmd:2:8: "[" is not closed (` + quoteHint + ")\n" +
			"f.mmd:3:3: the quote is not closed\n" +
			"f.mmd:4:3: the link with a text is not closed\n" +
			`f.mmd:5:5: expected the end of the statement, not "-" (an arrow is written -->)` + "\n" +
			`f.mmd:6:2: "[/" is not closed` + "\n" +
			`f.mmd:7:1: "end" without a subgraph (a node cannot have this id)`},
		"data not closed":   {"graph TD\nA@{ shape: cyl\nB[`x`] C", "f.mmd:2:2: \"@{\" is not closed\n" + `f.mmd:3:8: expected the end of the statement, not "C"`},
		"arrow like a flag": {"graph TD\nA->B\nC", `f.mmd:2:3: ">" is not closed (an arrow is written -->)`},
		"thick arrow":       {"graph TD\nA => B", `f.mmd:2:3: expected the end of the statement, not "=" (an arrow is written ==>)`},
		"comment behind":    {"graph TD\nA --> B %% x", `f.mmd:2:9: expected the end of the statement, not "%%" (a comment stands on a line of its own)`},
		"brackets in style": {"graph TD\nA\nstyle A fill:rgb(1,2,3)", `f.mmd:3:17: Mermaid reads no brackets in a style (write a colour as #rrggbb or by its name)`},
		"colour as entity": {"graph TD\nA-->B\nlinkStyle 0 stroke:#333;",
			`f.mmd:3:20: expected the end of the statement, not "#333;" (Mermaid takes it for an entity, which stands only in a text; after a colour leave out the semicolon)`},
		"classes apart":  {"graph TD\nA & B\nclass A, B x", `f.mmd:3:11: expected the end of the statement, not a space (no space stands after the comma between ids)`},
		"click as an id": {"graph TD\nA --> click\nB", `f.mmd:2:7: expected the ids of nodes, and what a click does, after "click" (the word has a meaning of its own; write it with a capital, or give the node another id)`},
		"call":           {"graph TD\nclick A call f", `f.mmd:2:9: expected a function with its brackets after "call"`},
		"half a hexagon": {"graph TD\nA{{x}\nB", `f.mmd:2:2: "{" is not closed (` + quoteHint + ")"},
		"string in text": {"graph TD\nA[x \"y\"]", `f.mmd:2:6: expected "]", not "y" (` + quoteHint + ")"},
		"no text":        {"graph TD\nA[\"\"] --> B\nC -->|| D", `f.mmd:2:5: expected a text, not "]" (write " " for an empty text)` + "\n" + `f.mmd:3:7: expected a text, not "|" (write " " for an empty text)`},
		"vowel":          {"erDiagram", `f.mmd:1:1: this is an entity relationship diagram; only flowcharts can be read (a flowchart begins with graph or flowchart and a direction)`},
		"after comment":  {"graph TD\nA --> B\n  %% gone\n\u00e4 --> %", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g, err := mermaid.Read(strings.NewReader(tt.text), "f.mmd", mermaid.ReadOptions{})
			if tt.want == "" {
				require.NoError(t, err)
				return
			}
			require.Nil(t, g)
			var ds graph.Diagnostics
			require.ErrorAs(t, err, &ds)
			require.Equal(t, tt.want, ds.Error())
			for _, d := range ds {
				require.Equal(t, strings.Split(tt.text+"\n\n", "\n")[d.Pos.Line-1], d.Source)
			}
		})
	}
}

func TestReadWarnings(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"A[direction TB]":                        `f.mmd:2:1: Mermaid takes all of this line for the statement "direction TB"`,
		"subgraph a\ndirection TB;\nend":         "",
		"subgraph a\nend\nclick a \"x\"":         `f.mmd:4:7: "a" is a subgraph; Mermaid ignores a click on it`,
		"A & B\nstyle A,B fill:red":              `f.mmd:3:1: Mermaid styles one node at a time; it makes a node "A,B" of this`,
		"A,B\nstyle A,B fill:red":                "",
		"A\nclass A, x":                          `f.mmd:3:1: an id is missing beside a comma`,
		"direction LR":                           `f.mmd:2:1: Mermaid ignores a direction outside of a subgraph; the header has that of the whole`,
		"class A x":                              `f.mmd:2:1: there is no "A" yet to have the class "x"; Mermaid ignores it`,
		"A; click A \"javascript:alert(1)\"":     `f.mmd:2:10: node "A": the link could run code; it is left out`,
		"A; click A \"ftp://x\"":                 `f.mmd:2:10: node "A": the link is neither http, https, mailto nor relative; only Mermaid gets it again`,
		"A e@--> B; style e fill:red":            `f.mmd:2:12: "e" is an edge; Mermaid ignores the style of an edge by its id`,
		"A e@--> B; B e@--> A":                   `f.mmd:2:14: an edge has the id "e" already; Mermaid ignores this one`,
		"A <-- x --- B":                          `f.mmd:2:3: the two halves of the link contradict each other; Mermaid draws an arrow`,
		"A@{ colour: red }":                      `f.mmd:2:2: Mermaid ignores "colour" of a node`,
		"subgraph a\nb\nend\nsubgraph b\na\nend": `f.mmd:5:1: the subgraphs "a" and "b" contain each other; the second stays outside`,
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			_, warnings := read(t, "graph TD\n"+text)
			require.Equal(t, want, strings.Join(warnings, "\n"))
		})
	}
}

func TestReadPlaces(t *testing.T) {
	t.Parallel()
	g, _ := read(t, "\r\n%% x\r\ngraph TD\r\n  A[#quot;\u00e4] --> B\r\n%% y\r\n  subgraph s\r\n  C\r\n  end\r\nclassDef x fill:red")
	pos := func(line, col int) graph.Pos { return graph.Pos{File: "f.mmd", Line: line, Col: col} }
	require.Equal(t, pos(3, 1), g.Pos)
	require.Equal(t, pos(4, 3), g.Node("A").Pos)
	require.Equal(t, pos(4, 18), g.Node("B").Pos)
	require.Equal(t, pos(4, 14), g.Edges()[0].Pos)
	require.Equal(t, pos(6, 3), g.Group("s").Pos)
	require.Equal(t, pos(7, 3), g.Node("C").Pos)
	require.Equal(t, pos(9, 1), g.Class("x").Pos)
}

func TestReadLimits(t *testing.T) {
	t.Parallel()
	for want, tt := range map[string]struct {
		text string
		opt  mermaid.ReadOptions
	}{
		"f.mmd:1:1: the file is larger than 1 MiB":                  {"graph TD\n" + strings.Repeat(" ", 1<<20), mermaid.ReadOptions{MaxSize: 1 << 20}},
		"f.mmd:3:1: subgraphs are nested more than 1 deep":          {"graph TD\nsubgraph a\nsubgraph b\nsubgraph c\nend\nend\nend", mermaid.ReadOptions{MaxDepth: 1}},
		"f.mmd:3:1: there are more than 2 nodes and subgraphs":      {"graph TD\nA --> B\nC", mermaid.ReadOptions{MaxNodes: 2}},
		"f.mmd:2:11: there are more than 3 edges":                   {"graph TD\nA & B & C --> D & E", mermaid.ReadOptions{MaxEdges: 3}},
		"f.mmd:1:1: the file is in UTF-16 (save the file as UTF-8)": {"\xFF\xFEg\x00", mermaid.ReadOptions{}},
	} {
		_, err := mermaid.Read(strings.NewReader(tt.text), "f.mmd", tt.opt)
		require.EqualError(t, err, want)
	}
}

func TestReadBroken(t *testing.T) {
	t.Parallel()
	broken := errors.New("the disk is gone")
	_, err := mermaid.Read(io.MultiReader(strings.NewReader("graph"), iotest.ErrReader(broken)), "f.mmd", mermaid.ReadOptions{})
	require.ErrorIs(t, err, broken)
}

// An icon goes with the blanks that kept it apart from the text.
func TestIconsAreNoText(t *testing.T) {
	t.Parallel()
	for label, want := range map[string]string{
		"fa:fa-user User":            "User",
		"User fa:fa-user":            "User",
		"a fa:fa-user b":             "a b",
		"afa:fa-user b":              "a b",
		"fab:fa-x  fa:fa-y z":        "z",
		"a<br>fa:fa-user b":          "a\nb",
		"fa:fa-user":                 " ", // nothing, which is not the id
		"a  b fa:fa-user":            "a  b",
		"no:fa-user, fa:fa- and fa-": "no:fa-user, fa:fa- and fa-",
	} {
		g, err := mermaid.Read(strings.NewReader("graph TD\nA[\""+label+"\"]"), "f", mermaid.ReadOptions{})
		require.NoError(t, err)
		require.Equal(t, want, g.Node("A").Label, label)
	}
}
