package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/internal/cli"
)

const pngSignature = "\x89PNG\r\n\x1a\n"

func TestNoPNGForATerminal(t *testing.T) {
	t.Parallel()
	terminal := func(p *cli.Process) { p.StdoutTerminal = true }
	for _, args := range [][]string{{"render", "-f", "png"}, {"render", "-f", "png", "-o", "-"}, {"render", "-f", "PNG", "-o", "/dev/stdout"}} {
		r := run(t, args, web, terminal)
		require.Equal(t, 2, r.code, "%q", args)
		require.Empty(t, r.stdout)
		require.Contains(t, r.stderr, "topodraw: png is not text that a terminal could show: name a file with --output, or send it on")
	}
	file := filepath.Join(t.TempDir(), "a.png")
	require.Equal(t, result{}, run(t, []string{"render", "-o", file}, web, terminal))
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(string(data), pngSignature))
	require.Zero(t, run(t, []string{"render", "-f", "svg"}, web, terminal).code, "SVG is text")

	r := run(t, []string{"render", "-f", "png"}, web)
	require.Equal(t, string(data), r.stdout)
}

// TestFontsOfTheUser checks that a damaged font in the user's folder of fonts
// is looked at and does no harm.
func TestFontsOfTheUser(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	for _, dir := range []string{".fonts", ".local/share/fonts", "Library/Fonts"} {
		require.NoError(t, os.MkdirAll(filepath.Join(home, dir), 0o700))
		require.NoError(t, os.WriteFile(filepath.Join(home, dir, "a.ttf"), []byte("damaged"), 0o600))
	}
	r := run(t, []string{"render", "-f", "png"}, "nodes: {A: {label: 𖨀}}\n", func(p *cli.Process) {
		p.Getenv = func(name string) string {
			return map[string]string{"HOME": home, "LOCALAPPDATA": home}[name]
		}
	})
	require.Zero(t, r.code)
	require.Contains(t, r.stderr, "no font here has U+16A00")
	require.True(t, strings.HasPrefix(r.stdout, pngSignature))
}
