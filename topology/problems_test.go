package topology_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/topology"
)

// mark stands before each place, in the texts below, that a problem is
// expected at.
const mark = "‸"

// problemTest is a text with marks, and the problems in the order of the marks:
// the message, with the hint in parentheses.
type problemTest struct {
	name string
	text string
	want []string
}

func (tt problemTest) run(t *testing.T) {
	t.Helper()
	text, places, lines := unmark(tt.text)
	require.Len(t, tt.want, len(places), "the marks of the test")
	_, err := topology.Read(strings.NewReader(text), "t.yaml")
	var ds graph.Diagnostics
	require.ErrorAs(t, err, &ds)
	var want, got []string
	for i, w := range tt.want {
		want = append(want, fmt.Sprintf("%s: %s\n  in %s", places[i], w, lines[i]))
	}
	for _, d := range ds {
		got = append(got, d.Error()+"\n  in "+d.Source)
	}
	require.Equal(t, want, got)
}

// unmark takes the marks out of a text. It returns where they were and the
// lines they were in.
func unmark(marked string) (text string, places, lines []string) {
	for i, line := range strings.Split(marked, "\n") {
		plain := strings.ReplaceAll(line, mark, "")
		parts := strings.Split(line, mark)
		col := 1
		for _, part := range parts[:len(parts)-1] {
			col += utf8.RuneCountInString(part)
			places = append(places, fmt.Sprintf("t.yaml:%d:%d", i+1, col))
			lines = append(lines, strings.TrimSuffix(plain, "\r"))
		}
	}
	return strings.ReplaceAll(marked, mark, ""), places, lines
}

const (
	topologyKeys = "title, description, direction, theme, attrs, classes, groups, nodes, flows"
	shapes       = "rectangle, rounded, stadium, circle, ellipse, diamond, hexagon, cylinder, cloud, parallelogram, trapezoid, subroutine, document, queue, person"
	nothing      = `there is nothing to draw: a topology has nodes, flows or both (begin with "nodes:" or "flows:")`
	noArrowHint  = "(write A -> B, with spaces around the arrow)"
)

