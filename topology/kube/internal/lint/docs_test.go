package lint_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/topology/kube/internal/lint"
	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
)

// TestDocs holds docs/lint.md against the rules: each has a section, whose first
// manifests have a finding of the rule and of no other, and whose second ones mend
// it.
func TestDocs(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../../../docs/lint.md")
	require.NoError(t, err)
	sections := make(map[string][]string)
	block := regexp.MustCompile("(?s)```yaml\n(.*?)```")
	for _, section := range strings.Split(string(page), "\n## ")[1:] {
		code, _, _ := strings.Cut(section, "\n")
		for _, m := range block.FindAllStringSubmatch(section, -1) {
			sections[code] = append(sections[code], m[1])
		}
	}
	for _, rule := range lint.Rules() {
		blocks := sections[rule.Code]
		if !assert.Len(t, blocks, 2, rule.Code) {
			continue
		}
		bad := manifest.Source{Name: "1.yaml", Path: "1.yaml", Data: []byte(blocks[0])}
		mended := manifest.Source{Name: "2.yaml", Path: "2.yaml", Data: []byte(blocks[1])}
		assert.Equal(t, []string{rule.Code}, codes(check(lint.Options{}, bad)), rule.Code)
		switch rule.Code {
		case lint.CodeSyntax, lint.CodeUnknownField, lint.CodeWrongType, lint.CodeDuplicate:
			assert.Empty(t, codes(check(lint.Options{}, mended)), rule.Code)
		default:
			// What mends it takes the place of the object that was wrong.
			opts := lint.Options{Silence: []string{lint.CodeDuplicate}}
			assert.Empty(t, codes(check(opts, bad, mended)), rule.Code)
		}
	}
}

func codes(all []lint.Finding) []string {
	var out []string
	for _, f := range all {
		out = append(out, f.Code)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
