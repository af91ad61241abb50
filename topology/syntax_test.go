package topology_test

import "testing"

func TestSyntaxProblems(t *testing.T) {
	t.Parallel()
	const (
		colon     = `a text with ": " in it needs quotes`
		tab       = "a tab in the indentation (indent with spaces)"
		openQuote = "the quote that begins here is not closed"
		quoteText = "(put quotes around the text)"
		afterWord = "there is text after a closing quote (put quotes around the whole)"
		wholeFlow = "(put quotes around the whole flow, single ones around an id in double quotes)"
		indent    = "this line is indented below one that has a value already (check the indentation)"
		unaligned = "this indentation is none of those above"
		unknownC  = `unknown node "C" (declare it below "nodes:")`
	)
	for _, tt := range []problemTest{
		{"colon in a label", "flows:\n- A -> B: HTTP‸: GET # x\n- A ‸--> B\n", []string{
			colon + ` (put quotes around it: "HTTP: GET")`,
			`"-->" is no arrow here (write ->)`,
		}},
		{"colon in the first line", "title: a‸: b\nnodes:\n", []string{colon + ` (put quotes around it: "a: b")`}},
		{"colon in braces", "nodes:\n  A: {label: a‸: b}\n  B:\nflows:\n- A -> B -> ‸C\n", []string{colon + " " + quoteText, unknownC}},
		{"two colons of this kind", "nodes:\n  A: {label: a‸: b}\n  B:\nflows:\n- A -> B: x‸: y\n", []string{
			colon + " " + quoteText, colon + ` (put quotes around it: "x: y")`,
		}},
		{"tab", "nodes:\n‸\tA: {kind: x}\n  B:\nflows:\n- A -> B -> ‸C\n", []string{tab, unknownC}},
		{"tab behind spaces", "nodes:\n  A:\n  ‸\tkind: x\n  B:\nflows:\n- A -> B -> ‸C\n", []string{tab, unknownC}},
		{"double quote", "title: ‸\"abc\nnodes:\n  A:\n", []string{openQuote}},
		{"double quote, others behind", "title: ‸\"abc\nnodes:\n  A: {label: \"x\"}\n", []string{openQuote}},
		{"single quote", "nodes:\n  A:\nflows:\n- A -> B: ‸'abc\n- A -> ‸C\n", []string{openQuote, unknownC}},
		{"quote within quotes", "title: 'it'‸s'\nnodes:\n  A:\n", []string{afterWord}},
		{"double quotes within", "title: \"say \"‸hi\" x\"\nnodes:\n  A:\n", []string{afterWord}},
		{"list before an arrow", "flows:\n- [A, B] ‸-> C: x\n- A ‸--> B\n", []string{
			"there is text after a closing bracket " + wholeFlow, `"-->" is no arrow here (write ->)`,
		}},
		{"quoted id before an arrow", "flows:\n- \"A b\" ‸-> C\n", []string{"there is text after a closing quote " + wholeFlow}},
		{"bracket too many", "title: x\nnodes: {A: }‸}\n", []string{"there is text after a closing bracket (there is a bracket too many)"}},
		{"brace left open", "nodes:\n  A: ‸{kind: x\n  B: {kind: y}\nflows:\n- A -> B\n- A -> ‸C\n", []string{
			`the { that begins here is not closed, or a "," is missing in it`, unknownC,
		}},
		{"bracket left open", "flows: ‸[A -> B\n", []string{`the [ that begins here is not closed, or a "," is missing in it`}},
		{"colour in braces", "nodes:\n  A: {style: {fill: ‸#f9f, stroke: red}}\nflows:\n- A ‸--> A\n", []string{
			"# begins a comment here (put quotes around a colour)", `"-->" is no arrow here (write ->)`,
		}},
		{"at sign", "title: ‸@x\n", []string{"a text cannot begin with @ " + quoteText}},
		{"backtick", "flows:\n- A -> B: ‸`x`\n", []string{"a text cannot begin with ` " + quoteText}},
		{"percent", "nodes: {A: {label: ‸%x}}\n", []string{"a text cannot begin with % " + quoteText}},
		{"greater", "title: ‸> x\n", []string{"a text cannot begin with > " + quoteText}},
		{"pipe", "title: ‸| x\n", []string{"a text cannot begin with | " + quoteText}},
		{"bracket as text", "title: ‸]\n", []string{`"]" stands where a value is expected ` + quoteText}},
		{"asterisk", "title: ‸*bold* x\n", []string{"a text cannot begin with * " + quoteText}},
		{"ampersand", "nodes:\n  A: {label: ‸& co}\n", []string{"a text cannot begin with & " + quoteText}},
		{"list in a flow in braces", "flows:\n- {A -> ‸[B, C]: x, spread: true}\n", []string{"within brackets, a text with [ in it needs quotes " + quoteText}},
		{"unknown alias", "nodes: {A: {style: ‸*hot}}\n", []string{"there is no anchor &hot above (put quotes around a text that begins with *)"}},
		{"list on the line of its key", "flows: ‸- A -> B\n", []string{"a list cannot begin on the line of its key (begin the list on the next line, or put quotes around a text)"}},
		{"escape", "title: \"C:‸\\dir\"\n", []string{`\d is no escape in double quotes (write \\ for a backslash, or use single quotes)`}},
		{"escape before joined lines", "title: \"‸\\d\\\n  x\"\n", []string{`\d is no escape in double quotes (write \\ for a backslash, or use single quotes)`}},
		{"hexadecimal escape", "title: \"‸\\xyz\"\n", []string{`\x is no escape in double quotes (write \\ for a backslash, or use single quotes)`}},
		{"no colon", "nodes:\n  A: {kind: x}\n  ‸B\n  C: {}\n", []string{`there is no ":" after "B" (write a colon after it)`}},
		{"no colon in the last line", "title: x\n‸nodes\n", []string{`there is no ":" after "nodes" (write a colon after it)`}},
		{"indented too far", "title: x\n  ‸nodes:\n    A:\n", []string{indent}},
		{"flow indented too far", "flows:\n- A -> B\n    ‸- B -> C: y\n", []string{indent}},
		{"indented too little", "nodes:\n  A:\n    kind: x\n ‸B:\nflows:\n- A ‸--> A\n", []string{unaligned, `"-->" is no arrow here (write ->)`}},
		{"item indented too far", "flows:\n  - A -> B: x\n   ‸- B -> C: y\n", []string{unaligned}},
		{"item among keys", "title: x\n‸- A -> B\n", []string{"a list item stands where a key is expected"}},
		{"key among items", "‸- A -> B\n‸title: x\n", []string{`a topology is a mapping, "key: value", not a list`, `"- " is expected here, as on the lines above`}},
		{"directive", "‸%FOO\n---\nflows: [A -> B]\n", []string{"this is not YAML: found unknown directive name"}},
		{"after a line separator", "title: a\u2028b\nnodes:\n‸\tA:\n", []string{tab}},
		{"in the second document", "nodes: {A: }\n---\ntitle: a‸: b\n---\nflows: [A -> ‸C]\n", []string{colon + ` (put quotes around it: "a: b")`, unknownC}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			tt.run(t)
		})
	}
}