func TestProblems(t *testing.T) {
	t.Parallel()
	for _, tt := range []problemTest{
		{"empty", "‸", []string{nothing}},
		{"comments only", "‸# a\n# b\n", []string{nothing}},
		{"documents without content", "‸---\n---\n", []string{nothing}},
		{"title only", "‸title: x\n", []string{nothing}},
		{"a text", "‸graph TD; A\n", []string{`a topology is a mapping, "key: value", not the text "graph TD; A"`}},
		{"a list", "‸- A -> B\n", []string{`a topology is a mapping, "key: value", not a list`}},

		{"unknown keys", "‸tilte: x\n‸colour: red\nnodes:\n  A: {‸kinds: x, style: {‸fil: red}}\n", []string{
			`a topology has no key "tilte" (did you mean title?)`,
			`a topology has no key "colour" (its keys are ` + topologyKeys + `)`,
			`a node has no key "kinds" (did you mean kind?)`,
			`a style has no key "fil" (did you mean fill?)`,
		}},
		{"wrong types", "title: ‸[a]\nnodes: ‸[A]\ngroups: ‸text\nflows: ‸{A: B}\nattrs: {a: ‸{b: c}}\n", []string{
			`"title" is a text, not a list`,
			`"nodes" is a mapping of ids, not a list (write a line "Web: {kind: pod}" for each)`,
			`"groups" is a mapping, "key: value", not the text "text"`,
			`"flows" is a list, not a mapping (begin each flow with "- ")`,
			`"a" is a text, not a mapping`,
		}},
		{"wrong types in nodes", "nodes:\n  A: ‸The A\n  B: ‸[x]\n  ‸C:{x: y}\n  D: {style: ‸red, class: [‸[a], ‸''], in: ‸[x], shape: ‸{}, count: ‸[1]}\n", []string{
			`a node is a mapping such as {label: "The A"}, not a text`,
			`a node is a mapping, "key: value", not a list`,
			`"C:{x" is no id of a node (put a space after the colon)`,
			`a style is a mapping, "key: value", not the text "red"`,
			`an item of "class" is a text, not a list`,
			`an item of "class" is empty`,
			`"in" is a text, not a list`,
			`"shape" is a text, not a mapping`,
			`a count is a whole number from 1 to 100000, not a list`,
		}},
		{"duplicate keys", "title: a\n‸title: b\nnodes:\n  A: {kind: x, ‸kind: y, attrs: {a: 1, ‸a: 2}}\n  ‸A:\n‸nodes: {B: }\nflows: [A -> B]\n", []string{
			`"title" is given twice, first at t.yaml:1:1`,
			`"kind" is given twice, first at t.yaml:4:7`,
			`the attribute "a" is given twice, first at t.yaml:4:33`,
			`node "A" is declared twice, first at t.yaml:4:3`,
			`"nodes" is given twice, first at t.yaml:3:1`,
		}},
		{"two documents", "direction: up\nattrs: {a: 1}\nclasses: {c: }\nnodes: {A: }\n---\n‸direction: up\nattrs: {‸a: 1}\nclasses: {‸c: }\nnodes: {‸A: }\n", []string{
			`"direction" is given twice, first at t.yaml:1:1`,
			`the attribute "a" is given twice, first at t.yaml:2:9`,
			`the class "c" is given twice, first at t.yaml:3:11`,
			`node "A" is declared twice, first at t.yaml:4:9`,
		}},
		{"ids taken", "nodes:\n  N: {count: 2}\n  ‸N1:\n  M1:\n  ‸M: {count: 2}\n  ‸'':\n  Z:\ngroups: {‸N2: x, ‸N: y, ‸Z: }\n", []string{
			`node "N1" is declared twice, first at t.yaml:2:3 by the count of "N"`,
			`the count of "M" makes "M1", which is declared twice, first at t.yaml:4:3`,
			`a node has no id`,
			`group "N2" has the id of the node at t.yaml:2:3 by the count of "N" (give one of them another id)`,
			`group "N" has the id of the node at t.yaml:2:3 (give one of them another id)`,
			`group "Z" has the id of the node at t.yaml:7:3 (give one of them another id)`,
		}},
		{"values", "direction: ‸dwon\nnodes:\n  A:\n    shape: ‸rect\n    link: ‸javascript:alert(1)\n    class: ‸a b\n    count: ‸2.5\n  B: {count: ‸0, icon: ok, link: ‸'//x'}\n", []string{
			`"dwon" is not a direction (did you mean down?)`,
			`"rect" is not a shape (write one of ` + shapes + `)`,
			`the link "javascript:alert(1)" is neither http, https, mailto nor relative`,
			`the name of a class is one word, not "a b" (write several as a list: [one, two])`,
			`a count is a whole number from 1 to 100000, not the text "2.5"`,
			`a count is a whole number from 1 to 100000, not the text "0"`,
			`the link "//x" is neither http, https, mailto nor relative`,
		}},
		{"styles", "classes:\n  c:\n    fill: ‸rgb(1,2,3)\n    stroke: ‸#c00\n    color: ‸'#12'\n    stroke-width: ‸0\n    dash: ‸a b\n  d: {stroke-width: ‸101, dash: ‸[5, 3]}\n  e: {stroke-width: ‸0x1, fill: ‸{}}\nnodes: {A: {class: ‸hto}, B: {class: c}}\n", []string{
			`"rgb(1,2,3)" is not a colour: write #rgb, #rrggbb or a CSS colour name`,
			`"stroke" has no value: # begins a comment (put quotes around it: "#c00")`,
			`"#12" is not a colour: # takes 3, 4, 6 or 8 hexadecimal digits`,
			`a width is more than 0 px ("stroke: none" hides the outline)`,
			`"a b" is not a dash pattern: write lengths in px, such as "5 3"`,
			`a stroke width is 0 to 100 px, not 101`,
			`"dash" is a text, not a list`,
			`"stroke-width" is a width in px, not the text "0x1"`,
			`"fill" is a text, not a mapping`,
			`unknown class "hto"`,
		}},
		{"groups", "groups:\n  zone:\n  a: {in: ‸b}\n  b: {in: a}\n  c: {in: a}\n  self: {in: ‸self}\n  d: {in: ‸N, direction: ‸lr, label: ‸[x]}\nnodes:\n  N: {in: ‸zoen}\n", []string{
			`group "a" contains itself`,
			`group "self" contains itself`,
			`"N" is a node, not a group`,
			`"lr" is not a direction (did you mean LR?)`,
			`"label" is a text, not a list`,
			`unknown group "zoen" (did you mean zone?)`,
		}},
		{"unknown nodes", "nodes: {ThanosQuery: , Web: , \"A b\": }\nflows:\n- Web -> ‸ThanosQeury: x\n- Web -> [Web, ‸Wbe] -> ‸日本\n- {from: ‸weB, to: [Web, ‸Zebra, ‸1]}\n- Web -> ‸Web:x\n- '‸\"A  b\" -> Web'\n", []string{
			`unknown node "ThanosQeury" (did you mean ThanosQuery?)`,
			`unknown node "Wbe" (did you mean Web?)`,
			`unknown node "日本" (declare it below "nodes:")`,
			`unknown node "weB" (did you mean Web?)`,
			`unknown node "Zebra" (declare it below "nodes:")`,
			`unknown node "1" (declare it below "nodes:")`,
			`unknown node "Web:x" (a label needs a space after the colon)`,
			`unknown node "A  b" (did you mean "A b"?)`,
		}},
		{"label in the flow and beside it", "flows:\n- ‸\"A -> B: x\": y\n- {‸\"A -> B: x\": , label: z}\n", []string{
			`the label is given twice, in the flow and beside it`,
			`the label is given twice, in the flow and beside it`,
		}},
		{"nodes left empty", "nodes:\nflows:\n- ‸A -> ‸B\n", []string{
			`unknown node "A" (declare it below "nodes:")`,
			`unknown node "B" (declare it below "nodes:")`,
		}},
		{"arrows", "flows:\n- ‸A\n- ‸A B: x\n- A ‸--> B\n- A‸->B\n- A ->‸\n- ‸-> A\n- A -> ‸-> B\n- A ‸→ B\n- A ‸-.-> B\n- A ‸=> B\n", []string{
			`this is no flow: there is no arrow in "A" ` + noArrowHint,
			`this is no flow: there is no arrow in "A B" ` + noArrowHint,
			`"-->" is no arrow here (write ->)`,
			`the arrow has no space on each side (put spaces around arrows, or quotes around the id)`,
			`there is nothing after the arrow (name a node or a group)`,
			`there is nothing before the arrow (name a node or a group)`,
			`there is nothing between two arrows (name a node or a group)`,
			`"→" is no arrow here (write ->)`,
			`"-.->" is no arrow here (write ..>)`,
			`"=>" is no arrow here (write ->)`,
		}},
		{"ids in flows", "flows:\n- 'A -> ‸\"B'\n- 'A -> \"B\"‸C'\n- A -> ‸[B, C\n- A -> [B, ‸]\n- A -> [B]‸C\n- A -> ‸\"\"\n- A -> [B] ‸C -> D\n", []string{
			`the quote that begins here is never closed`,
			`there is text directly after the closing quote (put spaces around arrows, and quotes around the whole of an id)`,
			`the list that begins here is never closed`,
			`there is nothing at this place of the list (name a node or a group)`,
			`there is text directly after ] (put spaces around arrows, and quotes around the whole of an id)`,
			`an id is not empty`,
			`"C" stands where an arrow is expected`,
		}},
		{"flows", "flows:\n-‸\n- ‸[A, B]\n- ‸{from: A}\n- {‸form: A, to: B}\n- {from: ‸[], to: A}\n- {from: ‸'', to: A}\n- {from: A, to: B, spread: ‸yes, line: ‸dased, head: ‸x, tail: ‸[y]}\n- A -> B: ‸[x]\n- {A -> B: ‸{line: x}}\n- {from: ‸{a: b}, to: [‸{}]}\n", []string{
			`a flow is missing after the "-" (write it as A -> B)`,
			`a flow is a text with an arrow or a mapping, not a list (write "[A, B] -> C", in quotes)`,
			`the flow has no "to"`,
			`a flow has no key "form" (did you mean from?)`,
			`"from" names neither a node nor a group`,
			`"from" names neither a node nor a group`,
			`"spread" is true or false, not the text "yes" (write true or leave it out)`,
			`"dased" is not a line (did you mean dashed?)`,
			`"x" is not a head (write one of none, arrow, circle, cross)`,
			`"tail" is a text, not a list`,
			`the label of a flow is a text, not a list (write the other keys beside the arrow)`,
			`the label of a flow is a text, not a mapping (write the other keys beside the arrow)`,
			`"from" is an id or a list of ids, not a mapping`,
			`an item of "to" is a text, not a mapping`,
		}},
		{"two spellings", "flows:\n- {A -> B: x, ‸label: y}\n- {A -> B: x, ‸line: dashed}\n- {A -> B: x, ‸from: A, ‸to: B, ‸head: none, ‸tail: none}\n- {A -> B: x, ‸B -> C: y}\n", []string{
			`the label is given twice, first at t.yaml:2:12`,
			`"line" is said twice: the flow "A -> B" says it already (write {from: …, to: …} instead of the arrow)`,
			`"from" is said twice: the flow "A -> B" says it already (write {from: …, to: …} instead of the arrow)`,
			`"to" is said twice: the flow "A -> B" says it already (write {from: …, to: …} instead of the arrow)`,
			`"head" is said twice: the flow "A -> B" says it already (write {from: …, to: …} instead of the arrow)`,
			`"tail" is said twice: the flow "A -> B" says it already (write {from: …, to: …} instead of the arrow)`,
			`a second flow in one item (begin each flow with "- ")`,
		}},
		{"words in all kinds of scalars", "nodes: {A: }\nflows:\n- '‸it''s -> A -> ‸B'\n- \"\\u0041 -> ‸\\x42 -> A\"\n- &a A -> ‸C\n- A\n  ->   ‸D -> ‸E\n- ‸|\n  A -> F\n", []string{
			`unknown node "it's" (declare it below "nodes:")`,
			`unknown node "B" (declare it below "nodes:")`,
			`unknown node "B" (declare it below "nodes:")`,
			`unknown node "C" (declare it below "nodes:")`,
			`unknown node "D" (declare it below "nodes:")`,
			`unknown node "E" (declare it below "nodes:")`,
			`unknown node "F" (declare it below "nodes:")`,
		}},
		{"tags and merge keys", "title: ‸!!binary aGk=\ntheme: ‸!foo x\nclasses: {a: &a {fill: red}, b: {‸<<: *a}}\n‸[a, b]: c\nflows: [A -> B]\n", []string{
			`tags such as "!!binary" are not read (leave the tag out)`,
			`tags such as "!foo" are not read (leave the tag out)`,
			`merge keys, "<<", are not read (use a class, or an alias for the whole value)`,
			`a key is a text, not a list (put quotes around it if it is meant as a text)`,
		}},
		{"aliases of themselves", "nodes: &n {A: ‸*n}\nclasses: {a: &a {fill: ‸*a}}\n", []string{
			`the alias *n stands for a value that contains it`,
			`the alias *a stands for a value that contains it`,
		}},
		{"control characters", "title: \"a‸\\x07\"\nnodes: {\"‸\\e\": {label: \"é \\\"‸\\ufffe\"}}\n", []string{
			"the character U+0007 cannot be in a text",
			"the character U+001B cannot be in a text",
			"the character U+FFFE cannot be in a text",
		}},
		{"a problem behind an alias is one", "nodes:\n  A: {style: &s {fill: ‸x}}\n  B: {style: *s}\n", []string{
			`"x" is not a colour: write #rgb, #rrggbb or a CSS colour name`,
		}},
		{"CRLF and BOM", "\uFEFFnodes:\r\n  A:\r\nflows:\r\n- A -> ‸B\r\n", []string{`unknown node "B" (declare it below "nodes:")`}},
		{"line separators are no line breaks", "title: a\u2028b\u2029c\nnodes: {\u2028: }\nflows: ['\u2028 -> ‸B', ‸\u2029 -> \u2028]\n", []string{
			`unknown node "B" (declare it below "nodes:")`,
			`unknown node "\u2029" (declare it below "nodes:")`,
		}},
		{"next line", "flows: [A -> B]\ntitle: a‸\u0085b", []string{"the character U+0085 cannot be in a text"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			tt.run(t)
		})
	}
}

