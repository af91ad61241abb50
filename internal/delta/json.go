package delta

import (
	"encoding/json"
	"io"

	"github.com/topodraw/topodraw/graph"
)

type jsonDelta struct {
	Summary map[graph.Op]int `json:"summary"`
	Graph   []jsonChange     `json:"graph,omitempty"`
	Nodes   []jsonElement    `json:"nodes"`
	Groups  []jsonElement    `json:"groups"`
	Edges   []jsonElement    `json:"edges"`
}

type jsonElement struct {
	Op      graph.Op     `json:"op"`
	ID      string       `json:"id,omitempty"`
	Was     string       `json:"was,omitempty"`
	From    string       `json:"from,omitempty"`
	To      string       `json:"to,omitempty"`
	Label   string       `json:"label,omitempty"`
	Kind    string       `json:"kind,omitempty"`
	Group   string       `json:"group,omitempty"`
	Parent  string       `json:"parent,omitempty"`
	Changes []jsonChange `json:"changes,omitempty"`
}

type jsonChange struct {
	Field string `json:"field"`
	Old   string `json:"old"`
	New   string `json:"new"`
}

// JSON writes the differences as one object: "summary" has how many elements of all
// types were added, removed, changed and renamed; "graph" has what changed of the
// graph itself; "nodes", "groups" and "edges" have the elements. An element has its
// "op", the fields that say which it is, as the JSON of graphs names them, "was"
// for the id that it had, and "changes" with "field", "old" and "new". The error is
// that of w.
func (c *Comparison) JSON(w io.Writer) error {
	out := jsonDelta{
		Summary: make(map[graph.Op]int), Graph: jsonChanges(c.delta.Graph),
		Nodes: []jsonElement{}, Groups: []jsonElement{}, Edges: []jsonElement{},
	}
	for _, op := range ops() {
		out.Summary[op] = 0
	}
	for _, e := range c.entries() {
		if e.what != "graph" {
			out.Summary[e.op]++
		}
	}
	for _, d := range c.delta.Nodes {
		n := either(d)
		e := jsonElement{Op: d.Op, ID: n.ID, Label: n.Label, Kind: n.Kind, Group: n.Group, Changes: jsonChanges(d.Changes)}
		if d.Op == graph.Renamed {
			e.Was = d.Old.ID
		}
		out.Nodes = append(out.Nodes, e)
	}
	for _, d := range c.delta.Groups {
		gr := either(d)
		out.Groups = append(out.Groups, jsonElement{Op: d.Op, ID: gr.ID, Label: gr.Label, Kind: gr.Kind, Parent: gr.Parent, Changes: jsonChanges(d.Changes)})
	}
	for _, d := range c.delta.Edges {
		e := either(d)
		out.Edges = append(out.Edges, jsonElement{Op: d.Op, ID: e.ID, From: e.From, To: e.To, Label: e.Label, Changes: jsonChanges(d.Changes)})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

func jsonChanges(changes []graph.Change) []jsonChange {
	var out []jsonChange
	for _, c := range changes {
		out = append(out, jsonChange(c))
	}
	return out
}
