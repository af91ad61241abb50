package cli

import (
	"runtime"
	"runtime/debug"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/stretchr/testify/require"
)

func TestVersionLine(t *testing.T) {
	t.Parallel()
	on := " " + runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH
	setting := func(pairs ...string) (all []debug.BuildSetting) {
		for i := 0; i < len(pairs); i += 2 {
			all = append(all, debug.BuildSetting{Key: pairs[i], Value: pairs[i+1]})
		}
		return all
	}
	for _, tt := range []struct {
		version  string
		settings []debug.BuildSetting
		want     string
	}{
		{"", nil, "topodraw (devel)"},
		{"v1.2.3", nil, "topodraw v1.2.3"},
		{"v1.2.3", setting("vcs.revision", "0123456789abcdef", "vcs.time", "2026-11-02T03:04:05Z", "vcs.modified", "false"), "topodraw v1.2.3 0123456789ab 2026-11-02T03:04:05Z"},
		{"v1.2.3+dirty", setting("vcs.revision", "abc", "vcs.modified", "true"), "topodraw v1.2.3+dirty abc"},
	} {
		info := &debug.BuildInfo{Main: debug.Module{Version: tt.version}, Settings: tt.settings}
		require.Equal(t, tt.want+on, versionLine(info))
	}
}

func TestFormatsAreDistinct(t *testing.T) {
	t.Parallel()
	seen := make(map[string]bool)
	for _, name := range formatNames() {
		require.False(t, seen[name], name)
		seen[name] = true
		f, err := formatByPath("dir.svg/x." + name)
		require.NoError(t, err)
		require.Contains(t, f.names, name)
	}
	require.Equal(t, "mermaid", formats()[0].names[0])
}

// TestEveryFlagCompletes checks that a shell can complete the value of each
// flag that takes one, but for those that name files and folders.
func TestEveryFlagCompletes(t *testing.T) {
	t.Parallel()
	root := newRoot(&Process{})
	for _, cmd := range append(root.Commands(), root) {
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if f.Value.Type() == "bool" || f.Name == "output" || f.Name == "root" {
				return
			}
			complete, found := cmd.GetFlagCompletionFunc(f.Name)
			require.True(t, found, f.Name)
			words, directive := complete(cmd, nil, "")
			require.NotEmpty(t, words)
			require.Equal(t, cobra.ShellCompDirectiveNoFileComp, directive)
		})
	}
}
