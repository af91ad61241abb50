package manifest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
)

// read reads a text as the file f.yaml.
func read(text string) *manifest.Set {
	return manifest.Read([]manifest.Source{{Name: "k8s/f.yaml", Path: "f.yaml", Data: []byte(text)}}, manifest.Options{})
}

// outline has "kind namespace/name path:line" for each object.
func outline(s *manifest.Set) []string {
	var out []string
	for _, o := range s.Objects {
		out = append(out, fmt.Sprintf("%s %s/%s %s", o.Kind, o.Meta.Namespace, o.Meta.Name, o.Source()))
	}
	return out
}

// problems has "code: problem" for each problem, errors marked with "!".
func problems(s *manifest.Set) []string {
	var out []string
	for _, p := range s.Problems {
		code := p.Code
		if p.Severity == manifest.Error {
			code += "!"
		}
		out = append(out, code+": "+strings.TrimPrefix(p.Error(), "k8s/f.yaml:"))
	}
	return out
}

func TestDocuments(t *testing.T) {
	t.Parallel()
	const service = "apiVersion: v1\nkind: Service\nmetadata: {name: %s}\n"
	a, b := fmt.Sprintf(service, "a"), fmt.Sprintf(service, "b")
	both := func(lineA, lineB int) []string {
		return []string{fmt.Sprintf("Service /a f.yaml:%d", lineA), fmt.Sprintf("Service /b f.yaml:%d", lineB)}
	}
	for name, tt := range map[string]struct {
		text string
		want []string
	}{
		"nothing":             {"", nil},
		"comments":            {"# a\n---\n# b\n---\n\n...\n", nil},
		"one":                 {a, []string{"Service /a f.yaml:1"}},
		"two":                 {a + "---\n" + b, both(1, 5)},
		"leading marker":      {"---\n" + a + "---\n" + b, both(2, 6)},
		"comment on a marker": {a + "--- # b\n" + b, both(1, 5)},
		"comments before":     {"# one\n\n---\n# two\n" + a + "---\n# three\n" + b, both(5, 10)},
		"end marker":          {a + "...\n---\n" + b, both(1, 6)},
		"end marker alone":    {a + "...\n" + b, both(1, 5)},
		"directive":           {"%YAML 1.2\n---\n" + a + "...\n# x\n%YAML 1.2\n---\n" + b, both(3, 10)},
		"CRLF":                {strings.ReplaceAll(a+"---\n"+b, "\n", "\r\n"), both(1, 5)},
		"BOM":                 {"\uFEFF" + a + "---\n" + b, both(1, 5)},
		"BOM within":          {a + "---\n\uFEFF" + b, both(1, 5)},
		"BOM before a marker": {a + "\uFEFF---\n" + b, both(1, 5)},
		"indented":            {"  apiVersion: v1\n  kind: Service\n  metadata:\n    name: a\n---\n" + b, both(1, 6)},
		"on a marker":         {"--- {apiVersion: v1, kind: Service, metadata: {name: a}}\n---\n" + b, both(1, 3)},
		"flow":                {"{apiVersion: v1, kind: Service,\n metadata: {name: a}}\n---\n" + b, both(1, 4)},
		"a marker in a text": {"apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  x: |\n    ---\n    apiVersion: v1\n---\n" + a,
			[]string{"ConfigMap /c f.yaml:1", "Service /a f.yaml:9"}},
		"JSON":           {`{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a"}}`, []string{"Service /a f.yaml:1"}},
		"JSON after ---": {"---\n{\"apiVersion\": \"v1\", \"kind\": \"Service\",\n\t\"metadata\": {\"name\": \"a\"}}\n---\n" + b, both(2, 5)},
		"JSON with tabs": {"{\n\t\"apiVersion\": \"v1\",\n\t\"kind\": \"Service\",\n\t\"metadata\": {\n\t\t\"name\": \"a\"\n\t}\n}\n", []string{"Service /a f.yaml:1"}},
		"JSON in a row": {"{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"a\"}}\n\n\t{\"apiVersion\":\"v1\",\"kind\":\"Service\"," +
			"\"metadata\":{\"name\":\"b\"}}", both(1, 3)},
		"List": {"apiVersion: v1\nkind: List\nitems:\n- " + strings.ReplaceAll(a, "\n", "\n  ") + "\n- " + strings.ReplaceAll(b, "\n", "\n  "), both(4, 8)},
		"typed list": {"apiVersion: v1\nkind: ServiceList\nmetadata: {resourceVersion: \"1\"}\nitems:\n- metadata: {name: a}\n- metadata: {name: b}\n",
			both(5, 6)},
		"typed list of a group": {"apiVersion: apps/v1\nkind: DeploymentList\nitems:\n- metadata: {name: a}\n", []string{"Deployment /a f.yaml:4"}},
		"nested lists": {"apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ServiceList\n  items:\n  - metadata: {name: a}\n- {apiVersion: v1, kind: Service, metadata: {name: b}}\n",
			both(7, 8)},
		"empty lists":   {"apiVersion: v1\nkind: List\nitems: []\n---\napiVersion: v1\nkind: List\nitems:\n", nil},
		"generateName":  {"apiVersion: batch/v1\nkind: Job\nmetadata:\n  generateName: run-\n", []string{"Job /run f.yaml:1"}},
		"no name":       {"apiVersion: batch/v1\nkind: Job\n", []string{"Job / f.yaml:1"}},
		"one namespace": {"apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: ns}\n", []string{"Pod ns/a f.yaml:1"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			set := read(tt.text)
			require.Empty(t, problems(set))
			require.Empty(t, set.Skipped)
			require.Equal(t, tt.want, outline(set))
		})
	}
}

