// Package release_test checks the files by which others get and run topodraw, as
// far as a machine without those others can: that they parse, and that what they
// name exists.
package release_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"github.com/topodraw/topodraw/internal/cli"
	"github.com/topodraw/topodraw/internal/gvexec"
)

const root = "../.."

func text(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, name))
	require.NoError(t, err)
	return string(data)
}

// parse decodes a file. Keys that the type does not have are an error.
func parse(t *testing.T, name string, to any) {
	t.Helper()
	d := yaml.NewDecoder(strings.NewReader(text(t, name)))
	d.KnownFields(true)
	require.NoError(t, d.Decode(to), name)
}

// help returns the help of a command, which has to exist.
func help(t *testing.T, command string) string {
	t.Helper()
	var out, errs bytes.Buffer
	code := cli.Main(context.Background(), cli.Process{
		Args: []string{command, "--help"}, Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs,
		Getenv:   func(string) string { return "" },
		Graphviz: func() (gvexec.Command, error) { return gvexec.Command{}, gvexec.ErrNoGraphviz },
	})
	require.Equal(t, 0, code, errs.String())
	return out.String()
}

type hook struct {
	ID, Name, Description, Entry, Language, Files string
	Args, Types                                   []string
	PassFilenames                                 *bool `yaml:"pass_filenames"`
}

func TestPreCommitHooks(t *testing.T) {
	t.Parallel()
	var hooks []hook
	parse(t, ".pre-commit-hooks.yaml", &hooks)
	require.Len(t, hooks, 2)
	for _, h := range hooks {
		program, command, _ := strings.Cut(h.Entry, " ")
		require.Equal(t, "topodraw", program)
		require.Equal(t, "topodraw-"+command, h.ID)
		require.Equal(t, "golang", h.Language)
		require.Contains(t, help(t, command), "topodraw "+command)
		_, err := regexp.Compile(h.Files)
		require.NoError(t, err)
	}
}

type action struct {
	Name, Description string
	Inputs            map[string]struct{ Description, Default string }
	Outputs           map[string]struct{ Description, Value string }
	Runs              struct {
		Using string
		Steps []struct {
			Name, ID, Uses, Shell, Run string
			Env, With                  map[string]string
		}
	}
}

func readAction(t *testing.T) action {
	t.Helper()
	var a action
	parse(t, "action.yml", &a)
	return a
}

// What a user writes reaches a script as a variable alone, never as a part of it.
func TestActionInputs(t *testing.T) {
	t.Parallel()
	a := readAction(t)
	require.Equal(t, "composite", a.Runs.Using)
	used := ""
	for _, s := range a.Runs.Steps {
		require.NotContains(t, s.Run, "${{")
		require.True(t, s.Uses != "" || s.Shell == "bash", s.Name)
		for _, value := range s.Env {
			used += value
		}
	}
	for name, in := range a.Inputs {
		require.NotEmpty(t, in.Description)
		require.Contains(t, used, "inputs."+name+" }}")
	}
	for _, ref := range regexp.MustCompile(`inputs\.(\w+)`).FindAllStringSubmatch(used, -1) {
		require.Contains(t, a.Inputs, ref[1])
	}
}

// runAction runs the last step of the action with a topodraw that prints its
// arguments, one on a line.
func runAction(t *testing.T, command, check, paths string) (out string, err error) {
	t.Helper()
	bash, lookErr := exec.LookPath("bash")
	if lookErr != nil {
		t.Skip("there is no bash")
	}
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "topodraw"), []byte("#!/bin/sh\nprintf '%s\\n' \"$@\"\n"), 0o700))
	steps := readAction(t).Runs.Steps
	cmd := exec.Command(bash, "-c", steps[len(steps)-1].Run)
	cmd.Dir = dir
	cmd.Env = []string{
		"PATH=" + dir + string(filepath.ListSeparator) + os.Getenv("PATH"), "RUNNER_TEMP=" + dir, "GITHUB_OUTPUT=" + filepath.Join(dir, "output"),
		"COMMAND=" + command, "CHECK=" + check, "INPUT=" + paths,
	}
	text, err := cmd.Output()
	return strings.ReplaceAll(string(text), dir, "TEMP"), err
}

