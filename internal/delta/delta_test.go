package delta_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/delta"
	"github.com/topodraw/topodraw/internal/graphtest"
)

// before and after are a shop whose queue became a cache.
func before() *graph.Graph {
	g := graph.New("Shop")
	user := g.AddNode("User", "user")
	web := g.AddNode("Web", "service")
	db := g.AddNode("DB", "database")
	db.Label = "Database"
	jobs := g.AddNode("Jobs", "queue")
	user.To(web, "HTTPS")
	web.To(db, "SQL")
	web.To(jobs, "")
	return g
}

func after() *graph.Graph {
	g := graph.New("Store")
	user := g.AddNode("User", "user")
	web := g.AddNode("Frontend", "frontend")
	gr := g.AddGroup("data", "Data")
	db := gr.AddNode("DB", "database")
	db.Label = "Postgres"
	mail := g.AddNode("two words", "")
	user.To(web, "HTTPS")
	web.To(db, "pgx").Line = graph.Dotted
	web.To(mail, "")
	return g
}

func text(t *testing.T, c *delta.Comparison) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, c.Text(&b, delta.TextOptions{}))
	return b.String()
}

func TestText(t *testing.T) {
	t.Parallel()
	c := delta.Compare(before(), after(), nil)
	require.False(t, c.Same())
	require.Equal(t, `graph
  ~ title "Shop" → "Store"
nodes
  - Web (service)
  ~ DB: label "Database" → "Postgres"; group "" → "data"
  - Jobs (queue)
  + Frontend (frontend)
  + "two words"
groups
  + data
edges
  - User -> Web ("HTTPS")
  - Web -> DB ("SQL")
  - Web -> Jobs
  + User -> Frontend ("HTTPS")
  + Frontend -> DB ("pgx")
  + Frontend -> "two words"
1 property of the graph changed, 2 nodes added, 2 nodes removed, 1 node changed, 1 group added, 3 edges added, 3 edges removed
`, text(t, c))
}

func TestTextOfARename(t *testing.T) {
	t.Parallel()
	now := graph.New("Shop")
	now.AddNode("User", "user")
	web := now.AddNode("Frontend", "service")
	now.AddNode("DB", "database").Label = "Database"
	now.AddNode("Jobs", "queue")
	now.AddEdge("User", "Frontend", "HTTP")
	web.To(now.Node("DB"), "SQL")
	web.To(now.Node("Jobs"), "").ID = "e"
	require.Equal(t, `nodes
  → Web → Frontend
edges
  ~ User -> Frontend ("HTTP"): label "HTTPS" → "HTTP"
  ~ Frontend -> Jobs (e): id "" → "e"
1 node renamed, 2 edges changed
`, text(t, delta.Compare(before(), now, nil)))
}

func TestTextOfNothing(t *testing.T) {
	t.Parallel()
	c := delta.Compare(before(), before(), nil)
	require.True(t, c.Same())
	require.Equal(t, "no differences\n", text(t, c))
}

func TestTextInColours(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	now := before()
	now.AddNode("New", "")
	require.NoError(t, delta.Compare(before(), now, nil).Text(&b, delta.TextOptions{Color: true}))
	require.Equal(t, "nodes\n  \x1b[32m+ New\x1b[0m\n1 node added\n", b.String())
}

// What two long values have in common is left out.
func TestTextOfLongValues(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 100)
	was, now := before(), before()
	was.Node("DB").Tooltip, now.Node("DB").Tooltip = long+"1"+long, long+"22"+long
	side := strings.Repeat("x", 20)
	require.Contains(t, text(t, delta.Compare(was, now, nil)), `tooltip …"`+side+`1`+side+`"… → …"`+side+`22`+side+`"…`)
	was.Node("DB").Tooltip, now.Node("DB").Tooltip = "", long
	require.Contains(t, text(t, delta.Compare(was, now, nil)), `tooltip "" → "`+strings.Repeat("x", 80)+`"…`)
}