func TestSkipped(t *testing.T) {
	t.Parallel()
	set := read("replicas: 2\nreplicas: 3\n---\n- a\n---\ntext\n---\nkind: Kustomization\n---\napiVersion: v2\nname: chart\n" +
		"---\napiVersion: v1\nkind: List\nitems:\n- name: x\n")
	require.Empty(t, set.Objects)
	require.Empty(t, problems(set))
	var at []string
	for _, p := range set.Skipped {
		at = append(at, p.String())
	}
	require.Equal(t, []string{"k8s/f.yaml:1:1", "k8s/f.yaml:4:1", "k8s/f.yaml:6:1", "k8s/f.yaml:8:1", "k8s/f.yaml:10:1", "k8s/f.yaml:16:3"}, at)
}

func TestTwice(t *testing.T) {
	t.Parallel()
	const service = "apiVersion: v1\nkind: Service\nmetadata: {name: a%s}\nspec: {type: %s}\n---\n"
	text := fmt.Sprintf(service, "", "NodePort") + fmt.Sprintf(service, ", namespace: default", "NodePort") +
		fmt.Sprintf(service, "", "ClusterIP") + fmt.Sprintf(service, "", "ClusterIP") +
		"apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: a}\n---\n" +
		"apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: a}\nspec: {}\n---\n" +
		"apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: a}\nspec: {ingressClassName: x}\n---\n" +
		"apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: a}\n---\napiVersion: batch/v1\nkind: Job\nmetadata: {generateName: a}\n"
	set := read(text)
	require.Equal(t, []string{
		`duplicate: 11:1: Service "a" is there already, at k8s/f.yaml:1:1; this one counts`,
		`duplicate: 30:1: Ingress "a" is there already, at k8s/f.yaml:25:1; this one counts`,
	}, problems(set))
	require.Equal(t, "apiVersion: v1", set.Problems[0].Source)
	require.Equal(t, []string{"Service default/a f.yaml:6", "Service /a f.yaml:16", "Service /a f.yaml:21",
		"Ingress /a f.yaml:30", "Job /a f.yaml:35", "Job /a f.yaml:39"}, outline(set))
}

// TestOrder reads files in every order.
func TestOrder(t *testing.T) {
	t.Parallel()
	var sources []manifest.Source
	for _, path := range []string{"a.yaml", "b/a.yaml", "b/b.yaml", "c.yaml"} {
		text := "apiVersion: v1\nkind: Service\nmetadata: {name: x}\nspec: {types: a}\n---\nno: object\n---\na: 'b\n---\n" +
			"apiVersion: v1\nkind: Pod\nmetadata: {name: " + strings.ReplaceAll(path, "/", "-") + "}\n"
		sources = append(sources, manifest.Source{Name: "./" + path, Path: path, Data: []byte(text)})
	}
	want := manifest.Read(sources, manifest.Options{})
	require.Equal(t, []string{"Pod /a.yaml a.yaml:10", "Pod /b-a.yaml b/a.yaml:10", "Pod /b-b.yaml b/b.yaml:10",
		"Service /x c.yaml:1", "Pod /c.yaml c.yaml:10"}, outline(want)[0:5])
	require.Len(t, want.Problems, 4*2)
	require.Len(t, want.Skipped, 4)
	for range 20 {
		sources = append(sources[1:], sources[0])
		sources[1], sources[2] = sources[2], sources[1]
		got := manifest.Read(slices.Clone(sources), manifest.Options{})
		require.Equal(t, outline(want), outline(got))
		require.Equal(t, problems(want), problems(got))
		require.Equal(t, want.Skipped, got.Skipped)
	}
}
