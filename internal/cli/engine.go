package cli

import (
	"slices"

	"github.com/topodraw/topodraw/internal/gv"
	"github.com/topodraw/topodraw/internal/gvexec"
	"github.com/topodraw/topodraw/render/layout"
	"github.com/topodraw/topodraw/render/layout/elk"
)

// layoutELK is the default of --layout. All others are engines of Graphviz.
const layoutELK = "elk"

func layouts() []string { return append([]string{layoutELK}, gv.Engines()...) }

// engine returns the layout engine with a name. A missing Graphviz is an error
// here already, before anything is read and whether or not an output needs it.
func (p *Process) engine(name string) (layout.Engine, error) {
	switch {
	case name == layoutELK:
		return elk.Engine{}, nil
	case !slices.Contains(gv.Engines(), name):
		return nil, unknown("layout", name, layouts())
	}
	command, err := p.Graphviz()
	if err != nil {
		return nil, err
	}
	return gvexec.New(name, func() (gvexec.Command, error) { return command, nil })
}
