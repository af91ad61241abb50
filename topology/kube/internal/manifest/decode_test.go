package manifest_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
)

// object reads a text with one object in it, and nothing wrong.
func object[T any](t *testing.T, text string) (*manifest.Object, *T) {
	t.Helper()
	set := read(text)
	require.Empty(t, problems(set))
	require.Len(t, set.Objects, 1)
	require.IsType(t, (*T)(nil), set.Objects[0].Typed)
	return set.Objects[0], set.Objects[0].Typed.(*T)
}

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  creationTimestamp: null
  annotations:
    note: >-
      folded
      text
  managedFields:
  - manager: kubectl
    fieldsV1: {f:spec: {f:odd: {}}}
spec:
  replicas: 2
  strategy: {rollingUpdate: {maxSurge: 25%, maxUnavailable: 1}}
  template:
    metadata: &meta
      labels: {app: web}
    spec:
      containers:
      - name: main
        args: [--x, "1"]
        env:
        - {name: A, value: "8080"}
        - name: B
          valueFrom: {secretKeyRef: {name: s, key: k, optional: true}}
        ports: [{containerPort: 8080}]
        resources: {limits: {cpu: 0.1, memory: 64Mi, pods: 3}}
        livenessProbe: {httpGet: {port: http}}
      volumes:
      - name: v
        configMap: {name: c, defaultMode: 0644}
status:
  fromTheFuture: {}
  replicas: many
`

func TestTyped(t *testing.T) {
	t.Parallel()
	o, d := object[appsv1.Deployment](t, deployment)
	require.Equal(t, "web", d.Name)
	require.Equal(t, d.ObjectMeta, o.Meta)
	require.Equal(t, map[string]string{"note": "folded text"}, d.Annotations)
	require.Equal(t, int32(2), *d.Spec.Replicas)
	require.Equal(t, intstr.FromString("25%"), *d.Spec.Strategy.RollingUpdate.MaxSurge)
	require.Equal(t, intstr.FromInt32(1), *d.Spec.Strategy.RollingUpdate.MaxUnavailable)
	pod := d.Spec.Template.Spec
	yes, mode := true, int32(0o644)
	require.Equal(t, []corev1.Volume{{Name: "v", VolumeSource: corev1.VolumeSource{ConfigMap: &corev1.ConfigMapVolumeSource{
		LocalObjectReference: corev1.LocalObjectReference{Name: "c"}, DefaultMode: &mode}}}}, pod.Volumes)
	c := pod.Containers[0]
	require.Equal(t, []string{"--x", "1"}, c.Args)
	require.Equal(t, []corev1.EnvVar{{Name: "A", Value: "8080"}, {Name: "B", ValueFrom: &corev1.EnvVarSource{
		SecretKeyRef: &corev1.SecretKeySelector{LocalObjectReference: corev1.LocalObjectReference{Name: "s"}, Key: "k", Optional: &yes}}}}, c.Env)
	require.Equal(t, []corev1.ContainerPort{{ContainerPort: 8080}}, c.Ports)
	for name, want := range map[corev1.ResourceName]string{"cpu": "100m", "memory": "64Mi", "pods": "3"} {
		got := c.Resources.Limits[name]
		require.Zero(t, got.Cmp(resource.MustParse(want)), name)
	}
	require.Equal(t, intstr.FromString("http"), c.LivenessProbe.HTTPGet.Port)
}

func TestDates(t *testing.T) {
	t.Parallel()
	for _, date := range []string{"2026-01-02T03:04:05Z", "\"2026-01-02T03:04:05Z\""} {
		o, _ := object[corev1.Pod](t, "apiVersion: v1\nkind: Pod\nmetadata: {creationTimestamp: "+date+"}\n")
		require.Equal(t, time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), o.Meta.CreationTimestamp.UTC())
	}
}

func TestAnchors(t *testing.T) {
	t.Parallel()
	_, c := object[corev1.ConfigMap](t, `apiVersion: v1
