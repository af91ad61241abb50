package cli_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/internal/cli"
)

// manPages writes the pages of all commands and returns the folder.
func manPages(t *testing.T) (dir string, names []string) {
	t.Helper()
	dir = t.TempDir()
	require.Equal(t, result{0, "", ""}, run(t, []string{"man", dir}, ""))
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return dir, names
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(data)
}

// Each command has a page with all its flags, and no date.
func TestManPages(t *testing.T) {
	t.Parallel()
	dir, names := manPages(t)
	flag := regexp.MustCompile(`--[a-z][a-z-]*`)
	for _, path := range commandPaths(t) {
		name := strings.ReplaceAll(strings.TrimSpace("topodraw "+path), " ", "-") + ".1"
		require.Contains(t, names, name)
		page := read(t, filepath.Join(dir, name))
		_, usage, _ := strings.Cut(help(t, path), "\nFlags:\n")
		for _, f := range flag.FindAllString(usage, -1) {
			require.Contains(t, page, strings.ReplaceAll(f, "-", `\-`), name)
		}
		require.True(t, strings.HasPrefix(page, ".TH "), name)
		require.True(t, strings.HasSuffix(page, "\n") && !strings.HasSuffix(page, "\n\n"), name)
		require.NotRegexp(t, `20[0-9][0-9]`, strings.SplitN(page, "\n", 2)[0])
	}
	require.Len(t, names, len(commandPaths(t)))
	require.Equal(t, read(t, filepath.Join(dir, "topodraw.1")), run(t, []string{"man"}, "").stdout)
	again, _ := manPages(t)
	for _, name := range names {
		require.Equal(t, read(t, filepath.Join(dir, name)), read(t, filepath.Join(again, name)))
	}
}

// Lines of a page are requests that man(7) knows, or text.
func TestManRequests(t *testing.T) {
	t.Parallel()
	dir, names := manPages(t)
	for _, name := range names {
		for line := range strings.Lines(read(t, filepath.Join(dir, name))) {
			if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
				require.Regexp(t, `^\.(TH|SH|PP|TP|B|RS|RE|nf|fi)( "[^"]*")*\n$`, line, name)
			}
			require.Regexp(t, `^[ -~]*\n$`, line, name)
		}
	}
}

// Groff finds nothing wrong with the pages, and shows the words of the help.
func TestManGroff(t *testing.T) {
	t.Parallel()
	groff, err := exec.LookPath("groff")
	if err != nil {
		t.Skip("there is no groff")
	}
	dir, names := manPages(t)
	for _, name := range names {
		cmd := exec.Command(groff, "-man", "-Tutf8", "-ww", "-P-cbou", filepath.Join(dir, name))
		var stderr strings.Builder
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		require.NoError(t, err, name)
		require.Empty(t, stderr.String(), name)
		require.Contains(t, string(out), "EXIT STATUS", name)
	}
}

func TestManErrors(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "none")
	require.Equal(t, result{2, "", "topodraw: " + file + ": there is no such folder\n"}, run(t, []string{"man", file}, ""))
	require.Equal(t, 2, run(t, []string{"man", file, file}, "").code)
	r := run(t, []string{"man"}, "", func(p *cli.Process) { p.Stdout = failing{errors.New("full")} })
	require.Equal(t, result{3, "", "topodraw: the standard output: full\n"}, r)
}
