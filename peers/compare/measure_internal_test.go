package main

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestCrossings(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		paths []string
		want  int
	}{
		"nothing":                          {nil, 0},
		"a cross":                          {[]string{"M0 5H10", "M5 0V10"}, 1},
		"apart":                            {[]string{"M0 5H10", "M5 6V10"}, 0},
		"an end on a line":                 {[]string{"M0 5H10", "M5 5V10"}, 0},
		"ends that meet":                   {[]string{"M0 0L5 5", "M5 5L9 0"}, 0},
		"on each other":                    {[]string{"M0 5H10", "M2 5H20"}, 0},
		"one edge crosses itself":          {[]string{"M0 5H10V0H5V10"}, 0},
		"one edge of two subpaths":         {[]string{"M0 5H10M5 0V10"}, 0},
		"both subpaths are crossed":        {[]string{"M0 5H10M0 7H10", "M5 0V10"}, 2},
		"a gap between subpaths":           {[]string{"M0 5H4M6 5H10", "M5 0V10"}, 0},
		"twice":                            {[]string{"M0 5H10", "M2 0V8H8V0"}, 2},
		"three lines":                      {[]string{"M0 5H10", "M5 0V10", "M0 1L10 10"}, 3},
		"a corner on a line, and through":  {[]string{"M0 5H10", "M3 0L5 5L5 10"}, 1},
		"a corner on a line, and back":     {[]string{"M0 5H10", "M3 0L5 5L7 0"}, 0},
		"a corner on a line, and along":    {[]string{"M0 5H10", "M3 0V5H8"}, 0},
		"the same from the other side":     {[]string{"M3 10L5 5L5 0", "M10 5H0"}, 1},
		"a hop whose top is on the line":   {[]string{"M5 0V20", "M0 10H2A3 3 0 0 1 8 10H12"}, 1},
		"a hop over the corner of another": {[]string{"M5 0V20", "M0 10H2A3 3 0 0 0 8 10H12"}, 1},
		"a curve around a line's end":      {[]string{"M0 0C10 0 10 10 0 10", "M0 5H7"}, 0},
		"a curve across a line":            {[]string{"M0 0C10 0 10 10 0 10", "M0 5H9"}, 1},
		"a slanted line past a straight":   {[]string{"M0 0L10 10", "M0 1L10 11"}, 0},
	} {
		var edges [][]polyline
		for _, d := range c.paths {
			e, err := readPath(d)
			require.NoError(t, err, name)
			edges = append(edges, e)
		}
		require.Equal(t, c.want, crossings(edges), name)
	}
}

func TestTables(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	require.NoError(t, writeTables(&out, []tool{{name: "topodraw"}, {name: "dot"}}, []row{
		{10, 11, []cell{{time: 1500 * time.Millisecond, picture: picture{3, 0.25, 40, 50}}, {note: "over 20 s"}}},
	}))
	require.Equal(t, `| Seconds | topodraw | dot |
|---|---|---|
| 10/11 | 1.50 | over 20 s |

| Crossings | topodraw | dot |
|---|---|---|
| 10/11 | 3 |  |

| Cover | topodraw | dot |
|---|---|---|
| 10/11 | 0.250 |  |

| Canvas | topodraw | dot |
|---|---|---|
| 10/11 | 40×50 |  |
`, out.String())
}
