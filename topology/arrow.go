package topology

import "github.com/topodraw/topodraw/graph"

// arrow is a sign between two ends of a flow. What a sign leaves to the defaults
// of an edge is empty here too.
type arrow struct {
	line       graph.Line
	head, tail graph.Arrow
	// back says that the edge leads from the right side to the left one.
	back bool
}

// arrowOf returns the arrow with a sign, and whether there is one.
func arrowOf(sign string) (a arrow, ok bool) {
	switch sign {
	case "..>", "<..", "<..>", "..":
		a.line = graph.Dotted
	case "==>", "<==", "<==>", "==":
		a.line = graph.Thick
	}
	switch sign {
	case "->", "..>", "==>":
	case "<-", "<..", "<==":
		a.back = true
	case "<->", "<..>", "<==>":
		a.tail = graph.ArrowNormal
	case "--", "..", "==":
		a.head = graph.ArrowNone
	default:
		return a, false
	}
	return a, true
}

// foreignArrow returns what to write for an arrow of another language, and
// whether the sign is one.
func foreignArrow(sign string) (write string, ok bool) {
	switch sign {
	case "-->", "--->", "=>", "→", "⟶", "⇒", "~>", "—>", "–>", ">", ">>", "->>", "-->>":
		return "->", true
	case "<--", "<---", "<=", "←", "<~", "<<-":
		return "<-", true
	case "<-->", "<=>", "↔", "⇔":
		return "<->", true
	case "---", "----", "—", "–", "===":
		return "--", true
	case "-.->", "-..->", ".>", "...>", "-.>", ".->":
		return "..>", true
	case "-.-", "...":
		return "..", true
	case "===>":
		return "==>", true
	}
	return "", false
}
