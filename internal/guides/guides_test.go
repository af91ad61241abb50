// Package guides_test does what the guides in docs tell a reader to do, and holds
// that it gives what they say.
package guides_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"github.com/topodraw/topodraw/docstest"
	"github.com/topodraw/topodraw/internal/cli"
)

// update rewrites what commands print and what files have become:
//
//	go test ./internal/guides -update
//
//nolint:gochecknoglobals // flags of tests are
var update = flag.Bool("update", false, "rewrite the results in the guides")

// TestMain makes the test binary the command topodraw.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"topodraw": func() {
		os.Exit(cli.Main(context.Background(), cli.System()))
	}})
}

func TestGuides(t *testing.T) {
	t.Parallel()
	for _, name := range guides() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := path.Join(docs, name+".md")
			before := read(t, file)
			after := newReader(t, name).follow(t, parts(t, before))
			if *update {
				require.NoError(t, os.WriteFile(filepath.FromSlash(file), []byte(join(after)), 0o600))
			}
		})
	}
}

// The pictures in the guides are what "topodraw docs" draws.
func TestGuidesAreFresh(t *testing.T) {
	t.Parallel()
	var files []string
	for _, name := range guides() {
		files = append(files, path.Join(docs, name+".md"))
	}
	docstest.Fresh(t, root, files...)
}

// reader follows a guide in a folder.
type reader struct {
	dir string
}

// newReader returns a reader in an empty folder, or in the one with the manifests if
// that is where the guide begins.
func newReader(t *testing.T, guide string) reader {
	t.Helper()
	r := reader{dir: t.TempDir()}
	if guide == "from-kubediagrams" {
		require.NoError(t, os.CopyFS(r.dir, os.DirFS(root+"/testdata/kubernetes")))
	}
	return r
}

// follow does all that a guide says, and returns the guide with the results.
func (r reader) follow(t *testing.T, guide []part) []part {
	t.Helper()
	mark := ""
	for i, p := range guide {
		switch {
		case p.block:
			guide[i] = r.block(t, p, mark)
			mark = ""
		case strings.HasPrefix(p.comment, "topodraw "):
			r.sources(t, p.comment)
		case strings.HasPrefix(p.comment, "/topodraw"):
		case p.comment != "":
			mark = p.comment
		default:
			require.Empty(t, mark, "no code block follows: %s", p.text)
			prose(t, p.text)
		}
	}
	return guide
}

// block does what one block says, after the comment before it.
func (r reader) block(t *testing.T, p part, mark string) part {
	t.Helper()
	verb, name, _ := strings.Cut(mark, " ")
	switch {
	case verb == "file":
		require.NoError(t, os.MkdirAll(filepath.Dir(r.path(name)), 0o777))
		require.NoError(t, os.WriteFile(r.path(name), []byte(p.body), 0o600))
	case verb == "result":
		return same(t, p, read(t, r.path(name)))
	case verb == "elsewhere":
		elsewhere(t, p)
	case verb == "go":
		return same(t, p, function(t, name))
	case mark == "" && p.language == "console":
		return same(t, p, r.session(t, p.body))
	case mark == "" && p.language == "sh":
		r.run(t, p.body)
	default:
		require.Fail(t, "nothing is known of this block", "%s\n%s", mark, p.text)
	}
	return p
}

func (r reader) path(name string) string {
	return filepath.Join(r.dir, filepath.FromSlash(name))
}

// same holds that a block is as it should be, and returns what it should be.
func same(t *testing.T, p part, body string) part {
	t.Helper()
	if !*update {
		require.Equal(t, body, p.body)
	}
	return p.with(body)
}

// session runs commands, and returns them with what they print. The status of a
// command is there for the next one to echo.
func (r reader) session(t *testing.T, body string) string {
	t.Helper()
	var commands []string
	var script strings.Builder
	for line := range strings.Lines(body) {
		if command, ok := strings.CutPrefix(line, "$ "); ok {
			commands = append(commands, command)
			script.WriteString("{ " + command + "} 2>&1; status=$?; printf '\\0'; (exit $status)\n")
		}
	}
	require.NotEmpty(t, commands, body)
	out, _ := r.shell(t, script.String()).Output() // the status is that of the last command
	printed := strings.Split(string(out), "\x00")
	require.Len(t, printed, len(commands)+1, "%s", out)
	var b strings.Builder
	for i, command := range commands {
		b.WriteString("$ " + command + printed[i])
	}
	return b.String()
}

// run runs commands, all of which have to succeed.
func (r reader) run(t *testing.T, body string) {
	t.Helper()
	out, err := r.shell(t, "set -e\n"+body).CombinedOutput()
	require.NoError(t, err, "%s%s", body, out)
}

func (r reader) shell(t *testing.T, script string) *exec.Cmd {
	t.Helper()
	shell := exec.CommandContext(t.Context(), "sh", "-c", script) //nolint:gosec // commands of ours
	shell.Dir = r.dir
	// The race detector would wait a second at the end of each command.
	shell.Env = append(os.Environ(), "GORACE=atexit_sleep_ms=0", "NO_COLOR=1", "LC_ALL=C")
	return shell
}

// sources holds that the files that a marker of the guide itself names, which are in
// a folder beside it, are those of its reader who has got there: his have the same
// names.
func (r reader) sources(t *testing.T, marker string) {
	t.Helper()
	quoted := regexp.MustCompile(`"[^"]*"`)
	for _, word := range strings.Fields(quoted.ReplaceAllString(marker, ""))[1:] {
		name := word[strings.Index(word, "=")+1:]
		if !strings.Contains(name, "/") || strings.HasPrefix(name, "..") {
			continue
		}
		equal := read(t, r.path(path.Base(name))) == read(t, path.Join(docs, name))
		require.True(t, equal, "docs/%s is not what the reader has got", name)
	}
}

// elsewhere holds what can be held of a block that is not run: commands of topodraw
// in it exist, and YAML is YAML.
func elsewhere(t *testing.T, p part) {
	t.Helper()
	known(t, p.body)
	if p.language == "yaml" {
		var content any
		require.NoError(t, yaml.Unmarshal([]byte(p.body), &content), p.body)
	}
}

// prose holds that the commands in a line of text exist.
func prose(t *testing.T, line string) {
	t.Helper()
	for _, code := range regexp.MustCompile("`[^`<]*`").FindAllString(line, -1) {
		known(t, strings.Trim(code, "`"))
	}
}

// known holds that the commands of topodraw in a text exist, with their flags.
func known(t *testing.T, text string) {
	t.Helper()
	for _, c := range regexp.MustCompile(`\btopodraw ([a-z]+)\b( [^|\n]*)?`).FindAllStringSubmatch(text, -1) {
		usage := help(t, c[1])
		for _, option := range regexp.MustCompile(`(?:^| )(--?[a-zA-Z][a-z-]*)`).FindAllStringSubmatch(c[2], -1) {
			require.Regexp(t, `(^|[ ,])`+option[1]+`[ ,]`, usage, c[0])
		}
	}
}

func help(t *testing.T, command string) string {
	t.Helper()
	var out bytes.Buffer
	p := cli.System()
	p.Args, p.Stdout, p.StdoutTerminal = []string{"help", command}, &out, false
	require.Zero(t, cli.Main(t.Context(), p), "topodraw %s", command)
	return out.String()
}
