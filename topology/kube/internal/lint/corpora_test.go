package lint_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/topology/kube/internal/lint"
)

const shared = "../../../../../shared"

// TestKubeThanos finds what the manifests of kube-thanos refer to and leave to
// others, and objects that are there twice, and nothing else.
func TestKubeThanos(t *testing.T) {
	t.Parallel()
	found := check(lint.Options{}, files(t, shared, "corpora/kube-thanos/*.yaml")...)
	var got []string
	related := make(map[string]int)
	for _, f := range found {
		got = append(got, fmt.Sprintf("%s:%d %s %s", f.Pos.File, f.Pos.Line, f.Severity, f.Code))
		related[f.Code] += len(f.Related)
	}
	require.Equal(t, []string{
		"thanos-bucket-deployment.yaml:47 note missing-secret",
		"thanos-compact-shards-serviceMonitor.yaml:1 warning duplicate",
		"thanos-query-frontend-deployment.yaml:53 warning placeholder-address",
		"thanos-receive-default-statefulSet.yaml:156 warning missing-configmap",
		"thanos-receive-serviceMonitor.yaml:1 warning duplicate",
		"thanos-rule-statefulSet.yaml:59 error address-of-missing-service",
		"thanos-rule-statefulSet.yaml:166 warning missing-configmap",
		"thanos-rule-statefulSet.yaml:169 warning missing-configmap",
		"thanos-rule-statefulSet.yaml:172 warning missing-configmap",
		"thanos-sidecar-service.yaml:21 error service-selects-nothing",
		"thanos-store-shards-serviceMonitor.yaml:1 warning duplicate",
	}, got)
	// 14 workloads need the Secret, one of them twice, and three the ConfigMap of
	// the hash ring.
	require.Equal(t, 14, related[lint.CodeMissingSecret])
	require.Equal(t, 2, related[lint.CodeMissingConfigMap])
	require.Equal(t, 9, related[lint.CodePlaceholderAddress])
}

func TestOnlineBoutique(t *testing.T) {
	t.Parallel()
	found := check(lint.Options{}, files(t, shared, "corpora/online-boutique/*.yaml")...)
	require.Len(t, found, 1)
	require.Equal(t, lint.CodeAddressOfMissingService, found[0].Code)
	require.Equal(t, "Service default/shoppingassistantservice does not exist: Deployment default/frontend calls it, by env SHOPPING_ASSISTANT_SERVICE_ADDR=shoppingassistantservice:80", found[0].Message)
}

// TestSeed finds in the two Services of the seed that their selector is empty, and
// why.
func TestSeed(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"loadbalancer", "nodeport"} {
		found := check(lint.Options{}, files(t, shared, "seed/service-"+name+".yaml")...)
		require.Len(t, found, 2, name)
		require.Equal(t, lint.CodeServiceNoSelector, found[0].Code)
		require.Equal(t, 7, found[0].Pos.Line)
		require.Equal(t, lint.CodeUnknownField, found[1].Code)
		require.Equal(t, 8, found[1].Pos.Line)
		require.Equal(t, `"app" belongs under "selector": indent it`, found[1].Hint)
	}
}
