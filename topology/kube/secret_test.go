package kube_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/topology/kube"
)

// hidden is what nobody may see, nor a part of it in base64.
const hidden = "h1dd3nP4ssw0rd"

// secrets has hosts and values in Secrets, which a Pod uses in every way.
const secrets = `apiVersion: v1
kind: Secret
metadata:
  name: s
  annotations: {note: ` + hidden + `}
stringData:
  REDIS_ADDR: redis:6379
  DB_URL: postgres://admin:` + hidden + `@db.` + hidden + `.example.com:5432/app
  HOST: ` + hidden + `
  LISTEN: 0.0.0.0:80/` + hidden + `
  conf.yaml: |
    upstream: http://backend-` + hidden + `:80
    password: ` + hidden + `
---
apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers:
  - name: c
    image: c
    args: [--db=$(DB_URL), "--up=http://$(REDIS_ADDR)/x", --k=$(KEY), "--to=$(HOST):80"]
    envFrom: [{secretRef: {name: s}}]
    env:
    - {name: KEY, valueFrom: {secretKeyRef: {name: s, key: DB_URL}}}
    - {name: NONE, valueFrom: {secretKeyRef: {name: s, key: none}}}
    volumeMounts: [{name: v, mountPath: /etc/x}]
  volumes: [{name: v, secret: {secretName: s}}]
---
apiVersion: v1
kind: Service
metadata: {name: redis}
spec: {selector: {app: redis}, ports: [{port: 6379}]}
`

// TestSecrets asks for all there is of manifests with something hidden in them.
func TestSecrets(t *testing.T) {
	t.Parallel()
	in64 := base64.StdEncoding.EncodeToString([]byte(hidden))
	const one = `{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s"},"stringData":{"p":"` + hidden + `"}}`
	const typo = `{"apiVersion":"v1","kind":"Service","metadata":{"name":"a"},"spec":{"typo":1}}`
	const head = "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\n"
	for name, text := range map[string]string{
		"used in every way": secrets,
		"in base64":         strings.ReplaceAll(secrets, "stringData:\n", "data:\n  P: "+in64+"\nstringData:\n"),
		"broken base64":     head + "data: {p: '!" + hidden + "', q: [" + hidden + "]}\n",
		"wrong types":       head + "data: " + hidden + "\nstringData: [" + hidden + "]\ntype: {a: " + hidden + "}\nimmutable: " + hidden + "\n",
		"unknown field":     head + "datas: {p: " + hidden + "}\n",
		"last applied":      head + "x: 1\n" + strings.Replace(head, "name: s", "name: t, annotations: {kubectl.kubernetes.io/last-applied-configuration: '"+one+"'}", 1),
		"broken":            head + "stringData:\n  a: " + hidden + "\n b: " + hidden + "\n\tc: \"" + hidden,
		"no apiVersion":     "kind: Secret\nstringData: {a: " + hidden + "}\n",
		"JSON list":         `{"apiVersion":"v1","kind":"List","items":[` + one + "," + typo + `]}`,
		"JSON, one line":    one + typo + typo,
		"JSON, reversed":    typo + one,
		"flow style":        "apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: Secret, metadata: {name: s}, data: {p: " + in64 + "}}, " + typo + "]\n",
		"twice, one line":   one + strings.Replace(one, hidden, "x"+hidden, 1) + typo + strings.Replace(typo, "typo", "clusterIP", 1),
		"an alias":          head + "stringData: &d {p: " + hidden + "}\nx: *d\n",
		"kind on its line":  "apiVersion: v1\nkind:\n  Secret\nmetadata: {name: s}\ndata: {p: [" + hidden + "\n",
		"a custom resource": "apiVersion: example.com/v1\nkind: SealedSecret\nmetadata: {name: s}\nspec: {url: 'http://redis:" + hidden + "', p: " + hidden + "}\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, err := kube.Read(strings.NewReader(text), "a.yaml", kube.Options{})
			got := fmt.Sprintf("%v %#v %+v %+v %+v", err, err, s.Warnings(), s.Lint(), s.Refusals()) + answers(t, []byte(text))
			require.NotContains(t, got, hidden)
			require.NotContains(t, got, in64)
			require.NotContains(t, got, hidden[4:])
		})
	}
}

// TestSecretsAreRead has an edge to what only a Secret names.
func TestSecretsAreRead(t *testing.T) {
	t.Parallel()
	e := edge(t, picture(t, read(t, secrets), kube.View{}), "Pod/p", "Service/redis")
	require.Contains(t, attr(t, e.Attrs, "evidence"), "env REDIS_ADDR (secret s) (a.yaml:7)")
}
