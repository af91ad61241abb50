//go:build peers

package mermaid_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/mermaid"
)

// TestFormatted has both Mermaids read the texts and what mermaid.Format makes of
// them: they understand the same, in the same order. Mermaid 11 refuses some texts
// that Mermaid 12 reads, and both a byte order mark before front matter; formatted,
// they may be read.
func TestFormatted(t *testing.T) {
	t.Parallel()
	var samples []sample
	var texts []string
	changed := 0
	for _, s := range table(t) {
		if read(s).err != nil {
			continue
		}
		out, err := mermaid.Format([]byte(s.text), s.name)
		require.NoError(t, err, s.name)
		if string(out) != s.text {
			changed++
		}
		samples = append(samples, s)
		texts = append(texts, s.text, string(out))
	}
	for _, version := range versions() {
		answers := ask(t, version, texts)
		for i, s := range samples {
			before, after := answers[2*i].withoutBlanks(), answers[2*i+1].withoutBlanks()
			after.ID = before.ID
			if before.Error != "" || reflect.DeepEqual(before, after) {
				continue
			}
			t.Errorf("%s: %s: %s: %s\n\t%s\n%s\n%s", version, s.file, s.name, clip(after.Error),
				strings.Join(shownBy(before).differ(shownBy(after)), "\n\t"), clip(s.text), clip(texts[2*i+1]))
		}
	}
	require.Greater(t, changed, 700)
	t.Logf("%d of %d texts were formatted", changed, len(samples))
}

// withoutBlanks returns an answer without white space around properties, which
// Mermaid keeps and no browser looks at.
func (a answer) withoutBlanks() answer {
	for i := range a.Vertices {
		trimAll(a.Vertices[i].Styles)
	}
	for i := range a.Edges {
		trimAll(a.Edges[i].Styles)
	}
	for _, styles := range a.Classes {
		trimAll(styles)
	}
	trimAll(a.DefaultStyle)
	return a
}

func trimAll(list []string) {
	for i, s := range list {
		list[i] = strings.TrimSpace(s)
	}
}
