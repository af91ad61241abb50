package view_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/topology/kube/internal/view"
)

const using = `
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, ownerReferences: [{apiVersion: db.example.com/v1, kind: Database, name: main, uid: "1"}]}
spec:
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      serviceAccountName: db
      imagePullSecrets: [{name: pull}]
      containers:
      - name: db
        image: db
        envFrom: [{configMapRef: {name: settings}}, {secretRef: {name: unknown, optional: true}}]
        env: [{name: PASSWORD, valueFrom: {secretKeyRef: {name: password, key: value}}}]
      volumes:
      - {name: settings, configMap: {name: settings}}
      - {name: all, projected: {sources: [{secret: {name: password}}, {configMap: {name: gone}}]}}
      - {name: store, persistentVolumeClaim: {claimName: store}}
  volumeClaimTemplates: [{metadata: {name: data}, spec: {resources: {requests: {storage: 10Gi}}}}]
`

func TestFull(t *testing.T) {
	t.Parallel()
	g := draw(t, view.Options{View: "full"}, using,
		object("v1", "ConfigMap", "settings", "data: {a: b}"),
		object("v1", "Secret", "password", "stringData: {value: hunter2}"),
		object("v1", "Secret", "pull", "stringData: {x: hunter2}"),
		object("v1", "ServiceAccount", "db", ""), object("v1", "ServiceAccount", "default", ""),
		object("v1", "PersistentVolumeClaim", "store", "spec: {resources: {requests: {storage: 1Gi}}}"),
		object("autoscaling/v2", "HorizontalPodAutoscaler", "db", "spec: {maxReplicas: 3, scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: db}}"),
		object("policy/v1", "PodDisruptionBudget", "db", "spec: {selector: {matchLabels: {app: db}}}"),
		object("networking.k8s.io/v1", "NetworkPolicy", "db", "spec: {podSelector: {matchLabels: {app: db}}, ingress: [{}]}"),
		object("db.example.com/v1", "Database", "main", ""),
		object("serving.knative.dev/v1", "Service", "db", ""),
		object("rbac.authorization.k8s.io/v1", "Role", "db", "rules: []"),
		object("networking.k8s.io/v1", "IngressClass", "edge", "spec: {controller: example.com/edge}"),
		object("networking.k8s.io/v1", "Ingress", "in", "spec: {ingressClassName: edge, tls: [{secretName: cert}]}"),
		object("v1", "Namespace", "default", ""), object("v1", "Node", "worker", ""),
	)
	require.Equal(t, []string{
		"User -> Ingress/in requests 80,443 'HTTP, HTTPS'",
		"Ingress/in -> IngressClass/edge uses",
		"Ingress/in -> missing/Secret/cert uses",
		"StatefulSet/db -> ServiceAccount/db runs as",
		"StatefulSet/db -> StatefulSet/db/volumeClaimTemplates/data mounts",
		"StatefulSet/db -> missing/ConfigMap/gone mounts",
		"StatefulSet/db -> Secret/password mounts",
		"StatefulSet/db -> Secret/password uses",
		"StatefulSet/db -> Secret/pull uses",
		"StatefulSet/db -> ConfigMap/settings mounts",
		"StatefulSet/db -> ConfigMap/settings uses",
		"StatefulSet/db -> PersistentVolumeClaim/store mounts",
		"HorizontalPodAutoscaler/db -> StatefulSet/db scales 'scales'",
		"NetworkPolicy/db -> StatefulSet/db guards 'guards'",
		"PodDisruptionBudget/db -> StatefulSet/db guards 'guards'",
		"Database.db.example.com/main -> StatefulSet/db owns 'owns'",
	}, edges(g))
	require.Equal(t, []string{
		"User user 'User' ''",
		"Ingress/in ingress 'in' 'Ingress edge'",
		"IngressClass/edge ingressclass 'edge' 'IngressClass'",
		"missing/Secret/cert missing 'cert' 'Secret, missing' dashed",
		"StatefulSet/db statefulset 'db' 'StatefulSet'",
		"HorizontalPodAutoscaler/db horizontalpodautoscaler 'db' 'HorizontalPodAutoscaler'",
		"NetworkPolicy/db networkpolicy 'db' 'NetworkPolicy'",
		"PodDisruptionBudget/db poddisruptionbudget 'db' 'PodDisruptionBudget'",
		"Role/db role 'db' 'Role'",
		"Service.serving.knative.dev/db service 'db' 'Service'",
		"ServiceAccount/db serviceaccount 'db' 'ServiceAccount'",
		"StatefulSet/db/volumeClaimTemplates/data storage 'data' 'PersistentVolumeClaim 10Gi'",
		"missing/ConfigMap/gone missing 'gone' 'ConfigMap, missing' dashed",
		"Database.db.example.com/main database 'main' 'Database'",
		"Secret/password secret 'password' 'Secret'",
		"Secret/pull secret 'pull' 'Secret'",
		"ConfigMap/settings configmap 'settings' 'ConfigMap'",
		"PersistentVolumeClaim/store storage 'store' 'PersistentVolumeClaim 1Gi'",
	}, nodes(g))
	requireNowhere(t, g, "hunter2")
	for _, e := range g.Edges() {
		require.NotEmpty(t, attr(e.Attrs, "evidence"), e.From+e.To)
	}
	evidence := map[string]string{}
	for _, e := range g.Edges() {
		evidence[e.To+" "+attr(e.Attrs, "relation")] = attr(e.Attrs, "evidence")
	}
	require.Equal(t, "env PASSWORD (0.yaml:16)", evidence["Secret/password uses"])
	require.Equal(t, "volume all (0.yaml:19)", evidence["Secret/password mounts"])
	require.Equal(t, "serviceAccountName db (0.yaml:10)", evidence["ServiceAccount/db runs as"])
}
