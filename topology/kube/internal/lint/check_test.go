package lint_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
	"github.com/topodraw/topodraw/topology/kube/internal/lint"
	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
)

const (
	webPod     = "apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop, labels: {app: web}}\nspec: {containers: [{name: web, image: web, ports: [{name: http, containerPort: 8080}]}]}\n---\n"
	webService = "apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}\n---\n"
	selects    = "apiVersion: v1\nkind: Service\nmetadata: {name: other, namespace: shop}\nspec: {selector: {%s}, ports: [{port: 80}]}\n"
)

// TestMessages has the words of findings: what is wrong, and what would help.
func TestMessages(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, in, message, hint string }{
		{
			"a value that is near", webPod + fmt.Sprintf(selects, "app: wbe"),
			"the Service selects no pods: no workload of namespace shop has the label app=wbe",
			"did you mean app=web?",
		}, {
			"a label that is near", webPod + fmt.Sprintf(selects, "ap: web"),
			"the Service selects no pods: no workload of namespace shop has the label ap=web",
			"did you mean app?",
		}, {
			"one label of two", webPod + fmt.Sprintf(selects, "app: web, tier: front"),
			"the Service selects no pods: no workload of namespace shop has the label tier=front",
			"Pod shop/web has the others, but no tier",
		}, {
			"pods of another namespace", webPod + strings.Replace(fmt.Sprintf(selects, "app: web"), "shop", "back", 1),
			"the Service selects no pods: no workload of namespace back has the label app=web",
			"namespace shop has such pods, and a selector selects those of its own namespace alone",
		}, {
			"labels in the wrong place",
			"apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop, labels: {app: web}}\n" +
				"spec: {selector: {matchLabels: {run: x}}, template: {metadata: {labels: {run: x}}, spec: {containers: [{name: web, image: web}]}}}\n---\n" +
				fmt.Sprintf(selects, "app: web"),
			"the Service selects no pods: no workload of namespace shop has the label app=web",
			"the labels of Deployment shop/web itself do not count: those of its pods are under spec.template.metadata.labels",
		}, {
			"a port by the name of another", webPod + strings.Replace(webService, "8080", "htpp", 1),
			"no container of Pod shop/web has a port with the name htpp", "did you mean http?",
		}, {
			"a number that is not declared", webPod + strings.Replace(webService, "8080", "8081", 1),
			"no container of Pod shop/web has a port 8081", "the containers have http (8080)",
		}, {
			"the port of the pods in an Ingress", webPod + webService +
				"apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: i, namespace: shop}\nspec: {defaultBackend: {service: {name: web, port: {number: 8080}}}}\n",
			"the Ingress leads to port 8080 of Service shop/web, which it does not have", "8080 is the targetPort of port 80",
		}, {
			"an Ingress to a Deployment's name",
			strings.ReplaceAll(webPod, "name: web,", "name: api,") + strings.Replace(webService, "name: web", "name: front", 1) +
				"apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: i, namespace: shop}\nspec: {defaultBackend: {service: {name: api, port: {number: 80}}}}\n",
			"the Ingress leads to Service shop/api, which does not exist", "Pod shop/api has the Service front",
		}, {
			"a Service of another namespace", webPod + webService +
				"apiVersion: v1\nkind: Pod\nmetadata: {name: cli, namespace: back}\nspec: {containers: [{name: cli, image: cli, env: [{name: WEB_URL, value: \"http://web:80\"}]}]}\n",
			"Service back/web does not exist: Pod back/cli calls it, by env WEB_URL=http://web:80", "namespace shop has a Service of that name: write web.shop",
		}, {
			"a key that is near",
			"apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {level: info}\n---\n" +
				"apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: i, env: [{name: L, valueFrom: {configMapKeyRef: {name: c, key: levell}}}]}]}\n",
			"ConfigMap default/c has no key levell: Pod default/p needs it for variable L", "did you mean level?",
		}, {
			"a name of several words", webPod + fmt.Sprintf(selects, `app: "two\nlines"`),
			"the Service selects no pods: no workload of namespace shop has the label \"app=two\\nlines\"",
			"give the labels to the pods that are meant, or name those that they have",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			found := check(lint.Options{}, text(tt.in))
			require.Len(t, found, 1)
			require.Equal(t, tt.message, found[0].Message)
			require.Equal(t, tt.hint, found[0].Hint)
		})
	}
}

