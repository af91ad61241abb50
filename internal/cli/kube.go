package cli

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/walk"
	"github.com/topodraw/topodraw/topology"
	"github.com/topodraw/topodraw/topology/kube"
)

// clusterFlags say what manifests do not.
type clusterFlags struct {
	namespace, domain string
	keepGoing         bool
}

func (f *clusterFlags) define(fs *pflag.FlagSet) {
	fs.StringVar(&f.namespace, "default-namespace", "", "`NAMESPACE` of Kubernetes objects that name none (default \"default\")")
	fs.StringVar(&f.domain, "cluster-domain", "", "`DOMAIN` of the cluster on its network (default \"cluster.local\")")
	fs.BoolVar(&f.keepGoing, "keep-going", false, "go on with the Kubernetes objects that can be read; the exit code still tells")
}

// complete offers values of the flags to a shell.
func (f *clusterFlags) complete(cmd *cobra.Command) {
	completeFlags(cmd, map[string][]string{"default-namespace": {"default"}, "cluster-domain": {"cluster.local"}})
}

// check is for what needs no manifests.
func (f *clusterFlags) check() error {
	if f.namespace != "" && !isLabel(f.namespace) {
		return usagef("--default-namespace %q: a namespace has lower-case letters, digits and dashes", f.namespace)
	}
	for label := range strings.SplitSeq(strings.ToLower(strings.TrimSuffix(f.domain, ".")), ".") {
		if f.domain != "" && !isLabel(label) {
			return usagef("--cluster-domain %q: a domain has letters, digits and dashes, with dots between them", f.domain)
		}
	}
	return nil
}

// isLabel reports whether a name is a label of RFC 1123, in lower case.
func isLabel(name string) bool {
	const most = 63
	foreign := func(c rune) bool { return c != '-' && (c < 'a' || c > 'z') && (c < '0' || c > '9') }
	return name != "" && len(name) <= most && strings.Trim(name, "-") == name && !strings.ContainsFunc(name, foreign)
}

func (f *clusterFlags) options() kube.Options {
	return kube.Options{Namespace: f.namespace, Domain: f.domain}
}

// kubeFlags are the flags for a picture of Kubernetes manifests.
type kubeFlags struct {
	clusterFlags
	view       string
	nodes      int
	namespaces []string
	selector   string
	groupBy    string
	confidence string
	scrapes    bool
	merge      bool
	mark       bool
	given      func(flag string) bool
}

func (f *kubeFlags) define(fs *pflag.FlagSet) {
	f.given = fs.Changed
	f.clusterFlags.define(fs)
	fs.StringVar(&f.view, "view", "", "`VIEW` of Kubernetes manifests: "+list(kube.Views()))
	fs.IntVar(&f.nodes, "nodes", 0, "`NUMBER` of nodes over which the nodes view spreads replicas")
	fs.StringSliceVarP(&f.namespaces, "namespace", "n", nil, "show a `NAMESPACE` alone; may be repeated")
	fs.StringVarP(&f.selector, "selector", "l", "", "show the workloads with some labels alone, by a `SELECTOR` as of kubectl")
	fs.StringVar(&f.groupBy, "group-by", "", "group by \"namespace\", \"none\" or a `LABEL`'s key")
	fs.StringVar(&f.confidence, "min-confidence", "", "leave out inferred edges below a `CONFIDENCE`: "+list(kube.Confidences()))
	fs.BoolVar(&f.scrapes, "scrapes", false, "show what ServiceMonitors and PodMonitors take metrics from")
	fs.BoolVar(&f.merge, "merge", false, "make one node of shards and replicas of one shape")
	fs.BoolVar(&f.mark, "mark", false, "mark in the picture what lint finds")
}

// kubeOnly are the flags that only Kubernetes manifests have a use for.
func kubeOnly() []string {
	return []string{"default-namespace", "cluster-domain", "keep-going", "view", "nodes", "namespace", "selector", "group-by",
		"min-confidence", "scrapes", "merge", "mark"}
}

func (f *kubeFlags) completions() map[string][]string {
	return map[string][]string{
		"view": kube.Views(), "nodes": {"2", "3", "5"}, "min-confidence": kube.Confidences(),
		"group-by": {"namespace", "none", "app.kubernetes.io/part-of"}, "selector": {"app=", "app.kubernetes.io/name="},
	}
}

// check is for what needs no manifests.
func (f *kubeFlags) check() error {
	switch {
	case f.view != "" && !slices.Contains(kube.Views(), f.view):
		return unknown("view", f.view, kube.Views())
	case f.confidence != "" && !slices.Contains(kube.Confidences(), f.confidence):
		return unknown("confidence", f.confidence, kube.Confidences())
	case f.nodes < 0 || f.given("nodes") && f.nodes == 0:
		return usagef("--nodes %d: a number of nodes is 1 or more", f.nodes)
	case f.nodes > 0 && f.view != "nodes":
		return usagef("--nodes is for --view nodes")
	case f.given("namespace") && (len(f.namespaces) == 0 || slices.Contains(f.namespaces, "")):
		return usagef("--namespace: the name of a namespace is empty")
	}
	return f.clusterFlags.check()
}

// unused reports the first flag that was given and is for Kubernetes manifests.
func (f *kubeFlags) unused(name string) error {
	for _, flag := range kubeOnly() {
		if f.given(flag) {
			return usagef("--%s is for Kubernetes manifests, which %s is not", flag, name)
		}
	}
	return nil
}

// drawn returns what is asked for of a picture.
func (f *kubeFlags) drawn() kube.View {
	return kube.View{
		Name: f.view, Nodes: f.nodes, Namespaces: f.namespaces, Selector: f.selector, GroupBy: f.groupBy,
		Scrapes: f.scrapes, MinConfidence: f.confidence, Merge: f.merge,
	}
}

