package topology_test

type formatCase struct{ name, text, want string }

// formatCases are files and the one way to write them.
func formatCases() []formatCase {
	return []formatCase{
		{"sections are expanded", "{title: T, nodes: {A: {kind: pod}, B: , C: {}}, flows: [A -> B, B -> C: x]}",
			"title: T\nnodes:\n  A: {kind: pod}\n  B:\n  C: {}\nflows:\n  - A -> B\n  - B -> C: x\n"},
		{"no nodes", "nodes:   {}\n", "nodes: {}\n"},
		{"indentation", "nodes:\n      A:\n            label: x\n            attrs:\n                 a: b\nflows:\n- A -> A\n",
			"nodes:\n  A:\n    label: x\n    attrs:\n      a: b\nflows:\n  - A -> A\n"},
		{"order of sections stays", "flows: [A -> B]\nnodes: {B: , A: }\ntitle: T\n", "flows:\n  - A -> B\nnodes:\n  B:\n  A:\ntitle: T\n"},
		{"order of keys", "nodes:\n  A: {tooltip: t, count: 2, kind: pod, label: l}\n  B:\n    class: c\n    style: {dash: 5, fill: red}\n    kind: db\n",
			"nodes:\n  A: {kind: pod, count: 2, label: l, tooltip: t}\n  B:\n    kind: db\n    style: {fill: red, dash: \"5\"}\n    class: c\n"},
		{"order of attributes stays", "attrs: {z: 1, a: 2}\nnodes: {}\n", "attrs: {z: \"1\", a: \"2\"}\nnodes: {}\n"},
		{"quotes", "title: 'plain'\nnodes:\n  \"A\": {label: \"x: y\", tooltip: no, subtitle: 'it''s', count: \"3\"}\n  'B': {label: '#', style: {stroke-width: '2'}}\n",
			"title: plain\nnodes:\n  A: {count: 3, label: \"x: y\", subtitle: it's, tooltip: \"no\"}\n  B: {label: \"#\", style: {stroke-width: 2}}\n"},
		{"nothing is not a text", "nodes:\n  A: {label: null, kind: ~, tooltip: }\n  null: {label: \"null\"}\n",
			"nodes:\n  A: {kind: ~, label: null, tooltip: }\n  \"null\": {label: \"null\"}\n"},
		{"braces on several lines", "nodes:\n  A: {kind: pod,\n    label: x}\n  B: {\n    label: \"123456789 123456789 123456789 123456789\",\n    tooltip: \"123456789 123456789 123456789 123456789 123456789\"}\n",
			"nodes:\n  A: {kind: pod, label: x}\n  B:\n    label: 123456789 123456789 123456789 123456789\n    tooltip: 123456789 123456789 123456789 123456789 123456789\n"},
		{"braces with comments", "nodes:\n  A: { # a\n    kind: pod, # b\n    # c\n    label: x # d\n    # e\n  } # f\n",
			"nodes:\n  # a\n  A: # f\n    kind: pod # b\n    # c\n    label: x # d\n    # e\n"},
		{"empty braces with comments", "nodes: { # a\n  # b\n} # c\n", "# a\n# b\nnodes: {} # c\n"},
		{"flows", "flows:\n  - A   ->   B\n  - \"B -> C\"\n  - 'C <- [D, \"E\"]: x  '\n  - {A ==> C: y}\n  - A -> [B] -> C:\n  - 'A .. B: ': \n  - ? A -> C\n    : z\n",
			"flows:\n  - A -> B\n  - B -> C\n  - C <- [D, E]: x\n  - A ==> C: \"y\"\n  - A -> B -> C\n  - A .. B\n  - A -> C: z\n"},
		{"flows of odd ids", "flows:\n  - '\"A\" -> \"b c\"'\n  - '\"a -> b\" <-> \"x:\"'\n  - '[\"A\", \"b c\"] <..> \"x,\"'\n  - '\"\\\"\" -- \"a  b\"'\n",
			"flows:\n  - A -> b c\n  - '\"a -> b\" <-> \"x:\"'\n  - '[A, b c] <..> \"x,\"'\n  - '\"\\\"\" -- \"a  b\"'\n"},
		{"every arrow", "flows: [a <.. b, a <== b, a <==> b, a == b, a ..> b, a <- b]\n",
			"flows:\n  - a <.. b\n  - a <== b\n  - a <==> b\n  - a == b\n  - a ..> b\n  - a <- b\n"},
		{"flows with more", "flows:\n  - {style: {stroke: red}, A  -> B: x}\n  - label: y\n    B -> C:\n  - \"C -> D: z\":\n    id: e\n  - {to: [A, B], from: C, spread: \"true\"}\n",
			"flows:\n  - {A -> B: x, style: {stroke: red}}\n  - B -> C:\n    label: \"y\"\n  - C -> D: z\n    id: e\n  - {from: C, to: [A, B], spread: true}\n"},
		{"comments", "\n\n# top\n\n\n# more\ntitle: T # behind\n# over nodes\nnodes: # at nodes\n\n\n  # over A\n  A: # at A\n    # over kind\n    kind: pod # at kind\n    # under A\n\n  # under nodes\n\n# end\n\n",
			"# top\n\n# more\ntitle: T # behind\n# over nodes\nnodes: # at nodes\n  # over A\n  A: # at A\n    # over kind\n    kind: pod # at kind\n    # under A\n\n  # under nodes\n\n# end\n"},
		{"comments move with their keys", "nodes:\n  A:\n    # over label\n    label: x # at label\n\n    # over kind\n    kind: pod # at kind\n",
			"nodes:\n  A:\n    # over kind\n    kind: pod # at kind\n    # over label\n    label: x # at label\n"},
		{"comments in flows", "flows:\n# over\n- # dash\n  label: x # l\n  # from\n  from: A\n  to: B # b\n  # under\n# next key\ntitle: T\n",
			"flows:\n  # over\n  # dash\n  # from\n  - from: A\n    to: B # b\n    label: x # l\n    # under\n# next key\ntitle: T\n"},
		{"comments at flows", "flows:\n  - 'A -> B: x' # a\n  - {A -> B: x} # b\n  - {A -> B: } # c\n  - A -> B: # d\n  - \"A -> B: x\":   # e\n  - A -> B: # f\n      x # g\n",
			"flows:\n  - A -> B: x # a\n  - A -> B: x # b\n  - A -> B # c\n  - A -> B # d\n  - A -> B: x      # e\n  # f\n  - A -> B: x # g\n"},
		{"comments before a value", "title: # a\n  # b\n  T # c\nnodes: {}\n", "# a\n# b\ntitle: T # c\nnodes: {}\n"},
		{"comments in their column", "nodes:\n  A: {kind: a}     # one\n  \"Bee\": {kind: b}  # two\n  C:  {kind: c} # three\n  \"no\": {label: 'x', kind: yes}   # four\n",
			"nodes:\n  A: {kind: a}     # one\n  Bee: {kind: b}    # two\n  C: {kind: c} # three\n  \"no\": {kind: \"yes\", label: x}   # four\n"},
		{"no comments", "title: 'a # b'\ndescription: |\n  # c\n  d#e\nnodes: {\"#\": {link: x#y}} # f\n",
			"title: \"a # b\"\ndescription: |\n  # c\n  d#e\nnodes: # f\n  \"#\": {link: x#y}\n"},
		{"block texts", "description:   >2-\n    more\n  less\n\n\n  end\nnodes:\n    A:\n        label: |+ # x\n           one\n             two\n\n\n    B:\n        label: |\n",
			"description: >2-\n    more\n  less\n\n\n  end\nnodes:\n  A:\n    label: |+ # x\n      one\n        two\n\n\n  B:\n    label: |\n"},
		{"a block text without a last line break", "nodes: {}\ndescription: |\n  a", "nodes: {}\ndescription: |-\n  a\n"},
		{"a block text with blanks at the end", "nodes: {}\ndescription: |+\n  a\n\n  ", "nodes: {}\ndescription: |+\n  a\n\n"},
		{"an empty block text", "nodes: {}\ndescription: |+\n  ", "nodes: {}\ndescription: |+\n"},
		{"texts on several lines", "title: one\n  two\n\n  three\ndescription: \"a\n  b\"\nnodes: {}\n", "title: |-\n  one two\n  three\ndescription: a b\nnodes: {}\n"},
		{"a long line stays", "title: 123456789 123456789 123456789 123456789 123456789 123456789 123456789 123456789 123456789 123456789 123\nnodes: {}\n",
			"title: 123456789 123456789 123456789 123456789 123456789 123456789 123456789 123456789 123456789 123456789 123\nnodes: {}\n"},
		{"anchors", "nodes: &n\n  A: &a {label: &l x, kind: *l}\n  B: *a\n  C:  &c\n    kind: pod\n  D: &e\n  &k E: {class: [ *k , y]}\nflows:\n- &f 'A   -> B'\n- *f\n",
			"nodes: &n\n  A: &a {label: &l x, kind: *l}\n  B: *a\n  C: &c\n    kind: pod\n  D: &e\n  &k E: {class: [*k, \"y\"]}\nflows:\n  - &f A   -> B\n  - *f\n"},
		{"documents", "# a\n%YAML 1.1\n# b\n---\n# c\ntitle: T\n...\n# d\n---\n# e\n\nnodes: {A: }\n---\n--- # f\n",
			"# a\n# b\n%YAML 1.1\n---\n# c\ntitle: T\n# d\n---\n# e\n\nnodes:\n  A:\n---\n---\n# f\n"},
		{"a later directive", "title: T\n...\n%YAML 1.1\n---\nnodes: {}\n", "title: T\n...\n%YAML 1.1\n---\nnodes: {}\n"},
		{"keys that are long or explicit", "nodes:\n  ? A\n  : kind: x\n  ? \"B\" # b\n  # c\n  : {kind: y} # d\n", "nodes:\n  A:\n    kind: x\n  # b\n  # c\n  B: {kind: \"y\"} # d\n"},
		{"odd line breaks", "\uFEFFtitle: a\u2028b\r# c\u0085d\r\nnodes: {}", "title: \"a\\u2028b\"\n# c\u0085d\nnodes: {}\n"},
		{"lists", "nodes:\n  A:\n    class:\n    - a # x\n    # y\n    - 'b'\n  B: {class: [\n    a, b]}\n", "nodes:\n  A:\n    class:\n      - a # x\n      # y\n      - b\n  B: {class: [a, b]}\n"},
		{"groups and classes", "classes: {hot: {stroke-width: 2.5, fill: '#f00'}, theirs: external}\ngroups: {a: A, b: {in: a, label: B}}\n",
			"classes:\n  hot: {fill: \"#f00\", stroke-width: 2.5}\n  theirs: external\ngroups:\n  a: A\n  b: {label: B, in: a}\n"},
	}
}