// TestRelated has one finding for what is missing once and needed at several
// places, which are in the order of the files.
func TestRelated(t *testing.T) {
	t.Parallel()
	pod := "apiVersion: v1\nkind: Pod\nmetadata: {name: %s}\nspec:\n  containers: [{name: c, image: i}]\n  volumes:\n  - name: v\n    configMap:\n      name: gone\n"
	found := check(lint.Options{},
		manifest.Source{Name: "b.yaml", Path: "b.yaml", Data: fmt.Appendf(nil, pod, "a")},
		manifest.Source{Name: "a.yaml", Path: "a.yaml", Data: fmt.Appendf(nil, pod, "b")})
	require.Len(t, found, 1)
	require.Equal(t, "a.yaml:9:13", found[0].Pos.String())
	require.Equal(t, cluster.Ref{Kind: "Pod", Namespace: "default", Name: "b"}, found[0].Subject)
	require.Equal(t, "ConfigMap default/gone does not exist: Pod default/b needs it for volume v", found[0].Message)
	require.Len(t, found[0].Related, 1)
	require.Equal(t, "b.yaml:9:13", found[0].Related[0].Pos.String())
	require.Equal(t, "Pod default/a needs it too, for volume v", found[0].Related[0].Message)
}

func TestSilence(t *testing.T) {
	t.Parallel()
	in := text(webPod + fmt.Sprintf(selects, "app: wbe") + "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\nx: y\n")
	require.Equal(t, []string{"service-selects-nothing", "unknown-field"}, codes(check(lint.Options{}, in)))
	require.Equal(t, []string{"unknown-field"}, codes(check(lint.Options{Silence: []string{"service-selects-nothing"}}, in)))
	require.Empty(t, check(lint.Options{Silence: lint.Codes()}, in))
}

// TestSilenceOne keeps a silenced workload out of what others are found for.
func TestSilenceOne(t *testing.T) {
	t.Parallel()
	pod := "apiVersion: v1\nkind: Pod\nmetadata: {name: %s, annotations: {%s: %s}}\nspec: {containers: [{name: c, image: i, envFrom: [{configMapRef: {name: gone}}]}]}\n---\n"
	quiet := fmt.Sprintf(pod, "quiet", lint.IgnoreAnnotation, "missing-configmap")
	loud := fmt.Sprintf(pod, "loud", lint.IgnoreAnnotation, "missing-secret")
	require.Empty(t, check(lint.Options{}, text(quiet)))
	found := check(lint.Options{}, text(quiet+loud))
	require.Len(t, found, 1)
	require.Equal(t, "loud", found[0].Subject.Name)
	require.Empty(t, found[0].Related)
}

// TestReplaced silences what is wrong in an object that a later one takes the
// place of.
func TestReplaced(t *testing.T) {
	t.Parallel()
	first := "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c%s}\nunknown: field\ndata: {a: b}\n---\n"
	last := "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n"
	found := check(lint.Options{}, text(fmt.Sprintf(first, "")+last))
	require.Equal(t, []string{"duplicate", "unknown-field"}, codes(found))
	require.Equal(t, cluster.Ref{Kind: "ConfigMap", Name: "c"}, found[0].Subject)
	quiet := fmt.Sprintf(first, `, annotations: {topodraw.io/lint-ignore: "unknown-field"}`)
	require.Equal(t, []string{"duplicate"}, codes(check(lint.Options{}, text(quiet+last))))
}