// partial is what is wrong with a source of which the rest is drawn all the same.
type partial func(error)

// errorList is several errors, each of which is told by itself.
type errorList []error

func (ps *errorList) add(err error) { *ps = append(*ps, err) }

// err returns the list as an error, which is nil if there are none.
func (ps errorList) err() error {
	if len(ps) == 0 {
		return nil
	}
	return ps
}

func (ps errorList) Error() string   { return errors.Join(ps...).Error() }
func (ps errorList) Unwrap() []error { return ps }

// readSystem reads manifests. Where the flags say to keep going, what cannot be
// read is told to skipped instead of being an error.
func readSystem(ctx context.Context, sources []input, f clusterFlags, warn func(graph.Diagnostic), skipped partial) (*kube.System, error) {
	in := make([]kube.Source, len(sources))
	for i, s := range sources {
		in[i] = kube.Source{Name: s.Name, Path: s.path, Data: s.Data}
	}
	type read struct {
		system *kube.System
		err    error
	}
	r, err := await(ctx, func() (read, error) {
		system, err := kube.ReadAll(f.options(), in...)
		return read{system, err}, nil
	})
	if err != nil {
		return nil, err
	}
	switch {
	case r.err == nil:
	case !errors.As(r.err, new(graph.Diagnostics)):
		return nil, inputf("%s: %v", sources[0].Name, r.err)
	case !f.keepGoing:
		return nil, r.err
	default:
		skipped(r.err)
	}
	for _, d := range r.system.Warnings() {
		warn(d)
	}
	return r.system, nil
}

// drawSystem reads manifests and draws what the flags ask for, with topologies
// laid over it.
func drawSystem(ctx context.Context, manifests []input, overlays []topology.Source, spec readSpec) (*graph.Graph, error) {
	system, err := readSystem(ctx, manifests, spec.kube.clusterFlags, spec.warn, spec.skipped)
	if err != nil {
		return nil, err
	}
	return drawOver(ctx, system, overlays, spec)
}

// drawOver draws what the flags ask for of a system, with topologies laid over it.
func drawOver(ctx context.Context, system *kube.System, overlays []topology.Source, spec readSpec) (*graph.Graph, error) {
	// What warns while it is left behind warns nobody.
	var warned []graph.Diagnostic
	g, err := await(ctx, func() (*graph.Graph, error) {
		warn := func(d graph.Diagnostic) { warned = append(warned, d) }
		g, err := spec.kube.draw(system, warn)
		if err != nil || len(overlays) == 0 {
			return g, err
		}
		elsewhere, err := spec.kube.elsewhere(system, g)
		if err != nil {
			return nil, err
		}
		return topology.ReadOver(g, topology.OverOptions{Warn: warn, Derived: kube.IsID, Elsewhere: elsewhere, Declared: kube.Declare}, overlays...)
	})
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return nil, err
	}
	for _, d := range warned {
		spec.warn(d)
	}
	return g, err
}

// elsewhere returns what stands in a picture for what its view leaves out of the
// traffic: a flow to a Service is one to the workloads behind it.
func (f *kubeFlags) elsewhere(system *kube.System, g *graph.Graph) (func(id string) ([]string, bool), error) {
	wider := f.drawn()
	if wider.Name == "" || wider.Name == kube.Views()[0] {
		return nil, nil //nolint:nilnil // there is no wider picture of the traffic
	}
	wider.Name = kube.Views()[0]
	all, err := system.Graph(wider)
	if err != nil {
		return nil, err
	}
	return kube.Elsewhere(g, all), nil
}

// notThere is the error of usage that manifests have nothing of what flags ask for.
type notThere struct{ error }

func (e notThere) Unwrap() error { return e.error }

// draw draws what the flags ask for.
func (f *kubeFlags) draw(system *kube.System, warn func(graph.Diagnostic)) (*graph.Graph, error) {
	g, err := system.Graph(f.drawn())
	var view kube.ViewError
	switch {
	case errors.As(err, &view):
		return nil, notThere{usagef("%v", err)}
	case err != nil:
		return nil, err
	case len(g.Nodes()) == 0 && f.selector != "":
		return nil, notThere{usagef("--selector %q chooses no workload", f.selector)}
	case len(g.Groups()) == 0 && f.byLabel():
		warn(graph.Diagnostic{Message: "nothing in the picture has the label " + strconv.Quote(f.groupBy) + " to be grouped by"})
	}
	if f.mark {
		system.Mark(g)
	}
	return g, nil
}

// byLabel reports whether groups are made by a label.
func (f *kubeFlags) byLabel() bool {
	return !slices.Contains([]string{"", "namespace", "none"}, f.groupBy)
}

// folder reads the manifests below a folder. What else there is in files of YAML
// and JSON is passed over.
func (p *Process) folder(ctx context.Context, root string, warn func(graph.Diagnostic)) ([]input, error) {
	files, err := walk.Folder(ctx, root, walk.Options{Warn: warn})
	if err != nil && len(files) == 0 {
		return nil, err
	}
	var out []input
	for _, f := range files {
		if kube.Detect(f.Data) {
			out = append(out, input{Source: topology.Source{Name: f.Name, Data: f.Data}, path: f.Path, manifest: true})
		}
	}
	if err == nil && len(out) == 0 {
		return nil, noManifests(strings.TrimSuffix(root, "/"), len(files))
	}
	return out, err
}

func lookedAt(files int) string {
	if files == 0 {
		return ": it has no files of YAML or JSON"
	}
	return ": name files of another language one by one"
}
