package guides_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// function returns the body of a function of shop_test.go without its return, as it
// would stand in a document.
func function(t *testing.T, name string) string {
	t.Helper()
	body := regexp.MustCompile(`(?ms)^func ` + name + `\(.*?\{\n(.*?)(?:\treturn \w+\n)?^\}$`).FindStringSubmatch(read(t, "shop_test.go"))
	require.NotNil(t, body, name)
	return strings.ReplaceAll("\n"+body[1], "\n\t", "\n")[1:]
}
