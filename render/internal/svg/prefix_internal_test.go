package svg

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/render/internal/scene"
	"github.com/topodraw/topodraw/render/layout"
)

// Documents that can stand on one page do not share ids, or the dark colours of
// one would reach the other.
func TestPrefix(t *testing.T) {
	t.Parallel()
	drawn := func(dark string, width float64, mode Mode) string {
		s := &scene.Scene{
			Title: "same", Size: layout.Size{W: width, H: 10},
			Background: scene.Paint{Light: "#000", Dark: dark},
		}
		var b strings.Builder
		require.NoError(t, Write(&b, s, mode))
		_, id, _ := strings.Cut(b.String(), ` id="`)
		id, _, _ = strings.Cut(id, `"`)
		require.Regexp(t, "^td[0-9a-f]{8}$", id)
		return id
	}
	require.Equal(t, drawn("#111", 10, Auto), drawn("#111", 10, Auto))
	require.NotEqual(t, drawn("#111", 10, Auto), drawn("#222", 10, Auto), "another theme")
	require.NotEqual(t, drawn("#111", 10, Auto), drawn("#111", 20, Auto), "another layout")
	require.NotEqual(t, drawn("#111", 10, Auto), drawn("#111", 10, Light), "another mode")
}