func TestUnknown(t *testing.T) {
	t.Parallel()
	_, _, unknown := lint.Unknown([]string{"syntax", "missing-secret"})
	require.False(t, unknown)
	code, near, unknown := lint.Unknown([]string{"syntax", "mising-secret"})
	require.True(t, unknown)
	require.Equal(t, "mising-secret", code)
	require.Equal(t, "missing-secret", near)
	_, near, unknown = lint.Unknown([]string{"x"})
	require.True(t, unknown)
	require.Empty(t, near)
}

func TestRules(t *testing.T) {
	t.Parallel()
	rules := lint.Rules()
	require.True(t, slices.IsSortedFunc(rules, func(a, b lint.Rule) int { return strings.Compare(a.Code, b.Code) }))
	for i, r := range rules {
		require.Regexp(t, `^[a-z]+(-[a-z]+)*$`, r.Code)
		require.NotEmpty(t, r.Title, r.Code)
		require.True(t, strings.HasSuffix(r.Help, "."), r.Code)
		require.Contains(t, []lint.Severity{lint.Error, lint.Warning, lint.Note}, r.Severity)
		require.True(t, i == 0 || rules[i-1].Code != r.Code, r.Code)
	}
}

// TestSecrets looks for what a Secret holds in everything that is said.
func TestSecrets(t *testing.T) {
	t.Parallel()
	in := `apiVersion: v1
kind: Secret
metadata: {name: s, namespace: shop}
stringData: {URL: "http://hidden:1234/hunter2", ADDR: "hidden2.shop.svc:99"}
data: {URL2: aHR0cDovL2hpZGRlbg==}
x: hunter2
---
apiVersion: v1
kind: Pod
metadata: {name: p, namespace: shop}
spec:
  containers:
  - name: c
    image: i
    envFrom: [{secretRef: {name: s}}]
    env:
    - {name: A, valueFrom: {secretKeyRef: {name: s, key: gone}}}
    - {name: B_URL, value: "$(URL)"}
---
`
	found := check(lint.Options{}, text(webPod+webService+in))
	require.Equal(t, []string{"missing-key", "unknown-field"}, codes(found))
	for _, f := range found {
		for _, secret := range []string{"hidden", "hunter2", "1234", "aHR0"} {
			require.NotContains(t, fmt.Sprintf("%+v", f), secret)
		}
	}
}

// TestOrder has the same findings whatever the order of the sources.
func TestOrder(t *testing.T) {
	t.Parallel()
	sources := files(t, "testdata", "*.yaml")
	want := fmt.Sprint(shown(check(lint.Options{}, sources...)))
	for range 5 {
		slices.Reverse(sources[1:])
		slices.Reverse(sources)
		require.Equal(t, want, fmt.Sprint(shown(check(lint.Options{}, sources...))))
	}
}

// TestLive counts for little what a cluster was not asked for.
func TestLive(t *testing.T) {
	t.Parallel()
	in := strings.Replace(webService, "name: web,", "name: web, uid: 5a4f4e6e-7c1b-4b0c-9d2f-2f5f5a3c0001,", 1)
	for _, f := range check(lint.Options{}, text(in)) {
		require.Equal(t, lint.Note, f.Severity)
	}
	require.Len(t, check(lint.Options{}, text(in)), 1)
	require.Equal(t, lint.Warning, check(lint.Options{}, text(webService))[0].Severity)
}

func TestNoTraffic(t *testing.T) {
	t.Parallel()
	set := manifest.Read([]manifest.Source{text(webPod + webService)}, manifest.Options{})
	require.Empty(t, lint.Check(cluster.New(set.Objects, cluster.Options{}), nil, set.Problems, lint.Options{}))
	require.Empty(t, lint.Check(cluster.New(nil, cluster.Options{}), nil, nil, lint.Options{}))
}

// shown returns findings as lines, their related places below them.
func shown(all []lint.Finding) []string {
	var out []string
	for _, f := range all {
		out = append(out, fmt.Sprintf("%s %s %s: %s (%s)", f.Pos, f.Severity, f.Code, f.Message, f.Hint))
		for _, r := range f.Related {
			out = append(out, fmt.Sprintf("  %s %s", r.Pos, r.Message))
		}
	}
	return out
}
