package traffic_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
	"github.com/topodraw/topodraw/topology/kube/internal/traffic"
)

// A host that only a Secret names is not shown, wherever its value gets to.
func TestHostsOfSecrets(t *testing.T) {
	t.Parallel()
	const manifests = `
apiVersion: v1
kind: Secret
metadata: {name: db}
stringData: {url: "postgres://u:hunter2@db.example.org:5433/x", host: db.example.org}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: web
        image: x
        args: ["--db=$(DB_URL)", "--target=http://$(DB_HOST):80"]
        command: ["sh", "-c", "curl http://$DB_HOST/x"]
        env:
        - {name: DB_URL, valueFrom: {secretKeyRef: {name: db, key: url}}}
        - {name: DB_HOST, valueFrom: {secretKeyRef: {name: db, key: host}}}
        - {name: AGAIN, value: "https://$(DB_HOST)/y"}
`
	set := manifest.Read([]manifest.Source{{Name: "t.yaml", Path: "t.yaml", Data: []byte(manifests)}}, manifest.Options{})
	require.Empty(t, set.Problems)
	found := traffic.Find(cluster.New(set.Objects, cluster.Options{}))
	require.NotEmpty(t, found.Calls)
	for _, c := range found.Calls {
		require.Equal(t, traffic.Target{Namespace: "default", Secret: "db"}, c.To)
		require.Empty(t, c.Port)
		for _, e := range c.Evidence {
			require.NotContains(t, e.Text, "example.org")
			require.NotContains(t, e.Text, "hunter2")
		}
	}
	for _, r := range found.Refusals {
		require.NotContains(t, r.Text+r.What, "example.org")
	}
}
