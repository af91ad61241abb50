//go:build peers

package mermaid_test

import (
	"bytes"
	"maps"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/mermaid"
)

// writtenOtherwise names the texts that are written otherwise than they were, with
// the reason.
func writtenOtherwise() map[string]string {
	const ellipse = "Mermaid reads (-x-) and fails to draw it: a stadium is written"
	return map[string]string{
		"ellipse":                    ellipse,
		"ellipse with dashes inside": ellipse,
	}
}

// TestAgreeWritten has Mermaid read what was read and written again: it shows the
// same as the text did. Read once more, it is written the same.
func TestAgreeWritten(t *testing.T) {
	t.Parallel()
	var samples []sample
	var texts []string
	different := differences()
	maps.Copy(different, writtenOtherwise())
	for _, s := range table(t) {
		if _, listed := different[s.name]; listed || s.refused() {
			continue
		}
		if again, ok := rewritten(t, s); ok {
			samples = append(samples, s)
			texts = append(texts, s.text, again)
		}
	}
	require.NotEmpty(t, samples)
	answers := ask(t, "mermaid-12", texts)
	for i, s := range samples {
		before, after := answers[2*i], answers[2*i+1]
		if after.Error != "" {
			t.Errorf("%s: %s: %s\n%s", s.file, s.name, clip(after.Error), clip(texts[2*i+1]))
			continue
		}
		if problems := inAnyOrder(before).differ(inAnyOrder(called(before, after))); len(problems) > 0 {
			t.Errorf("%s: %s:\n\t%s\n%s", s.file, s.name, strings.Join(problems, "\n\t"), clip(texts[2*i+1]))
		}
	}
}

// rewritten returns a sample as it is written after it was read. It is not read
// at all where TestAgree has an error to tell.
func rewritten(t *testing.T, s sample) (string, bool) {
	t.Helper()
	r := read(s)
	if r.err != nil {
		return "", false
	}
	first := written(t, s, r.g)
	again := read(sample{name: s.name, text: first})
	if again.err != nil {
		t.Errorf("%s: %s: written again, it is refused: %v\n%s", s.file, s.name, again.err, clip(first))
		return "", false
	}
	if second := written(t, s, again.g); second != first {
		t.Errorf("%s: %s: not the same when read and written twice:\n%s\n%s", s.file, s.name, clip(first), clip(second))
	}
	return first, true
}

func written(t *testing.T, s sample, g *graph.Graph) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, mermaid.Write(&b, g, mermaid.Options{}), s.name)
	return b.String()
}
