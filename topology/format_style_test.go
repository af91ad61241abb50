package topology_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/topology"
)

// restyler writes YAML in ways that nobody would, by the encoder of yaml.v3.
type restyler struct {
	*rand.Rand
	comments []string
}

// restyle changes how a value is written, and what is remarked on it.
func (r *restyler) restyle(n *yaml.Node, key bool) {
	switch n.Kind {
	case yaml.ScalarNode:
		styles := []yaml.Style{yaml.DoubleQuotedStyle, yaml.SingleQuotedStyle, n.Style}
		if !key {
			styles = append(styles, yaml.LiteralStyle, yaml.FoldedStyle)
		}
		if n.Tag == "!!str" {
			n.Style = styles[r.IntN(len(styles))]
		}
	default:
		n.Style = []yaml.Style{0, yaml.FlowStyle}[r.IntN(8)/7]
	}
	for _, c := range []*string{&n.HeadComment, &n.LineComment, &n.FootComment} {
		if r.IntN(25) == 0 {
			*c = fmt.Sprintf("#<%d>", len(r.comments))
			r.comments = append(r.comments, *c)
		}
	}
	for i, c := range n.Content {
		r.restyle(c, n.Kind == yaml.MappingNode && i%2 == 0)
	}
}

// However a file is written, it is written in the one way afterwards, and its
// comments are there: those that the encoder has not lost itself.
func TestFormatRestyled(t *testing.T) {
	t.Parallel()
	kept := 0
	for seed := range uint64(80) {
		r := &restyler{Rand: rand.New(rand.NewPCG(seed, 3))}
		g := graphtest.Random(seed)
		var doc yaml.Node
		require.NoError(t, yaml.Unmarshal([]byte(written(t, g)), &doc))
		r.restyle(doc.Content[0], false)
		var b bytes.Buffer
		enc := yaml.NewEncoder(&b)
		enc.SetIndent(1 + r.IntN(7))
		if enc.Encode(&doc) != nil {
			continue
		}
		text := b.String()
		back, err := topology.ReadAll(topology.Source{Name: "f", Data: []byte(text)})
		if err != nil || !same(g, back) {
			continue // the encoder writes some texts that mean another
		}
		kept++
		out := formatted(t, text)
		for _, c := range r.comments {
			require.Equal(t, strings.Count(text, c), strings.Count(out, c), "%s in\n%s\nof\n%s", c, out, text)
		}
	}
	require.Greater(t, kept, 25)
}
