package main

import (
	"encoding/base64"
	"regexp"
	"strings"
)

// part is what an element of a picture belongs to.
type part int

const (
	// other is what is neither: the canvas, the frames of groups, titles.
	other part = iota
	// node is what is drawn of a node.
	node
	// edge is what is drawn of an edge: its first path is the line, and what
	// follows are arrow heads and the background of its label.
	edge
	// text is what is drawn around the text of a node.
	text
)

// classifier tells from the class attribute of an element what it is.
type classifier func(class string) part

// byClass reads what topodraw, Graphviz and Mermaid write: the first two put a
// node and an edge into a group each, Mermaid an edge into a path alone.
func byClass(class string) part {
	for c := range strings.FieldsSeq(class) {
		switch c {
		case "node":
			return node
		case "edge", "flowchart-link":
			return edge
		case "label":
			return text
		}
	}
	return other
}

// byD2Key returns what reads the keys that writeD2 makes: D2 gives every node,
// group and edge a group whose class is its key in base64.
func byD2Key() classifier {
	aNode := regexp.MustCompile(`^(g\d+\.)*n\d+$`)
	anEdge := regexp.MustCompile(`^(g\d+\.)*\(.+\)\[\d+\]$`)
	return func(class string) part {
		first, _, _ := strings.Cut(class, " ")
		key, err := base64.URLEncoding.DecodeString(first)
		switch {
		case err != nil:
			return other
		case aNode.Match(key):
			return node
		case anEdge.Match(key):
			return edge
		}
		return other
	}
}
