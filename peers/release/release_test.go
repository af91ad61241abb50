//go:build peers

// Package release_test asks the Go compiler whether both commands are built for
// every system that a release is made for.
package release_test

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"
)

const root = "../.."

// all builds for every system, which takes a quarter of an hour from nothing:
//
//	go test -tags peers ./peers/release -all
//
//nolint:gochecknoglobals // a flag of the test binary
var all = flag.Bool("all", false, "build both commands for every system, and not topodraw for Windows alone")

func TestBuilds(t *testing.T) {
	t.Parallel()
	var release struct {
		Builds []struct {
			Main         string
			Env, Flags   []string
			LDFlags      []string `yaml:"ldflags"`
			GOOS, GOARCH []string
		}
	}
	data, err := os.ReadFile(filepath.Join(root, ".goreleaser.yaml"))
	require.NoError(t, err)
	require.NoError(t, yaml.Unmarshal(data, &release))
	count := 0
	for _, b := range release.Builds {
		for _, goos := range b.GOOS {
			for _, goarch := range b.GOARCH {
				count++
				if !*all && (b.Main != "./cmd/topodraw" || goos != "windows" || goarch != "amd64") {
					continue
				}
				args := append([]string{"build", "-o", filepath.Join(t.TempDir(), "command"), "-ldflags", b.LDFlags[0]}, b.Flags...)
				cmd := exec.Command("go", append(args, b.Main)...)
				cmd.Dir = root
				cmd.Env = append(append(os.Environ(), b.Env...), "GOOS="+goos, "GOARCH="+goarch)
				out, err := cmd.CombinedOutput()
				require.NoError(t, err, "%s for %s on %s: %s", b.Main, goos, goarch, out)
			}
		}
	}
	require.Equal(t, 12, count)
}
