package outline_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/outline"
	"github.com/topodraw/topodraw/topology"
)

func TestWrite(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ file, want string }{
		"empty": {"nodes: {}", "\n"},
		"flow": {`
title: Shop
nodes: {User: {kind: user}, Web: {kind: service, subtitle: ":443"}, Lonely: {}}
flows: ["User -> Web: HTTPS", Web -> Web]
`, `Shop

User (user)
  -> Web: HTTPS
Web (service, :443)
  -> Web
Lonely
`},
		"signs": {`
flows:
- a -> b
- a -- b
- a <-> b
- a ..> b
- a .. b
- a <..> b
- a ==> b
- a == b
- a <==> b
- {from: a, to: b, line: dashed, head: circle}
- {from: a, to: b, head: none, tail: arrow}
- {from: a, to: b, line: dotted, head: none, tail: cross}
- {from: a, to: b, head: cross, tail: circle}
- {from: a, to: b, line: invisible}
`, `a
  -> b
  -- b
  <-> b
  ..> b
  .. b
  <..> b
  ==> b
  == b
  <==> b
  ..o b
  <- b
  x.. b
  o--x b
b
`},
		"groups": {`
nodes: {User: {}, Web: {in: shop}, DB: {in: store, kind: database}}
groups: {shop: {label: The shop, kind: namespace}, store: {in: shop}}
flows: [User -> shop, "shop -> store: reads", Web -> DB]
`, `User
  -> The shop
[The shop] (namespace)
  -> store: reads
  Web
    -> DB
  [store]
    DB (database)
`},
		"names": {`
nodes: {a: {label: Web}, b: {label: Web}, c: {label: "two<br>lines"}}
flows: ["a -> b: first<br>second", a -> c]
`, `Web (id a)
  -> Web (id b): first second
  -> two lines
Web (id b)
two lines
`},
		"kind in the subtitle": {`nodes: {a: {kind: deployment, subtitle: Deployment ×3}, b: {kind: job, subtitle: batch}}`, "a (Deployment ×3)\nb (job, batch)\n"},
		"description":          {"title: T\ndescription: What it shows\nnodes: {a: }", "T\n\nWhat it shows\n\na\n"},
		"names told apart by what they are": {`
nodes:
  s: {label: api, kind: service, subtitle: "Service :80"}
  d: {label: api, subtitle: Deployment ×3}
  q: {label: api, kind: queue}
  x: {label: " "}
flows: [s -> d, d -> q, q -> x, x -> s]
`, `api (Service :80)
  -> api (Deployment)
api (Deployment ×3)
  -> api (queue)
api (queue)
  -> (id x)
(id x)
  -> api (Service)
`},
		"hostile": {`nodes: {a: {label: "x\u202ey\u200b"}}`, "x\ufffdy\ufffd\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g, err := topology.Read(strings.NewReader(tt.file), "x.yaml")
			require.NoError(t, err)
			var b bytes.Buffer
			require.NoError(t, outline.Write(&b, g))
			require.Equal(t, tt.want, b.String())
		})
	}
}

func TestErrors(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	g.AddEdge("a", "b", "")
	require.Error(t, outline.Write(&bytes.Buffer{}, g))

	full := errors.New("full")
	require.ErrorIs(t, outline.Write(failing{full}, graph.New("x")), full)
}

type failing struct{ error }

func (f failing) Write([]byte) (int, error) { return 0, f.error }
