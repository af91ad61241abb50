// Package docstest fails a project's own tests when the diagrams in its documents
// are stale:
//
//	func TestDocs(t *testing.T) { docstest.Fresh(t, "..") }
//
// It does what "topodraw docs --check" does, in the process of the test and at the
// version of topodraw that the project's go.mod names.
package docstest

import (
	"bytes"
	"context"
	"strings"

	"github.com/topodraw/topodraw/internal/cli"
)

// TB is what Fresh needs of a *testing.T, so that a program that imports this
// package does not have the flags of tests.
type TB interface {
	Helper()
	Errorf(format string, args ...any)
}

// Fresh fails a test if a diagram between the markers of a Markdown document is not
// what its source gives now, or cannot be drawn. The error says which one it is,
// where, and what would change. Nothing is written.
//
// Nothing is read outside of root, a folder such as that of the module. Paths are
// documents and folders in it; without any they are all documents below root. Both
// are relative to the folder of the test, as Go runs it.
func Fresh(t TB, root string, paths ...string) {
	t.Helper()
	var out, errs bytes.Buffer
	p := cli.System()
	if len(paths) == 0 {
		paths = []string{root}
	}
	p.Args = append([]string{"docs", "--check", "--root", root, "--"}, paths...)
	p.Stdin, p.Stdout, p.Stderr = strings.NewReader(""), &out, &errs
	p.StdinTerminal, p.StdoutTerminal, p.StderrTerminal = false, false, false
	switch code := cli.Main(context.Background(), p); code {
	case 0:
	case 1:
		t.Errorf("diagrams are stale; \"topodraw docs\" draws them again:\n%s", out.String())
	default:
		t.Errorf("diagrams cannot be checked:\n%s", errs.String())
	}
}
