// Package traffic finds out who talks to whom: it reads the commands, arguments,
// variables and configuration of workloads for addresses, and looks up what they
// lead to. It keeps the evidence for everything that it claims, and says what
// looked like an address and was refused.
package traffic

import (
	"cmp"
	"slices"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
)

// Confidence is how sure it is that a call is one.
type Confidence int

// The confidences.
const (
	// Possible is an address in configuration that several workloads share.
	Possible Confidence = iota
	// Likely is a name under a key that means a host, or one that nothing in the
	// manifests answers to.
	Likely
	// Certain is the name of a Service with a port that it has, or with all of
	// the cluster's domain.
	Certain
)

// Confidences returns the names of the confidences, the least first.
func Confidences() []string { return []string{"possible", "likely", "certain"} }

func (c Confidence) String() string { return Confidences()[c] }

// Evidence is what in a manifest says that there is a call.
type Evidence struct {
	// Text is what is written there: "env REDIS_ADDR=redis:6379". It never has
	// anything of a Secret in it but names.
	Text string
	// Source is the place as drawings name it, Pos as messages do.
	Source string
	Pos    graph.Pos

	// derived says that it is a use of a variable that is evidence itself.
	derived bool
}

// Target is what is called. One of Service, Name and Host is set.
type Target struct {
	// Service is one of the manifests; Pod is the one of its pods that is asked
	// for by name, or empty.
	Service *cluster.Service
	Pod     string
	// Namespace and Name are those of a Service that should be there and is not.
	Namespace, Name string
	// Host is outside of the cluster.
	Host string
	// Secret is the Secret that names the host, of which nothing is shown then.
	Secret string
}

// Compare orders targets: Services, then what is missing, then hosts.
func (t Target) Compare(other Target) int {
	return cmp.Or(cmp.Compare(t.rank(), other.rank()),
		t.ref().Compare(other.ref()), cmp.Compare(t.Host, other.Host), cmp.Compare(t.Secret, other.Secret))
}

func (t Target) rank() int {
	switch {
	case t.Service != nil:
		return 0
	case t.Name != "":
		return 1
	}
	return 2
}

func (t Target) ref() cluster.Ref {
	if t.Service != nil {
		return t.Service.Ref
	}
	return cluster.Ref{Kind: "Service", Namespace: t.Namespace, Name: t.Name}
}

// Call is one workload that talks to something.
type Call struct {
	// From is who calls; Door is set instead for an Ingress that asks a Service
	// by itself, for a login for example.
	From *cluster.Workload
	Door *cluster.Door
	To   Target
	// Port is the number of the port that is called, or its name where no number
	// is known; it may be empty. PortName is what the Service calls it.
	Port, PortName string
	// Known says that the Service has the port.
	Known      bool
	Confidence Confidence
	// Evidence is in the order of the sources.
	Evidence []Evidence
}

// Hop is a container that hands traffic on to another of the same pod.
type Hop struct {
	In       *cluster.Workload
	From, To string // names of containers
	Port     string
	Evidence []Evidence
}

// Refusal is something that looked like an address and was taken for none.
type Refusal struct {
	From *cluster.Workload
	Evidence
	// What is the part of the text that looked like one, Reason why it is none.
	What, Reason string
}

// Traffic is all that was found, in the order of the workloads.
type Traffic struct {
	Calls    []*Call
	Hops     []*Hop
	Refusals []*Refusal
}

// Find reads all workloads of a cluster.
func Find(c *cluster.Cluster) *Traffic {
	shared, r := users(c), newRedactor()
	found := make([]*Traffic, len(c.Workloads))
	inParallel(len(found), func(i int) {
		s := scan{c: c, w: c.Workloads[i], shared: shared, redactor: r}
		s.workload()
		found[i] = s.result()
	})
	t := &Traffic{}
	for _, f := range found {
		t.Calls = append(t.Calls, f.Calls...)
		t.Hops = append(t.Hops, f.Hops...)
		t.Refusals = append(t.Refusals, f.Refusals...)
	}
	t.Calls = append(t.Calls, doorCalls(c, r)...)
	return t
}

// merge puts the mentions of one target and port together. One that names no
// port is a mention of the port that another names.
func merge(calls []*Call) []*Call {
	slices.SortStableFunc(calls, func(a, b *Call) int {
		// With a port first, so that one without finds it.
		return cmp.Or(a.To.Compare(b.To), cmp.Compare(b2i(a.Port == ""), b2i(b.Port == "")), comparePorts(a.Port, b.Port),
			cmp.Compare(b2i(a.Evidence[0].derived), b2i(b.Evidence[0].derived)))
	})
	var out []*Call
	for _, c := range calls {
		if n := len(out); n > 0 && out[n-1].To.Compare(c.To) == 0 && (out[n-1].Port == c.Port || c.Port == "") {
			into := out[n-1]
			if c.Evidence[0].derived && into.Confidence >= c.Confidence {
				continue
			}
			into.Confidence = max(into.Confidence, c.Confidence)
			into.Evidence = addEvidence(into.Evidence, c.Evidence)
			if into.To.Pod != c.To.Pod {
				into.To.Pod = ""
			}
			continue
		}
		out = append(out, c)
	}
	return out
}

func addEvidence(to, more []Evidence) []Evidence {
	for _, e := range more {
		if !slices.ContainsFunc(to, func(have Evidence) bool { return have.Text == e.Text && have.Source == e.Source }) {
			to = append(to, e)
		}
	}
	return to
}

func comparePorts(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) // numbers by size
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
