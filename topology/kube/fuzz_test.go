package kube_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/internal/graphjson"
	"github.com/topodraw/topodraw/topology/kube"
)

// FuzzRead takes any text through everything that a system can be asked. Nothing
// may panic, every picture has to be valid, and all answers have to be the same
// when they are asked for once more.
func FuzzRead(f *testing.F) {
	for _, text := range seeds(f) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		require.Equal(t, answers(t, text), answers(t, text))
	})
}

// answers returns all that a system of one source says.
func answers(t *testing.T, text []byte) string {
	t.Helper()
	var b bytes.Buffer
	say := func(v any) { fmt.Fprintf(&b, "%v\n", v) }
	system, err := kube.ReadAll(kube.Options{}, kube.Source{Name: "a.yaml", Data: text})
	say(err)
	say(system.Warnings())
	say(system.Lint())
	say(system.Refusals())
	for _, name := range kube.Views() {
		for _, view := range []kube.View{
			{Name: name, Scrapes: true},
			{Name: name, Merge: true, GroupBy: "app", Selector: "!x", MinConfidence: "certain"},
			{Name: name, GroupBy: "none", Namespaces: []string{"default"}},
		} {
			say(drawn(t, system, view))
		}
	}
	return b.String()
}

// drawn returns a picture in JSON, or why there is none.
func drawn(t *testing.T, system *kube.System, view kube.View) string {
	t.Helper()
	g, err := system.Graph(view)
	if err != nil {
		require.ErrorAs(t, err, new(kube.ViewError))
		return err.Error()
	}
	require.NoError(t, g.Validate())
	system.Mark(g)
	require.NoError(t, g.Validate())
	require.NoError(t, kube.Plain(g).Validate())
	var b bytes.Buffer
	require.NoError(t, graphjson.Write(&b, g, nil))
	return b.String()
}

// seeds returns texts with something of every kind.
func seeds(tb testing.TB) [][]byte {
	tb.Helper()
	var out [][]byte
	for _, pattern := range []string{
		"../../../shared/seed/*.yaml", "../../../shared/corpora/*/*.yaml",
		"internal/lint/testdata/*.yaml", "internal/lint/testdata/*/*.yaml", "internal/traffic/testdata/*.yaml",
	} {
		files, err := filepath.Glob(pattern)
		require.NoError(tb, err)
		for _, file := range files {
			text, err := os.ReadFile(file)
			require.NoError(tb, err)
			out = append(out, text)
		}
	}
	for _, text := range []string{shop, doors, secrets, "", "---\n---\n", `{"apiVersion":"v1","kind":"List","items":[]}`} {
		out = append(out, []byte(text))
	}
	return out
}
