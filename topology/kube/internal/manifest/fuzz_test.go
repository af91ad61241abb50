package manifest_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
)

// FuzzRead reads anything: without a panic, the same each time, with places
// that are in the text, and with no word of a Secret.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		deployment,
		shop(1),
		"apiVersion: v1\nkind: Secret\nstringData: {a: &x b}\ndata: {a: *x}\n",
		"apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ServiceList\n  items: [{spec: {ports: [{port: 1}]}}]\n",
		"apiVersion: extensions/v1beta1\nkind: Ingress\nspec: {backend: {serviceName: a, servicePort: b}}\n...\n%YAML 1.1\n---\n<<: {a: b}\n",
		"{\"apiVersion\": \"v1\", \"kind\": \"Pod\",\n\t\"spec\": {\"overhead\": {\"cpu\": 1e3}}} {\"a\": \"\\ud83d\"}",
		"apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec: {metrics: [{type: {{ x }}}]}\n",
		"a: {{ b }}\n\tc: d\n\uFEFF---\r\ne: \"\u2028\"\n",
		"apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec:\n  podSelector:\n  matchLabels: {a: b}\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		sources := []manifest.Source{{Name: "f", Path: "f", Data: data}}
		opts := manifest.Options{MaxAliased: 10_000}
		set := manifest.Read(sources, opts)
		again := manifest.Read(sources, opts)
		require.Equal(t, problems(set), problems(again))
		require.Equal(t, outline(set), outline(again))
		require.Equal(t, set.Skipped, again.Skipped)
		lines := 1 + strings.Count(string(data), "\n") + strings.Count(string(data), "\r")
		for _, o := range set.Objects {
			for _, path := range [][]any{nil, {"metadata", "name"}, {"spec", "template", "spec", "containers", 0, "env", 0}, {"data", "a"}} {
				at := o.At(path...)
				require.True(t, at.Line >= 1 && at.Line <= lines && at.Col >= 1, "%v of %d lines", at, lines)
			}
		}
		for _, p := range set.Problems {
			require.NotEmpty(t, p.Message)
			require.NotContains(t, p.Error(), "\n")
			require.True(t, p.Pos.Line >= 1 && p.Pos.Line <= lines && p.Pos.Col >= 1, "%v of %d lines", p.Pos, lines)
			if p.Object != nil && p.Object.Kind == "Secret" {
				require.Empty(t, p.Source)
			}
		}
		manifest.Detect(data)
	})
}
