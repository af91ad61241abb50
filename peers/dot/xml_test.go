//go:build peers

package dot_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/dot"
	"github.com/topodraw/topodraw/graph"
)

// requireXML has dot make an SVG, which must be well-formed and link to what
// the graph links to, and nowhere else.
func requireXML(t *testing.T, g *graph.Graph) {
	t.Helper()
	var b strings.Builder
	require.NoError(t, dot.Write(&b, g, dot.Options{}))
	svg, err := draw(t.Context(), "svg", b.String())
	require.NoError(t, err)
	links := make(map[string]bool)
	for d := xml.NewDecoder(bytes.NewReader(svg)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		start, _ := token.(xml.StartElement)
		require.NotEqual(t, "image", start.Name.Local)
		require.NotEqual(t, "script", start.Name.Local)
		for _, a := range start.Attr {
			if a.Name.Local == "href" {
				links[a.Value] = true
			}
		}
	}
	require.Equal(t, map[string]bool{"https://example.com/?a=b&c=d": true}, links)
}
