package manifest_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	networkingv1 "k8s.io/api/networking/v1"

	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
)

// TestIngress reads the same Ingress in three versions.
func TestIngress(t *testing.T) {
	t.Parallel()
	const old = `
kind: Ingress
metadata: {name: a}
spec:
  ingressClassName: nginx
  backend: {serviceName: other, servicePort: 80}
  tls: [{hosts: [a.example.com], secretName: cert}]
  rules:
  - host: a.example.com
    http:
      paths:
      - {path: /, pathType: Prefix, backend: {serviceName: web, servicePort: http}}
      - backend: {resource: {kind: Bucket, name: b}}
  - host: b.example.com
`
	const current = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: a}
spec:
  ingressClassName: nginx
  defaultBackend: {service: {name: other, port: {number: 80}}}
  tls: [{hosts: [a.example.com], secretName: cert}]
  rules:
  - host: a.example.com
    http:
      paths:
      - {path: /, pathType: Prefix, backend: {service: {name: web, port: {name: http}}}}
      - {pathType: ImplementationSpecific, backend: {resource: {kind: Bucket, name: b}}}
  - host: b.example.com
`
	_, want := object[networkingv1.Ingress](t, current)
	for _, version := range []string{"extensions/v1beta1", "networking.k8s.io/v1beta1"} {
		o, got := object[networkingv1.Ingress](t, "apiVersion: "+version+old)
		require.Equal(t, version, o.APIVersion)
		require.Equal(t, want.Spec, got.Spec)
		require.Equal(t, want.ObjectMeta, got.ObjectMeta)

		strict := read("apiVersion: " + version + "\nkind: Ingress\nspec: {defaultBackend: {}}\n")
		require.Equal(t, []string{`unknown-field: 3:8: unknown field "defaultBackend" in spec`}, problems(strict))
	}
}

func TestScaler(t *testing.T) {
	t.Parallel()
	const spec = "\nkind: HorizontalPodAutoscaler\nmetadata: {name: a}\nspec:\n" +
		"  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}\n  minReplicas: 2\n  maxReplicas: 5\n"
	_, want := object[autoscalingv2.HorizontalPodAutoscaler](t, "apiVersion: autoscaling/v2"+spec)
	require.Equal(t, "web", want.Spec.ScaleTargetRef.Name)
	for version, more := range map[string]string{
		"v1":      "  targetCPUUtilizationPercentage: 50\n",
		"v2beta1": "  metrics: [{type: Object, object: {target: {kind: Service}, metricName: x, targetValue: 10}}]\n",
		"v2beta2": "  metrics: [{type: Resource, resource: {name: cpu}}]\n",
	} {
		o, got := object[autoscalingv2.HorizontalPodAutoscaler](t, "apiVersion: autoscaling/"+version+spec+more)
		require.Equal(t, want.Spec, got.Spec)
		require.Equal(t, "a", o.Meta.Name)
	}
	strict := read("apiVersion: autoscaling/v2" + spec + "  targetCPUUtilizationPercentage: 50\n")
	require.Len(t, strict.Problems, 1)
}

func TestParts(t *testing.T) {
	t.Parallel()
	o, r := object[manifest.Route](t, `apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: {name: r, namespace: ns}
spec:
  parentRefs: [{name: gw, sectionName: https}]
  hostnames: [a.example.com]
  rules:
  - matches: [{method: {service: s, method: m}}, {method: GET}]
    timeouts: {request: 10s}
    backendRefs: [{name: web, port: 80, weight: 9}]
status: {parents: []}
`)
	require.Equal(t, "ns", o.Meta.Namespace)
	require.Equal(t, "https", *r.Spec.ParentRefs[0].SectionName)
	require.Equal(t, map[string]any{"service": "s", "method": "m"}, r.Spec.Rules[0].Matches[0].Method)
	require.Equal(t, "GET", r.Spec.Rules[0].Matches[1].Method)
	require.Equal(t, int32(9), *r.Spec.Rules[0].BackendRefs[0].Weight)

	_, m := object[manifest.Monitor](t, `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: m}
spec:
  endpoints: [{port: http, relabelings: []}, {targetPort: 9090}]
  namespaceSelector: {matchNames: [a]}
  selector: {matchLabels: {app: x}}
`)
	require.Equal(t, "x", m.Spec.Selector.MatchLabels["app"])
	require.Equal(t, []string{"a"}, m.Spec.NamespaceSelector.MatchNames)
	require.Equal(t, "http", m.Spec.Endpoints[0].Port)
	require.Equal(t, float64(9090), m.Spec.Endpoints[1].TargetPort)
}
