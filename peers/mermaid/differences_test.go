//go:build peers

package mermaid_test

// differences names the texts of testdata/agree that mermaid.Read reads
// otherwise than Mermaid on purpose, each with its reason.
func differences() map[string]string {
	const (
		picture = "Mermaid shows the icon or the picture alone; we cannot draw it, so the node shows its id, and is written without a text again"
		entity  = "Mermaid leaves its own marks for an entity in a link, which then leads nowhere; the character is what was meant"
		control = "control characters are no text in any format of ours"
		mark    = "a byte order mark is no part of the text, so the frontmatter does not have to end with one"
	)
	const edge = "Mermaid's parser takes an edge to what is no node, and its drawing then fails; we make it a node"
	return map[string]string{
		"edge id that is used as a node afterwards": edge,
		"icon without a label":                      picture,
		"icon, rounded form":                        picture,
		"image without a label":                     picture,
		"image, constraint off":                     picture,
		"entity in a link":                          entity,
		"form feed between statements":              control,
		"front matter after a byte order mark":      mark,
	}
}
