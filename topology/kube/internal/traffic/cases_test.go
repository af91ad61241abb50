package traffic_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
	"github.com/topodraw/topodraw/topology/kube/internal/traffic"
)

// find reads a file of manifests.
func find(t *testing.T, file string) *traffic.Traffic {
	t.Helper()
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	set := manifest.Read([]manifest.Source{{Name: file, Path: filepath.Base(file), Data: data}}, manifest.Options{})
	for _, p := range set.Problems {
		require.NotEqual(t, manifest.Error, p.Severity, p.Error())
	}
	return traffic.Find(cluster.New(set.Objects, cluster.Options{}))
}

// want is what a case says.
type want struct {
	calls   map[string][]string // the evidence of each
	not     []string
	refused []string
}

func readWant(t *testing.T, file string) want {
	t.Helper()
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	w := want{calls: make(map[string][]string)}
	last := ""
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\n")
		switch {
		case line == "", strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "  "):
			w.calls[last] = append(w.calls[last], strings.TrimSpace(line))
		case strings.HasPrefix(line, "not "):
			w.not = append(w.not, strings.TrimPrefix(line, "not "))
		case strings.HasPrefix(line, "refused "):
			w.refused = append(w.refused, strings.TrimPrefix(line, "refused "))
		default:
			last = line
			if before, host, ok := strings.Cut(line, " -> missing "); ok {
				// The name of the Service is enough: its namespace may be written or not.
				host, rest, _ := strings.Cut(host, " ")
				host, _, _ = strings.Cut(host, ".")
				last = before + " -> missing " + host + " " + rest
			}
			w.calls[last] = nil
		}
	}
	return w
}

// name returns a reference as cases have it.
func name(kind, namespace, name string) string {
	if namespace != "default" && namespace != "" {
		name += "." + namespace
	}
	return kind + "/" + name
}

func target(to traffic.Target) string {
	switch {
	case to.Service != nil:
		return name("Service", to.Service.Namespace, to.Service.Name)
	case to.Secret != "":
		return "secret " + to.Secret
	case to.Name != "":
		return "missing " + to.Name
	}
	return "external " + to.Host
}

// said returns a call as cases have it.
func said(c *traffic.Call) string {
	from := ""
	if c.Door != nil {
		from = name(c.Door.Kind, c.Door.Namespace, c.Door.Name)
	} else {
		from = name(c.From.Kind, c.From.Namespace, c.From.Name)
	}
	out := from + " -> " + target(c.To)
	if c.Port != "" && (c.To.Service == nil || c.Known) {
		out += " port " + c.Port
	}
	return out + " " + c.Confidence.String()
}

// withoutPort returns a call without its port.
func withoutPort(call string) string {
	before, after, found := strings.Cut(call, " port ")
	if !found {
		return call
	}
	_, confidence, _ := strings.Cut(after, " ")
	return before + " " + confidence
}

func TestCases(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../testdata/cases/*.want")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".want"), func(t *testing.T) {
			t.Parallel()
			w := readWant(t, file)
			found := find(t, strings.TrimSuffix(file, ".want")+".yaml")
			calls := make(map[string][]string)
			for _, c := range found.Calls {
				key := said(c)
				if bare := withoutPort(key); w.calls[bare] != nil {
					key = bare // the case does not say which port
				}
				for _, e := range c.Evidence {
					calls[key] = append(calls[key], e.Text)
				}
			}
			for _, all := range []map[string][]string{calls, w.calls} {
				for _, texts := range all {
					slices.Sort(texts)
				}
			}
			var refusals []string
			for _, r := range found.Refusals {
				refusals = append(refusals, r.Text)
			}
			require.Equal(t, lines(w.calls), lines(calls), "refused: %s", strings.Join(refusals, "\n"))
			for _, r := range w.refused {
				require.True(t, slices.ContainsFunc(refusals, func(text string) bool { return strings.Contains(text, r) }), "%s is not refused: %s", r, refusals)
			}
		})
	}
}

// lines shows calls with their evidence, in order.
func lines(calls map[string][]string) string {
	var out []string
	for call, evidence := range calls {
		out = append(out, fmt.Sprintf("%s\n  %s\n", call, strings.Join(evidence, "\n  ")))
	}
	slices.Sort(out)
	return strings.Join(out, "")
}