func TestActionRuns(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ command, check, paths, want string }{
		{"docs", "true", "", "docs --check --format github --"},
		{"docs", "false", "docs\nREADME.md\n", "docs -- docs README.md"},
		{"fmt", "true", "a.yaml\n\n b.yaml", "fmt --check --diff -- a.yaml  b.yaml"},
		{"fmt", "false", "a.yaml", "fmt -- a.yaml"},
		{"lint", "true", "k8s", "lint --format github -- k8s"},
		{"diff", "true", "origin/main:k8s\nk8s", "diff -o TEMP/topodraw-diff.md -- origin/main:k8s k8s"},
		{"fmt", "true", "$(touch x)\n--output=x\n`id`;*", "fmt --check --diff -- $(touch x) --output=x `id`;*"},
	} {
		out, err := runAction(t, tt.command, tt.check, tt.paths)
		require.NoError(t, err, tt)
		require.Equal(t, strings.ReplaceAll(tt.want, " ", "\n")+"\n", strings.ReplaceAll(out, " ", "\n"), tt)
		for _, word := range strings.Fields(tt.want) {
			if word == "--" {
				break
			}
			if strings.HasPrefix(word, "--") {
				require.Contains(t, help(t, tt.command), word)
			}
		}
	}
	for _, tt := range []struct{ command, check, paths, want string }{
		{"fmt", "true", "", "::error::paths names no file\n"},
		{"render", "true", "a.yaml", "::error::command is docs, fmt, lint or diff\n"},
		{"docs", "yes", "", "::error::check is true or false\n"},
	} {
		out, err := runAction(t, tt.command, tt.check, tt.paths)
		require.Error(t, err, tt)
		require.Equal(t, tt.want, out)
	}
}

type goreleaser struct {
	Version     int
	ProjectName string `yaml:"project_name"`
	Builds      []struct {
		ID, Main, Binary string
		Env, Flags       []string
		LDFlags          []string `yaml:"ldflags"`
		ModTimestamp     string   `yaml:"mod_timestamp"`
		GOOS             []string `yaml:"goos"`
		GOARCH           []string `yaml:"goarch"`
	}
	Archives []struct {
		IDs       []string `yaml:"ids"`
		Formats   []string
		Overrides []struct {
			GOOS    string `yaml:"goos"`
			Formats []string
		} `yaml:"format_overrides"`
		Files []string
	}
	Checksum  map[string]string
	Changelog map[string]bool
}

func TestGoreleaser(t *testing.T) {
	t.Parallel()
	var g goreleaser
	parse(t, ".goreleaser.yaml", &g)
	require.Equal(t, 2, g.Version)
	require.Len(t, g.Builds, 2)
	var ids []string
	for _, b := range g.Builds {
		ids = append(ids, b.ID)
		require.FileExists(t, filepath.Join(root, b.Main, "main.go"))
		require.Equal(t, filepath.Base(b.Main), b.Binary)
		require.Equal(t, []string{"linux", "darwin", "windows"}, b.GOOS)
		require.Equal(t, []string{"amd64", "arm64"}, b.GOARCH)
		require.Contains(t, b.Env, "CGO_ENABLED=0")
	}
	require.Equal(t, ids, g.Archives[0].IDs)
	for _, file := range g.Archives[0].Files {
		require.FileExists(t, filepath.Join(root, file))
	}
}

// The image has nothing but the commands, and no user with a name or a shell.
func TestDockerfile(t *testing.T) {
	t.Parallel()
	build, image, found := strings.Cut(text(t, "Dockerfile"), "\nFROM scratch\n")
	require.True(t, found)
	require.Contains(t, build, "CGO_ENABLED=0 go build")
	for _, path := range regexp.MustCompile(`\./cmd/\S+`).FindAllString(build, -1) {
		require.FileExists(t, filepath.Join(root, path, "main.go"))
	}
	require.Contains(t, image, "\nUSER 65532:65532\n")
	require.Contains(t, image, "\nENTRYPOINT [\"topodraw\"]\n")
	require.NotContains(t, image, "RUN")
	for _, copied := range regexp.MustCompile(`(?m)^COPY (?:--\S+ )?(.*) \S+$`).FindAllStringSubmatch(image, -1) {
		for _, name := range strings.Fields(copied[1]) {
			if !strings.HasPrefix(name, "/") {
				require.FileExists(t, filepath.Join(root, name))
			}
		}
	}
	_, version, _ := strings.Cut(text(t, "go.mod"), "\ngo ")
	require.True(t, strings.HasPrefix(version, "1.26"))
	require.Contains(t, build, "FROM golang:1.26 ")
	for _, s := range readAction(t).Runs.Steps {
		if s.Uses != "" {
			require.Equal(t, "1.26", s.With["go-version"])
		}
	}
}
