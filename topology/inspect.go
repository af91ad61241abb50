package topology

import (
	"gopkg.in/yaml.v3"

	"github.com/topodraw/topodraw/internal/source"
)

// inspector looks at all nodes of a document before it is decoded. Afterwards
// following aliases always ends, and after a bounded number of nodes.
type inspector struct {
	r *reader
	f *file
	// size is how many nodes an anchored node stands for. It is there once
	// the node was seen to its end.
	size    map[*yaml.Node]int
	aliased int
}

func (r *reader) inspect(f *file, doc *yaml.Node) {
	i := inspector{r: r, f: f, size: make(map[*yaml.Node]int)}
	i.walk(doc)
}

// walk reports tags and aliases that cannot be followed, and returns how many
// nodes n stands for. It goes as deep as the parser, which has a limit.
func (i *inspector) walk(n *yaml.Node) int {
	if n.Kind == yaml.AliasNode {
		return i.alias(n)
	}
	if n.Style&yaml.TaggedStyle != 0 {
		i.r.Add(i.f.place(n), "leave the tag out", "tags such as %s are not read", source.Quote(n.Tag))
	}
	size := 1
	for _, c := range n.Content {
		size += i.walk(c)
	}
	if n.Anchor != "" {
		i.size[n] = size
	}
	return size
}

func (i *inspector) alias(n *yaml.Node) int {
	size, done := i.size[n.Alias]
	switch {
	case !done:
		i.r.Add(i.f.place(n), "", "the alias *%s stands for a value that contains it", bare(n.Value))
	case i.aliased > MaxAliased: // reported already
	case i.aliased+size > MaxAliased:
		i.r.Add(i.f.place(n), "", "the aliases of this document stand for more than %d values", MaxAliased)
		i.aliased = MaxAliased + 1
	default:
		i.aliased += size
		return size
	}
	*n = yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Line: n.Line, Column: n.Column}
	return 1
}