// problemsOf returns what is wrong with files, a line each.
func problemsOf(t *testing.T, sources ...topology.Source) []string {
	t.Helper()
	_, err := topology.ReadAll(sources...)
	var ds graph.Diagnostics
	require.ErrorAs(t, err, &ds)
	return strings.Split(ds.Error(), "\n")
}

func TestProblemsOfSeveralFiles(t *testing.T) {
	t.Parallel()
	require.Equal(t, []string{
		"b.yaml:1:22: unknown node \"C\" (declare it below \"nodes:\")",
		"a.yaml:1:1: \"title\" is given twice, first at b.yaml:2:1",
		"a.yaml:2:14: node \"A\" is declared twice, first at b.yaml:3:9",
	}, problemsOf(t,
		topology.Source{Name: "b.yaml", Data: []byte("flows: [A -> B, B -> C]\ntitle: x\nnodes: {A: }\n")},
		topology.Source{Name: "a.yaml", Data: []byte("title: y\nnodes: {B: , A: }")},
	)[:3])
}

func TestProblemsOfEncodings(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, data string
		want       []string
	}{
		{"UTF-16, little end first", "\xff\xfea\x00:\x00", []string{"f:1:1: the file is in UTF-16 (save the file as UTF-8)"}},
		{"UTF-16, big end first", "\xfe\xff\x00a", []string{"f:1:1: the file is in UTF-16 (save the file as UTF-8)"}},
		{"NUL", "title: x\nab\x00c\x00", []string{"f:2:3: a NUL byte: this is not a text file in UTF-8 (save the file as UTF-8)"}},
		{"Latin-1", "title: caf\xe9\nflows:\n- A --> B", []string{
			"f:1:11: the byte 0xE9 is not UTF-8 (save the file as UTF-8)",
			`f:3:5: "-->" is no arrow here (write ->)`,
		}},
		{"control characters", "title: a\x07b\x7f\nflows:\n- A --> B\n# \U0001FFFE", []string{
			"f:1:9: the character U+0007 cannot be in a topology",
			"f:1:11: the character U+007F cannot be in a topology",
			`f:3:5: "-->" is no arrow here (write ->)`,
			"f:4:3: the character U+1FFFE cannot be in a topology",
		}},
		{"too large", strings.Repeat(" ", topology.MaxFileSize+1), []string{"f:1:1: the file is larger than 16 MiB"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, tt.want, problemsOf(t, topology.Source{Name: "f", Data: []byte(tt.data)}))
		})
	}
}

// What an unreadable file may declare is not missed in others.
func TestUnreadableFileHidesNothingElse(t *testing.T) {
	t.Parallel()
	require.Equal(t, []string{
		"bad:1:1: the file is in UTF-16 (save the file as UTF-8)",
		`good:2:21: "x" is not a shape (write one of ` + shapes + `)`,
	}, problemsOf(t,
		topology.Source{Name: "bad", Data: []byte("\xff\xfea\x00")},
		topology.Source{Name: "good", Data: []byte("nodes:\n  A: {in: z, shape: x, class: c}\nclasses: {d: }\nflows: [A -> B]")},
	))
}
