package view_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/topology/kube/internal/view"
)

// system is three namespaces: the user asks web in shop, that asks api, and that
// asks db in data; a job in ops asks api too, and something else is let in.
func system() []string {
	return []string{
		service("shop/web", "type: LoadBalancer", "{port: 80}"), caller("shop/web", `{name: API_ADDR, value: "api:8080"}`),
		service("shop/api", "", "{port: 8080}"), caller("shop/api", `{name: DB_ADDR, value: "db.data:5432"}, {name: MAIL_URL, value: "https://mail.example.org"}`),
		service("data/db", "", "{port: 5432}"), workload("StatefulSet", "data/db", "", ""),
		caller("ops/job", `{name: API_URL, value: "http://api.shop:8080"}, {name: X_URL, value: "https://x.example.org"}`),
		service("ops/other", "type: LoadBalancer", "{port: 80}"), workload("Deployment", "ops/other", "", ""),
	}
}

func TestNamespaces(t *testing.T) {
	t.Parallel()
	g := draw(t, view.Options{Namespaces: []string{"data"}}, system()...)
	require.Equal(t, []string{
		"data/Service/db -> data/StatefulSet/db selects 5432",
		"shop/Deployment/api -> data/Service/db calls 5432 ':5432'",
	}, edges(g))
	require.Equal(t, []string{"namespace/data", "namespace/shop"}, groups(g))
	require.Equal(t, "namespace/shop", g.Node("shop/Deployment/api").Group)
	g = draw(t, view.Options{Namespaces: []string{"data", "shop"}}, system()...)
	require.Equal(t, []string{
		"User", "shop/LoadBalancer/web", "data/Service/db", "data/StatefulSet/db", "ops/Deployment/job", "shop/Service/api", "shop/Deployment/api",
		"shop/Service/web", "shop/Deployment/web", "external/mail.example.org",
	}, ids(g))
}

func TestSelector(t *testing.T) {
	t.Parallel()
	g := draw(t, view.Options{Selector: "app in (api)"}, system()...)
	require.Equal(t, []string{
		"data/Service/db -> data/StatefulSet/db selects 5432",
		"ops/Deployment/job -> shop/Service/api calls 8080 ':8080'",
		"shop/Service/api -> shop/Deployment/api selects 8080",
		"shop/Deployment/api -> data/Service/db calls 5432 ':5432'",
		"shop/Deployment/api -> external/mail.example.org calls 443 ':443'",
		"shop/Deployment/web -> shop/Service/api calls 8080 ':8080'",
	}, edges(g))
	require.NotContains(t, ids(g), "shop/LoadBalancer/web", "that leads to a caller")
	g = draw(t, view.Options{Selector: "app=other"}, system()...)
	require.Equal(t, []string{"User", "ops/LoadBalancer/other", "ops/Service/other", "ops/Deployment/other"}, ids(g))
	g = draw(t, view.Options{Selector: "app=web", View: "app"}, system()...)
	require.Equal(t, []string{"User", "shop/Deployment/api", "shop/Deployment/web"}, ids(g))
	require.Empty(t, draw(t, view.Options{Selector: "app=api", Namespaces: []string{"ops"}}, system()...).Nodes())
}

func TestSelectorSyntax(t *testing.T) {
	t.Parallel()
	all := []string{
		object("v1", "Pod", "a", "spec: {containers: []}"),
		"apiVersion: v1\nkind: Pod\nmetadata: {name: b, labels: {app: web, tier: \"\"}}\nspec: {containers: []}\n",
		"apiVersion: v1\nkind: Pod\nmetadata: {name: c, labels: {app: db, example.com/x: z}}\nspec: {containers: []}\n",
	}
	a, b, c := "Pod/a", "Pod/b", "Pod/c"
	for selector, want := range map[string][]string{
		" ":                    {a, b, c},
		"app=web":              {b},
		"app == web":           {b},
		"app!=web":             {a, c},
		"app":                  {b, c},
		"!app":                 {a},
		"app in (web, db)":     {b, c},
		"app in (web,db),tier": {b},
		"app notin (web)":      {a, c},
		"tier=":                {b},
		"tier!=":               {a, c},
		"example.com/x=z":      {c},
		"app=none":             nil,
		"app,!tier , app!=x":   {c},
	} {
		require.Equal(t, want, ids(draw(t, view.Options{Selector: selector}, all...)), selector)
	}
}