// oddFiles are files in which it is hard to see where a comment may be.
func oddFiles() []string {
	return []string{
		"nodes: {A: {kind: a, label: b},\n  B: , C: {class: [x,\n  y]},\n}\nflows: [A -> B,\n  {from: A, to: [B, C]},\n  \"B -> C: x\"]\n",
		"description: >\n  one\n\n   two\n\ntitle: |-\n\n  x\nnodes:\n  A:\n    label: |1-\n     a\n      b\n  B:\n",
		"nodes:\n  A: &a\n  B: &b # c\n",
		"title: 'it''s\n\n  # no'\ndescription: \"a\\\n  \\\" # no\\\n\n  b\"\nnodes:\n  A: &x\n    kind: k\n  B:\n    &y\n    kind: l\n  ? C\n  :\n    label: z\n",
		"flows:\n- A -> B:\n    one\n    two\n  id: e\n- >-\n  A -> B:\n  x\n-\n  from: A\n  to:\n  - B\n- |\n  B -> C\n",
		"--- &root\nnodes:\n  A:\n    kind: !\n      x\n",
		"---\nnodes: {A: {label: \"#\", tooltip: a#b, link: \"x\"}}\n---\n---\nflows: ['A -> A: \"#\"', A -> A: it's # fine\n]\n...\n",
	}
}