// Attributes may be left out.
func TestCompareIgnores(t *testing.T) {
	t.Parallel()
	now := before()
	now.Node("DB").Attrs.Set("seen", "yesterday")
	require.False(t, delta.Compare(before(), now, nil).Same())
	require.True(t, delta.Compare(before(), now, []string{"seen"}).Same())
}

// No text has an effect on a terminal or begins another line.
func TestTextIsTame(t *testing.T) {
	t.Parallel()
	for seed := range uint64(80) {
		c := delta.Compare(graphtest.Random(seed), graphtest.Random(seed+1), nil)
		out := text(t, c)
		require.True(t, strings.HasSuffix(out, "\n") && !strings.HasSuffix(out, "\n\n"))
		for line := range strings.Lines(out) {
			require.Regexp(t, `^(  [-+~→] .|graph\n$|nodes\n$|groups\n$|edges\n$|\d+ )`, line)
			require.False(t, strings.ContainsFunc(strings.TrimSuffix(line, "\n"), func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }), "%q", line)
		}
	}
}

func TestJSON(t *testing.T) {
	t.Parallel()
	now := before()
	now.Title = "Store"
	now.Node("DB").Label = "<Postgres>"
	now.AddGroup("zone", "Zone").AddNode("Cache", "cache").To(now.Node("DB"), "fills").ID = "e1"
	var b strings.Builder
	require.NoError(t, delta.Compare(before(), now, nil).JSON(&b))
	require.Equal(t, `{
  "summary": {
    "added": 3,
    "changed": 1,
    "removed": 0,
    "renamed": 0
  },
  "graph": [
    {
      "field": "title",
      "old": "Shop",
      "new": "Store"
    }
  ],
  "nodes": [
    {
      "op": "changed",
      "id": "DB",
      "label": "<Postgres>",
      "kind": "database",
      "changes": [
        {
          "field": "label",
          "old": "Database",
          "new": "<Postgres>"
        }
      ]
    },
    {
      "op": "added",
      "id": "Cache",
      "kind": "cache",
      "group": "zone"
    }
  ],
  "groups": [
    {
      "op": "added",
      "id": "zone",
      "label": "Zone"
    }
  ],
  "edges": [
    {
      "op": "added",
      "id": "e1",
      "from": "Cache",
      "to": "DB",
      "label": "fills"
    }
  ]
}
`, b.String())
}

func TestJSONOfNothing(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	require.NoError(t, delta.Compare(before(), before(), nil).JSON(&b))
	require.JSONEq(t, `{"summary": {"added": 0, "changed": 0, "removed": 0, "renamed": 0}, "nodes": [], "groups": [], "edges": []}`, b.String())
}

// Every line of the text is an object of the JSON.
func TestJSONHasAll(t *testing.T) {
	t.Parallel()
	for seed := range uint64(100) {
		c := delta.Compare(graphtest.Random(seed), graphtest.Random(seed+1), nil)
		var b bytes.Buffer
		require.NoError(t, c.JSON(&b))
		var got struct {
			Graph                []any
			Nodes, Groups, Edges []any
		}
		require.NoError(t, json.Unmarshal(b.Bytes(), &got))
		lines := strings.Count(text(t, c), "\n  ") // the first line is a heading
		want := len(got.Nodes) + len(got.Groups) + len(got.Edges) + min(1, len(got.Graph))
		require.Equal(t, want, lines, seed)
	}
}

// broken is a writer that fails.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("broken") }

func TestWriteErrorsAreReturned(t *testing.T) {
	t.Parallel()
	c := delta.Compare(before(), after(), nil)
	require.EqualError(t, c.Text(broken{}, delta.TextOptions{}), "broken")
	require.EqualError(t, c.JSON(broken{}), "broken")
	require.EqualError(t, c.Markdown(broken{}, options(t)), "broken")
}
