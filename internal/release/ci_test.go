package release_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"
)

// fences returns the code blocks of a document in a language.
func fences(document, language string) []string {
	var out []string
	for _, f := range regexp.MustCompile("(?ms)^```"+language+"\n(.*?)^```$").FindAllStringSubmatch(document, -1) {
		out = append(out, f[1])
	}
	return out
}

// What the page on CI has in YAML parses, and names inputs and hooks that exist.
func TestCIPage(t *testing.T) {
	t.Parallel()
	page := text(t, "docs/ci.md")
	blocks := fences(page, "yaml")
	require.Len(t, blocks, 4)
	for _, block := range blocks {
		var content map[string]any
		require.NoError(t, yaml.Unmarshal([]byte(block), &content), block)
	}
	var hooks []hook
	parse(t, ".pre-commit-hooks.yaml", &hooks)
	var known []string
	for _, h := range hooks {
		known = append(known, h.ID)
	}
	for _, id := range regexp.MustCompile(`- id: (\S+)`).FindAllStringSubmatch(blocks[3], -1) {
		require.Contains(t, known, id[1])
	}
	inputs := readAction(t).Inputs
	for _, with := range regexp.MustCompile(`(?m)topodraw@main\n.*?with:\n((?:          .*\n)+)`).FindAllStringSubmatch(page, -1) {
		for _, key := range regexp.MustCompile(`(?m)^          (\w+):`).FindAllStringSubmatch(with[1], -1) {
			require.Contains(t, inputs, key[1])
		}
	}
	_, table, _ := strings.Cut(page, "| input | is |\n")
	table, _, _ = strings.Cut(table, "\n\n")
	for name := range inputs {
		require.Contains(t, table, "| `"+name+"` |")
	}
}

// The commands on the page exist, with the flags they have there.
func TestCIPageCommands(t *testing.T) {
	t.Parallel()
	page := text(t, "docs/ci.md")
	commands := regexp.MustCompile("(?m)topodraw (docs|fmt|lint|diff|man|completion|render)( [^`|\n]*)?").FindAllStringSubmatch(page, -1)
	require.Greater(t, len(commands), 10)
	for _, c := range commands {
		usage := help(t, c[1])
		for _, flag := range regexp.MustCompile(`(?:^| )(--?[a-z][a-z-]*)`).FindAllStringSubmatch(c[2], -1) {
			require.Regexp(t, `(^|[ ,])`+flag[1]+`[ ,]`, usage, c[0])
		}
	}
}
