//go:build peers

package mermaid_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/mermaid"
)

// reading is what mermaid.Read made of one sample.
type reading struct {
	g        *graph.Graph
	err      error
	warnings graph.Diagnostics
}

func read(s sample) reading {
	var r reading
	warn := func(d graph.Diagnostic) { r.warnings = append(r.warnings, d) }
	r.g, r.err = mermaid.Read(strings.NewReader(s.text), s.name, mermaid.ReadOptions{Warn: warn})
	return r
}

// problems returns in what a reading differs from what Mermaid understood.
func (r reading) problems(a answer) []string {
	switch {
	case a.Error != "" && r.err != nil:
		return refusal(r.err)
	case a.Error != "":
		return []string{"only Mermaid refuses: " + clip(a.Error)}
	case r.err != nil:
		return []string{"only Read refuses: " + r.err.Error()}
	}
	if err := r.g.Validate(); err != nil {
		return []string{"not valid: " + err.Error()}
	}
	return shownBy(a).differ(drawn(r.g))
}

// refusal returns what is missing in an error: each problem says where it is.
func refusal(err error) []string {
	var problems graph.Diagnostics
	if !errors.As(err, &problems) {
		return []string{fmt.Sprintf("the error is a %T", err)}
	}
	var out []string
	for _, d := range problems {
		if d.Pos.Line < 1 || d.Pos.Col < 1 || d.Message == "" || strings.Contains(d.Message, "\n") {
			out = append(out, fmt.Sprintf("not a place and one line: %#v", d))
		}
	}
	return out
}

// TestAgree compares what mermaid.Read and Mermaid understand of each text.
func TestAgree(t *testing.T) {
	t.Parallel()
	samples := table(t)
	texts := make([]string, len(samples))
	for i, s := range samples {
		texts[i] = s.text
	}
	different := differences()
	agreed := 0
	for i, a := range ask(t, "mermaid-12", texts) {
		s := samples[i]
		problems := read(s).problems(a)
		_, expected := different[s.name]
		delete(different, s.name)
		switch {
		case len(problems) == 0 && expected:
			t.Errorf("%s: agrees, and is listed among the differences", s.name)
		case len(problems) == 0:
			agreed++
		case !expected:
			t.Errorf("%s: %s:\n\t%s\n%s", s.file, s.name, strings.Join(problems, "\n\t"), clip(s.text))
		}
	}
	require.Empty(t, different, "listed among the differences, and not in the table")
	t.Logf("%d of %d texts agree", agreed, len(samples))
	require.GreaterOrEqual(t, agreed, 400)
}
