package mermaid

import "strings"

// plainID reports whether Mermaid reads a text as the id of a node, a group and
// an edge alike: letters, digits and underscores of ASCII, with single hyphens,
// dots and slashes between them, and none of what has a meaning of its own.
func plainID(id string) bool {
	return wellFormed(id, "-./") && !reservedID(id)
}

// plainClass reports whether a name can be a class, in Mermaid's grammar and as
// a selector in the style sheet that Mermaid makes of it.
func plainClass(name string) bool {
	return wellFormed(name, "-") && !isDigit(name[0]) && !reservedID(name) && !ownClass(name)
}

// wellFormed reports whether an id is made of word characters, with single
// joints between them.
func wellFormed(id, joints string) bool {
	joint := true // may not start with one
	for i := range len(id) {
		switch {
		case isWord(id[i]):
			joint = false
		case joint || strings.IndexByte(joints, id[i]) < 0:
			return false
		default:
			joint = true
		}
	}
	return !joint
}

// reservedID reports ids that are well formed and still misread.
func reservedID(id string) bool {
	// The lexer takes a number off the front and starts anew, so "1end" is a
	// keyword after a number.
	word := strings.TrimLeft(id, "0123456789")
	n := 0
	for n < len(word) && isWord(word[n]) {
		n++
	}
	switch {
	case keyword(word[:n]), objectKey(id):
		return true
	case strings.HasSuffix(id, "direction"):
		// "class x.direction TBlue" would be the statement "direction TB".
		return true
	case hasClassDef(id):
		return true
	}
	// Edges without an id are L_from_to_n, and ids are looked up among them.
	return strings.HasPrefix(id, "L_") && isDigit(id[len(id)-1])
}

// hasClassDef reports the ids that make Mermaid drop one semicolon more from a
// line than [writer.line] has to spare, whatever else is in it.
func hasClassDef(id string) bool { return strings.Contains(id, "classDef") }

// keyword reports the words that Mermaid's lexer takes for something else where
// an id may stand, even as the first word of an id.
func keyword(word string) bool {
	switch word {
	case "accDescr", "accTitle", "call", "class", "classDef", "click", "default", "end",
		"flowchart", "graph", "href", "interpolate", "linkStyle", "style", "subgraph",
		"swimlane", "_blank", "_parent", "_self", "_top":
		return true
	}
	return false
}

// objectKey reports the names that every JavaScript object has already. Mermaid
// keeps the members of a subgraph as keys of one.
func objectKey(id string) bool {
	switch id {
	case "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable",
		"toLocaleString", "toString", "valueOf", "__proto__", "__defineGetter__",
		"__defineSetter__", "__lookupGetter__", "__lookupSetter__":
		return true
	}
	return false
}

// ownClass reports the classes that Mermaid gives to its own elements, and that
// a classDef would restyle everywhere.
func ownClass(name string) bool {
	switch name {
	case "anchor", "arrowheadPath", "cluster", "cluster-label", "clickable", "clusters",
		"edgeLabel", "edgeLabels", "edgePath", "edgePaths", "edges", "flowchart-link",
		"flowchart", "flowchartTitleText", "icon-shape", "image-shape", "katex", "label",
		"label-container", "labelBkg", "marker", "node", "nodeLabel", "nodes", "root":
		return true
	}
	return false
}

func isWord(c byte) bool { return c == '_' || isAlnum(c) }

func isAlnum(c byte) bool {
	return isDigit(c) || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
