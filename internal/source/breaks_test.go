package source_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/internal/source"
)

func TestUnixBreaks(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"": "", "a\nb": "a\nb", "a\r\nb\r\n": "a\nb\n", "a\rb\r\r\nc\n\r": "a\nb\n\nc\n\n"} {
		require.Equal(t, want, source.UnixBreaks(text), "%q", text)
	}
}