kind: ConfigMap
metadata:
  name: a
  labels: &l {x: "1", y1: "2"}
  annotations:
    <<: *l
    x: "3"
data:
  <<: [{a: A}, {a: B, b: &v B}]
  c: *v
  "<<": text
`)
	require.Equal(t, map[string]string{"x": "3", "y1": "2"}, c.Annotations)
	require.Equal(t, map[string]string{"a": "A", "b": "B", "c": "B", "<<": "text"}, c.Data)
}

func TestJSONText(t *testing.T) {
	t.Parallel()
	key := strings.Repeat("k", 2000)
	o, c := object[corev1.ConfigMap](t, "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\",\n\t\"data\": {\"a\": \"\\ud83d\\ude00\\/\\n\", \""+key+"\": \"\",\n \"é\": \"x\", \"b\": \"y\"}}")
	require.Equal(t, map[string]string{"a": "😀/\n", key: "", "é": "x", "b": "y"}, c.Data)
	require.Equal(t, "k8s/f.yaml:3:17", o.At("data", "b").String())
	require.Equal(t, "k8s/f.yaml:2:2", o.At("data").String())
}

// TestProblems has the spec of a kind, and what is wrong with it. The spec
// begins at line 4.
func TestProblems(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		kind, body string
		want       []string
	}{
		"nothing": {"v1 Service", "spec:\n  type:\n  selector: ~\n  ports: []\nstatus: {}\n", nil},
		"case":    {"v1 Service", "spec:\n  Type: NodePort\n", []string{`unknown-field: 5:3: unknown field "Type" in spec (did you mean "type"?)`}},
		"slip":    {"v1 Service", "spec:\n  ports:\n  - targetport: 80\n", []string{`unknown-field: 6:5: unknown field "targetport" in an item of ports (did you mean "targetPort"?)`}},
		"no idea": {"v1 Service", "quux: 1\n", []string{`unknown-field: 4:1: unknown field "quux"`}},
		"selector": {"v1 Service", "spec:\n  selector:\n  app: a\n  tier: b\n  ports: []\n", []string{
			`unknown-field: 6:3: unknown field "app" in spec ("app" belongs under "selector": indent it)`,
			`unknown-field: 7:3: unknown field "tier" in spec ("tier" belongs under "selector": indent it)`}},
		"no selector": {"v1 Service", "spec:\n  selector:\n  app: {a: b}\n  ports: []\n  more: x\n", []string{
			`unknown-field: 6:3: unknown field "app" in spec`, `unknown-field: 8:3: unknown field "more" in spec`}},
		"flow": {"v1 Service", "spec: {selector: , app: a}\n", []string{`unknown-field: 4:20: unknown field "app" in spec`}},
		"empty struct": {"apps/v1 Deployment", "spec:\n  template:\n  spec: {containers: []}\n", []string{
			`unknown-field: 6:3: unknown field "spec" in spec ("spec" belongs under "template": indent it)`}},
		"down": {"apps/v1 Deployment", "replicas: 2\nspec: {}\n", []string{`unknown-field: 4:1: unknown field "replicas" ("replicas" belongs under "spec")`}},
		"up": {"v1 Pod", "spec:\n  containers:\n  - name: a\n    volumes: []\n", []string{
			`unknown-field: 7:5: unknown field "volumes" in an item of containers ("volumes" belongs one level up, beside "containers")`}},
		"metadata": {"example.com/v1 Thing", "spec: {any: thing}\nmetadata: {naem: x}\n", []string{`unknown-field: 5:12: unknown field "naem" in metadata (did you mean "name"?)`}},
		"number for a string": {"v1 ConfigMap", "data:\n  a: 8080\n  b: true\n  c: '1'\n  d: 2026-01-01\n  e: 1.10\n  f: yes\n", []string{
			`wrong-type: 5:6: a must be a string, not the number 8080 (put quotes around it: "8080")`,
			`wrong-type: 6:6: b must be a string, not the boolean true (put quotes around it: "true")`,
			`wrong-type: 9:6: e must be a string, not the number 1.10 (put quotes around it: "1.10")`,
			`wrong-type: 10:6: f must be a string, not the boolean yes (put quotes around it: "yes")`}},
		"string for a number": {"apps/v1 Deployment", "spec:\n  replicas: \"2\"\n  paused: 'true'\n", []string{
			`wrong-type: 5:13: replicas must be a number, not a string (leave the quotes out)`,
			`wrong-type: 6:11: paused must be true or false, not a string (leave the quotes out)`}},
		"not a number":   {"apps/v1 Deployment", "spec:\n  replicas: two\n  paused: 1\n", []string{`wrong-type!: 5:13: replicas must be a number, not "two"`, `wrong-type!: 6:11: paused must be true or false, not the number 1`}},
		"not whole":      {"apps/v1 Deployment", "spec: {replicas: 1.5}\n", []string{`wrong-type!: 4:18: replicas must be a whole number, not the number 1.5`}},
		"too large":      {"apps/v1 Deployment", "spec: {replicas: 5000000000}\n", []string{`wrong-type!: 4:18: replicas must be a number of 32 bits, not the number 5000000000`}},
		"not a mapping":  {"apps/v1 Deployment", "spec: []\n", []string{`wrong-type!: 4:7: spec must be a mapping, not a list`}},
		"not a list":     {"v1 Service", "spec:\n  ports:\n    port: 80\n", []string{`wrong-type!: 6:5: ports must be a list, not a mapping (begin each item with "- ")`}},
		"not a string":   {"v1 Service", "spec: {type: [a]}\n", []string{`wrong-type!: 4:14: type must be a string, not a list`}},
		"item":           {"v1 Service", "spec: {ports: [80]}\n", []string{`wrong-type!: 4:16: an item of ports must be a mapping, not the number 80`}},
		"quantity":       {"v1 Pod", "spec: {overhead: {cpu: lots, memory: {}}}\n", []string{`wrong-type!: 4:24: cpu must be a value of type Quantity, not "lots"`, `wrong-type!: 4:38: memory must be a value of type Quantity, not a mapping`}},
		"template":       {"v1 Service", "spec:\n  type: {{ .Values.type }}\n", []string{`wrong-type!: 5:9: type must be a string, not a mapping (this is a template: give topodraw what "helm template" prints)`}},
		"template key":   {"v1 Service", "spec:\n  {{ include \"x\" }}: a\n  type: NodePort\n", []string{`wrong-type!: 5:3: a key must be a string, not a mapping (this is a template: give topodraw what "helm template" prints)`}},
		"base64":         {"v1 ConfigMap", "binaryData: {a: 'x!'}\n", []string{`wrong-type!: 4:17: a is not in base64`}},
		"duplicate":      {"v1 Service", "spec:\n  type: A\n  ports: []\n  type: B\n", []string{`duplicate: 7:3: "type" is there already, on line 5; this one counts`}},
		"merge":          {"v1 Service", "spec:\n  <<: 1\n", []string{`wrong-type!: 5:7: << takes a mapping or a list of mappings, not the number 1`}},
		"older version":  {"apps/v1beta1 Deployment", "spec: {rollbackTo: {revision: 1}, replicas: 1}\n", nil},
		"foreign group":  {"serving.knative.dev/v1 Service", "spec: {type: [a]}\n", nil},
		"part of a type": {"gateway.networking.k8s.io/v1 Gateway", "spec: {infrastructure: {}, listeners: [{port: x}]}\n", []string{`wrong-type!: 4:47: port must be a number, not "x"`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			version, kind, _ := strings.Cut(tt.kind, " ")
			text := "apiVersion: " + version + "\nkind: " + kind + "\n#\n" + tt.body
			set := read(text)
			require.Equal(t, tt.want, problems(set))
			require.Len(t, set.Objects, 1)
			for _, p := range set.Problems {
				require.Same(t, set.Objects[0], p.Object)
				require.Equal(t, strings.Split(text, "\n")[p.Pos.Line-1], p.Source)
			}
		})
	}
}

// TestTaken says what becomes of values of the wrong type.
func TestTaken(t *testing.T) {
	t.Parallel()
	set := read("apiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas: \"2\"\n  paused: \"yes\"\n  minReadySeconds: x\n  template:\n    metadata: {labels: {a: 1, b: [], c: ok}}\n" +
		"    spec:\n      containers: [{args: [a, {}, 1_0]}]\n")
	require.Len(t, set.Problems, 7)
	d := set.Objects[0].Typed.(*appsv1.Deployment)
	require.Equal(t, int32(2), *d.Spec.Replicas)
	require.True(t, d.Spec.Paused)
	require.Equal(t, map[string]string{"a": "1", "c": "ok"}, d.Spec.Template.Labels)
	require.Equal(t, []string{"a", "", "1_0"}, d.Spec.Template.Spec.Containers[0].Args)
}

func TestDuplicateLast(t *testing.T) {
	t.Parallel()
	set := read("apiVersion: v1\nkind: ConfigMap\ndata:\n  a: '1'\n  a: '2'\n  a: '3'\n")
	require.Len(t, set.Problems, 2)
	require.Equal(t, map[string]string{"a": "3"}, set.Objects[0].Typed.(*corev1.ConfigMap).Data)
	require.Equal(t, 6, set.Objects[0].At("data", "a").Line)
}

func TestNoVersion(t *testing.T) {
	t.Parallel()
	set := read("apiversion: v1\nkind: Service\n")
	require.Equal(t, []string{"syntax!: 1:1: the Service has no apiVersion"}, problems(set))
	require.Equal(t, []string{`wrong-type!: 1:13: apiVersion must be a string, not a mapping (this is a template: give topodraw what "helm template" prints)`},
		problems(read("apiVersion: {{ .V }}\nkind: Service\n")))
}

// TestKinds reads each kind that has a type in each version.
func TestKinds(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]any{
		"v1 ReplicationController":                         &corev1.ReplicationController{},
		"extensions/v1beta1 Deployment":                    &appsv1.Deployment{},
		"apps/v1beta1 StatefulSet":                         &appsv1.StatefulSet{},
		"apps/v1beta2 DaemonSet":                           &appsv1.DaemonSet{},
		"extensions/v1beta1 ReplicaSet":                    &appsv1.ReplicaSet{},
		"batch/v1 Job":                                     &batchv1.Job{},
		"batch/v1beta1 CronJob":                            &batchv1.CronJob{},
		"policy/v1beta1 PodDisruptionBudget":               &policyv1.PodDisruptionBudget{},
		"gateway.networking.k8s.io/v1 Gateway":             &manifest.Gateway{},
		"gateway.networking.k8s.io/v1alpha2 TLSRoute":      &manifest.Route{},
		"gateway.networking.k8s.io/v1beta1 ReferenceGrant": &manifest.ReferenceGrant{},
		"monitoring.coreos.com/v1 PodMonitor":              &manifest.Monitor{},
		"networking.istio.io/v1 Gateway":                   nil,
		"example.com/v1 Deployment":                        nil,
		"apiextensions.k8s.io/v1 CustomResourceDefinition": nil,
	} {
		version, kind, _ := strings.Cut(header, " ")
		set := read("apiVersion: " + version + "\nkind: " + kind + "\nmetadata: {name: a, namespace: b}\n")
		require.Empty(t, problems(set), header)
		o := set.Objects[0]
		require.Equal(t, reflect.TypeOf(want), reflect.TypeOf(o.Typed), header)
		require.Equal(t, []string{version, kind, "a", "b"}, []string{o.APIVersion, o.Kind, o.Meta.Name, o.Meta.Namespace})
	}
}
