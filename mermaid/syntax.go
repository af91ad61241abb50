package mermaid

// The syntax tree of a flowchart. Offsets are those of the prepared text.

// document is a flowchart, or the inside of a subgraph.
type document []statement

// statement is one of the types below.
type statement interface{}

// header is the first line: the direction as it is spelled, or none.
type headerStatement struct {
	at        int
	direction string
}

// chain is nodes and the links between them: A & B --> C --> D.
type chain struct {
	nodes []nodeList
	links []linkSyntax // one less than nodes
}

// nodeList is nodes with & between them.
type nodeList []vertex

// vertex is the mention of a node, of a subgraph, or of an edge by its id.
type vertex struct {
	at     int
	end    int // where what follows on it begins
	id     string
	shape  string // as Mermaid calls it; empty without brackets
	text   *textSyntax
	prop   string // field:value between [| and |
	class  string
	data   *shapeData
	dataAt int
}

// shapeData is the YAML between @{ and }, which may be empty.
type shapeData struct{ text string }

type linkSyntax struct {
	at         int
	arrow      int  // where the arrow or its first half begins, behind an id
	inner      span // what is between pipes or the two halves
	id         string
	start, end string // as they are written; start is empty for a whole link
	text       *textSyntax
}

// format is how a text is to be understood.
type format uint8

const (
	plainText format = iota
	quotedText
	markdownText
)

type textSyntax struct {
	at     int
	text   string
	format format
}

type subgraph struct {
	at        int
	id, title textSyntax
	// titled is set where the title stands in brackets behind the id.
	titled bool
	// lost is set where the head could not be read.
	lost bool
	body document
}

type directionStatement struct {
	at   int
	code string
	line string
}

type accStatement struct {
	title, block bool
	value        string
}

// endStatement ends a subgraph. It is in no document.
type endStatement struct{}

type styleStatement struct {
	at    int
	id    string
	style []string
}

type classDefStatement struct {
	at    int
	names string
	style []string
}

type classStatement struct {
	at         int
	ids, class string
}

type linkStyleStatement struct {
	at          int
	links       []linkIndex // empty is the default
	interpolate string
	style       []string
}

type linkIndex struct {
	at     int
	number string
}

type clickStatement struct {
	at         int
	ids        string
	link       bool
	value      string // the link, or the name of the function
	args       string
	tooltip    string
	hasTooltip bool
	target     string
}
