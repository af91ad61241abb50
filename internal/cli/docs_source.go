package cli

import (
	"cmp"
	"context"
	"errors"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/docs"
	"github.com/topodraw/topodraw/internal/markdown"
	"github.com/topodraw/topodraw/topology"
	"github.com/topodraw/topodraw/topology/kube"
)

// material is what a set of sources holds. It is read once for all figures that
// are made of it.
type material struct {
	// names are the paths of the sources, unless text is the only one.
	names []string
	text  *input
	// fence is the code block that the text stands in, if it does.
	fence         *markdown.Fence
	from, diagram string
	cluster       clusterFlags

	once sync.Once
	// What was read is a system with what is laid over it, or a graph.
	system   *kube.System
	overlays []topology.Source
	graph    *graph.Graph
	warned   []graph.Diagnostic
	skipped  errorList
	err      error
}

// supply finds the sources of a figure.
func (r *docsRun) supply(fig *figure, sources []string) error {
	f := &fig.flags.renderFlags
	m := &material{from: f.from, diagram: f.diagram, cluster: f.kube.clusterFlags}
	key := []string{m.from, m.diagram, m.cluster.namespace, m.cluster.domain, strconv.FormatBool(m.cluster.keepGoing)}
	switch fence := fig.place.Fence; {
	case len(sources) > 0:
		key = append(key, sources...)
		r.name(m, sources)
	case fence != nil:
		key = append(key, fig.document.rel, strconv.Itoa(fence.Line))
		m.fence, m.from = fence, cmp.Or(m.from, fromTopology)
		m.text = textInput(fig.document.Name, []byte(fence.Text))
	default:
		return usagef("this marker names no source, and no ```%s block stands right before it", docs.Language)
	}
	id := strings.Join(key, "\x00")
	if r.materials[id] == nil {
		r.materials[id] = m
	}
	fig.material = r.materials[id]
	return nil
}

// name gives a material the names of its sources.
func (r *docsRun) name(m *material, sources []string) {
	for _, rel := range sources {
		m.names = append(m.names, r.tree.path(rel))
	}
	if text, made := r.made[sources[0]]; made && len(sources) == 1 {
		m.text = textInput(m.names[0], text)
	}
}

func textInput(name string, text []byte) *input {
	return &input{Source: topology.Source{Name: name, Data: text}, path: filepath.Base(name)}
}

// load reads the sources, unless that is done.
func (m *material) load(ctx context.Context, p *Process) {
	m.once.Do(func() {
		if m.err = m.read(ctx, p); m.fence != nil {
			m.relocate()
		}
	})
}

func (m *material) read(ctx context.Context, p *Process) error {
	spec := readSpec{
		from: m.from, diagram: m.diagram, kube: &kubeFlags{clusterFlags: m.cluster},
		warn: func(d graph.Diagnostic) { m.warned = append(m.warned, d) }, skipped: m.skipped.add,
	}
	var sources []input
	if m.text != nil {
		sources = []input{*m.text}
	} else {
		var err error
		if sources, err = p.sources(ctx, m.names, spec); err != nil {
			return err
		}
	}
	manifests, others := split(sources, m.from)
	if err := spec.fits(manifests, others); err != nil {
		return err
	}
	m.overlays = others
	var err error
	if len(manifests) > 0 {
		m.system, err = readSystem(ctx, manifests, m.cluster, spec.warn, spec.skipped)
	} else {
		m.graph, err = readGraph(ctx, others, spec)
	}
	return err
}

// relocate changes the places in what was read to those in the document.
func (m *material) relocate() {
	var problems graph.Diagnostics
	if errors.As(m.err, &problems) {
		for i, d := range problems {
			problems[i] = moved(d, m.fence)
		}
	}
	for i, d := range m.warned {
		m.warned[i] = moved(d, m.fence)
	}
	if m.graph != nil {
		relocate(m.graph, m.fence)
	}
}

// draw returns the graph that the flags ask for.
func (m *material) draw(ctx context.Context, f *kubeFlags, warn func(graph.Diagnostic)) (*graph.Graph, error) {
	if m.err != nil {
		return nil, m.err
	}
	if m.system != nil {
		return drawOver(ctx, m.system, m.overlays, readSpec{kube: f, warn: warn})
	}
	return m.graph, f.unused(m.overlays[0].Name)
}

// draw makes the figure.
func (fig *figure) draw(ctx context.Context, p *Process) error {
	fig.material.load(ctx, p)
	fig.warned = slices.Clone(fig.material.warned)
	fig.skipped = fig.material.skipped
	warn := func(d graph.Diagnostic) { fig.warned = append(fig.warned, d) }
	g, err := fig.material.draw(ctx, &fig.flags.kube, warn)
	if err != nil {
		return err
	}
	if g, err = fig.request.shown(g, &fig.flags.view); err != nil {
		return err
	}
	if len(fig.files) == 0 {
		contents, err := fig.request.write(ctx, g, warn)
		if err == nil {
			fig.content = docs.Fence(fig.format.names[0], string(contents[0].Data))
		}
		return err
	}
	for i := range fig.files {
		req := *fig.request
		req.picture.mode = fig.files[i].mode
		contents, err := req.write(ctx, g, warn)
		if err != nil {
			return err
		}
		fig.files[i].data = contents[0].Data
	}
	fig.content = fig.image(g)
	return nil
}

// image returns what the document has of a picture.
func (fig *figure) image(g *graph.Graph) *docs.Content {
	light := relative(fig.document.rel, fig.files[0].rel)
	alt := cmp.Or(g.Title, g.Description, strings.TrimSuffix(path.Base(light), path.Ext(light)))
	if fig.flags.fs.Changed("alt") {
		alt = fig.flags.alt
	}
	if len(fig.files) == 1 {
		return docs.Image(alt, light)
	}
	return docs.Picture(alt, light, relative(fig.document.rel, fig.files[1].rel), fig.place.Expression)
}