func groups(g *graph.Graph) []string {
	var out []string
	for _, gr := range g.Groups() {
		s := gr.ID
		if gr.Parent != "" {
			s += " in " + gr.Parent
		}
		out = append(out, s)
	}
	return out
}

func TestGroups(t *testing.T) {
	t.Parallel()
	const key = "app.kubernetes.io/part-of"
	part := func(name, of string) string {
		return object("apps/v1", "Deployment", name, `spec:
  selector: {matchLabels: {app: a}}
  template: {metadata: {labels: {app: `+base(name)+`, `+key+`: `+of+`}}, spec: {containers: [{name: a, image: a}]}}`)
	}
	web, api := part("web", "front"), part("shop/api", "back")
	svc := service("web", "type: LoadBalancer", "{port: 80}")
	for _, tt := range []struct {
		name      string
		by        string
		manifests []string
		groups    []string
		web, api  string
	}{
		{"the default alone", "", []string{web, svc}, nil, "", ""},
		{"another alone", "", []string{api}, []string{"namespace/shop"}, "", "namespace/shop"},
		{"several", "namespace", []string{web, svc, api}, []string{"namespace/default", "namespace/shop"}, "namespace/default", "namespace/shop"},
		{"none", "none", []string{web, svc, api}, nil, "", ""},
		{"a label", key, []string{web, svc, api}, []string{"namespace/default", "part-of/front in namespace/default", "namespace/shop", "shop/part-of/back in namespace/shop"}, "part-of/front", "shop/part-of/back"},
		{"a label in one namespace", key, []string{api}, []string{"shop/part-of/back"}, "", "shop/part-of/back"},
		{"a label that nothing has", "team", []string{web, svc}, nil, "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			g := draw(t, view.Options{GroupBy: tt.by}, tt.manifests...)
			require.Equal(t, tt.groups, groups(g))
			for id, want := range map[string]string{"Deployment/web": tt.web, "Service/web": tt.web, "shop/Deployment/api": tt.api, "User": "", "LoadBalancer/web": ""} {
				if n := g.Node(id); n != nil {
					require.Equal(t, want, n.Group, id)
				}
			}
		})
	}
}

func TestApp(t *testing.T) {
	t.Parallel()
	g := draw(t, view.Options{View: "app"}, append(system(),
		service("shop/idle", "type: LoadBalancer", "{port: 80}"),
		object("networking.k8s.io/v1", "Ingress", "shop/in", "spec: {rules: [{host: a.example.com, http: {paths: [{path: /x, pathType: Prefix, backend: {service: {name: api, port: {number: 8080}}}}]}}]}"),
		object("v1", "Service", "shop/loop", "spec: {type: ExternalName, externalName: pool.shop.svc.cluster.local}"),
		object("v1", "Service", "shop/pool", "spec: {type: ExternalName, externalName: loop.shop.svc.cluster.local}"))...)
	require.Equal(t, []string{
		"User -> shop/LoadBalancer/idle requests 80 'HTTP :80'",
		"User -> ops/Deployment/other requests 80 'HTTP :80|via load balancer other'",
		"User -> shop/Deployment/api requests 8080 'a.example.com/x|via Ingress in'",
		"User -> shop/Deployment/web requests 80 'HTTP :80|via load balancer web'",
		"shop/LoadBalancer/idle -> shop/Service/idle exposes 80",
		"ops/Deployment/job -> shop/Deployment/api calls 8080 ':8080'",
		"ops/Deployment/job -> external/x.example.org calls 443 ':443'",
		"shop/Deployment/api -> data/StatefulSet/db calls 5432 ':5432'",
		"shop/Deployment/api -> external/mail.example.org calls 443 ':443'",
		"shop/Service/loop -> shop/Service/pool resolves",
		"shop/Service/pool -> shop/Service/loop resolves",
		"shop/Deployment/web -> shop/Deployment/api calls 8080 ':8080'",
	}, edges(g))
	for _, e := range g.Edges() {
		if e.To == "data/StatefulSet/db" {
			require.Equal(t, "env DB_ADDR=db.data:5432 (3.yaml:8)\nselector app=db (4.yaml:4)\ncertain", e.Tooltip)
			require.Equal(t, "certain", attr(e.Attrs, "confidence"))
		}
	}
}
