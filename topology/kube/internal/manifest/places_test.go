package manifest_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestPlaces(t *testing.T) {
	t.Parallel()
	text := strings.ReplaceAll(`apiVersion: v1
kind: List
items:
- apiVersion: apps/v1
  kind: Deployment
  metadata: {name: a, labels: {x: "1"}}
  spec:
    replicas: 2
    template:
      spec:
        containers:
        - name: é
          env:
            - name: A
              value: |
                text
            - {name: B, value: b}
          args: [a,
            "b"]
          tty:
        - image: x
`, "\n", "\r\n")
	set := read(text)
	require.Empty(t, problems(set))
	o := set.Objects[0]
	for _, tt := range []struct {
		at   string
		path []any
	}{
		{"4:3", nil},
		{"5:9", []any{"kind"}},
		{"6:3", []any{"metadata"}},
		{"6:20", []any{"metadata", "name"}},
		{"6:23", []any{"metadata", "labels"}},
		{"6:35", []any{"metadata", "labels", "x"}},
		{"7:3", []any{"spec"}},
		{"8:15", []any{"spec", "replicas"}},
		{"11:9", []any{"spec", "template", "spec", "containers"}},
		{"12:11", []any{"spec", "template", "spec", "containers", 0}},
		{"12:17", []any{"spec", "template", "spec", "containers", 0, "name"}},
		{"13:11", []any{"spec", "template", "spec", "containers", 0, "env"}},
		{"14:15", []any{"spec", "template", "spec", "containers", 0, "env", 0}},
		{"15:22", []any{"spec", "template", "spec", "containers", 0, "env", 0, "value"}},
		{"17:15", []any{"spec", "template", "spec", "containers", 0, "env", 1}},
		{"17:32", []any{"spec", "template", "spec", "containers", 0, "env", 1, "value"}},
		{"18:18", []any{"spec", "template", "spec", "containers", 0, "args", 0}},
		{"19:13", []any{"spec", "template", "spec", "containers", 0, "args", 1}},
		{"20:11", []any{"spec", "template", "spec", "containers", 0, "tty"}},
		{"21:11", []any{"spec", "template", "spec", "containers", 1}},
		// Steps that lead nowhere.
		{"7:3", []any{"spec", "nowhere", "replicas"}},
		{"11:9", []any{"spec", "template", "spec", "containers", 7, "name"}},
		{"11:9", []any{"spec", "template", "spec", "containers", -1}},
		{"11:9", []any{"spec", "template", "spec", "containers", "name"}},
		{"7:3", []any{"spec", 0}},
		{"8:15", []any{"spec", "replicas", "x"}},
		{"7:3", []any{"spec", 1.5}},
	} {
		require.Equal(t, "k8s/f.yaml:"+tt.at, o.At(tt.path...).String(), tt.path)
	}
	require.Equal(t, "f.yaml:8", o.Source("spec", "replicas"))
	require.Equal(t, "f.yaml:4", o.Source())
	require.Equal(t, "f.yaml", o.Path())
	require.Equal(t, o.At(), o.Pos())
}

func TestLines(t *testing.T) {
	t.Parallel()
	o := read("apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |-\n\n    x\n    y\n  b: \"x\\ny\"\n  c: >\n    x\n\n    y\n  d:\n  f: &f |\n    x\n  g: *f\n").Objects[0]
	for _, tt := range []struct {
		line int
		at   string
		path []any
	}{
		{0, "5:1", []any{"data", "a"}},
		{2, "7:1", []any{"data", "a"}},
		{1, "8:6", []any{"data", "b"}},
		{1, "9:6", []any{"data", "c"}},
		{1, "3:1", []any{"data", "e"}},
		{0, "15:1", []any{"data", "f"}},
		{0, "16:6", []any{"data", "g"}},
	} {
		require.Equal(t, "k8s/f.yaml:"+tt.at, o.LineAt(tt.line, tt.path...).String())
	}
	require.Equal(t, "f.yaml:7", o.LineSource(2, "data", "a"))
	require.True(t, o.Has("data", "d"))
	require.True(t, o.Has())
	require.False(t, o.Has("data", "e"))
	require.False(t, o.Has("data", "a", "x"))
}

// TestPlacesOfAliases: an alias is where it is written, and what is in it where
// that is.
func TestPlacesOfAliases(t *testing.T) {
	t.Parallel()
	o := read("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  labels: &l\n    a: b\n  annotations: *l\ndata:\n  <<: *l\n  c: &c d\n  e: *c\n").Objects[0]
	require.Equal(t, "k8s/f.yaml:6:3", o.At("metadata", "annotations").String())
	require.Equal(t, "k8s/f.yaml:5:8", o.At("metadata", "annotations", "a").String())
	require.Equal(t, "k8s/f.yaml:5:8", o.At("data", "a").String())
	require.Equal(t, "k8s/f.yaml:10:6", o.At("data", "e").String())
}

// TestPlacesOfLarge: of a large object without a type there are the metadata.
func TestPlacesOfLarge(t *testing.T) {
	t.Parallel()
	for lines, line := range map[int]int{100: 5, 10_000: 4} {
		o := read("apiVersion: x/v1\nkind: X\nmetadata: {name: a}\nspec:\n  first: 1\n" +
			"  list: [" + strings.Repeat("x,\n    ", lines) + "x]\n").Objects[0]
		require.Equal(t, line, o.At("spec", "first").Line)
		require.Equal(t, 4, o.At("spec").Line)
		require.Equal(t, "k8s/f.yaml:3:18", o.At("metadata", "name").String())
	}
}
